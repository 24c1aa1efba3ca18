import type { Json } from '#base'
import { currencies, formatMinor, parseMinor, split } from '#money'

/** Money of a document in minor units; undefined where the field holds none. Codes nobody declared count in hundredths. */
export interface Sum {
  readonly minor: bigint
  readonly currency: string
}

const table = currencies()

function digitsOf(currency: string): number {
  return table.digits(currency) ?? 2
}

/** `undefined` also for an amount that is finer than the minor unit of its currency. */
export function sumOf(value: Json | undefined): Sum | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  const { amount, currency } = value as { readonly amount?: unknown; readonly currency?: unknown }
  if (typeof amount !== 'string' || typeof currency !== 'string') return undefined
  const minor = parseMinor(amount, digitsOf(currency))
  return minor.ok ? { minor: minor.value, currency } : undefined
}

/** `1624087.25 EUR`. */
export function told({ minor, currency }: Sum): string {
  return `${formatMinor(minor, digitsOf(currency))} ${currency}`
}

/**
 * What may still be recovered under an order. A leg counts with what it recovered, and before that with what was
 * cleared for it, so that two executing States can never recover too much at the same moment (Regulation (EU)
 * 2018/1805 art. 16, 21(1)(b)). Minor units of the currency of the order.
 *
 * @param except the leg that is being decided, which does not count against itself
 */
export function headroom(
  ceiling: Sum,
  cleared: Readonly<Record<string, Json>>,
  recovered: Readonly<Record<string, Json>>,
  except?: string,
): bigint {
  const legs = new Set([...Object.keys(cleared), ...Object.keys(recovered)])
  let left = ceiling.minor
  for (const leg of legs)
    if (leg !== except) left -= sumOf(own(recovered, leg) ?? own(cleared, leg))?.minor ?? 0n
  return left
}

function own(legs: Readonly<Record<string, Json>>, leg: string): Json | undefined {
  return Object.hasOwn(legs, leg) ? legs[leg] : undefined
}

interface Shares {
  readonly keeps: bigint
  readonly passes: bigint
}

/**
 * How two States share what was recovered (Regulation (EU) 2018/1805 art. 30): victims first; what is left stays where
 * it was recovered up to the threshold, and above it the given share goes to the issuing State. An odd unit goes with
 * the larger remainder. Minor units.
 *
 * @param percent share of the issuing State, 0 to 100
 */
export function shares(
  recovered: bigint,
  victims: bigint,
  threshold: bigint,
  percent: bigint,
): Shares {
  const rest = recovered > victims ? recovered - victims : 0n
  if (rest <= threshold) return { keeps: rest, passes: 0n }
  const [passes = 0n, keeps = 0n] = split(rest, [percent, 100n - percent])
  return { keeps, passes }
}

/**
 * Claims of one rank paid from one fund: each in full while it lasts, else each by its share, to the last minor unit.
 * Parts add up to the fund or to the claims, whichever is less.
 */
export function proRata(available: bigint, allowed: readonly bigint[]): readonly bigint[] {
  const all = allowed.reduce((a, b) => a + b, 0n)
  return available >= all ? allowed : split(available, allowed)
}
