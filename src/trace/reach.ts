/**
 * `reach`: which accounts could money from here have come to, or where could money here have come from, when at the
 * earliest and in how many payments. Possibility, not value: amounts are whole payments, no tracing rule is used.
 */
import { done, type Instant, instant, type Outcome, refuse } from '#base'
import type { Payments } from '#model'
import { type ColumnIndex, indexColumns } from './index-columns.ts'
import { type OrderPolicy, type Scope, spread } from './reach-arrival.ts'
import { bookingAccounts, scopeOf } from './reach-scope.ts'
import { type Scratch, scratch, within } from './reach-within.ts'

export interface ReachQuery {
  /** Account names as in the ledger; each stands for all its booking accounts. */
  readonly from: string | readonly string[]
  /**
   * `strict` follows a payment only where it provably came after the one that brought the money;
   * `unproved-allowed` also where nothing proves the contrary. Never defaulted: the answer can hang on it.
   */
  readonly order: OrderPolicy
  /** Follow backwards: where could the money have come from. */
  readonly back?: boolean
  /** At most so many payments in a row, 1 or more. */
  readonly hops?: number
  /** Money rests at most so long in an account before it goes on, in seconds. */
  readonly dwellSeconds?: number
  /** Only payments from this instant on, or up to and including that one. */
  readonly since?: Instant
  readonly until?: Instant
  /** Do not pass through an account with more payments than this; it is listed as `stopped`. */
  readonly hub?: number
  /** List at most so many accounts and so many payments; the rest is counted in `leftOut`. */
  readonly limit?: number
}

export interface ReachedAccount {
  /** Index into `payments.accounts`. */
  readonly index: number
  readonly account: string
  readonly currency: string
  /** Fewest payments between origin and this account. */
  readonly hops: number
  /** Earliest arrival; backwards, latest departure. */
  readonly at: Instant
  /** Followed payments that touch the account on this side, and their whole amounts in its minor units. */
  readonly payments: number
  readonly amount: number
  /** True when the account is reached only if an unproved order is assumed. */
  readonly unproved: boolean
  /** True when the account has too many payments to be passed through. */
  readonly stopped: boolean
  /** True when the money came back to where the question started. */
  readonly origin: boolean
}

export interface Reach {
  readonly from: readonly string[]
  readonly direction: 'forwards' | 'backwards'
  readonly order: OrderPolicy
  readonly hops?: number
  readonly dwellSeconds?: number
  /** By hops, then by time, then by name. */
  readonly accounts: readonly ReachedAccount[]
  /** Payments followed, by hop, then in time order, with the hop of each beside it. */
  readonly payments: Uint32Array
  readonly hop: Uint32Array
  /** What the limit cut off the two lists. */
  readonly leftOut: { readonly accounts: number; readonly payments: number }
  /** Accounts that are reached only when an unproved order is allowed, whichever policy was asked for. */
  readonly unproved: number
  /** Accounts not passed through because they have too many payments. */
  readonly stopped: number
}

/** Which accounts money from (or, with `back`, to) the named accounts can have touched, in the order of time. */
export function reach(payments: Payments, query: ReachQuery): Outcome<Reach> {
  const asked = typeof query.from === 'string' ? [query.from] : query.from
  const wrong = unusable(query, asked)
  if (wrong) return wrong
  const seeds = bookingAccounts(payments, asked)
  if (!seeds.ok) return seeds
  const scope = scopeOf(payments, query)
  const followed = follow(payments, query, seeds.value, scope, query.order)
  const other = proved(payments.group)
    ? followed
    : follow(
        payments,
        query,
        seeds.value,
        scope,
        query.order === 'strict' ? 'unproved-allowed' : 'strict',
      )
  const [strict, allowed] = query.order === 'strict' ? [followed, other] : [other, followed]
  return done(report(payments, query, asked, seeds.value, scope, followed, strict, allowed))
}

interface Followed {
  readonly payments: Uint32Array
  readonly hop: Uint32Array
}

interface Indexed {
  readonly index: ColumnIndex
  readonly scratch: Scratch
}

/** Indexes are kept as long as the payments they belong to. */
const known = new WeakMap<Payments, Indexed>()

function indexed(payments: Payments): Indexed {
  const before = known.get(payments)
  if (before) return before
  const made = { index: indexColumns(payments), scratch: scratch(payments) }
  known.set(payments, made)
  return made
}

function follow(
  payments: Payments,
  query: ReachQuery,
  seeds: readonly number[],
  scope: Scope,
  order: OrderPolicy,
): Followed {
  const maxHops = query.hops ?? Number.POSITIVE_INFINITY
  if (query.dwellSeconds === undefined && query.hub === undefined)
    return spread(payments, payments.accounts.length, seeds, scope, order, maxHops)
  const { index, scratch: memory } = indexed(payments)
  const dwellSeconds = query.dwellSeconds ?? Number.POSITIVE_INFINITY
  const hub = query.hub ?? Number.POSITIVE_INFINITY
  return within(payments, index, memory, seeds, scope, order, { maxHops, dwellSeconds, hub })
}

