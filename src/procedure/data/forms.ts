import type { Field } from '../fields.ts'
import { assistanceForms } from './forms-assistance.ts'
import { cooperationForms } from './forms-cooperation.ts'
import { intelligenceForms } from './forms-intelligence.ts'
import { itemForms } from './forms-items.ts'
import { learningForms } from './forms-learning.ts'
import { outsideForms } from './forms-outside.ts'
import { recoveryForms } from './forms-recovery.ts'
import { rightsForms } from './forms-rights.ts'

/** The documents of all procedures. A name stands in one family only. */
export const forms: Readonly<Record<string, readonly Field[]>> = {
  ...intelligenceForms,
  ...assistanceForms,
  ...recoveryForms,
  ...cooperationForms,
  ...rightsForms,
  ...learningForms,
  ...outsideForms,
  ...itemForms,
}
