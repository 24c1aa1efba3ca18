import type { Payments } from '#model'
import type { Trace } from './trace.ts'

export interface GraphOptions {
  /** Indices of claims to show; all when absent. */
  readonly claims?: readonly number[]
  /** Links that carried less than this share of all that was claimed are left out (and counted). */
  readonly minShare?: number
  /** At most so many accounts, those with most value passing; the rest is left out and counted. */
  readonly maxNodes?: number
}

export interface GraphNode {
  /** Booking account. */
  readonly account: number
  readonly name: string
  readonly currency: string
  /** Moved in, moved out and still held, in base minor units; null where value is unknown or not measured. */
  readonly in: number | null
  readonly out: number | null
  readonly held: number | null
}

export interface GraphLink {
  readonly from: number
  readonly to: number
  /** Claim value moved along it in base minor units; null where value is unknown or not measured. */
  readonly value: number | null
  readonly payments: number
  /** Seconds since 1970. */
  readonly first: number
  readonly last: number
  /** It leads back to an account the value has passed before. */
  readonly returns: boolean
}

export interface TraceGraph {
  readonly nodes: readonly GraphNode[]
  readonly links: readonly GraphLink[]
  readonly leftOut: { readonly nodes: number; readonly links: number; readonly value: number }
}

type Sum = { -readonly [K in keyof GraphLink]: GraphLink[K] } & { weight: number; seen: number }

/** Where claim value went, account to account, summed for a flow diagram. */
export function graph(trace: Trace, payments: Payments, options: GraphOptions = {}): TraceGraph {
  const links = sums(trace, payments, options.claims)
  markReturns(links, payments.accounts.length)
  const claimed = trace.total.claimed === null ? 0 : Number(trace.total.claimed)
  const least = (options.minShare ?? 0) * claimed
  const through = new Map<number, number>()
  for (const link of links) {
    through.set(link.from, (through.get(link.from) ?? 0) + link.weight)
    through.set(link.to, (through.get(link.to) ?? 0) + link.weight)
  }
  const ranked = [...through.keys()].sort((a, b) => through.get(b)! - through.get(a)! || a - b)
  const kept = new Set(ranked.slice(0, options.maxNodes ?? ranked.length))
  const shown = links.filter(
    (l) => kept.has(l.from) && kept.has(l.to) && (l.value === null || l.value >= least),
  )
  const used = new Set(shown.flatMap((l) => [l.from, l.to]))
  const hidden = links.filter((l) => !shown.includes(l))
  return {
    nodes: nodesOf(
      trace,
      payments,
      links,
      [...used].sort((a, b) => a - b),
      options.claims,
    ),
    links: shown.map(({ weight: _w, seen: _s, ...link }) => link),
    leftOut: {
      nodes: through.size - used.size,
      links: hidden.length,
      value: hidden.reduce((sum, l) => sum + (l.value ?? 0), 0),
    },
  }
}

/** Payments behind one link of the graph, in order, with the claim value each moved. */
export function behind(
  trace: Trace,
  payments: Payments,
  link: { readonly from: number; readonly to: number },
): { payment: number; claim: number; value: number; base: number }[] {
  const { moves } = trace
  const out = []
  for (let m = 0; m < moves.payment.length; m++) {
    const p = moves.payment[m]!
    if (payments.from[p] !== link.from || payments.to[p] !== link.to) continue
    out.push({ payment: p, claim: moves.claim[m]!, value: moves.value[m]!, base: moves.base[m]! })
  }
  return out
}

export interface Step {
  readonly payment: number
  readonly claim: number
  readonly from: number
  readonly to: number
  /** Seconds since 1970. */
  readonly time: number
  /** Claim value moved, in minor units of the debited account; NaN where it is not measured. */
  readonly value: number
  readonly base: number
  /** The payment brought (part of) the claim in. */
  readonly introduces: boolean
}

