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

/** Rows of the safeguard matrix, one for each kind of measure. */
export type SafeguardRowId =
  | 'fiu-exchange'
  | 'suspension'
  | 'freeze'
  | 'search-hearing'
  | 'confiscation'
  | 'interlocutory-sale'
  | 'return'
  | 'analytics-alert'

/** The row of the matrix: what must stand in each column before the step. */
export function safeguardsOf(id: SafeguardRowId, law: Law): Safeguards {
  return law.safeguards[id]
}
