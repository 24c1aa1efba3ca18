import type { Payments } from '#model'
import type { ClaimState } from './introduce.ts'
import { type Grid, roundTogether } from './round-together.ts'
import type { ClaimTotal, Figures, Holding } from './trace.ts'
import type { Rest } from './walk.ts'

export interface FigureInput {
  readonly payments: Payments
  readonly rests: readonly Rest[]
  readonly states: readonly ClaimState[]
  readonly balances: Float64Array
  /** Fractional bits of the fixed-point values. */
  readonly bits: bigint
  /** Error bound in the same fixed point: closer to a half than this is a half. */
  readonly bound: bigint
  readonly hasBase: boolean
  /** Claims and accounts share one currency and value equals amount, so both figures of a holding are one. */
  readonly oneCurrency: boolean
}

/**
 * Fixed-point values as whole minor units. Per claim, holdings and untraceable are rounded together by largest
 * remainder, so `sum(holdings) + untraceable = claimed` to the last unit, and the claims in one account never add up to
 * more than the ceiling of their exact sum; amounts in an account's own currency are
 * rounded one by one, halves up, never above the balance.
 */
export function figures(input: FigureInput): {
  holdings: Holding[]
  claims: ClaimTotal[]
  total: Figures
} {
  const { rests, states, hasBase } = input
  const byClaim: number[][] = states.map(() => [])
  rests.forEach((rest, i) => {
    byClaim[rest.part.claim]!.push(i)
  })
  const base: (bigint | null)[] = rests.map(() => null)
  const untraceableColumn = -1
  const known = states.flatMap((state, claim) => (hasBase && !state.unknown ? [claim] : []))
  const rounded = roundTogether(
    known.map((claim) => ({
      total: nearest(states[claim]!.claimed, input),
      cells: [
        ...byClaim[claim]!.map((i) => ({ column: rests[i]!.account, value: rests[i]!.part.base })),
        { column: untraceableColumn, value: states[claim]!.untraceable },
      ],
    })),
    input,
    new Set([untraceableColumn]),
  )
  const rowOf = new Map(known.map((claim, row) => [claim, rounded[row]!]))
  const claims = states.map((state, claim): ClaimTotal => {
    const row = rowOf.get(claim)
    if (!row) return { claim, claimed: null, traced: null, untraceable: null }
    byClaim[claim]!.forEach((i, k) => {
      base[i] = row[k]!
    })
    const claimed = nearest(state.claimed, input)
    const untraceable = row[row.length - 1]!
    return { claim, claimed, traced: claimed - untraceable, untraceable }
  })
  const holdings: Holding[] = []
  rests.forEach((rest, i) => {
    const baseTraced = base[i]!
    const balance = BigInt(input.balances[rest.account]!)
    const amount = nearest(rest.part.amount, input)
    const capped = amount > balance && balance >= 0n ? balance : amount
    const traced = input.oneCurrency && baseTraced !== null ? baseTraced : capped
    const baseNearest = baseTraced === null ? 0n : nearest(rest.part.base, input)
    if (traced === 0n && (baseTraced ?? 0n) === 0n && baseNearest === 0n) return
    holdings.push({
      account: rest.account,
      claim: rest.part.claim,
      traced,
      balance,
      baseTraced,
      ...(baseTraced === null || baseTraced === baseNearest ? {} : { baseNearest }),
    })
  })
  return { holdings, claims, total: sumOf(claims) }
}

/** Total of all claims; null as soon as one is unknown. */
export function sumOf(claims: readonly Figures[]): Figures {
  const sum = (of: (f: Figures) => bigint | null) =>
    claims.reduce<bigint | null>((all, c) => {
      const one = of(c)
      return all === null || one === null ? null : all + one
    }, 0n)
  return {
    claimed: sum((c) => c.claimed),
    traced: sum((c) => c.traced),
    untraceable: sum((c) => c.untraceable),
  }
}

/** Nearest whole unit; a half, or what is within the bound of one, goes up. */
export function nearest(value: bigint, { bits, bound }: Grid): bigint {
  return (value + (1n << (bits - 1n)) + bound) >> bits
}