function report(
  payments: Payments,
  query: ReachQuery,
  from: readonly string[],
  seeds: readonly number[],
  scope: Scope,
  followed: Followed,
  strict: Followed,
  allowed: Followed,
): Reach {
  const provedAccounts = new Set(touched(payments, strict, scope.back))
  const possible = new Set(touched(payments, allowed, scope.back))
  for (const seed of seeds) provedAccounts.add(seed)
  let unproved = 0
  for (const account of possible) if (!provedAccounts.has(account)) unproved++
  const accounts = tally(payments, query, seeds, followed, provedAccounts, scope.back)
  const sorted = byHop(followed)
  const limit = query.limit ?? Number.POSITIVE_INFINITY
  return {
    from,
    direction: scope.back ? 'backwards' : 'forwards',
    order: query.order,
    ...(query.hops === undefined ? {} : { hops: query.hops }),
    ...(query.dwellSeconds === undefined ? {} : { dwellSeconds: query.dwellSeconds }),
    accounts: accounts.slice(0, limit),
    payments: sorted.payments.slice(0, limit),
    hop: sorted.hop.slice(0, limit),
    leftOut: {
      accounts: Math.max(0, accounts.length - limit),
      payments: Math.max(0, sorted.payments.length - limit),
    },
    unproved,
    stopped: accounts.filter((a) => a.stopped).length,
  }
}

function* touched(payments: Payments, followed: Followed, back: boolean): Generator<number> {
  const end = back ? payments.from : payments.to
  for (const i of followed.payments) yield end[i]!
}

interface Tally {
  hops: number
  at: number
  payments: number
  amount: number
}

function tally(
  payments: Payments,
  query: ReachQuery,
  seeds: readonly number[],
  followed: Followed,
  provedAccounts: ReadonlySet<number>,
  back: boolean,
): ReachedAccount[] {
  const end = back ? payments.from : payments.to
  const booked = back ? payments.amount : payments.received
  const tallies = new Map<number, Tally>()
  followed.payments.forEach((i, f) => {
    const hop = followed.hop[f]!
    const time = payments.time[i]!
    const before = tallies.get(end[i]!)
    if (before === undefined) {
      tallies.set(end[i]!, { hops: hop, at: time, payments: 1, amount: booked[i]! })
      return
    }
    before.hops = Math.min(before.hops, hop)
    before.at = back ? Math.max(before.at, time) : Math.min(before.at, time)
    before.payments++
    before.amount += booked[i]!
  })
  const crowded = crowd(payments, query.hub)
  const origins = new Set(seeds)
  const rows = Array.from(tallies, ([index, t]): ReachedAccount => {
    const { account, currency } = payments.accounts[index]!
    return {
      index,
      account,
      currency: payments.currencies[currency]!.code,
      hops: t.hops,
      at: instant(t.at * 1000),
      payments: t.payments,
      amount: t.amount,
      unproved: !provedAccounts.has(index),
      stopped: crowded(index),
      origin: origins.has(index),
    }
  })
  const later = back ? -1 : 1
  return rows.sort(
    (a, b) =>
      a.hops - b.hops ||
      later * compare(a.at, b.at) ||
      compare(a.account, b.account) ||
      a.index - b.index,
  )
}

function crowd(payments: Payments, hub: number | undefined): (account: number) => boolean {
  if (hub === undefined) return () => false
  const { index } = indexed(payments)
  const degree = (a: number) =>
    index.out.start[a + 1]! - index.out.start[a]! + index.in.start[a + 1]! - index.in.start[a]!
  return (account) => degree(account) > hub
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** By hop, and in time order inside a hop. */
function byHop({ payments, hop }: Followed): Followed {
  let deepest = 0
  for (const h of hop) if (h > deepest) deepest = h
  const start = new Uint32Array(deepest + 2)
  for (const h of hop) start[h + 1] = start[h + 1]! + 1
  for (let h = 0; h <= deepest; h++) start[h + 1] = start[h + 1]! + start[h]!
  const next = start.slice()
  const sorted = new Uint32Array(payments.length)
  const sortedHop = new Uint32Array(payments.length)
  payments.forEach((payment, f) => {
    const at = next[hop[f]!]!
    next[hop[f]!] = at + 1
    sorted[at] = payment
    sortedHop[at] = hop[f]!
  })
  for (let h = 1; h <= deepest; h++) sorted.subarray(start[h], start[h + 1]).sort()
  return { payments: sorted, hop: sortedHop }
}

/** True when every payment has its own order group. */
function proved(group: Uint32Array): boolean {
  for (let i = 1; i < group.length; i++) if (group[i] === group[i - 1]) return false
  return true
}

function unusable(query: ReachQuery, asked: readonly string[]) {
  const bad = (name: string, ground: string, remedy: string) =>
    refuse({ kind: 'malformed', name, ground, remedy })
  if (asked.length === 0)
    return bad('origin-missing', 'no account to start from is named', 'name at least one account')
  if (query.hops !== undefined && !(Number.isInteger(query.hops) && query.hops >= 1))
    return bad(
      'hops-unusable',
      `${query.hops} is not a number of payments`,
      'give a whole number from 1 on, or leave the limit out',
    )
  if (query.dwellSeconds !== undefined && !(query.dwellSeconds >= 0))
    return bad(
      'dwell-unusable',
      `${query.dwellSeconds} is not a time that money can rest`,
      'give a duration of zero or more, for example 72h',
    )
  return undefined
}
