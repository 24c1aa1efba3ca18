import type { Day } from '#base'
import type { Payments } from '#model'
import { type Currency, currencies, type Fraction } from '#money'
import type { FixedPoint } from './fixed-point.ts'
import type { FollowOptions } from './trace.ts'

/**
 * What claims are worth: the amount introduced, in the base currency at the rate of that day. The claim value is
 * fixed at that moment and conserved; what a conversion later gained or lost shows in the account's currency only.
 */
export interface ClaimValue {
  readonly code: string
  readonly digits: number
  /** Base minor units, fixed point, of `amount` minor units of a booking account at a time; undefined: no rate. */
  of(account: number, amount: bigint, time: number, fixed: FixedPoint): bigint | undefined
}

/**
 * The base is that of the rates. Without rates it is the one currency in which all claims are introduced, where
 * no rate is needed. Otherwise there is none, and figures in base stay unknown rather than guessed.
 */
export function claimValue(payments: Payments, options: FollowOptions): ClaimValue | undefined {
  const rates = options.rates
  if (rates) {
    const digits = baseDigits(payments, rates.base, options.baseDigits)
    return {
      code: rates.base,
      digits,
      of(account, amount, time, fixed) {
        const currency = payments.currencies[payments.accounts[account]!.currency]!
        const rate = rates.on(currency.code as Currency, dayOf(time))
        if (!rate) return undefined
        if (rate.n > 0n)
          fixed.ratio = Math.max(fixed.ratio, perMinor(rate, digits, currency.digits))
        return fixed.share(
          amount,
          rate.n * 10n ** BigInt(digits),
          rate.d * 10n ** BigInt(currency.digits),
        )
      },
    }
  }
  const used = new Set<number>()
  for (const i of payments.introductions)
    used.add(payments.accounts[payments.from[i.payment]!]!.currency)
  for (const o of payments.openings)
    if (o.claim !== undefined) used.add(payments.accounts[o.account]!.currency)
  if (used.size === 0) for (const a of payments.accounts) used.add(a.currency)
  if (used.size !== 1) return undefined
  const only = payments.currencies[[...used][0]!]!
  return { code: only.code, digits: only.digits, of: (_account, amount) => amount }
}

function perMinor(rate: Fraction, digits: number, accountDigits: number): number {
  return (Number(rate.n) / Number(rate.d)) * 10 ** (digits - accountDigits)
}

function baseDigits(payments: Payments, code: string, stated: number | undefined): number {
  const known = payments.currencies.find((c) => c.code === code)
  return known?.digits ?? stated ?? currencies().digits(code) ?? 2
}

/** The day, in UTC, of seconds since 1970. */
export function dayOf(time: number): Day {
  return new Date(time * 1000).toISOString().slice(0, 10) as Day
}
