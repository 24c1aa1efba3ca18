import type { Ledger } from '#intake'
import type { Payments } from '#model'
import { isoTime, money } from './desk-words.ts'

/** What the import shows of a ledger: its counts, period, claims, accounts and findings. */

const shownAccounts = 200

export function summaryOf(ledger: Ledger) {
  const { payments, source, understood, findings, leftOut } = ledger
  return {
    source,
    understood,
    counts: countsOf(payments),
    period: periodOf(payments),
    currencies: payments.currencies.map(({ code, digits }) => ({ code, digits })),
    claims: payments.claims.map((claim, c) => ({ claim, introduced: introduced(payments, c) })),
    accounts: accountRows(payments).slice(0, shownAccounts),
    findings: findings.map((finding) => ({
      code: finding.name,
      text: finding.text,
      count: finding.count,
      ...('accounts' in finding && finding.accounts[0] !== undefined
        ? {
            account: finding.accounts[0].account,
            at: finding.accounts[0].at,
            figure: `${finding.accounts[0].worst} ${finding.accounts[0].currency}`,
            accounts: finding.accounts,
          }
        : {}),
    })),
    leftOut,
  }
}

export function countsOf(payments: Payments) {
  return {
    payments: payments.count,
    accounts: payments.accounts.length,
    claims: payments.claims.length,
    currencies: payments.currencies.length,
  }
}

function periodOf(payments: Payments) {
  const at = (i: number) => (payments.count === 0 ? null : isoTime(payments, payments.time[i]!))
  return { from: at(0), to: at(payments.count - 1) }
}

function introduced(payments: Payments, claim: number) {
  const sums = new Map<number, { amount: number; payments: number }>()
  const add = (currency: number, amount: number, n: number) => {
    const sum = sums.get(currency) ?? { amount: 0, payments: 0 }
    sums.set(currency, { amount: sum.amount + amount, payments: sum.payments + n })
  }
  for (const i of payments.introductions)
    if (i.claim === claim) add(payments.accounts[payments.from[i.payment]!]!.currency, i.amount, 1)
  for (const o of payments.openings)
    if (o.claim === claim) add(payments.accounts[o.account]!.currency, o.amount, 0)
  return [...sums].map(([currency, sum]) => ({
    currency: payments.currencies[currency]!.code,
    amount: money(payments, currency, sum.amount),
    payments: sum.payments,
  }))
}

/** Every booking account with its sums, largest turnover first. */
export function accountRows(payments: Payments) {
  const n = payments.accounts.length
  const credits = new Float64Array(n)
  const debits = new Float64Array(n)
  const opening = new Float64Array(n)
  const touched = new Uint32Array(n)
  for (const o of payments.openings) opening[o.account]! += o.amount
  for (let i = 0; i < payments.count; i++) {
    const from = payments.from[i]!
    const to = payments.to[i]!
    debits[from]! += payments.amount[i]!
    credits[to]! += payments.received[i]!
    touched[from]! += 1
    if (to !== from) touched[to]! += 1
  }
  const order = Array.from({ length: n }, (_, i) => i).sort(
    (a, b) => touched[b]! - touched[a]! || a - b,
  )
  return order.map((a) => {
    const { account, currency, opened } = payments.accounts[a]!
    return {
      account,
      currency: payments.currencies[currency]!.code,
      opened,
      credits: money(payments, currency, credits[a]!),
      debits: money(payments, currency, debits[a]!),
      closing: money(payments, currency, opening[a]! + credits[a]! - debits[a]!),
      payments: touched[a]!,
    }
  })
}
