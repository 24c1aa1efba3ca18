import type { FixedPoint } from './fixed-point.ts'

/** Claim money below this, in minor units, is what rounding left over, not money. */
export const dust = 2 ** -20

/** What one claim has in a lot. `base` is the claim value that rides on it. All fixed point. */
export interface Part {
  readonly claim: number
  amount: bigint
  base: bigint
}

/** Money that stands together: `amount` in all, of which the parts are claimants' and the rest is the holder's own. */
export interface Lot {
  amount: bigint
  parts: Part[]
}

export type Share = 'all' | 'own' | 'claims'

export function ownLot(amount: bigint): Lot {
  return { amount, parts: [] }
}

export function claimed(parts: Iterable<Part>): bigint {
  let sum = 0n
  for (const part of parts) sum += part.amount
  return sum
}

/** Takes `amount` out of a part, with its share of the claim value. */
export function cutPart(part: Part, amount: bigint, fixed: FixedPoint): Part {
  const base = amount === part.amount ? part.base : fixed.share(part.base, amount, part.amount)
  part.amount -= amount
  part.base -= base
  return { claim: part.claim, amount, base }
}

/**
 * Takes `total` rateably out of parts that together are `sum`; exactly `total`. The units that flooring leaves
 * over are taken from the first parts that still have them.
 */
export function cutParts(
  parts: readonly Part[],
  total: bigint,
  sum: bigint,
  fixed: FixedPoint,
): Part[] {
  if (total === 0n) return []
  if (parts.length === 1) return [cutPart(parts[0]!, total, fixed)]
  const takes = parts.map((p) => (total === sum ? p.amount : fixed.share(p.amount, total, sum)))
  let left = total
  for (const take of takes) left -= take
  for (let i = 0; left > 0n && i < takes.length; i++) {
    const room = parts[i]!.amount - takes[i]!
    const more = room < left ? room : left
    takes[i] = takes[i]! + more
    left -= more
  }
  const out: Part[] = []
  for (let i = 0; i < takes.length; i++)
    if (takes[i]! > 0n) out.push(cutPart(parts[i]!, takes[i]!, fixed))
  return out
}

/** Takes `amount` out of one class of a lot; the class must have it. Within a lot everything is rateable. */
export function cutLot(lot: Lot, amount: bigint, share: Share, fixed: FixedPoint): Lot {
  const claims = claimed(lot.parts)
  const own = lot.amount - claims
  let fromOwn = 0n
  if (share === 'own') fromOwn = amount
  else if (share === 'all')
    fromOwn = own === 0n ? 0n : claims === 0n ? amount : fixed.share(own, amount, lot.amount)
  const parts = cutParts(lot.parts, amount - fromOwn, claims, fixed)
  lot.amount -= amount
  lot.parts = lot.parts.filter((p) => p.amount > 0n)
  return { amount, parts }
}

/** How much of a lot belongs to a class. */
export function shareOf(lot: Lot, share: Share): bigint {
  if (share === 'all') return lot.amount
  const claims = claimed(lot.parts)
  return share === 'claims' ? claims : lot.amount - claims
}

/** Adds copies of parts to a list, joining what a claim already has there. */
export function addParts(into: Part[], parts: Iterable<Part>): void {
  let index: Map<number, Part> | undefined
  for (const part of parts) {
    // A short list is searched; a long one is indexed once.
    if (into.length > 16 && !index) index = new Map(into.map((p) => [p.claim, p]))
    const there = index ? index.get(part.claim) : into.find((p) => p.claim === part.claim)
    if (there) {
      there.amount += part.amount
      there.base += part.base
    } else {
      const copy = { ...part }
      into.push(copy)
      index?.set(copy.claim, copy)
    }
  }
}

/** One lot with the shares of all. */
export function blend(lots: readonly Lot[]): Lot {
  const one = ownLot(0n)
  for (const lot of lots) {
    one.amount += lot.amount
    addParts(one.parts, lot.parts)
  }
  return one
}

/**
 * A conversion is a substitution: every piece becomes the same fraction of what was received as it was of what
 * was paid, and keeps its claim value. The last piece takes what flooring leaves, so pieces add up to `received`.
 */
export function convert(lots: Lot[], paid: bigint, received: bigint, fixed: FixedPoint): Lot[] {
  let left = received
  return lots.map((lot, i) => {
    const amount = i === lots.length - 1 ? left : fixed.share(lot.amount, received, paid)
    left -= amount
    const pure = lot.parts.length === 1 && lot.parts[0]!.amount === lot.amount
    const parts = lot.parts.map((p) => ({
      claim: p.claim,
      amount: pure ? amount : fixed.share(p.amount, received, paid),
      base: p.base,
    }))
    return { amount, parts }
  })
}
