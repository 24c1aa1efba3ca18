import type { Instant } from '#base'

/** What became of a look, in the words of Directive (EU) 2016/680, art. 25(1). */
export type LookKind = 'consultation' | 'print' | 'export' | 'combination' | 'log read' | 'refused'

/**
 * One look of one officer at one subject, as plain values. Whom a file is about stands here as marks (keyed digests),
 * so that a rule can say "the same person" without anybody reading a name.
 */
export interface Look {
  /** Place of its event in the log. */
  readonly index: number
  readonly at: Instant
  readonly officer: string
  readonly authority: string
  /** `matter/0190...` or `tracing/0190...`. */
  readonly subject: string
  readonly kind: LookKind
  readonly purpose: string
  /** The part that was taken out, or empty. */
  readonly what: string
  /** The officer has taken a step in it. */
  readonly ownStep: boolean
  /** It is the officer's task to look at the work of others: auditor, inspector, oversight body. */
  readonly oversees: boolean
  /** Persons and numbers that its documents name, as marks. */
  readonly about: readonly string[]
  /** Its documents name somebody who bears the officer's family name, or whom the officer has declared. */
  readonly ownName: boolean
  /** The officer had been taken off the matter before. */
  readonly recused: boolean
  /** The desk of the officer's authority is staffed day and night. */
  readonly dayAndNight: boolean
}
