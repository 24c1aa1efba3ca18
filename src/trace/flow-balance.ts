import type { FixedPoint } from './fixed-point.ts'
import { solveExactly } from './linear.ts'
import type { Part } from './lot.ts'
import type { Edges } from './pari-passu.ts'

/** Rings up to this many accounts are solved exactly; beyond it the numbers would grow without bound. */
const exactUpTo = 60

/**
 * All that ever was each claim's in each account of one ring, given what came in from outside the ring. With T the
 * total contributions of an account, A its claim amount and W the payments inside the ring:
 * A_v = source_v + sum over u of A_u * received(u, v) / T_u; claim value likewise with what was paid.
 * One list of parts per account of the ring; undefined when it does not settle. An empty list for all: a ring that
 * pays everything it ever had to itself keeps nothing at the end, and a claim in it has nowhere to rest.
 */
export function settle(
  ring: readonly number[],
  claims: readonly number[],
  sources: readonly (readonly Part[])[],
  totals: Float64Array,
  edges: Edges,
  fixed: FixedPoint,
): Part[][] | undefined {
  const alone = ring.length === 1 && !edges.sums.has(ring[0]! * edges.nodes + ring[0]!)
  if (alone) return [sources[ring[0]!]!.map((p) => ({ ...p }))]
  if (keepsNothing(ring, totals, edges)) return ring.map(() => [])
  const of = (claim: number, which: 'amount' | 'base') =>
    ring.map((a) => sources[a]!.find((p) => p.claim === claim)?.[which] ?? 0n)
  const solver = ring.length <= exactUpTo ? exactly : byRefinement
  // Where claim value is amount, one solution serves both.
  const twins = claims.every((c) =>
    ring.every((a) => sources[a]!.every((p) => p.claim !== c || p.base === p.amount)),
  )
  const straight = twins && edges.straight
  const amounts = solver(
    ring,
    claims.map((c) => of(c, 'amount')),
    'received',
    totals,
    edges,
    fixed,
  )
  const bases = straight
    ? amounts
    : solver(
        ring,
        claims.map((c) => of(c, 'base')),
        'paid',
        totals,
        edges,
        fixed,
      )
  if (!amounts || !bases) return undefined
  return ring.map((_, k) =>
    claims.map((claim, c) => ({ claim, amount: amounts[c]![k]!, base: bases[c]![k]! })),
  )
}

/** No money from outside the ring ever came in, or none of it ever left or stayed. */
function keepsNothing(ring: readonly number[], totals: Float64Array, edges: Edges): boolean {
  const inside = new Set(ring)
  let [had, came, went] = [0n, 0n, 0n]
  for (const a of ring) {
    had += BigInt(totals[a]!)
    for (const b of edges.to[a] ?? []) {
      if (!inside.has(b)) continue
      const sum = edges.sums.get(a * edges.nodes + b)!
      came += sum.received
      went += sum.paid
    }
  }
  return came === had || went === had
}

type Solver = (
  ring: readonly number[],
  sides: readonly (readonly bigint[])[],
  which: 'paid' | 'received',
  totals: Float64Array,
  edges: Edges,
  fixed: FixedPoint,
) => bigint[][] | undefined

/** With y = A / T the system is one of integers: T_v y_v - sum over u of W_uv y_u = source_v. */
const exactly: Solver = (ring, sides, which, totals, edges, fixed) => {
  const matrix = ring.map((v) =>
    ring.map((u) => {
      const paid = edges.sums.get(u * edges.nodes + v)?.[which] ?? 0n
      return (u === v ? BigInt(totals[v]!) : 0n) - paid
    }),
  )
  const solution = solveExactly(matrix, sides)
  if (!solution) return undefined
  const { numerators, denominator } = solution
  return numerators.map((side) =>
    side.map((n, k) => fixed.share(n, BigInt(totals[ring[k]!]!), denominator)),
  )
}

interface Link {
  readonly from: number
  readonly to: number
  readonly sum: bigint
  readonly weight: number
}

/**
 * Large rings: solve in float64, put the answer into the exact equations, solve for what is missing, and so on.
 * The residue that is left is a bound on the error of what remains in accounts, because all of it comes to rest
 * somewhere exactly once; it is admitted to the error bound.
 */
const byRefinement: Solver = (ring, sides, which, totals, edges, fixed) => {
  const links = linksInside(ring, which, totals, edges)
  const wholes = ring.map((a) => BigInt(totals[a]!))
  const out: bigint[][] = []
  for (const side of sides) {
    let answer = side.map(() => 0n)
    let left: readonly bigint[] = side
    let settled = false
    for (let round = 0; round < 12 && !settled; round++) {
      const scale = left.reduce((max, v) => (abs(v) > max ? abs(v) : max), 0n)
      if (scale === 0n) {
        settled = true
        break
      }
      const unit = bitsOf(scale) - 52
      const correction = sweep(
        left.map((v) => shifted(v, unit)),
        links,
      )
      if (!correction) return undefined
      answer = answer.map((v, k) => v + unshifted(correction[k]!, unit))
      left = residueOf(answer, side, links, wholes)
      const off = left.reduce((sum, v) => sum + abs(v), 0n)
      settled = off <= BigInt(links.length + ring.length) * 4n
      if (settled) fixed.admit(Number(off))
    }
    if (!settled) return undefined
    out.push(answer.map((v) => (v < 0n ? 0n : v)))
  }
  return out
}

function linksInside(
  ring: readonly number[],
  which: 'paid' | 'received',
  totals: Float64Array,
  edges: Edges,
): Link[] {
  const place = new Map(ring.map((a, k) => [a, k]))
  const links: Link[] = []
  ring.forEach((a, from) => {
    for (const b of edges.to[a] ?? []) {
      const to = place.get(b)
      if (to === undefined) continue
      const sum = edges.sums.get(a * edges.nodes + b)![which]
      links.push({ from, to, sum, weight: Number(sum) / totals[a]! })
    }
  })
  return links
}

/** Jacobi sweeps of d = b + W d in float64 until nothing moves any more. */
function sweep(b: readonly number[], links: readonly Link[]): Float64Array | undefined {
  const n = b.length
  let d = Float64Array.from(b)
  for (let step = 0; step < 20_000; step++) {
    const next = Float64Array.from(b)
    for (const link of links) next[link.to]! += d[link.from]! * link.weight
    let change = 0
    let size = 0
    for (let k = 0; k < n; k++) {
      change += Math.abs(next[k]! - d[k]!)
      size += Math.abs(next[k]!)
    }
    d = next
    if (change <= size * 1e-12) return d
  }
  return undefined
}

/** source + W * answer - answer, with the flooring of fixed point. */
function residueOf(
  answer: readonly bigint[],
  side: readonly bigint[],
  links: readonly Link[],
  wholes: readonly bigint[],
): bigint[] {
  const left = side.map((b, k) => b - answer[k]!)
  for (const link of links)
    left[link.to] = left[link.to]! + (answer[link.from]! * link.sum) / wholes[link.from]!
  return left
}

function abs(v: bigint): bigint {
  return v < 0n ? -v : v
}

function bitsOf(v: bigint): number {
  return v.toString(2).length
}

function shifted(v: bigint, unit: number): number {
  return unit > 0 ? Number(v >> BigInt(unit)) : Number(v)
}

function unshifted(v: number, unit: number): bigint {
  const whole = BigInt(Math.round(v))
  return unit > 0 ? whole << BigInt(unit) : whole
}
