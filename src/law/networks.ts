import type { AuthorityKind, Measure } from './measures.ts'
import type { Row } from './rows.ts'

/** A circle of contact points that may be asked without a formal request. What it tells is intelligence, not evidence. */
export interface Network extends Row {
  readonly name: string
  readonly kinds: readonly AuthorityKind[]
  readonly countries: readonly string[]
  /** Formal measures that are better asked after a word through this network. */
  readonly before: readonly Measure[]
}
