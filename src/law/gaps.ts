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

/** A ground on which one measure fails again and again, over all countries. */
export interface CommonGap {
  readonly measure: Measure
  readonly ground: string
  readonly name: string
}

/**
 * What fails most, for anybody to read: the order alone, without counts and without corridors. Only what happened at least
 * `least` times between at least two pairs of countries (small-count rule, step 1), and only before `before`: whoever asks
 * every day must not see one case come in (step 5).
 */
export function commonGaps(
  refused: readonly Refused[],
  law: Law,
  { before, least }: { readonly before: Day; readonly least: number },
): readonly CommonGap[] {
  const found = new Map<string, { gap: CommonGap; count: number; corridors: Set<string> }>()
  for (const { from, to, measure, ground, on } of refused) {
    if (on >= before) continue
    const id = `${measure} ${ground}`
    const name = groundOf(ground, law)?.name ?? words[ground] ?? ground
    const row = found.get(id) ?? {
      gap: { measure, ground, name },
      count: 0,
      corridors: new Set<string>(),
    }
    row.count++
    row.corridors.add(`${from} ${to}`)
    found.set(id, row)
  }
  return [...found.entries()]
    .filter(([, { count, corridors }]) => count >= least && corridors.size >= 2)
    .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
    .map(([, { gap }]) => gap)
}
