import { type Instant, instant } from '#base'
import type { Payments, Source } from '#model'
import { formatMinor } from '#money'
import type { Trace } from './trace.ts'

/** The result document of a trace: amounts as decimal texts, instants as ISO 8601, names instead of indices. */
export interface TraceDocument {
  readonly rule: string
  readonly order: string
  readonly arrival: string
  readonly arithmetic: string
  /** Currency of `claimed`, `base_traced` and `total`; null when no rate was given and none could be spared. */
  readonly base: string | null
  readonly claims: readonly {
    readonly claim: string
    readonly claimed: string | null
    readonly traced: string | null
    readonly untraceable: string | null
    /** Part of `untraceable` that was marked again on money which followed this claim already. */
    readonly repeated?: string
  }[]
  readonly holdings: readonly {
    readonly account: string
    readonly claim: string
    readonly currency: string
    readonly traced: string | null
    readonly balance: string
    readonly base_traced: string | null
    /** `base_traced` rounded on its own, where that differs; such figures need not add up. */
    readonly base_nearest?: string
    readonly low?: string
    readonly high?: string
  }[]
  readonly exhausted: readonly {
    readonly account: string
    readonly claim: string
    readonly currency: string
    readonly at: Instant
  }[]
  readonly warnings: readonly {
    readonly code: string
    readonly account: string | null
    readonly at: Instant | null
    readonly count: number
    readonly worst: string | null
    readonly touches_claims: boolean
    readonly text: string
  }[]
  readonly total: {
    readonly claimed: string | null
    readonly traced: string | null
    readonly untraceable: string | null
  }
  /** Payments out of accounts of which nothing is known before: money from outside the ledger. */
  readonly boundary: { readonly accounts: number; readonly payments: number }
  /** In minor units, before rounding; 0 when every division was exact. */
  readonly error_bound: number
  /** In minor units of base; other than 0 under the fast arithmetic only. */
  readonly residue: number
  readonly order_interval?: {
    readonly orders: readonly string[]
    readonly traced: { readonly low: string; readonly high: string } | null
  }
  readonly sources: readonly Source[]
}

export function asJson(trace: Trace, payments: Payments): TraceDocument {
  const account = (a: number) => payments.accounts[a]!
  const currency = (a: number) => payments.currencies[account(a).currency]!
  const inBase = (minor: bigint | null) =>
    minor === null || trace.base === null ? null : formatMinor(minor, trace.base.digits)
  const at = (seconds: number) => instant(seconds * 1000)
  return {
    rule: trace.rule,
    order: trace.order,
    arrival: trace.arrival,
    arithmetic: trace.arithmetic,
    base: trace.base?.code ?? null,
    claims: trace.claims.map((c) => ({
      claim: payments.claims[c.claim]!,
      claimed: inBase(c.claimed),
      traced: inBase(c.traced),
      untraceable: inBase(c.untraceable),
      ...(c.repeated === undefined ? {} : { repeated: inBase(c.repeated)! }),
    })),
    holdings: trace.holdings.map((h) => {
      const { code, digits } = currency(h.account)
      return {
        account: account(h.account).account,
        claim: payments.claims[h.claim]!,
        currency: code,
        traced: h.traced === null ? null : formatMinor(h.traced, digits),
        balance: formatMinor(h.balance, digits),
        base_traced: inBase(h.baseTraced),
        ...(h.baseNearest === undefined ? {} : { base_nearest: inBase(h.baseNearest)! }),
        ...(h.low === undefined ? {} : { low: formatMinor(h.low, digits) }),
        ...(h.high === undefined ? {} : { high: formatMinor(h.high, digits) }),
      }
    }),
    exhausted: trace.exhausted.map((e) => ({
      account: account(e.account).account,
      claim: payments.claims[e.claim]!,
      currency: currency(e.account).code,
      at: at(e.time),
    })),
    warnings: trace.warnings.map((w) => ({
      code: w.code,
      account: w.account === null ? null : account(w.account).account,
      at: w.time === null ? null : at(w.time),
      count: w.count,
      worst:
        w.worst === null || w.account === null
          ? null
          : formatMinor(BigInt(Math.ceil(w.worst)), currency(w.account).digits),
      touches_claims: w.touchesClaims,
      text: w.text,
    })),
    total: {
      claimed: inBase(trace.total.claimed),
      traced: inBase(trace.total.traced),
      untraceable: inBase(trace.total.untraceable),
    },
    boundary: trace.boundary,
    error_bound: trace.errorBound,
    residue: trace.residue,
    ...(trace.interval === undefined
      ? {}
      : {
          order_interval: {
            orders: trace.interval.orders,
            traced: trace.interval.traced && {
              low: inBase(trace.interval.traced.low)!,
              high: inBase(trace.interval.traced.high)!,
            },
          },
        }),
    sources: trace.sources,
  }
}
