import { asDay, asInstant, type Instant, millis } from '#base'
import { currencies, parseMinor } from '#money'

export const dayMillis = 86_400_000

const table = currencies()

/**
 * Whole cents of an amount in euro, or in another currency at the rate that was recorded with it, rounded half up;
 * undefined for another currency without a rate, for what is no amount, and beyond 90 trillion.
 *
 * @param rate euro for one unit of the currency, as a decimal: `0.92`
 */
export function euroCents(value: unknown, rate?: unknown): number | undefined {
  const { amount, currency } = (value ?? {}) as { amount?: unknown; currency?: unknown }
  if (typeof amount !== 'string' || typeof currency !== 'string') return undefined
  const digits = table.digits(currency) ?? 2
  const minor = parseMinor(amount, digits)
  if (!minor.ok || minor.value < 0n) return undefined
  const cents = currency === 'EUR' ? minor.value : converted(minor.value, digits, rate)
  return cents === undefined || cents > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(cents)
}

function converted(minor: bigint, digits: number, rate: unknown): bigint | undefined {
  const parts = typeof rate === 'string' ? /^(\d{1,6})(?:\.(\d{1,8}))?$/.exec(rate) : null
  if (parts === null) return undefined
  const decimals = parts[2] ?? ''
  const scale = 10n ** BigInt(decimals.length + digits)
  const product = minor * BigInt(`${parts[1]}${decimals}`) * 100n
  return (2n * product + scale) / (2n * scale)
}

/** Calendar days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / dayMillis)
}

/** An instant that a document names, `2025-03-18T09:00:04Z`, in its canonical form. */
export function instantOf(value: unknown): Instant | undefined {
  return typeof value === 'string' ? asInstant(value) : undefined
}

/** A day that a document names. */
export function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' ? asDay(value) : undefined
}

export function later(at: Instant, days: number): Instant {
  return new Date(millis(at) + days * dayMillis).toISOString() as Instant
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
