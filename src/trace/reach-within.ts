/**
 * The investigator's query: payments that pass the money on within so many hops and before it has rested too long.
 * Whether a payment may be followed depends only on the payment that brought the money, so the search runs over
 * payments, level by level, and visits each at its lowest hop.
 *
 * Crowded accounts do not blow it up: payments already visited are skipped by a disjoint set over the positions of
 * a row (Tarjan and van Leeuwen, J. ACM 31(2), 1984), so a row is never read twice, however many payments lead in.
 */
import type { Payments } from '#model'
import { afterGroup, type ColumnIndex, lowerBound, startOfGroup } from './index-columns.ts'
import type { OrderPolicy, Scope } from './reach-arrival.ts'

export interface Within {
  /** Payments followed, by hop and then by the search; numbers into the columns. */
  readonly payments: Uint32Array
  /** Beside each: its hop, 1 for a payment of a seed. */
  readonly hop: Uint32Array
}

/** Memory that queries share: which positions of the rows were visited. Clean between queries. */
export interface Scratch {
  /** 0 for a position not visited, else where to look next. */
  readonly skip: Uint32Array
}

export function scratch(payments: Pick<Payments, 'count'>): Scratch {
  return { skip: new Uint32Array(payments.count + 1) }
}

export interface Limits {
  readonly maxHops: number
  /** Longest rest of the money in an account, in seconds, inclusive; `Infinity` for no limit. */
  readonly dwellSeconds: number
  /** Accounts with more payments than this are reached but not passed through; `Infinity` for no limit. */
  readonly hub: number
}

/** Payments that carry money from (or, backwards, to) the seeds within the limits. */
export function within(
  payments: Pick<Payments, 'from' | 'to' | 'group' | 'time'>,
  index: ColumnIndex,
  memory: Scratch,
  seeds: Iterable<number>,
  scope: Scope,
  order: OrderPolicy,
  limits: Limits,
): Within {
  const { back } = scope
  const { group, time } = payments
  const rows = back ? index.in : index.out
  const end = back ? payments.from : payments.to
  const { skip } = memory
  const found: number[] = []
  const position: number[] = []
  const hop: number[] = []

  const visit = (account: number, first: number, stop: number, level: number) => {
    const last = rows.start[account + 1]!
    let p = unvisited(skip, lowerBound(rows.payment, first, rows.start[account]!, last))
    while (p < last && rows.payment[p]! < stop) {
      skip[p] = p + 1
      position.push(p)
      found.push(rows.payment[p]!)
      hop.push(level)
      p = unvisited(skip, p + 1)
    }
  }
  const busy = (account: number) =>
    index.out.start[account + 1]! -
      index.out.start[account]! +
      index.in.start[account + 1]! -
      index.in.start[account]! >
    limits.hub

  for (const seed of seeds) visit(seed, scope.first, scope.end, 1)
  for (let f = 0; f < found.length && hop[f]! < limits.maxHops; f++) {
    const i = found[f]!
    const account = end[i]!
    if (limits.hub !== Number.POSITIVE_INFINITY && busy(account)) continue
    const [first, stop] = back
      ? earlier(group, time, i, order, limits.dwellSeconds, scope)
      : later(group, time, i, order, limits.dwellSeconds, scope)
    visit(account, first, stop, hop[f]! + 1)
  }
  for (const p of position) skip[p] = 0
  return { payments: Uint32Array.from(found), hop: Uint32Array.from(hop) }
}

/** Payment numbers that may pass on what payment `i` brought. */
function later(
  group: Uint32Array,
  time: Float64Array,
  i: number,
  order: OrderPolicy,
  dwell: number,
  scope: Scope,
): readonly [number, number] {
  const first = order === 'strict' ? afterGroup(group, i) : startOfGroup(group, i)
  if (dwell === Number.POSITIVE_INFINITY) return [first, scope.end]
  return [first, pastTime(time, time[i]! + dwell, i, scope.end)]
}

/** Payment numbers that may have brought what payment `i` passed on. */
function earlier(
  group: Uint32Array,
  time: Float64Array,
  i: number,
  order: OrderPolicy,
  dwell: number,
  scope: Scope,
): readonly [number, number] {
  const stop = order === 'strict' ? startOfGroup(group, i) : afterGroup(group, i)
  if (dwell === Number.POSITIVE_INFINITY) return [scope.first, stop]
  return [lowerBound(time, time[i]! - dwell, scope.first, i), stop]
}

/** First payment number in `[i, end)` that stands later than `limit`. */
function pastTime(time: Float64Array, limit: number, i: number, end: number): number {
  let low = i
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (time[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Next position not yet visited; halves the way for whoever comes next. */
function unvisited(skip: Uint32Array, from: number): number {
  let p = from
  while (skip[p] !== 0) {
    const next = skip[p]!
    const beyond = skip[next]!
    if (beyond !== 0) skip[p] = beyond
    p = next
  }
  return p
}
