import type { Payments } from '#model'
import { formatMinor } from '#money'
import { dayOf } from './claim-value.ts'
import type { Warning, WarningCode } from './trace.ts'

/** Warnings, gathered once per code and account with how often and how bad. */
export class Warnings {
  readonly #payments: Payments
  readonly #rows = new Map<string, { -readonly [K in keyof Warning]: Warning[K] }>()

  constructor(payments: Payments) {
    this.#payments = payments
  }

  add(
    code: WarningCode,
    account: number | null,
    time: number | null,
    worst: number | null,
    touchesClaims: boolean,
  ): void {
    const key = `${code} ${account ?? ''}`
    const row = this.#rows.get(key)
    if (!row) {
      const fresh = { code, account, time, count: 1, worst, touchesClaims, text: '' }
      this.#rows.set(key, fresh)
      return
    }
    row.count++
    if (worst !== null && (row.worst === null || worst > row.worst)) row.worst = worst
    row.touchesClaims ||= touchesClaims
  }

  /** Weightiest first: those that touch claims, then by the order in which they arose. */
  finish(facts: { readonly touched?: (account: number) => boolean } = {}): Warning[] {
    const leasts = leastOpenings(this.#payments)
    const rows = [...this.#rows.values()].map((row) => {
      const touches =
        row.touchesClaims || (row.account !== null && (facts.touched?.(row.account) ?? false))
      const worst = row.code === 'opening-missing' ? leasts[row.account!]! : row.worst
      const full: Warning = { ...row, worst, touchesClaims: touches }
      return { ...full, text: sentence(full, this.#payments) }
    })
    return rows.sort((a, b) => Number(b.touchesClaims) - Number(a.touchesClaims))
  }
}

/** Per account the least opening balance with which the whole ledger could be paid without a shortfall. */
export function leastOpenings(payments: Payments): Float64Array {
  const n = payments.accounts.length
  const running = new Float64Array(n)
  const lowest = new Float64Array(n)
  for (let i = 0; i < payments.count; i++) {
    const from = payments.from[i]!
    const after = running[from]! - payments.amount[i]!
    running[from] = after
    if (after < lowest[from]!) lowest[from] = after
    running[payments.to[i]!]! += payments.received[i]!
  }
  return lowest.map((v) => -v)
}

/** What happened, on what ground, and what to do now. */
function sentence(w: Warning, payments: Payments): string {
  const name = w.account === null ? '' : payments.accounts[w.account]!.account
  const code =
    w.account === null ? '' : payments.currencies[payments.accounts[w.account]!.currency]!.code
  const worst = w.account === null || w.worst === null ? '' : money(payments, w.account, w.worst)
  const first = w.time === null ? '' : `, first on ${dayOf(w.time)}`
  const times = w.count === 1 ? 'once' : `${w.count} times`
  switch (w.code) {
    case 'overdrawn':
      return `${name} paid out more than it held ${times}${first}; the deepest shortfall is ${worst}; nothing is traced through it (Bishopsgate v Homan [1995] Ch 211); check the opening balance and missing credits`
    case 'opening-missing':
      return `${name} paid out more than its known credits ${times}${first}; no opening balance is stated; an opening of at least ${worst} would cover the whole ledger; supply it, or read the figures of this account as a lower limit of its own money`
    case 'order-unproved':
      return `${name} is debited and credited at the same moment ${times}${first}, and nothing proves the order; run the interval, or supply a sequence number`
    case 'days-only':
      return 'the source gives days without times; among payments of one day the order of the file is used, unproved'
    case 'collision':
      return `${name} paid ${times}${first}, with money that already follows a claim; the earlier claim stays with it (at most ${worst} in one payment) and nothing is counted twice`
    case 'claim-exceeds-payment':
      return `a claim on a payment of ${name} is larger than the payment ${times}${first}; only the payment is followed; correct the claim amount`
    case 'nothing-elected':
      return 'no asset is elected and no payment is marked as an asset purchase; the figures are those of own money first; name the elected assets'
    case 'nothing-claimed':
      return 'no payment and no opening balance introduces a claim; mark the payments with which the money of a claimant came in'
    case 'rate-unknown':
      return w.time === null
        ? 'claims are introduced in several currencies and no rates are given; figures in a common currency are left out; supply rates'
        : `no rate is known on that day for ${code}, in which claims come in through ${name} (${times}${first}); figures in the base currency are left out for the claims concerned; supply the rate`
    case 'value-vanished':
      return `a payment to ${name} is booked as zero on arrival ${times}${first}; the claim value in it is untraceable; check the received amount`
    case 'float-residue':
      return 'the fast arithmetic lost or made value above one minor unit; use the exact arithmetic for figures'
  }
}

function money(payments: Payments, account: number, minor: number): string {
  const currency = payments.currencies[payments.accounts[account]!.currency]!
  return `${formatMinor(BigInt(Math.ceil(minor)), currency.digits)} ${currency.code}`
}
