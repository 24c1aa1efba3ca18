import type { Payments } from '#model'
import { ruleOf } from './rules.ts'
import type { Birth, Trace } from './trace.ts'

export interface Contributions {
  /** Rows of `trace.moves` of the claim, in the order followed. */
  readonly rows: readonly number[]
  /** Per row, how much of the figure came through it. */
  readonly through: Float64Array
  readonly fromOpenings: number
}

/**
 * How much of a claim's value in one account came through each of its moves. Nothing is traced again: the moves
 * say how much left each account, the rule says which of the claim's units in the account those were (the oldest,
 * the newest, or a share of all), because own money never changes the order among the claim's own units.
 */
export function contributions(
  trace: Trace,
  payments: Payments,
  account: number,
  claim: number,
): Contributions {
  const rows: number[] = []
  for (let m = 0; m < trace.moves.claim.length; m++)
    if (trace.moves.claim[m] === claim) rows.push(m)
  const rule = ruleOf(trace.rule)!
  const flow = flowOf(trace, payments, rows, claim)
  if (rule.measure === 'membership') return reachable(payments, rows, trace, account)
  if (rule.order === 'ignored') return inPots(payments, flow, rows, account)
  return rule.inside === 'rateable' ? rateable(flow, account) : inOrder(flow, account, rule.inside)
}

interface Flow {
  readonly rows: readonly number[]
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** Value sent, value that arrived and was not lost, value that was introduced with the move. */
  readonly sent: Float64Array
  readonly arrived: Float64Array
  readonly fresh: Float64Array
  /** Value in accounts before the first payment. */
  readonly openings: ReadonlyMap<number, number>
}

/**
 * The moves of one claim in one unit that conversions do not change: claim value in base. Where no base is known
 * the amounts serve, which is exact as long as nothing is converted.
 */
function flowOf(trace: Trace, payments: Payments, rows: readonly number[], claim: number): Flow {
  const { moves, losses } = trace
  const n = rows.length
  const from = new Uint32Array(n)
  const to = new Uint32Array(n)
  const sent = new Float64Array(n)
  const arrived = new Float64Array(n)
  const inBase = rows.every((m) => !Number.isNaN(moves.base[m]!))
  const lost = new Map<number, number>()
  for (let l = 0; l < losses.claim.length; l++)
    if (losses.claim[l] === claim)
      lost.set(losses.payment[l]!, inBase ? losses.base[l]! : losses.value[l]!)
  rows.forEach((m, k) => {
    const p = moves.payment[m]!
    from[k] = payments.from[p]!
    to[k] = payments.to[p]!
    sent[k] = inBase ? moves.base[m]! : moves.value[m]!
    arrived[k] = Math.max(0, sent[k]! - (lost.get(p) ?? 0))
  })
  const { fresh, openings } = origins(trace, payments, rows, claim, inBase)
  return { rows, from, to, sent, arrived, fresh, openings }
}

/** What of each move came in with its payment, and what stood in accounts before the first one. */
function origins(
  trace: Trace,
  payments: Payments,
  rows: readonly number[],
  claim: number,
  inBase: boolean,
): { fresh: Float64Array; openings: Map<number, number> } {
  const births = trace.births ?? statedBirths(trace, payments)
  const byPayment = new Map<number, number>()
  const openings = new Map<number, number>()
  for (const b of births) {
    if (b.claim !== claim) continue
    const value = inBase ? b.base : b.amount
    const [map, key] = b.payment === null ? [openings, b.account] : [byPayment, b.payment]
    map.set(key, (map.get(key) ?? 0) + value)
  }
  const sent = inBase ? trace.moves.base : trace.moves.value
  const fresh = Float64Array.from(rows, (m) =>
    Math.min(sent[m]!, byPayment.get(trace.moves.payment[m]!) ?? 0),
  )
  return { fresh, openings }
}

/** Where a trace does not say what came in: as stated, valued like the moves that carry it. */
function statedBirths(trace: Trace, payments: Payments): readonly Birth[] {
  const { moves } = trace
  const ratio = new Map<number, number>()
  for (let m = 0; m < moves.payment.length; m++)
    if (!ratio.has(moves.claim[m]!) && moves.value[m]! > 0)
      ratio.set(moves.claim[m]!, moves.base[m]! / moves.value[m]!)
  const birth = (
    payment: number | null,
    account: number,
    claim: number,
    amount: number,
  ): Birth => ({
    payment,
    account,
    claim,
    amount,
    base: amount * (ratio.get(claim) ?? 1),
  })
  return [
    ...payments.openings
      .filter((o) => o.claim !== undefined)
      .map((o) => birth(null, o.account, o.claim!, o.amount)),
    ...payments.introductions.map((i) =>
      birth(i.payment, payments.to[i.payment]!, i.claim, i.amount),
    ),
  ]
}

/** Backwards: of a unit in an account, which share ends in the account asked about. */
function rateable(flow: Flow, account: number): Contributions {
  const held = holdings(flow)
  const share = new Map<number, number>([[account, 1]])
  const through = new Float64Array(flow.rows.length)
  for (let k = flow.rows.length - 1; k >= 0; k--) {
    const [from, to] = [flow.from[k]!, flow.to[k]!]
    const arriving = share.get(to) ?? 0
    through[k] = flow.arrived[k]! * arriving
    const drawn = flow.sent[k]! - flow.fresh[k]!
    const before = held.before[k]!
    if (drawn <= 0 || before <= 0) continue
    const part = Math.min(1, drawn / before)
    const passed = flow.sent[k]! > 0 ? through[k]! / flow.sent[k]! : 0
    share.set(from, part * passed + (1 - part) * (share.get(from) ?? 0))
  }
  let fromOpenings = 0
  for (const [a, value] of flow.openings) fromOpenings += value * (share.get(a) ?? 0)
  return { rows: flow.rows, through, fromOpenings }
}

