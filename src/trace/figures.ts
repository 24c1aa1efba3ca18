import type { Payments } from '#model'
import type { ClaimState } from './introduce.ts'
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
 * remainder, so `sum(holdings) + untraceable = claimed` to the last unit; amounts in an account's own currency are
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
  const claims = states.map((state, claim): ClaimTotal => {
    if (!hasBase || state.unknown) return { claim, claimed: null, traced: null, untraceable: null }
    const mine = byClaim[claim]!
    const values = [...mine.map((i) => rests[i]!.part.base), state.untraceable]
    const claimed = nearest(state.claimed, input)
    const rounded = roundTo(claimed, values, input)
    mine.forEach((i, k) => {
      base[i] = rounded[k]!
    })
    const untraceable = rounded[rounded.length - 1]!
    return { claim, claimed, traced: claimed - untraceable, untraceable }
  })
  const holdings: Holding[] = []
  rests.forEach((rest, i) => {
    const baseTraced = base[i]!
    const balance = BigInt(input.balances[rest.account]!)
    const amount = nearest(rest.part.amount, input)
    const capped = amount > balance && balance >= 0n ? balance : amount
    const traced = input.oneCurrency && baseTraced !== null ? baseTraced : capped
    if (traced === 0n && (baseTraced ?? 0n) === 0n) return
    const baseNearest = nearest(rest.part.base, input)
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

type Grid = { readonly bits: bigint; readonly bound: bigint }

/** Nearest whole unit; a half, or what is within the bound of one, goes up. */
export function nearest(value: bigint, { bits, bound }: Grid): bigint {
  return (value + (1n << (bits - 1n)) + bound) >> bits
}

/**
 * Whole units that add up to `total`, each the floor or the ceiling of its value: the units left over go to the
 * largest remainders; remainders within the bound of each other are equal and the earlier figure comes first.
 */
export function roundTo(total: bigint, values: readonly bigint[], { bits, bound }: Grid): bigint[] {
  const one = 1n << bits
  const snapped = values.map((v) => {
    const rest = v & (one - 1n)
    return rest <= bound ? v - rest : one - rest <= bound ? v - rest + one : v
  })
  const parts = snapped.map((v) => v >> bits)
  const remainders = snapped.map((v) => v & (one - 1n))
  let left = total - parts.reduce((a, b) => a + b, 0n)
  for (const i of byRemainder(remainders, 2n * bound)) {
    if (left <= 0n) break
    parts[i] = parts[i]! + 1n
    left--
  }
  // A claim whose own value was rounded up past its parts, or down below them: the last figure takes it.
  const last = parts.length - 1
  if (left !== 0n) parts[last] = parts[last]! + left
  return parts
}

/** Indices of remainders that are not zero, largest first; those no further apart than `tie` in index order. */
function byRemainder(remainders: readonly bigint[], tie: bigint): number[] {
  const falling = remainders
    .map((_, i) => i)
    .filter((i) => remainders[i]! > 0n)
    .sort((a, b) => byValue(remainders[b]!, remainders[a]!) || a - b)
  const out: number[] = []
  let run: number[] = []
  for (const i of falling) {
    const before = run[run.length - 1]
    if (before !== undefined && remainders[before]! - remainders[i]! > tie) {
      out.push(...run.sort((a, b) => a - b))
      run = []
    }
    run.push(i)
  }
  return [...out, ...run.sort((a, b) => a - b)]
}

function byValue(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
