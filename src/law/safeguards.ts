import type { Law } from './law.ts'

/** Columns of the safeguard matrix. */
export const safeguardColumns = [
  'legalBasis',
  'necessity',
  'independentAuthority',
  'reasons',
  'notice',
  'remedy',
  'timeLimit',
  'thirdParties',
  'audit',
] as const
export type SafeguardColumn = (typeof safeguardColumns)[number]

/** `null`: the column does not apply to this kind of measure. Text: what must be there before the step is taken. */
export type Safeguards = Readonly<Record<SafeguardColumn, string | null>>

export type SafeguardRowId =
  | 'fiu-exchange'
  | 'suspension'
  | 'freeze'
  | 'search-hearing'
  | 'confiscation'
  | 'interlocutory-sale'
  | 'return'
  | 'analytics-alert'

export function safeguardsOf(id: SafeguardRowId, law: Law): Safeguards {
  return law.safeguards[id]
}