/** What each account had of the claim just before each move out of it. */
function holdings(flow: Flow): { before: Float64Array } {
  const held = new Map(flow.openings)
  const before = new Float64Array(flow.rows.length)
  for (let k = 0; k < flow.rows.length; k++) {
    const [from, to] = [flow.from[k]!, flow.to[k]!]
    before[k] = held.get(from) ?? 0
    held.set(from, Math.max(0, before[k]! - (flow.sent[k]! - flow.fresh[k]!)))
    held.set(to, (held.get(to) ?? 0) + flow.arrived[k]!)
  }
  return { before }
}

interface Slice {
  /** Position in `rows` of the move that brought it; -1 for an opening. */
  readonly by: number
  value: number
}

/** Oldest or newest first: each move takes slices that earlier moves brought; then back along those links. */
function inOrder(flow: Flow, account: number, inside: 'oldest' | 'newest'): Contributions {
  const n = flow.rows.length
  const queues = new Map<number, { slices: Slice[]; head: number }>()
  const queue = (a: number) => {
    let q = queues.get(a)
    if (!q) {
      const opening = flow.openings.get(a)
      q = { slices: opening === undefined ? [] : [{ by: -1, value: opening }], head: 0 }
      queues.set(a, q)
    }
    return q
  }
  for (const a of flow.openings.keys()) queue(a)
  const taken: Slice[][] = []
  for (let k = 0; k < n; k++) {
    const q = queue(flow.from[k]!)
    const slices: Slice[] = []
    let left = flow.sent[k]! - flow.fresh[k]!
    while (left > 1e-9 && q.head < q.slices.length) {
      const slice = inside === 'oldest' ? q.slices[q.head]! : q.slices[q.slices.length - 1]!
      const value = Math.min(left, slice.value)
      slices.push({ by: slice.by, value })
      slice.value -= value
      left -= value
      if (slice.value > 1e-9) break
      if (inside === 'oldest') q.head++
      else q.slices.pop()
    }
    taken.push(slices)
    if (flow.arrived[k]! > 0) queue(flow.to[k]!).slices.push({ by: k, value: flow.arrived[k]! })
  }
  const through = new Float64Array(n)
  let fromOpenings = 0
  const credit = (slice: Slice, value: number) => {
    if (slice.by === -1) fromOpenings += value
    else through[slice.by]! += value
  }
  const end = queue(account)
  for (const slice of end.slices.slice(end.head)) credit(slice, slice.value)
  for (let k = n - 1; k >= 0; k--) {
    if (through[k] === 0 || flow.sent[k]! <= 0) continue
    const share = through[k]! / flow.sent[k]!
    for (const slice of taken[k]!) credit(slice, slice.value * share)
  }
  return { rows: flow.rows, through, fromOpenings }
}

/** Order ignored: shares of pots, which in rings depend on each other; repeated until they stand still. */
function inPots(
  payments: Payments,
  flow: Flow,
  rows: readonly number[],
  account: number,
): Contributions {
  const n = payments.accounts.length
  const total = new Float64Array(n)
  for (const [a, v] of flow.openings) total[a]! += v
  for (let k = 0; k < rows.length; k++) total[flow.to[k]!]! += flow.arrived[k]!
  const drawn = flow.sent.map((s, k) => s - flow.fresh[k]!)
  const left = total.slice()
  for (let k = 0; k < rows.length; k++) left[flow.from[k]!]! -= drawn[k]!
  let share = new Float64Array(n)
  for (let step = 0; step < 10_000; step++) {
    const next = new Float64Array(n)
    if (total[account]! > 0) next[account] = Math.max(0, left[account]!) / total[account]!
    for (let k = 0; k < rows.length; k++) {
      const from = flow.from[k]!
      if (total[from]! > 0) next[from]! += (drawn[k]! / total[from]!) * share[flow.to[k]!]!
    }
    let change = 0
    for (let a = 0; a < n; a++) change = Math.max(change, Math.abs(next[a]! - share[a]!))
    share = next
    if (change < 1e-12) break
  }
  const through = Float64Array.from(rows, (_, k) => flow.arrived[k]! * share[flow.to[k]!]!)
  let fromOpenings = 0
  for (const [a, v] of flow.openings) fromOpenings += v * share[a]!
  return { rows, through, fromOpenings }
}

/** Membership: every touched payment from which, in time, the account could be reached. */
function reachable(
  payments: Payments,
  rows: readonly number[],
  trace: Trace,
  account: number,
): Contributions {
  const wanted = new Set([account])
  const through = new Float64Array(rows.length)
  for (let k = rows.length - 1; k >= 0; k--) {
    const p = trace.moves.payment[rows[k]!]!
    if (!wanted.has(payments.to[p]!)) continue
    through[k] = 1
    wanted.add(payments.from[p]!)
  }
  return { rows, through, fromOpenings: 0 }
}
