import type { Alarm } from './novelty.ts'

/** Who looks at a question before it is evaluated: a row of the owner's choice, told to the asker with the epoch. */
export interface ReleaseRow {
  readonly id: string
  /** Officers who must release a question that the row holds up; two are never the same. */
  readonly officers: 0 | 1 | 2
  /** True: every question waits; false: those alone that an alarm rang for, or that ask by names. */
  readonly every: boolean
  readonly says: string
}

/** Regulation (EU) 2024/1620 art. 40: cross-matching needs the consent of each unit that takes part; five days to refuse. */
export const releaseRules = [
  { id: 'none', officers: 0, every: false, says: 'each question is answered at once' },
  {
    id: 'remarkable',
    officers: 1,
    every: false,
    says: 'an officer releases what asks by names or is unlike the partner’s past',
  },
  { id: 'each', officers: 1, every: true, says: 'an officer releases each question' },
  { id: 'each-two', officers: 2, every: true, says: 'two officers release each question' },
] as const satisfies readonly ReleaseRow[]
export type ReleaseRule = (typeof releaseRules)[number]['id']

/** How many officers must release this question before it is evaluated; 0 answers it at once. */
export function officersToRelease(
  rule: ReleaseRule,
  question: { readonly names: number; readonly alarms: readonly Alarm[] },
): number {
  const row: ReleaseRow = releaseRules.find((one) => one.id === rule)!
  const remarkable = question.names > 0 || question.alarms.length > 0
  return row.every || remarkable ? row.officers : 0
}

/** Hours that a question may live: a day, or the five in which a unit says whether it agrees. */
export function longestTermHours(rule: ReleaseRule): number {
  return rule === 'none' ? 24 : 120
}
