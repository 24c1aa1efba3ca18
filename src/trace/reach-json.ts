import { instant } from '#base'
import type { Payments } from '#model'
import { formatMinor } from '#money'
import type { Reach } from './reach.ts'

/** The result as `comity flow --json` prints it: amounts as decimal texts, payments by their ids. */
export function reachJson(found: Reach, payments: Payments) {
  return {
    from: found.from,
    direction: found.direction,
    order: found.order,
    ...(found.hops === undefined ? {} : { hops: found.hops }),
    ...(found.dwellSeconds === undefined ? {} : { dwell_seconds: found.dwellSeconds }),
    accounts: found.accounts.map((a) => ({
      account: a.account,
      currency: a.currency,
      hops: a.hops,
      [found.direction === 'forwards' ? 'earliest' : 'latest']: a.at,
      payments: a.payments,
      amount: money(payments, a.index, a.amount),
      unproved: a.unproved,
      stopped: a.stopped,
      origin: a.origin,
    })),
    payments: Array.from(found.payments, (i, f) => ({
      id: payments.texts.id(i),
      time: instant(payments.time[i]! * 1000),
      from: payments.accounts[payments.from[i]!]!.account,
      to: payments.accounts[payments.to[i]!]!.account,
      amount: money(payments, payments.from[i]!, payments.amount[i]!),
      currency: payments.currencies[payments.accounts[payments.from[i]!]!.currency]!.code,
      hop: found.hop[f]!,
    })),
    left_out: found.leftOut,
    unproved: found.unproved,
    stopped: found.stopped,
  }
}

function money(payments: Payments, account: number, minor: number): string {
  const { digits } = payments.currencies[payments.accounts[account]!.currency]!
  return formatMinor(BigInt(Math.round(minor)), digits)
}
