import { asInstant, type Json, millis } from '#base'
import type { State } from './state.ts'

/** What the receipts and leaks of all legs add up to. Times in whole seconds, amounts in the currency of the legs. */
export interface ConductorFigures {
  readonly legs: number
  /** From the first leg to the last, in seconds. */
  readonly spread: number
  /** Legs carried out within sixty seconds of the release. */
  readonly within: number
  readonly withinValue: Money
  readonly frozen: Money
  readonly leakage: Money
}

/** A decimal number and an ISO 4217 code. */
export interface Money {
  readonly amount: string
  readonly currency: string
}

const minute = 60_000

/** The figures of a conducted freeze, from its receipts alone; undefined where legs are in several currencies. */
export function conductorFigures(
  state: Pick<State, 'tallies' | 'notes'>,
): ConductorFigures | undefined {
  const t0 = asInstant(String(state.notes.t0 ?? ''))
  const receipts = Object.values(state.tallies.receipts ?? {}).flatMap((kept) => receiptOf(kept))
  const leaks = Object.values(state.tallies.leaks ?? {}).flatMap((kept) => moneyOf(kept))
  const frozen = total(receipts.map((r) => r.amount))
  const within = t0 === undefined ? [] : receipts.filter((r) => r.executed - millis(t0) <= minute)
  const currency = frozen?.currency ?? 'EUR'
  const withinValue = total(
    within.map((r) => r.amount),
    currency,
  )
  const leakage = total(leaks, currency)
  if (frozen === undefined || withinValue === undefined || leakage === undefined) return undefined
  const times = receipts.map((r) => r.executed)
  return {
    legs: receipts.length,
    spread: Math.round((Math.max(...times) - Math.min(...times)) / 1000),
    within: within.length,
    withinValue,
    frozen,
    leakage,
  }
}

function receiptOf(kept: Json): readonly { readonly executed: number; readonly amount: Money }[] {
  const { executed, amount } = kept as { readonly executed?: string; readonly amount?: Json }
  const at = asInstant(executed ?? '')
  const money = moneyOf(amount ?? null)[0]
  return at === undefined || money === undefined ? [] : [{ executed: millis(at), amount: money }]
}

/** Money as a document holds it; nothing where the value is of another shape. */
export function moneyOf(value: Json | undefined): readonly Money[] {
  if (typeof value !== 'object' || value === null) return []
  const { amount, currency } = value as { readonly amount?: Json; readonly currency?: Json }
  return typeof amount === 'string' && typeof currency === 'string' ? [{ amount, currency }] : []
}

/** Six decimals are as many as a document may write. */
const decimals = 6

/** An amount in millionths of its currency. */
export function units({ amount }: Money): bigint {
  const [whole = '0', part = ''] = amount.split('.')
  return BigInt(whole) * 10n ** BigInt(decimals) + BigInt(part.padEnd(decimals, '0'))
}

/** Sum of amounts in one currency; undefined where there are several, or none and no currency is given. */
export function total(amounts: readonly Money[], fallback?: string): Money | undefined {
  const currency = amounts[0]?.currency ?? fallback
  if (currency === undefined || amounts.some((a) => a.currency !== currency)) return undefined
  const sum = amounts.reduce((s, a) => s + units(a), 0n)
  const whole = sum / 10n ** BigInt(decimals)
  const part = (sum % 10n ** BigInt(decimals)).toString().padStart(decimals, '0')
  return { amount: `${whole}.${part.replace(/0{1,4}$/, '')}`, currency }
}
