import { done, type Outcome, refuse } from '#base'
import type { Currency } from './currency.ts'

/** Integer minor units (cents, fils, satoshi) of one currency. Never a float. */
export interface Amount {
  readonly minor: bigint
  readonly currency: Currency
}

/**
 * A plain decimal text with a point (`-1870000.00`) as minor units. Fewer decimals than the currency has are
 * filled, more are refused unless they are zeros: nothing is ever rounded on the way in.
 */
export function parseMinor(text: string, digits: number): Outcome<bigint> {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text)
  if (!match) {
    return refuse({
      kind: 'malformed',
      name: 'amount-malformed',
      ground: `"${text}" is not a decimal amount`,
      remedy: 'write digits with one decimal point, for example 1870000.00',
    })
  }
  const [, sign, whole, fraction = ''] = match
  const kept = fraction.slice(0, digits).padEnd(digits, '0')
  if (/[1-9]/.test(fraction.slice(digits))) {
    return refuse({
      kind: 'malformed',
      name: 'amount-too-fine',
      ground: `"${text}" has more decimals than the currency's minor unit (${digits})`,
      remedy: 'declare the number of digits of this currency, or give the booked amount',
    })
  }
  const minor = BigInt(whole + kept)
  return done(sign === '-' ? -minor : minor)
}

/** Minor units as a decimal text with exactly `digits` decimals: `187000000n, 2` is `1870000.00`. */
export function formatMinor(minor: bigint, digits: number): string {
  const negative = minor < 0n
  const text = (negative ? -minor : minor).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const body = digits === 0 ? whole : `${whole}.${text.slice(text.length - digits)}`
  return negative ? `-${body}` : body
}
