import type { Payments } from '#model'
import { add, compare, type Fraction, fraction, over, subtract, times, zero } from '#money'
import { ruleOf } from './rules.ts'
import type { Arrival } from './trace.ts'

/**
 * The tracing rules once more, as slowly and plainly as possible, over true fractions, sharing no code with the
 * engine: no fixed point, no joined lots, no pools. Tests hold the engine to it. One base currency for all claims.
 */
export interface Truth {
  /** By `account|claim`: amount in the account's currency and claim value in base. */
  readonly held: Map<string, Share>
  readonly claimed: Map<number, Fraction>
  readonly untraceable: Map<number, Fraction>
}

interface Share {
  amount: Fraction
  base: Fraction
}

/** Owner `-1` is the holder. */
type PlainLot = Map<number, Share>

const own = -1
const min = (a: Fraction, b: Fraction) => (compare(a, b) <= 0 ? a : b)

export function truth(payments: Payments, ruleId: string, arrival: Arrival): Truth {
  const rule = ruleOf(ruleId)!
  const purses: PlainLot[][] = payments.accounts.map(() => [])
  const short = payments.accounts.map(() => zero)
  const known = payments.accounts.map((a) => a.opened)
  const claimed = new Map<number, Fraction>(payments.claims.map((_, c) => [c, zero]))
  const untraceable = new Map<number, Fraction>(payments.claims.map((_, c) => [c, zero]))
  const raise = (map: Map<number, Fraction>, claim: number, by: Fraction) =>
    map.set(claim, add(map.get(claim) ?? zero, by))
  for (const o of payments.openings) {
    const amount = fraction(BigInt(o.amount))
    const claim = o.claim ?? own
    purses[o.account]!.push(new Map([[claim, { amount, base: amount }]]))
    if (claim !== own) raise(claimed, claim, amount)
  }
  for (let i = 0; i < payments.count; i++) {
    const [from, to] = [payments.from[i]!, payments.to[i]!]
    const amount = fraction(BigInt(payments.amount[i]!))
    const received = fraction(BigInt(payments.received[i]!))
    let pieces: PlainLot[] = []
    if (known[from]) {
      const there = sizeOf(purses[from]!)
      const payable = min(there, amount)
      pieces = draw(purses[from]!, payable)
      const beyond = subtract(amount, payable)
      short[from] = add(short[from]!, beyond)
      if (beyond.n > 0n) pieces.push(new Map([[own, { amount: beyond, base: zero }]]))
    } else pieces = [new Map([[own, { amount, base: zero }]])]
    for (const x of payments.introductions) {
      if (x.payment !== i) continue
      const wanted = fraction(BigInt(x.amount))
      const before = pieces.reduce((sum, l) => add(sum, l.get(x.claim)?.amount ?? zero), zero)
      const left = occupy(pieces, x.claim, wanted)
      const again = min(left, before)
      raise(claimed, x.claim, subtract(wanted, again))
      raise(untraceable, x.claim, subtract(left, again))
    }
    if (arrival === 'blended') pieces = [together(pieces)]
    for (const lot of pieces)
      for (const share of lot.values()) share.amount = over(times(share.amount, received), amount)
    known[to] = true
    const repaid = min(short[to]!, received)
    short[to] = subtract(short[to]!, repaid)
    if (repaid.n > 0n)
      for (const lot of draw(pieces, repaid))
        for (const [owner, share] of lot) if (owner !== own) raise(untraceable, owner, share.base)
    purses[to]!.push(...pieces)
  }
  const held = new Map<string, Share>()
  purses.forEach((lots, account) => {
    for (const [owner, share] of together(lots))
      if (owner !== own && share.amount.n > 0n) held.set(`${account}|${owner}`, share)
  })
  return { held, claimed, untraceable }

  function draw(lots: PlainLot[], amount: Fraction): PlainLot[] {
    if (rule.priority === 'none') return take(lots, amount, () => true)
    const isOwn = (owner: number) => owner === own
    const isClaim = (owner: number) => owner !== own
    const [first, second] = rule.priority === 'own-first' ? [isOwn, isClaim] : [isClaim, isOwn]
    const head = min(amount, sizeOf(lots, first))
    return [...take(lots, head, first), ...take(lots, subtract(amount, head), second)]
  }

  function take(lots: PlainLot[], amount: Fraction, of: (owner: number) => boolean): PlainLot[] {
    if (amount.n === 0n) return []
    if (rule.inside === 'rateable') {
      const ratio = over(amount, sizeOf(lots, of))
      return lots.map((lot) => cut(lot, ratio, of))
    }
    const pieces: PlainLot[] = []
    let left = amount
    for (const lot of rule.inside === 'oldest' ? [...lots] : [...lots].reverse()) {
      const size = sizeOf([lot], of)
      if (left.n === 0n) break
      if (size.n === 0n) continue
      const part = min(size, left)
      pieces.push(cut(lot, over(part, size), of))
      left = subtract(left, part)
    }
    return pieces
  }
}

function sizeOf(lots: readonly PlainLot[], of: (owner: number) => boolean = () => true): Fraction {
  let sum = zero
  for (const lot of lots)
    for (const [owner, share] of lot) if (of(owner)) sum = add(sum, share.amount)
  return sum
}

function cut(lot: PlainLot, ratio: Fraction, of: (owner: number) => boolean): PlainLot {
  const piece: PlainLot = new Map()
  for (const [owner, share] of lot) {
    if (!of(owner)) continue
    const part = { amount: times(share.amount, ratio), base: times(share.base, ratio) }
    share.amount = subtract(share.amount, part.amount)
    share.base = subtract(share.base, part.base)
    if (part.amount.n > 0n) piece.set(owner, part)
  }
  return piece
}

/** Puts a claim in the place of own money, the first drawn first; answers what found no own money. */
function occupy(pieces: PlainLot[], claim: number, amount: Fraction): Fraction {
  let left = amount
  for (let k = 0; k < pieces.length; k++) {
    const lot = pieces[k]!
    const mine = lot.get(own)
    if (!mine || mine.amount.n === 0n || left.n === 0n) continue
    const part = min(mine.amount, left)
    left = subtract(left, part)
    mine.amount = subtract(mine.amount, part)
    const fresh = { amount: part, base: part }
    if (lot.size === 1) {
      const rest: PlainLot = new Map([[own, mine]])
      const taken: PlainLot = new Map([[claim, fresh]])
      const both = mine.amount.n > 0n ? [taken, rest] : [taken]
      pieces.splice(k, 1, ...both)
      k += both.length - 1
    } else
      lot.set(claim, {
        amount: add(lot.get(claim)?.amount ?? zero, part),
        base: add(lot.get(claim)?.base ?? zero, part),
      })
  }
  return left
}

function together(lots: readonly PlainLot[]): PlainLot {
  const one: PlainLot = new Map()
  for (const lot of lots)
    for (const [owner, share] of lot) {
      const there = one.get(owner)
      if (there) {
        there.amount = add(there.amount, share.amount)
        there.base = add(there.base, share.base)
      } else one.set(owner, { ...share })
    }
  return one
}
