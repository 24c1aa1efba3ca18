/** What a question about reach starts from and looks at: names become booking accounts, instants become rows. */
import { done, type Instant, millis, type Outcome, refuse } from '#base'
import type { Payments } from '#model'
import { lowerBound } from './index-columns.ts'
import type { Scope } from './reach-arrival.ts'

export interface Span {
  /** Only payments from this instant on. */
  readonly since?: Instant
  /** Only payments up to and including this instant. */
  readonly until?: Instant
  /** Backwards in time. */
  readonly back?: boolean
}

export function scopeOf(payments: Payments, query: Span): Scope {
  const seconds = (at: Instant) => millis(at) / 1000
  const first =
    query.since === undefined
      ? 0
      : lowerBound(payments.time, seconds(query.since), 0, payments.count)
  const end =
    query.until === undefined
      ? payments.count
      : lowerBound(payments.time, seconds(query.until) + 0.0005, 0, payments.count)
  return { first: Math.min(first, end), end, back: query.back === true }
}

/** Booking accounts of the names, in the order asked. */
export function bookingAccounts(payments: Payments, names: readonly string[]): Outcome<number[]> {
  const wanted = new Set(names)
  const found: number[] = []
  const seen = new Set<string>()
  payments.accounts.forEach(({ account }, index) => {
    if (!wanted.has(account)) return
    found.push(index)
    seen.add(account)
  })
  const missing = names.find((name) => !seen.has(name))
  if (missing === undefined) return done(found)
  return refuse({
    kind: 'unknown',
    name: 'account-unknown',
    ground: `no payment and no opening balance names the account "${missing}"`,
    remedy: 'write the account as the ledger does, after the map has been applied',
  })
}
