import type { Day } from '#base'
import { groundOf } from './grounds.ts'
import type { Law } from './law.ts'
import type { Measure } from './measures.ts'

/** Something that was refused, or for which no row was found. */
export interface Refused {
  readonly from: string
  readonly to: string
  readonly measure: Measure
  /** Code of the ground, `G-04`; the name of a refusal, `basis-unknown`; or `unknown`. */
  readonly ground: string
  readonly on: Day
}

/** How often a corridor failed for a measure on one ground. */
export interface Gap {
  readonly from: string
  readonly to: string
  readonly measure: Measure
  readonly ground: string
  /** The ground in words. */
  readonly name: string
  readonly count: number
  readonly last: Day
}

const words: Readonly<Record<string, string>> = {
  unknown: 'no row in the register',
  'basis-unknown': 'no legal basis in the register',
  'basis-not-in-force': 'the legal basis was not in force',
  'authority-not-competent': 'the authority was not competent',
}

/** The gap map: where the law, or its practice, did not carry, the commonest first. */
export function gaps(refused: readonly Refused[], law: Law): readonly Gap[] {
  const found = new Map<string, Gap>()
  for (const { from, to, measure, ground, on } of refused) {
    const key = `${from} ${to} ${measure} ${ground}`
    const before = found.get(key)
    found.set(key, {
      from,
      to,
      measure,
      ground,
      name: groundOf(ground, law)?.name ?? words[ground] ?? ground,
      count: (before?.count ?? 0) + 1,
      last: before === undefined || before.last < on ? on : before.last,
    })
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (key(a) < key(b) ? -1 : 1))
}

function key({ from, to, measure, ground }: Gap): string {
  return `${from} ${to} ${measure} ${ground}`
}
