import { instant } from '#base'
import type { Payments } from '#model'

export function accountName(payments: Payments, account: number): string {
  return payments.accounts[account]!.account
}

export function currencyOf(payments: Payments, account: number) {
  return payments.currencies[payments.accounts[account]!.currency]!
}

/** An instant, or only the day where the source gave days. */
export function timeText(payments: Payments, seconds: number): string {
  const text = instant(seconds * 1000)
  return payments.daysOnly ? text.slice(0, 10) : text.replace('.000Z', 'Z')
}
