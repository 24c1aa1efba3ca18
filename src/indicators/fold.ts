import type { Instant } from '#base'
import type { Law } from '#law'
import { longestPause } from './matters.ts'
import type { Observation } from './observation.ts'
import { observe } from './observe.ts'
import type { SignedEvent } from './signed-event.ts'
import { emptyStream, type Stream, takeIn } from './stream.ts'
import { wordOf } from './words.ts'

/** What has been read so far. Events go in one by one, in any order, from any number of logs. */
export interface Fold {
  /** Events of each matter; of one that was taken over from what was kept, only once it goes on. */
  readonly streams: Map<string, Stream>
  /** What each matter says, until it changes. */
  readonly read: Map<string, readonly Observation[]>
  /** Matters that changed since they were last kept. */
  readonly changed: Set<string>
  /** Nodes whose logs were read. */
  readonly held: Set<string>
  /** Words that occur, for the coverage of figures. */
  readonly words: Set<string>
  readonly most: number
}

/** @param law bounds the pauses that a limit is given: the law of the node that counts */
export function emptyFold(law: Law): Fold {
  return {
    streams: new Map(),
    read: new Map(),
    changed: new Set(),
    held: new Set(),
    words: new Set(),
    most: longestPause(law),
  }
}

/** Of this matter it is known what it says and not from which events: they are taken in first, all of them. */
export function isWithoutEvents(fold: Fold, stream: string): boolean {
  return fold.read.has(stream) && !fold.streams.has(stream)
}

/**
 * Takes one event in. Touches its own matter only, so that the millionth costs as much as the first.
 *
 * @throws Error where `isWithoutEvents`: half of a matter would be counted for the whole
 */
export function take(fold: Fold, event: SignedEvent): void {
  if (isWithoutEvents(fold, event.stream))
    throw new Error(`the events of ${event.stream} must be read again before it goes on`)
  takeKnown(fold, event)
}

/** Takes all events of a matter in of which only was kept what they say. */
export function takeAgain(fold: Fold, stream: string, events: Iterable<SignedEvent>): void {
  fold.read.delete(stream)
  fold.streams.delete(stream)
  for (const event of events) takeKnown(fold, event)
}

function takeKnown(fold: Fold, event: SignedEvent): void {
  if (event.held !== undefined) fold.held.add(event.held)
  const word = wordOf(event.type, event.transition)
  if (word !== undefined) fold.words.add(word)
  let stream = fold.streams.get(event.stream)
  if (stream === undefined) {
    stream = emptyStream(event.stream, event.at)
    fold.streams.set(event.stream, stream)
  }
  if (!takeIn(stream, event)) return
  fold.read.delete(event.stream)
  fold.changed.add(event.stream)
}

/** What all matters say, by matter; only those that changed are looked at again. */
export function readings(fold: Fold): ReadonlyMap<string, readonly Observation[]> {
  for (const stream of fold.streams.values())
    if (!fold.read.has(stream.id)) fold.read.set(stream.id, observe(stream, fold.most))
  return fold.read
}

export function* observations(fold: Fold): Generator<Observation> {
  for (const found of readings(fold).values()) yield* found
}

/** Crossing events within a period: how many any side claims, and how many stand in two logs with the same digest. */
export function crossings(
  fold: Fold,
  from: Instant,
  to: Instant,
): { readonly claimed: number; readonly verified: number } {
  let claimed = 0
  let verified = 0
  for (const { crossing } of fold.streams.values())
    for (const { at, held } of crossing.values()) {
      if (at < from || at >= to) continue
      claimed += 1
      if (held.length > 1) verified += 1
    }
  return { claimed, verified }
}
