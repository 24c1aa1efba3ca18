/** Finds accounts with claim money that are both debited and credited in one moment that nothing orders. */
import type { Payments } from '#model'
import type { Moves } from './trace.ts'
import type { Warnings } from './warnings.ts'

/**
 * Warns `order-unproved` once for each account and moment. An account counts as holding a claim from the moment a
 * claim first came in, which may be said once too often, never once too little.
 */
export function warnUnproved(
  { payments, warnings }: { readonly payments: Payments; readonly warnings: Warnings },
  touched: Uint8Array,
  moves: Moves,
): void {
  const { group, from, to, count } = payments
  const since = firstTouched(payments, moves)
  const debited = new Float64Array(payments.accounts.length).fill(-1)
  const told = new Float64Array(payments.accounts.length).fill(-1)
  for (let start = 0; start < count; ) {
    const own = group[start]!
    let end = start + 1
    while (end < count && group[end] === own) end++
    if (end - start > 1) {
      for (let i = start; i < end; i++) debited[from[i]!] = own
      for (let i = start; i < end; i++) {
        const account = to[i]!
        if (touched[account] === 0 || debited[account] !== own || told[account] === own) continue
        if (since[account]! > own) continue
        told[account] = own
        warnings.add('order-unproved', account, payments.time[i]!, null, true)
      }
    }
    start = end
  }
}

/** Group in which claim money first stood in each account. */
function firstTouched(payments: Payments, moves: Moves): Float64Array {
  const since = new Float64Array(payments.accounts.length).fill(Number.POSITIVE_INFINITY)
  for (let m = moves.payment.length - 1; m >= 0; m--) {
    const payment = moves.payment[m]!
    const group = payments.group[payment]!
    for (const account of [payments.from[payment]!, payments.to[payment]!])
      since[account] = Math.min(since[account]!, group)
  }
  for (const o of payments.openings) if (o.claim !== undefined && o.amount > 0) since[o.account] = 0
  return since
}