/** The path of the claims, payment by payment, in the order followed; a page of it. */
export function steps(
  trace: Trace,
  payments: Payments,
  page: { readonly limit: number; readonly offset: number },
): { readonly total: number; readonly steps: readonly Step[] } {
  const { moves } = trace
  const born = new Set(payments.introductions.map((i) => `${i.payment} ${i.claim}`))
  const out: Step[] = []
  const end = Math.min(moves.payment.length, page.offset + page.limit)
  for (let m = Math.max(0, page.offset); m < end; m++) {
    const payment = moves.payment[m]!
    const claim = moves.claim[m]!
    out.push({
      payment,
      claim,
      from: payments.from[payment]!,
      to: payments.to[payment]!,
      time: payments.time[payment]!,
      value: moves.value[m]!,
      base: moves.base[m]!,
      introduces: born.has(`${payment} ${claim}`),
    })
  }
  return { total: moves.payment.length, steps: out }
}

function sums(trace: Trace, payments: Payments, claims: readonly number[] | undefined): Sum[] {
  const wanted = claims && new Set(claims)
  const { moves } = trace
  const links = new Map<number, Sum>()
  const n = payments.accounts.length
  for (let m = 0; m < moves.payment.length; m++) {
    if (wanted && !wanted.has(moves.claim[m]!)) continue
    const p = moves.payment[m]!
    const [from, to, time] = [payments.from[p]!, payments.to[p]!, payments.time[p]!]
    const base = moves.base[m]!
    // Where nothing is measured, the number of payments ranks accounts.
    const weight = Number.isNaN(base) ? 1 : base
    let link = links.get(from * n + to)
    if (!link) {
      const fresh = { from, to, value: 0, payments: 0, first: time, last: time }
      link = { ...fresh, returns: false, weight: 0, seen: -1 }
      links.set(from * n + to, link)
    }
    link.value = link.value === null || Number.isNaN(base) ? null : link.value + base
    link.weight += weight
    if (link.seen !== p) link.payments++
    link.seen = p
    link.first = Math.min(link.first, time)
    link.last = Math.max(link.last, time)
  }
  return [...links.values()]
}

/** Depth first along links by first payment: a link to an account still on the path closes a ring. */
function markReturns(links: readonly Sum[], accounts: number): void {
  const out = new Map<number, Sum[]>()
  for (const link of [...links].sort((a, b) => a.first - b.first)) {
    const list = out.get(link.from)
    if (list) list.push(link)
    else out.set(link.from, [link])
  }
  const state = new Uint8Array(accounts)
  for (const root of out.keys()) {
    if (state[root] !== 0) continue
    const path = [{ node: root, next: 0 }]
    state[root] = 1
    while (path.length > 0) {
      const top = path[path.length - 1]!
      const link = out.get(top.node)?.[top.next++]
      if (!link) {
        state[top.node] = 2
        path.pop()
      } else if (state[link.to] === 1) link.returns = true
      else if (state[link.to] === 0) {
        state[link.to] = 1
        path.push({ node: link.to, next: 0 })
      }
    }
  }
}

function nodesOf(
  trace: Trace,
  payments: Payments,
  links: readonly Sum[],
  accounts: readonly number[],
  claims: readonly number[] | undefined,
): GraphNode[] {
  const wanted = claims && new Set(claims)
  const held = new Map<number, number | null>()
  for (const h of trace.holdings) {
    if (wanted && !wanted.has(h.claim)) continue
    held.set(
      h.account,
      plus(held.get(h.account), h.baseTraced === null ? null : Number(h.baseTraced)),
    )
  }
  const [into, outOf] = [new Map<number, number | null>(), new Map<number, number | null>()]
  for (const l of links) {
    into.set(l.to, plus(into.get(l.to), l.value))
    outOf.set(l.from, plus(outOf.get(l.from), l.value))
  }
  const of = (map: Map<number, number | null>, a: number) => (map.has(a) ? map.get(a)! : 0)
  return accounts.map((a) => ({
    account: a,
    name: payments.accounts[a]!.account,
    currency: payments.currencies[payments.accounts[a]!.currency]!.code,
    in: of(into, a),
    out: of(outOf, a),
    held: of(held, a),
  }))
}

function plus(sum: number | null | undefined, more: number | null): number | null {
  if (sum === null || more === null) return null
  return (sum ?? 0) + more
}
