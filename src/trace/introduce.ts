import type { Introduction, Payments } from '#model'
import type { ClaimValue } from './claim-value.ts'
import type { FixedPoint } from './fixed-point.ts'
import { claimed, type Lot, type Part } from './lot.ts'

/** What became of one claim so far, in base, fixed point. */
export interface ClaimState {
  claimed: bigint
  untraceable: bigint
  /** No rate was known when some of it was introduced: no figure in base is given for this claim. */
  unknown: boolean
}

export interface Introduced {
  /** Stated more than the payment is: what is above is not followed. */
  readonly exceeds: boolean
  /** Value, in whole or broken minor units, that was another claim's (or this claim's) already. */
  readonly collided: bigint
  /** What of each claim is followed from here. */
  readonly kept: readonly Part[]
}

/** Introductions by payment. */
export function introductionsOf(payments: Payments): Map<number, Introduction[]> {
  const map = new Map<number, Introduction[]>()
  for (const i of payments.introductions) {
    const list = map.get(i.payment)
    if (list) list.push(i)
    else map.set(i.payment, [i])
  }
  return map
}

/**
 * The introduced part of a payment is the claimant's whatever the source account held: it takes the place of own
 * money among the pieces drawn, the first drawn first. Value that already follows a claim stays with that claim
 * (no unit is ever two claimants'); what of the new claim finds no own money is untraceable. Marked again for the same
 * claim it is taken out of `claimed` here, so that the pieces add up, and stated as repeated at the end (stated.ts).
 */
export function introduce(
  lots: Lot[],
  introductions: readonly Introduction[],
  payments: Payments,
  value: ClaimValue | undefined,
  states: readonly ClaimState[],
  fixed: FixedPoint,
): { lots: Lot[]; result: Introduced } {
  let exceeds = false
  let collided = 0n
  const kept: Part[] = []
  let room = 0n
  for (const lot of lots) room += lot.amount
  for (const i of introductions) {
    const state = states[i.claim]!
    let amount = fixed.whole(i.amount)
    if (amount > room) {
      exceeds = true
      amount = room
    }
    room -= amount
    if (amount <= 0n) continue
    const at = payments.time[i.payment]!
    const worth = value?.of(payments.from[i.payment]!, amount, at, fixed)
    if (worth === undefined) state.unknown = true
    const fresh: Part = { claim: i.claim, amount, base: worth ?? 0n }
    state.claimed += fresh.base
    const before = lots.reduce((sum, l) => sum + amountOf(l, i.claim), 0n)
    lots = lots.flatMap((lot) => occupy(lot, fresh, fixed))
    if (fresh.amount < amount)
      kept.push({
        claim: i.claim,
        amount: amount - fresh.amount,
        base: (worth ?? 0n) - fresh.base,
      })
    if (fresh.amount === 0n) continue
    collided += fresh.amount
    const own = fresh.amount < before ? fresh.amount : before
    const again = own === fresh.amount ? fresh.base : fixed.share(fresh.base, own, fresh.amount)
    state.claimed -= again
    state.untraceable += fresh.base - again
  }
  return { lots, result: { exceeds, collided, kept } }
}

function amountOf(lot: Lot, claim: number): bigint {
  return lot.parts.find((p) => p.claim === claim)?.amount ?? 0n
}

/** Puts as much of the claim as finds own money into a lot; `fresh` keeps what is left. */
function occupy(lot: Lot, fresh: Part, fixed: FixedPoint): Lot[] {
  const own = lot.amount - claimed(lot.parts)
  if (own === 0n || fresh.amount === 0n) return [lot]
  const amount = own < fresh.amount ? own : fresh.amount
  const base = amount === fresh.amount ? fresh.base : fixed.share(fresh.base, amount, fresh.amount)
  fresh.amount -= amount
  fresh.base -= base
  const part: Part = { claim: fresh.claim, amount, base }
  if (lot.parts.length === 0)
    return amount === lot.amount
      ? [{ amount, parts: [part] }]
      : [
          { amount, parts: [part] },
          { amount: lot.amount - amount, parts: [] },
        ]
  const there = lot.parts.find((p) => p.claim === part.claim)
  if (there) {
    there.amount += part.amount
    there.base += part.base
  } else lot.parts.push(part)
  return [lot]
}
