import type { Instant } from '#base'

/**
 * One thing that happened once, as a figure counts it: a request answered, an order executed, a tranche paid. Figures
 * are sums, shares and medians of these and nothing else.
 */
export interface Observation {
  /** What happened: `mla.decided`. Figures ask for it by this name. */
  readonly what: string
  /** Decides to which period it belongs. */
  readonly at: Instant
  readonly stream: string
  /** Milliseconds, days, cents or a number, as `what` says. */
  readonly value?: number
  /** Of a share: does it count as good? */
  readonly yes?: boolean
  /** Whether it is good is not known before this instant. */
  readonly judgedFrom?: Instant
  readonly pair?: string
  readonly country?: string
  /** Ground, outcome, code, class, kind of claimant: the line of the grid that it belongs to. */
  readonly line?: string
  readonly operation?: string
  readonly asset?: string
  readonly thread?: string
  /** Further numbers of the same thing, by name. */
  readonly more?: Readonly<Record<string, number>>
}
