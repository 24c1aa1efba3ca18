import { instant } from '#base'
import type { Payments } from '#model'
import { formatMinor } from '#money'
import type { Trace } from '#trace'

/** Payments and amounts in the words of the screen: names, decimal texts, ISO instants. */

/** Days where the source has days alone: midnight would be an invention. */
export function isoTime(payments: Payments, seconds: number): string {
  const text = instant(seconds * 1000)
  return payments.daysOnly ? text.slice(0, 10) : text
}

export function money(payments: Payments, currency: number, minor: number): string {
  return formatMinor(BigInt(Math.round(minor)), payments.currencies[currency]!.digits)
}

export function inBase(trace: Trace, minor: bigint): string | null {
  return trace.base === null ? null : formatMinor(minor, trace.base.digits)
}

export function paymentView(payments: Payments, i: number) {
  const from = payments.accounts[payments.from[i]!]!
  const to = payments.accounts[payments.to[i]!]!
  const changed = from.currency !== to.currency
  return {
    id: payments.texts.id(i),
    row: payments.row[i]!,
    time: isoTime(payments, payments.time[i]!),
    from: from.account,
    to: to.account,
    amount: money(payments, from.currency, payments.amount[i]!),
    currency: payments.currencies[from.currency]!.code,
    ...(changed
      ? {
          received: money(payments, to.currency, payments.received[i]!),
          receivedCurrency: payments.currencies[to.currency]!.code,
        }
      : {}),
    purpose: payments.texts.purpose(i),
    type: payments.texts.type(i),
  }
}

export function movedText(payments: Payments, payment: number, value: number): string | null {
  if (Number.isNaN(value)) return null
  return money(payments, payments.accounts[payments.from[payment]!]!.currency, value)
}
