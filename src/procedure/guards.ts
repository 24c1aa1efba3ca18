import type { Guard, GuardWith } from './guard.ts'
import { assistanceGuards } from './guards-assistance.ts'
import { cooperationGuards } from './guards-cooperation.ts'
import { coreGuards } from './guards-core.ts'
import { itemGuards } from './guards-items.ts'
import { learningGuards } from './guards-learning.ts'
import { outsideGuards } from './guards-outside.ts'
import { recoveryGuards } from './guards-recovery.ts'
import { rightsGuards } from './guards-rights.ts'
import type { GuardName, GuardRef } from './rows.ts'

/** Every guard that a row may name. */
export const guards: Readonly<Record<GuardName, Guard>> = {
  ...coreGuards,
  ...assistanceGuards,
  ...recoveryGuards,
  ...cooperationGuards,
  ...rightsGuards,
  ...learningGuards,
  ...outsideGuards,
  ...itemGuards,
}

/** The guard that a row means, with what it looks at. @throws Error for a name that no file defines. */
export function guardOf(ref: GuardRef): { readonly guard: Guard; readonly with: GuardWith } {
  const with_ = typeof ref === 'string' ? { guard: ref } : ref
  const guard = guards[with_.guard]
  if (guard === undefined) throw new Error(`no guard is called ${with_.guard}`)
  return { guard, with: with_ }
}
