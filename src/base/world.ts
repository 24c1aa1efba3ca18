import { randomFillSync } from 'node:crypto'
import type { Day, Id, Instant } from './brand.ts'

/** What a pure function may not reach for itself; the rim hands it in, so the simulator can hand in its own. */
export interface Clock {
  now(): Instant
}

export interface Random {
  bytes(length: number): Uint8Array
}

export interface Ids {
  next(): Id
}

export const systemClock: Clock = theSystemsClock()

/** The text of a millisecond is made once: a message asks for the time many times in one. */
function theSystemsClock(): Clock {
  let [last, text] = [Number.NaN, '' as Instant]
  return {
    now() {
      const now = Date.now()
      if (now !== last) [last, text] = [now, instant(now)]
      return text
    },
  }
}

export const systemRandom: Random = systemRandomness()

/**
 * Bytes of the runtime's generator, fetched a page at a time: asking for 32 costs as much as asking for a page. What was
 * handed out is wiped from the page at once.
 */
function systemRandomness(): Random {
  const page = Buffer.alloc(4096)
  let at = page.length
  return {
    bytes(length) {
      const bytes = Buffer.alloc(length)
      if (length > page.length / 8) return randomFillSync(bytes)
      if (at + length > page.length) {
        randomFillSync(page)
        at = 0
      }
      page.copy(bytes, 0, at, at + length)
      page.fill(0, at, at + length)
      at += length
      return bytes
    },
  }
}

/** Instant of a number of milliseconds since 1970. */
export function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant
}

/** Milliseconds since 1970 of an instant. */
export function millis(at: Instant): number {
  return Date.parse(at)
}

/** An ISO 8601 text with offset as an instant, or undefined. */
export function asInstant(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/.test(text))
    return undefined
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? undefined : instant(ms)
}

/** A day that exists in the calendar (2024-02-30 does not), or undefined. */
export function asDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const ms = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text
    ? undefined
    : (text as Day)
}

/** Ids that sort by time and never go backwards inside one node, even when the clock does (RFC 9562, 6.2). */
export function uuid7(clock: Clock, random: Random): Ids {
  let last = 0
  let counter = 0
  return {
    next() {
      const now = millis(clock.now())
      const tail = random.bytes(10)
      if (now > last) {
        last = now
        counter = (tail[0]! << 3) | (tail[1]! & 7)
      } else if (++counter > 0xfff) {
        last += 1
        counter = 0
      }
      const time = last.toString(16).padStart(12, '0')
      const sequence = (0x7000 | counter).toString(16)
      tail[2] = (tail[2]! & 0x3f) | 0x80
      const rest = Buffer.from(tail.subarray(2)).toString('hex')
      return `${time.slice(0, 8)}-${time.slice(8)}-${sequence}-${rest.slice(0, 4)}-${rest.slice(4)}` as Id
    },
  }
}

export function isId(text: unknown): text is Id {
  return (
    typeof text === 'string' &&
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
  )
}
