import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type Clock, done, millis, type Outcome, type Random, refuse } from '#base'
import { tipRefusal } from './refusals.ts'

/**
 * What a form costs whoever sends it, so that nobody fills the box: a puzzle that a script of the page solves in seconds,
 * or, without scripts, the patience to wait. Neither asks who somebody is. Dear in the hour in which much came in.
 */
export interface Price {
  /** Leading zero bits of SHA-256 over ticket, colon and answer. */
  readonly bits: number
  /** Seconds from the giving of the form. */
  readonly seconds: number
}

export interface Ticket extends Price {
  readonly text: string
}

export interface Tickets {
  give(): Ticket
  /** Takes a ticket once; `answer` is empty where no script ran. */
  take(text: string, answer: string): Outcome<undefined>
}

const cheapest: Price = { bits: 17, seconds: 20 }
const dearest: Price = { bits: 24, seconds: 1800 }
/** So many that came in by waiting alone are taken in an hour; puzzles are taken always. */
const mostByWaiting = 60
const lifeSeconds = 24 * 3600

/** Doubles with every ten that came in within the hour. */
export function priceAfter(taken: number): Price {
  const doubled = Math.floor(taken / 10)
  return {
    bits: Math.min(dearest.bits, cheapest.bits + doubled),
    seconds: Math.min(dearest.seconds, cheapest.seconds * 2 ** Math.min(doubled, 20)),
  }
}

/** In memory alone, without a word about who came: a form of before a start of the node is given out anew. */
export function makeTickets(clock: Clock, random: Random): Tickets {
  const key = random.bytes(32)
  const used = new Map<string, number>()
  let hour = { number: 0, taken: 0, byWaiting: 0 }
  const seconds = () => Math.floor(millis(clock.now()) / 1000)
  const thisHour = () => {
    const number = Math.floor(seconds() / 3600)
    if (number !== hour.number) hour = { number, taken: 0, byWaiting: 0 }
    return hour
  }
  const seal = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  return {
    give() {
      const price = priceAfter(thisHour().taken)
      const nonce = Buffer.from(random.bytes(12)).toString('base64url')
      const text = `${seconds()}.${price.bits}.${price.seconds}.${nonce}`
      return { ...price, text: `${text}.${seal(text)}` }
    },
    take(text, answer) {
      const read = /^(\d{1,12})\.(\d{1,2})\.(\d{1,5})\.([\w-]{16})\.([\w-]{43})$/.exec(text)
      if (read === null) return refuse(tipRefusal('ticket-unreadable'))
      const [, given, bits, wait, nonce, mark] = read
      const should = Buffer.from(seal(text.slice(0, -44)))
      if (!timingSafeEqual(should, Buffer.from(mark!)))
        return refuse(tipRefusal('ticket-unreadable'))
      const now = seconds()
      const age = now - Number(given)
      for (const [one, until] of used) if (until < now) used.delete(one)
      if (used.has(nonce!) || age > lifeSeconds) return refuse(tipRefusal('ticket-used'))
      const count = thisHour()
      const solved = solves(text, answer, Number(bits))
      const waited = age >= Number(wait) && count.byWaiting < mostByWaiting
      if (!solved && !waited) return refuse(tipRefusal('ticket-too-early'))
      used.set(nonce!, Number(given) + lifeSeconds)
      count.taken++
      if (!solved) count.byWaiting++
      return done(undefined)
    },
  }
}

/** Is it an answer to the puzzle of that ticket? */
export function solves(ticket: string, answer: string, bits: number): boolean {
  if (!/^\d{1,15}$/.test(answer)) return false
  const hash = createHash('sha256').update(`${ticket}:${answer}`).digest()
  for (let bit = 0; bit < bits; bit++) if (hash[bit >> 3]! & (0x80 >> (bit & 7))) return false
  return true
}
