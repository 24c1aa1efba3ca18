import { sha256 } from '#base'
import type { Law } from '#law'
import { emptyFold, type Fold, readings } from './fold.ts'
import type { Observation } from './observation.ts'

/**
 * What matters said, kept beside the log so that a new start need not read all of it again. The log stays the only truth:
 * what is kept is thrown away with the law or the program that read it, and a matter that goes on is read anew, whole.
 * Matters lie in pieces by the digest of their number; only pieces in which something changed are written again.
 */
const keptPieces = 512

/** `017` */
function pieceOf(stream: string): string {
  const [a, b] = sha256(Buffer.from(stream)) as unknown as readonly [number, number]
  return String(((a << 8) | b) % keptPieces).padStart(3, '0')
}

/** Pieces in which something changed since they were last given out here, each as one text. */
export function* changedPieces(fold: Fold): Generator<readonly [piece: string, text: string]> {
  const pieces = new Map<string, [string, readonly Observation[]][]>()
  for (const stream of fold.changed) pieces.set(pieceOf(stream), [])
  for (const [stream, said] of readings(fold)) pieces.get(pieceOf(stream))?.push([stream, said])
  fold.changed.clear()
  for (const [piece, matters] of pieces) yield [piece, JSON.stringify(matters)]
}

/** Lets the events of all matters go; what they say stays, and is read again where a matter goes on. */
export function forgetEvents(fold: Fold): void {
  readings(fold)
  fold.streams.clear()
}

/** A fold as it was, without the events behind it; undefined where a text is not of that kind. */
export function keptFold(
  law: Law,
  held: string,
  words: readonly string[],
  pieces: Iterable<string>,
): Fold | undefined {
  const fold = emptyFold(law)
  fold.held.add(held)
  for (const word of words) fold.words.add(word)
  for (const text of pieces) {
    const matters = mattersOf(text)
    if (matters === undefined) return undefined
    for (const [stream, said] of matters) fold.read.set(stream, said)
  }
  return fold
}

function mattersOf(text: string): readonly [string, readonly Observation[]][] | undefined {
  try {
    const read: unknown = JSON.parse(text)
    const whole =
      Array.isArray(read) &&
      read.every((m) => Array.isArray(m) && typeof m[0] === 'string' && Array.isArray(m[1]))
    return whole ? (read as [string, readonly Observation[]][]) : undefined
  } catch {
    return undefined
  }
}
