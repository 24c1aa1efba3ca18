import type { Instant } from '#base'
import type { Facts, SignedEvent } from './signed-event.ts'
import { wordOf } from './words.ts'

/** An event that some figure reads, with the word that it counts as. */
export interface Fact {
  readonly word: string
  readonly type: string
  readonly at: Instant
  readonly actor: string
  readonly crosses: boolean | undefined
  readonly data: Facts
  /** Tells it from every other event of the matter. */
  readonly key: string
}

/** What is known of one matter, whichever logs it came from and in whichever order. */
export interface Stream {
  readonly id: string
  /** By their time; those of one instant in the order in which they came. */
  readonly facts: Fact[]
  /** Instant of the last event of any kind. */
  lastAt: Instant
  /** The two sides, from the first event that names them. */
  parties: Facts['parties']
  /** Time and key of that event. */
  named: string
  /** Families of words in it: `freeze`, `claim`. */
  readonly families: Set<string>
  readonly known: Set<string>
  /** Crossing events by digest: when, and in whose logs they stand. */
  readonly crossing: Map<string, { readonly at: Instant; readonly held: string[] }>
}

export function emptyStream(id: string, at: Instant): Stream {
  return {
    id,
    facts: [],
    lastAt: at,
    parties: undefined,
    named: '',
    families: new Set(),
    known: new Set(),
    crossing: new Map(),
  }
}

/**
 * Takes one event in; false where it changed nothing. The same event from a second log counts once. Costs as much as the
 * matter is long, whatever the log is.
 */
export function takeIn(stream: Stream, event: SignedEvent): boolean {
  const crossed = cross(stream, event)
  const key = keyOf(event)
  if (stream.known.has(key)) return crossed
  stream.known.add(key)
  const later = event.at > stream.lastAt
  if (later) stream.lastAt = event.at
  const data = event.data as Facts
  const sides = name(stream, event.at, key, data.parties)
  const word = wordOf(event.type, event.transition) ?? (data.pause && event.type)
  if (word === undefined) return crossed || later || sides
  const fact: Fact = {
    word,
    type: event.type,
    at: event.at,
    actor: event.actor,
    crosses: event.crosses,
    data: factsOf(data),
    key,
  }
  let place = stream.facts.length
  while (place > 0 && after(stream.facts[place - 1]!, fact)) place -= 1
  stream.facts.splice(place, 0, fact)
  stream.families.add(word.slice(0, word.indexOf('.')))
  return true
}

/** One order for all who count, whichever log they read first. */
function after(one: Fact, other: Fact): boolean {
  if (one.at !== other.at) return one.at > other.at
  if (one.word !== other.word) return one.word > other.word
  const [a, b] = [one.data.tally?.key ?? '', other.data.tally?.key ?? '']
  return a === b ? one.key > other.key : a > b
}

/** Whoever names the sides first has named them, in whichever order the events come; true where that was new. */
function name(stream: Stream, at: Instant, key: string, parties: Facts['parties']): boolean {
  const when = `${at} ${key}`
  if (parties === undefined || (stream.parties !== undefined && stream.named <= when)) return false
  stream.parties = parties
  stream.named = when
  return true
}

function cross(stream: Stream, { crosses, digest, held, at }: SignedEvent): boolean {
  if (crosses !== true || digest === undefined || held === undefined) return false
  const known = stream.crossing.get(digest)
  if (known === undefined) stream.crossing.set(digest, { at, held: [held] })
  else if (known.held.includes(held)) return false
  else known.held.push(held)
  return true
}

/** Both nodes hold the same signed bytes; where no digest is given, the same step by the same hand at the same instant. */
function keyOf(event: SignedEvent): string {
  if (event.digest !== undefined) return event.digest
  const { tally, party, clock } = event.data as Facts
  return [event.type, event.at, event.actor, event.transition ?? '', tally?.key, party, clock].join(
    ' ',
  )
}

function factsOf(data: Facts): Facts {
  const { parties, thread, clocks, pause, clock, due, notes, tally, party } = data
  const started = clocks?.filter((c) => c.do === 'start')
  return {
    ...(parties === undefined ? {} : { parties }),
    ...(thread === undefined ? {} : { thread }),
    ...(started === undefined || started.length === 0 ? {} : { clocks: started }),
    ...(pause === undefined ? {} : { pause }),
    ...(clock === undefined ? {} : { clock }),
    ...(due === undefined ? {} : { due }),
    ...(notes === undefined ? {} : { notes }),
    ...(tally === undefined ? {} : { tally }),
    ...(party === undefined ? {} : { party }),
  }
}

/** The first fact of one of these words. */
export function firstOf(stream: Stream, ...words: readonly string[]): Fact | undefined {
  return stream.facts.find((f) => words.includes(f.word))
}

export function lastOf(stream: Stream, ...words: readonly string[]): Fact | undefined {
  return stream.facts.findLast((f) => words.includes(f.word))
}

export function everyOf(stream: Stream, ...words: readonly string[]): readonly Fact[] {
  return stream.facts.filter((f) => words.includes(f.word))
}

/** The latest value of a note among these words; a later step can leave it out and it stands. */
export function noteOf(stream: Stream, name: string): unknown {
  for (let i = stream.facts.length - 1; i >= 0; i -= 1) {
    const value = stream.facts[i]!.data.notes?.[name]
    if (value !== undefined) return value
  }
  return undefined
}

/** The limit of that clock as it was last set up to an instant. */
export function limitOf(stream: Stream, clock: string, until: Instant): Instant | undefined {
  let due: Instant | undefined
  for (const { at, data } of stream.facts) {
    if (at > until) break
    for (const effect of data.clocks ?? []) if (effect.clock === clock) due = effect.due
  }
  return due
}
