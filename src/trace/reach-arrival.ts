/**
 * Who could have received the money at all, and when at the earliest: one pass over the payments in time order.
 *
 * Money can only travel on from an account after it arrived there. A payment is followed when its payer was reached
 * in an *earlier* order group; inside one group nothing proves which payment came first. With `unproved-allowed` a
 * payment is also followed when some order inside the group would let the money through.
 *
 * Backwards is the same pass over the mirrored columns: last payment first, payee before payer. `key` counts order
 * groups from the end then, and "earliest arrival" reads "latest departure".
 *
 * Definition of earliest arrival in a temporal network: Wu et al., "Path Problems in Temporal Graphs",
 * PVLDB 7(9), 2014.
 */
import type { Payments } from '#model'

/** Key of an account that was not reached. */
export const unreached = 0xffff_ffff

/** Payments looked at, as a half-open range of payment numbers, and the direction. */
export interface Scope {
  readonly first: number
  readonly end: number
  readonly back: boolean
}

export type OrderPolicy = 'strict' | 'unproved-allowed'

type Columns = Pick<Payments, 'from' | 'to' | 'group'>

/** The columns as a pass sees them: forwards as they are, backwards mirrored. */
function mirrored({ from, to }: Columns, back: boolean): readonly [Uint32Array, Uint32Array] {
  return back ? [to, from] : [from, to]
}

/**
 * Earliest arrival by proven order: for each account the order key of its first reached payment, 0 for a seed that
 * is reached before everything, `unreached` else. Keys are order groups plus 1 (forwards) or counted from the end.
 */
export function earliestArrival(
  payments: Columns,
  accounts: number,
  seeds: Iterable<number>,
  scope: Scope,
): Uint32Array {
  const arrival = new Uint32Array(accounts).fill(unreached)
  for (const seed of seeds) arrival[seed] = 0
  const [source, target] = mirrored(payments, scope.back)
  const { group } = payments
  if (scope.back) {
    const last = lastGroup(group)
    for (let i = scope.end - 1; i >= scope.first; i--) {
      const key = last - group[i]! + 1
      if (arrival[source[i]!]! < key && key < arrival[target[i]!]!) arrival[target[i]!] = key
    }
  } else {
    for (let i = scope.first; i < scope.end; i++) {
      const key = group[i]! + 1
      if (arrival[source[i]!]! < key && key < arrival[target[i]!]!) arrival[target[i]!] = key
    }
  }
  return arrival
}

function lastGroup(group: Uint32Array): number {
  return group.length === 0 ? 0 : group[group.length - 1]!
}

/** Payments that carry the flow and the fewest payments it takes to get to each account. */
export interface Spread {
  /** Fewest payments from a seed; 0 for a seed, `unreached` for an account that is not reached. */
  readonly hops: Uint32Array
  /** Payments followed, in the order of the pass. */
  readonly payments: Uint32Array
  /** Beside each followed payment: which hop it is, 1 for a payment of a seed. */
  readonly hop: Uint32Array
}

/**
 * Every payment that can carry the money within `maxHops` payments, without a limit on how long money may rest.
 * The fewest hops so far is a running minimum, so one pass is enough; a group is read first and written after.
 */
export function spread(
  payments: Columns,
  accounts: number,
  seeds: Iterable<number>,
  scope: Scope,
  order: OrderPolicy,
  maxHops: number,
): Spread {
  const hops = new Uint32Array(accounts).fill(unreached)
  for (const seed of seeds) hops[seed] = 0
  const [source, target] = mirrored(payments, scope.back)
  const { group } = payments
  const reached: number[] = []
  const hop: number[] = []
  const limit = Math.min(maxHops, unreached - 1)
  const length = scope.end - scope.first
  const at = (k: number) => (scope.back ? scope.end - 1 - k : scope.first + k)
  for (let k = 0; k < length; ) {
    let next = k + 1
    const own = group[at(k)]!
    while (next < length && group[at(next)] === own) next++
    if (order === 'unproved-allowed' && next > k + 1) settle(hops, source, target, k, next, at)
    const start = reached.length
    for (let j = k; j < next; j++) {
      const i = at(j)
      const via = hops[source[i]!]! + 1
      if (via > limit) continue
      reached.push(i)
      hop.push(via)
    }
    for (let r = start; r < reached.length; r++) {
      const account = target[reached[r]!]!
      if (hop[r]! < hops[account]!) hops[account] = hop[r]!
    }
    k = next
  }
  for (let a = 0; a < accounts; a++) if (hops[a]! > limit) hops[a] = unreached
  return { hops, payments: Uint32Array.from(reached), hop: Uint32Array.from(hop) }
}

/** Inside one group, any order counts: repeat until no account gets closer. */
function settle(
  hops: Uint32Array,
  source: Uint32Array,
  target: Uint32Array,
  from: number,
  to: number,
  at: (k: number) => number,
): void {
  for (let changed = true; changed; ) {
    changed = false
    for (let k = from; k < to; k++) {
      const i = at(k)
      const via = hops[source[i]!]! + 1
      if (via < hops[target[i]!]! && hops[source[i]!] !== unreached) {
        hops[target[i]!] = via
        changed = true
      }
    }
  }
}
