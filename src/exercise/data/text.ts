import { samples } from '#procedure'
import type { StepDocument } from '../story.ts'

/** A whole document of that form, with what the story says in its place. */
export function text(form: string, says: StepDocument = {}): StepDocument {
  const sample = samples[form]
  if (sample === undefined) throw new Error(`no form ${form}`)
  return { ...sample, ...says }
}

/** The number that all authorities of the case use. */
export const operation = 'CASE-2025-LANTERN'

export const eur = (amount: string) => ({ amount, currency: 'EUR' })
export const usd = (amount: string) => ({ amount, currency: 'USD' })
