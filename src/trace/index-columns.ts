/**
 * The payments of each account, in time order: compressed sparse rows over the columns of a case, once by payer
 * (`out`) and once by payee (`in`). Built by counting sort, which is stable, so each row is in time order for free.
 *
 * A row holds payment numbers only. Time and order group ascend with the payment number over the whole case, so a
 * window in time is a range of payment numbers, and two binary searches cut it out of any row.
 */
import type { Payments } from '#model'

export interface Rows {
  /** Row of account `a` is `payment[start[a]]` up to, not including, `payment[start[a + 1]]`. */
  readonly start: Uint32Array
  /** Payment numbers, ascending inside each row. */
  readonly payment: Uint32Array
}

export interface ColumnIndex {
  readonly out: Rows
  readonly in: Rows
}

/** Both indexes. About 8 bytes for each payment and 8 for each account. */
export function indexColumns(payments: Payments): ColumnIndex {
  const accounts = payments.accounts.length
  return { out: rowsBy(payments.from, accounts), in: rowsBy(payments.to, accounts) }
}

/** Payment numbers grouped by account, each group ascending. */
export function rowsBy(account: Uint32Array, accounts: number): Rows {
  const start = new Uint32Array(accounts + 1)
  const count = account.length
  for (let i = 0; i < count; i++) {
    const a = account[i]! + 1
    start[a] = start[a]! + 1
  }
  for (let a = 0; a < accounts; a++) start[a + 1] = start[a + 1]! + start[a]!
  const next = start.slice(0, accounts)
  const payment = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const a = account[i]!
    const at = next[a]!
    next[a] = at + 1
    payment[at] = i
  }
  return { start, payment }
}

/** First position in `[low, high)` whose value is at least `value`; `high` when there is none. */
export function lowerBound(
  sorted: Uint32Array | Float64Array,
  value: number,
  low: number,
  high: number,
): number {
  let a = low
  let b = high
  while (a < b) {
    const middle = (a + b) >>> 1
    if (sorted[middle]! < value) a = middle + 1
    else b = middle
  }
  return a
}

/** First payment after the order group of payment `i`: everything from there on provably comes later. */
export function afterGroup(group: Uint32Array, i: number): number {
  const own = group[i]!
  let j = i + 1
  let step = 1
  while (j < group.length && group[j] === own) {
    j += step
    step *= 2
  }
  return lowerBound(group, own + 1, i + 1, Math.min(j, group.length))
}

/** First payment of the order group of payment `i`: everything before it provably came earlier. */
export function startOfGroup(group: Uint32Array, i: number): number {
  const own = group[i]!
  let j = i
  let step = 1
  while (j > 0 && group[j] === own) {
    j = Math.max(0, j - step)
    step *= 2
  }
  return lowerBound(group, own, j, i)
}
