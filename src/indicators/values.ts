import { asDay, asInstant, type Instant, millis } from '#base'
import { parseMinor } from '#money'

export const dayMillis = 86_400_000

/** Whole cents of an amount in euro; undefined for another currency, for what is no amount, and beyond 90 trillion. */
export function euroCents(value: unknown): number | undefined {
  const { amount, currency } = (value ?? {}) as { amount?: unknown; currency?: unknown }
  if (typeof amount !== 'string' || currency !== 'EUR') return undefined
  const minor = parseMinor(amount, 2)
  if (!minor.ok || minor.value < 0n || minor.value > BigInt(Number.MAX_SAFE_INTEGER))
    return undefined
  return Number(minor.value)
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
