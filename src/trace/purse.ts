import type { FixedPoint } from './fixed-point.ts'
import {
  addParts,
  claimed,
  cutLot,
  cutParts,
  type Lot,
  ownLot,
  type Part,
  type Share,
  shareOf,
} from './lot.ts'
import type { Inside, Priority } from './rules.ts'

/**
 * The money of one booking account while a claim stands in it, and how a payment is drawn from it: first by class
 * (`priority`), then inside the class. Accounts without claims have no purse; their balance is enough.
 */
export interface Purse {
  /** Pieces that pay `amount`, in the order in which they were drawn. The purse must hold that much. */
  draw(amount: bigint, priority: Priority): Lot[]
  put(lots: readonly Lot[]): void
  /** What each claim has here. */
  readonly parts: readonly Part[]
  readonly holdsClaims: boolean
  /** All lots, oldest first. */
  lots(): Lot[]
}

/** A purse whose holder has `own` money. */
export function openPurse(inside: Inside, own: bigint, fixed: FixedPoint): Purse {
  return inside === 'rateable' ? new Pool(own, fixed) : new Queue(own, inside === 'newest', fixed)
}

/** How much of a draw falls on the claims, when own money may have to pay first or last. */
function onClaims(amount: bigint, own: bigint, claims: bigint, priority: Priority): bigint {
  if (priority === 'own-first') return amount > own ? amount - own : 0n
  return amount < claims ? amount : claims
}

/** Rateable inside a class: only totals matter. */
class Pool implements Purse {
  readonly #fixed: FixedPoint
  #amount: bigint
  #claims = 0n
  #parts: Part[] = []

  constructor(own: bigint, fixed: FixedPoint) {
    this.#amount = own
    this.#fixed = fixed
  }

  get parts(): readonly Part[] {
    return this.#parts
  }

  get holdsClaims(): boolean {
    return this.#claims > 0n
  }

  lots(): Lot[] {
    return [{ amount: this.#amount, parts: this.#parts }]
  }

  draw(amount: bigint, priority: Priority): Lot[] {
    const fixed = this.#fixed
    const own = this.#amount - this.#claims
    let total: bigint
    if (amount === this.#amount) total = this.#claims
    else if (priority === 'none')
      total = amount - (own === 0n ? 0n : fixed.share(own, amount, this.#amount))
    else total = onClaims(amount, own, this.#claims, priority)
    const parts = cutParts(this.#parts, total, this.#claims, fixed)
    this.#amount -= amount
    this.#claims -= total
    if (parts.length > 0) this.#parts = this.#parts.filter((p) => p.amount > 0n)
    return [{ amount, parts }]
  }

  put(lots: readonly Lot[]): void {
    for (const lot of lots) {
      this.#amount += lot.amount
      this.#claims += claimed(lot.parts)
      addParts(this.#parts, lot.parts)
    }
  }
}

/** Oldest or newest first: lots stand in the order of their arrival, equal neighbours joined. */
class Queue implements Purse {
  readonly #fixed: FixedPoint
  readonly #newest: boolean
  #lots: (Lot | undefined)[] = []
  #head = 0
  #amount = 0n
  #claims = 0n

  constructor(own: bigint, newest: boolean, fixed: FixedPoint) {
    this.#fixed = fixed
    this.#newest = newest
    if (own > 0n) this.put([ownLot(own)])
  }

  get parts(): readonly Part[] {
    const parts: Part[] = []
    for (const lot of this.lots()) addParts(parts, lot.parts)
    return parts
  }

  get holdsClaims(): boolean {
    return this.#claims > 0n
  }

  lots(): Lot[] {
    return this.#lots.slice(this.#head) as Lot[]
  }

  draw(amount: bigint, priority: Priority): Lot[] {
    if (priority === 'none') return this.#take(amount, 'all')
    const total = onClaims(amount, this.#amount - this.#claims, this.#claims, priority)
    const own = amount - total
    return priority === 'own-first'
      ? [...this.#take(own, 'own'), ...this.#take(total, 'claims')]
      : [...this.#take(total, 'claims'), ...this.#take(own, 'own')]
  }

  put(lots: readonly Lot[]): void {
    for (const lot of lots) {
      if (lot.amount === 0n) continue
      this.#amount += lot.amount
      this.#claims += claimed(lot.parts)
      const last = this.#lots.length > this.#head ? this.#lots[this.#lots.length - 1]! : undefined
      if (!(last && join(last, lot)))
        this.#lots.push({ amount: lot.amount, parts: lot.parts.map((p) => ({ ...p })) })
    }
  }

  #take(amount: bigint, share: Share): Lot[] {
    const pieces: Lot[] = []
    const aside: Lot[] = []
    let left = amount
    while (left > 0n) {
      const lot = this.#pop()
      const available = shareOf(lot, share)
      if (available === 0n) {
        aside.push(lot)
        continue
      }
      if (available === lot.amount && available <= left) {
        pieces.push(lot)
        left -= available
        continue
      }
      const taken = available < left ? available : left
      pieces.push(cutLot(lot, taken, share, this.#fixed))
      left -= taken
      aside.push(lot)
    }
    while (aside.length > 0) this.#unpop(aside.pop()!)
    this.#amount -= amount
    for (const piece of pieces) this.#claims -= claimed(piece.parts)
    return pieces
  }

  #pop(): Lot {
    if (this.#newest) {
      if (this.#lots.length <= this.#head)
        throw new RangeError('the purse holds less than is drawn')
      return this.#lots.pop()!
    }
    const lot = this.#lots[this.#head]
    if (lot === undefined) throw new RangeError('the purse holds less than is drawn')
    this.#lots[this.#head++] = undefined
    if (this.#head > 1024 && this.#head * 2 > this.#lots.length) {
      this.#lots = this.#lots.slice(this.#head)
      this.#head = 0
    }
    return lot
  }

  #unpop(lot: Lot): void {
    if (lot.amount === 0n) return
    if (this.#newest) {
      const last = this.#lots.length > this.#head ? this.#lots[this.#lots.length - 1]! : undefined
      if (!(last && join(last, lot))) this.#lots.push(lot)
      return
    }
    const first = this.#lots[this.#head]
    if (first && join(first, lot)) return
    if (this.#head > 0) this.#lots[--this.#head] = lot
    else this.#lots.unshift(lot)
  }
}

/** Joins a neighbour into a lot when nothing is lost by it: same owner, same claim value per unit. */
function join(into: Lot, next: Lot): boolean {
  if (into.parts.length !== next.parts.length) return false
  if (into.parts.length === 0) {
    into.amount += next.amount
    return true
  }
  const [a, b] = [into.parts[0]!, next.parts[0]!]
  if (into.parts.length > 1 || a.claim !== b.claim) return false
  if (a.amount !== into.amount || b.amount !== next.amount) return false
  if (a.base !== a.amount || b.base !== b.amount)
    if (a.base * b.amount !== b.base * a.amount) return false
  into.amount += next.amount
  a.amount += b.amount
  a.base += b.base
  return true
}
