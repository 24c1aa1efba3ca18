import { type Instant, millis } from '#base'
import type { Expectation, Inject, Scenario } from './scenario.ts'

/** A signed event of the play, as the log of the node that made it has it. */
export interface PlayedEvent {
  readonly type: string
  readonly at: Instant
  readonly stream: string
  readonly node: string
  readonly actor: string
  readonly data: unknown
  readonly transition?: string | null
  /** The other side gets the same record. */
  readonly crosses?: boolean
}

/** `open`: it had not come, and its time still ran when the play was ended, or runs now. */
export type Mark = 'in-time' | 'late' | 'missing' | 'open'

/** How one expectation was met. */
export interface Met extends Expectation {
  readonly mark: Mark
  /** Seconds from the inject to the last of the events that were needed, pauses left out; absent where they did not come. */
  readonly seconds?: number
  /** How many of them came at all. */
  readonly found: number
}

export interface GradedInject {
  readonly id: string
  readonly at: Instant
  readonly to: readonly string[]
  readonly text: string
  readonly expected: string
  readonly met: readonly Met[]
  readonly mark: Mark
  /** The slowest of the expectations. */
  readonly seconds?: number
}

/** The freeze of the play, from the events of its legs alone. */
export interface Spread {
  readonly legs: number
  readonly first: Instant
  readonly last: Instant
  /** Whole seconds between the two. */
  readonly seconds: number
}

export interface Grade {
  readonly injects: readonly GradedInject[]
  /** 0 to 100, of the injects that were given and had their time: one answered in time counts whole, a late one half. */
  readonly score: number
  readonly inTime: number
  readonly late: number
  readonly missing: number
  /** Absent where no leg was carried out. */
  readonly spread?: Spread
  /** By authority: how many injects it had to answer, and how many it answered in time. */
  readonly authorities: readonly {
    readonly id: string
    readonly asked: number
    readonly inTime: number
  }[]
  /** Signed events that were looked at. */
  readonly events: number
}

const worth: Readonly<Record<Mark, number>> = { 'in-time': 2, late: 1, missing: 0, open: 0 }

/**
 * Grades a play from its signed events and nothing else: injects are events of the control log, what was expected is
 * looked for in the logs of the nodes. The same events give the same grade to everybody who counts again.
 *
 * @param control stream of the exercise itself
 * @param until the moment up to which it is looked at; absent: everything had its time
 */
export function grade(
  scenario: Scenario,
  events: readonly PlayedEvent[],
  control: string,
  until = Number.POSITIVE_INFINITY,
): Grade {
  const own = events.filter((e) => e.stream === control)
  const stops = pausesOf(own)
  const given = givenIn(own)
  const begun = own.find((e) => e.type === 'exercise.live')?.at
  const injects = scenario.injects.flatMap((inject) => {
    const at = given.get(inject.id)
    return at === undefined ? [] : [gradedInject(inject, at, { events, stops, until })]
  })
  const marks = injects.map((i) => i.mark)
  const count = (mark: Mark) => marks.filter((m) => m === mark).length
  const points = marks.reduce((sum, mark) => sum + worth[mark], 0)
  const counted = marks.length - count('open')
  const spread = spreadOf(events.filter((e) => begun !== undefined && e.at >= begun))
  return {
    injects,
    score: counted === 0 ? 0 : Math.round((50 * points) / counted),
    inTime: count('in-time'),
    late: count('late'),
    missing: count('missing'),
    ...(spread === undefined ? {} : { spread }),
    authorities: scenario.authorities.map((id) => {
      const asked = injects.flatMap((i) => i.met.filter((m) => m.by === id))
      return {
        id,
        asked: asked.length,
        inTime: asked.filter((m) => m.mark === 'in-time').length,
      }
    }),
    events: events.length,
  }
}

/** What an inject is graded by. */
interface Heard {
  readonly events: readonly PlayedEvent[]
  readonly stops: readonly Stop[]
  readonly until: number
}

function gradedInject(inject: Inject, at: Instant, heard: Heard): GradedInject {
  const met = inject.expectations.map((wanted) => metBy(wanted, at, heard))
  const mark =
    (['missing', 'late', 'open'] as const).find((m) => met.some((x) => x.mark === m)) ?? 'in-time'
  const { id, to, text, expected } = inject
  const seconds = Math.max(...met.map((m) => m.seconds ?? -1))
  return { id, at, to, text, expected, met, mark, ...(seconds < 0 ? {} : { seconds }) }
}

function metBy(wanted: Expectation, at: Instant, { events, stops, until }: Heard): Met {
  const found = events.filter(
    (e) => e.type === wanted.event && e.at >= at && authorityOf(e) === wanted.by,
  )
  const last = found[wanted.times - 1]
  if (last === undefined) {
    const gone = until - millis(at) - stoppedIn(stops, millis(at), until)
    return {
      ...wanted,
      mark: gone < wanted.within * 1000 ? 'open' : 'missing',
      found: found.length,
    }
  }
  const seconds = Math.round(
    (millis(last.at) - millis(at) - stoppedIn(stops, millis(at), millis(last.at))) / 1000,
  )
  return {
    ...wanted,
    mark: seconds <= wanted.within ? 'in-time' : 'late',
    seconds,
    found: found.length,
  }
}

/** What came of an inject, in one line. */
export function foundIn({ met }: GradedInject): string {
  return met
    .map(({ by, event, found, times, seconds, mark }) =>
      mark === 'missing' || mark === 'open'
        ? `${by}: ${event} ${found} of ${times}`
        : `${by}: ${event} ${times} of ${times} after ${seconds} s`,
    )
    .join('; ')
}

/** Seconds between the first and the last leg that was carried out; counted as IN-11 counts them. */
export function spreadOf(events: readonly PlayedEvent[]): Spread | undefined {
  const executed = events.filter((e) => e.type === 'freeze.executed').map((e) => e.at)
  const sorted = [...executed].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const seconds = Math.round((millis(last) - millis(first)) / 1000)
  return { legs: executed.length, first, last, seconds }
}

/** When each inject was given, by its id; the first time counts. */
export function givenIn(own: readonly PlayedEvent[]): ReadonlyMap<string, Instant> {
  const given = new Map<string, Instant>()
  for (const { type, at, data } of own) {
    const key = (data as { readonly tally?: { readonly key?: string } }).tally?.key
    if (type === 'exercise.inject_given' && key !== undefined && !given.has(key)) given.set(key, at)
  }
  return given
}

export interface Stop {
  readonly from: number
  /** Infinity while it stands. */
  readonly to: number
}

/** The clock stands from one event of a pause to the next. */
export function pausesOf(own: readonly PlayedEvent[]): readonly Stop[] {
  const at = own.filter((e) => e.type === 'exercise.paused').map((e) => millis(e.at))
  return at.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: at[i + 1] ?? Infinity }] : []))
}

/** Milliseconds of pauses between two moments. */
export function stoppedIn(stops: readonly Stop[], from: number, to: number): number {
  return stops.reduce(
    (sum, stop) => sum + Math.max(0, Math.min(stop.to, to) - Math.max(stop.from, from)),
    0,
  )
}

function authorityOf({ actor }: PlayedEvent): string {
  return actor.slice(0, actor.indexOf('/'))
}
