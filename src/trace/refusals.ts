import type { Refusal } from '#base'
import type { Payments } from '#model'
import { rules } from './rules.ts'

export function cancelled(): Refusal {
  return {
    kind: 'conflict',
    name: 'cancelled',
    ground: 'the trace was cancelled before it was done',
    remedy: 'start it again; nothing was written',
  }
}

export function ruleUnknown(id: string): Refusal {
  return {
    kind: 'malformed',
    name: 'rule-unknown',
    ground: `there is no tracing rule "${id}"`,
    remedy: `name one of ${rules.map((r) => r.id).join(', ')}; no rule is a default, the forum's law decides`,
  }
}

/** The columns as they must be; intake gives no others, but a fault here would be a wrong figure later. */
export function malformed(payments: Payments): Refusal | undefined {
  const bad = (ground: string, remedy: string, row?: number): Refusal => ({
    kind: 'malformed',
    name: 'payments-malformed',
    ground,
    remedy,
    ...(row === undefined ? {} : { where: { row } }),
  })
  for (let i = 0; i < payments.count; i++) {
    const [amount, received] = [payments.amount[i]!, payments.received[i]!]
    if (!(Number.isSafeInteger(amount) && amount >= 0))
      return bad(
        'an amount is not a whole, non-negative number of minor units',
        'read the ledger again',
        payments.row[i],
      )
    if (!(Number.isSafeInteger(received) && received >= 0))
      return bad(
        'a received amount is not a whole, non-negative number of minor units',
        'read the ledger again',
        payments.row[i],
      )
    if (i > 0 && payments.group[i]! < payments.group[i - 1]!)
      return bad('payments are not in time order', 'sort by time and sequence', payments.row[i])
  }
  for (const o of payments.openings)
    if (!(Number.isSafeInteger(o.amount) && (o.amount >= 0 || o.claim === undefined)))
      return bad(
        `the opening balance of ${payments.accounts[o.account]!.account} is not whole, or is a claim below zero`,
        'read the opening balances again',
      )
  return undefined
}
