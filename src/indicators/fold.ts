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
  readonly streams: Map<string, Stream>
  /** What each matter says, kept until the matter changes. */
  readonly read: Map<string, readonly Observation[]>
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
    held: new Set(),
    words: new Set(),
    most: longestPause(law),
  }
}

/** Takes one event in. Touches its own matter only, so that the millionth costs as much as the first. */
export function take(fold: Fold, event: SignedEvent): void {
  if (event.held !== undefined) fold.held.add(event.held)
  const word = wordOf(event.type, event.transition)
  if (word !== undefined) fold.words.add(word)
  let stream = fold.streams.get(event.stream)
  if (stream === undefined) {
    stream = emptyStream(event.stream, event.at)
    fold.streams.set(event.stream, stream)
  }
  if (takeIn(stream, event)) fold.read.delete(event.stream)
}

/** What all matters say. */
export function* observations(fold: Fold): Generator<Observation> {
  for (const stream of fold.streams.values()) {
    let found = fold.read.get(stream.id)
    if (found === undefined) {
      found = observe(stream, fold.most)
      fold.read.set(stream.id, found)
    }
    yield* found
  }
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
