import type { Day, Digest, Instant } from '#base'

/**
 * Payments of a case as columns, in time order (time, then sequence, then file order). Plain typed arrays, so that
 * a million payments are 40 MB, cross threads without copying and are read in one pass. Amounts are whole minor
 * units in float64, exact up to 2^53 - 1; intake refuses larger ones.
 *
 * A *booking account* is one account in one currency: `A20` in USD and `A20` in EUR are two. A payment debits
 * `from` and credits `to`, each in the currency of its booking account.
 */
export interface Payments {
  readonly count: number
  /** Booking account debited / credited: index into `accounts`. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** Seconds since 1970-01-01T00:00:00Z; for a source that gives days only, midnight of that day. */
  readonly time: Float64Array
  /** Minor units of the debited account's currency. */
  readonly amount: Float64Array
  /** Minor units of the credited account's currency; equal to `amount` when the currency is the same. */
  readonly received: Float64Array
  /**
   * Order group: payments with the same number stand at the same moment and nothing proves which came first.
   * Where a sequence number or distinct times prove the order, every payment has its own number.
   */
  readonly group: Uint32Array
  /** Row of the source file, 1-based with the header as row 1. */
  readonly row: Uint32Array
  /** Claims that payments introduce, in payment order; sparse. */
  readonly introductions: readonly Introduction[]
  readonly accounts: readonly BookingAccount[]
  /** Names of claimants; `Introduction.claim` and `Opening.claim` index into it. */
  readonly claims: readonly string[]
  readonly currencies: readonly CaseCurrency[]
  /** What the source said of each payment, fetched when somebody looks at it. */
  readonly texts: PaymentTexts
  readonly openings: readonly Opening[]
  /** True when the source gave days only, so order inside a day is unproved. */
  readonly daysOnly: boolean
}

/** This payment introduces a claim: `amount` minor units (of the debited account's currency) are the claimant's. */
export interface Introduction {
  readonly payment: number
  readonly claim: number
  readonly amount: number
}

export interface BookingAccount {
  /** As in the ledger, after the map's normalisation. */
  readonly account: string
  /** Index into `currencies`. */
  readonly currency: number
  /** True when an opening balance was stated (zero counts); false means unknown, not zero. */
  readonly opened: boolean
}

export interface CaseCurrency {
  readonly code: string
  readonly digits: number
}

/**
 * Stated balance before the first payment; `claim` undefined is the holder's own money. Below zero the account is
 * overdrawn and owes that much to its bank; then it has no claim.
 */
export interface Opening {
  /** Index into `accounts`. */
  readonly account: number
  readonly amount: number
  readonly claim?: number
}

/** Texts stay as bytes of the source until asked for: a million JavaScript strings would cost more than the trace. */
export interface PaymentTexts {
  id(payment: number): string
  purpose(payment: number): string
  type(payment: number): string
}

/** Where a set of payments came from, and what was left out. Travels with every result computed from it. */
export interface Source {
  readonly file: string
  /** Of the bytes as received. */
  readonly digest: Digest
  readonly bytes: number
  readonly rows: number
  readonly encoding: string
  readonly delimiter: string
  readonly firstDay?: Day
  readonly lastDay?: Day
  readonly readAt?: Instant
}
