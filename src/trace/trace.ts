import type { Source } from '#model'
import type { Rates } from '#money'
import type { RuleId } from './rules.ts'

/** Order of payments that nothing proves: as the file has it, or one of the two extremes. */
export type Order = 'given' | 'credits-first' | 'debits-first'
/** How several pieces of one payment reach the next account: as they were drawn, or as one blended lot. */
export type Arrival = 'ordered' | 'blended'
/** `exact`: integers with a stated error bound; `fast`: one float64 pass with a stated residue. */
export type Arithmetic = 'exact' | 'fast'

export interface FollowOptions {
  /** Named, never defaulted: the choice has legal effect. */
  readonly rule: RuleId
  /** `given` when absent; `interval` runs all three orders and states low and high of every holding. */
  readonly order?: Order | 'interval'
  /** `ordered` when absent. */
  readonly arrival?: Arrival
  /** `exact` when absent. */
  readonly arithmetic?: Arithmetic
  /** Values claims in its base currency, at the rate of the day on which each was introduced. */
  readonly rates?: Rates
  /** Minor-unit digits of the base currency, when neither the ledger nor ISO 4217 knows it. */
  readonly baseDigits?: number
  /** Names of the asset accounts elected under `cherry-pick`. */
  readonly elected?: readonly string[]
  /** Travels into the result. */
  readonly sources?: readonly Source[]
  readonly onProgress?: (done: number, total: number) => void
  /** Asked every 65,536 payments; true ends the trace with the refusal `cancelled`. */
  readonly cancelled?: () => boolean
}

/**
 * One trace: fact plus rule. Plain data (typed arrays, strings, numbers, bigint), so it crosses threads and can be
 * stored. All amounts are minor units; accounts, claims and currencies are indices into the `Payments` traced.
 */
export interface Trace {
  readonly rule: RuleId
  readonly order: Order | 'interval' | 'ignored'
  readonly arrival: Arrival
  readonly arithmetic: Arithmetic
  /** Currency in which claims are valued; null when it could not be known without guessing. */
  readonly base: { readonly code: string; readonly digits: number } | null
  /** One per claim of the payments, by index. */
  readonly claims: readonly ClaimTotal[]
  /** By account, then claim. */
  readonly holdings: readonly Holding[]
  readonly exhausted: readonly Exhausted[]
  readonly warnings: readonly Warning[]
  readonly total: Figures
  readonly moves: Moves
  /** Claim value that ended with a payment's arrival: it repaid a shortfall, or was booked as nothing. */
  readonly losses: Moves
  /** Where claims came in, as far as they are followed; the fast arithmetic leaves it out. */
  readonly births?: readonly Birth[]
  /** Payments out of accounts of which nothing is known before: money from outside the ledger. */
  readonly boundary: { readonly accounts: number; readonly payments: number }
  /** No figure is further from its exact value than this, in minor units, before rounding to whole ones. */
  readonly errorBound: number
  /** Value that float64 lost or made, in base minor units; 0 for exact. */
  readonly residue: number
  readonly interval?: Interval
  readonly sources: readonly Source[]
}

/** `traced + untraceable = claimed`, in minor units of the base; null without base, or under `poison`. */
export interface Figures {
  readonly claimed: bigint | null
  readonly traced: bigint | null
  readonly untraceable: bigint | null
}

export interface ClaimTotal extends Figures {
  readonly claim: number
  /** Part of `untraceable` that was marked again on money which followed this claim already. */
  readonly repeated?: bigint
}

export interface Holding {
  /** Booking account. */
  readonly account: number
  readonly claim: number
  /** In the account's currency; null under `poison`. */
  readonly traced: bigint | null
  /** Closing balance of the account. */
  readonly balance: bigint
  /** The claim value here, in base, rounded together with the claim's other figures so that they add up. */
  readonly baseTraced: bigint | null
  /** The same rounded on its own, where it differs (by one unit); such figures need not add up. */
  readonly baseNearest?: bigint
  /** Least and most over the orders tried, in the account's currency; only with `order: interval`. */
  readonly low?: bigint
  readonly high?: bigint
}

/** The claim had value in this account and the account ran out: nothing later in it is this claim's. */
export interface Exhausted {
  readonly account: number
  readonly claim: number
  /** Seconds since 1970. */
  readonly time: number
}

export type WarningCode =
  | 'overdrawn'
  | 'opening-missing'
  | 'order-unproved'
  | 'days-only'
  | 'collision'
  | 'claim-exceeds-payment'
  | 'nothing-elected'
  | 'nothing-claimed'
  | 'rate-unknown'
  | 'value-vanished'
  | 'float-residue'

/** Claim value that came in with a payment, or was there before the first (`payment` null). */
export interface Birth {
  readonly payment: number | null
  /** Account credited, or the account of the opening. */
  readonly account: number
  readonly claim: number
  /** Minor units of the debited (or opened) account's currency, and claim value in base (0 without a rate). */
  readonly amount: number
  readonly base: number
}

/** Something the reader must weigh. Once per account and code, with how often and how bad. */
export interface Warning {
  readonly code: WarningCode
  /** Booking account, or null for the whole ledger. */
  readonly account: number | null
  /** Seconds since 1970 of the first occurrence, or null. */
  readonly time: number | null
  readonly count: number
  /** Worst figure in minor units of the account's currency, where there is one. */
  readonly worst: number | null
  /** False: no claim ever stood in this account, so no figure depends on it. */
  readonly touchesClaims: boolean
  readonly text: string
}

/** Claim value carried by payments, in the order in which they were followed; one row per payment and claim. */
export interface Moves {
  readonly payment: Uint32Array
  readonly claim: Uint32Array
  /** Minor units of the debited account's currency, with fractions; NaN under `poison`. */
  readonly value: Float64Array
  /** Claim value in base minor units; NaN without base. */
  readonly base: Float64Array
}

export interface Interval {
  readonly orders: readonly Order[]
  /** Least and most traced in all, in base. */
  readonly traced: { readonly low: bigint; readonly high: bigint } | null
}
