import type { Fraction } from './fraction.ts'

/**
 * Parts of a whole by weight, in integers, that always add up: each part gets its floor, the units left over go
 * to the largest remainders, ties to the earlier part (largest remainder, also called Hamilton's method).
 *
 * @param total whole, in minor units, not negative
 * @param weights not negative, not all zero unless the total is zero
 */
export function split(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (total < 0n || weights.some((w) => w < 0n))
    throw new RangeError('only what is not negative can be split')
  if (sum === 0n) {
    if (total !== 0n) throw new RangeError('nothing to split by: all weights are zero')
    return weights.map(() => 0n)
  }
  const parts = weights.map((w) => (total * w) / sum)
  const remainders = weights.map((w) => (total * w) % sum)
  return hand(parts, remainders, total)
}

/**
 * Exact figures rounded to integers so that they still add up to `total`, which must be their exact sum.
 * No figure moves by a whole unit or more.
 */
export function roundTogether(figures: readonly Fraction[], total: bigint): bigint[] {
  const common = figures.reduce((d, f) => lcm(d, f.d), 1n)
  const scaled = figures.map((f) => f.n * (common / f.d))
  const parts = scaled.map((s) => s / common)
  const remainders = scaled.map((s) => s % common)
  return hand(parts, remainders, total)
}

function hand(parts: bigint[], remainders: readonly bigint[], total: bigint): bigint[] {
  let left = total - parts.reduce((a, b) => a + b, 0n)
  const order = remainders
    .map((_, i) => i)
    .sort((a, b) => compareDescending(remainders[a]!, remainders[b]!) || a - b)
  for (const i of order) {
    if (left <= 0n) break
    parts[i] = parts[i]! + 1n
    left -= 1n
  }
  return parts
}

function compareDescending(a: bigint, b: bigint): number {
  return a === b ? 0 : a < b ? 1 : -1
}

function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return (a / x) * b
}
