import { done, fromBase64, type Json, type Outcome, readJson, refuse } from '#base'
import { type Checkpoint, parseCheckpoint, signedBy } from './checkpoint.ts'
import { rootsFrom, same } from './merkle.ts'

/**
 * Two heads of one log that cannot both be true, each signed by the log itself: whoever holds the file can show it to a
 * court without either node. Of two sizes it holds the path besides, from which the larger head gives another beginning
 * than the smaller one.
 */
export interface ForkEvidence {
  readonly format: typeof forkFormat
  readonly origin: string
  /** The smaller first; as they were signed. */
  readonly heads: readonly [string, string]
  /** Hashes in base64; see `rootsFrom`. Null for two heads of one size. */
  readonly path: readonly string[] | null
}

export const forkFormat = 'comity-fork-evidence/1'
const limits = { maxBytes: 256 * 1024, maxDepth: 4 } as const

export function forkEvidence(
  heads: readonly [Checkpoint & { note: string }, Checkpoint & { note: string }],
  path: readonly Uint8Array[] | null,
): ForkEvidence {
  const [a, b] = heads[0].size <= heads[1].size ? heads : [heads[1], heads[0]]
  return {
    format: forkFormat,
    origin: a.origin,
    heads: [a.note, b.note],
    path: path === null ? null : path.map((hash) => Buffer.from(hash).toString('base64')),
  }
}

/** The file as it was handed in; other fields beside these four are the finder's words and prove nothing. */
export function readForkEvidence(bytes: Uint8Array): Outcome<ForkEvidence> {
  const read = readJson(bytes, limits)
  if (!read.ok) return read
  const { format, origin, heads, path } = (read.value ?? {}) as Record<string, Json | undefined>
  const texts = (value: Json | undefined): value is string[] =>
    Array.isArray(value) && value.every((item) => typeof item === 'string')
  if (format !== forkFormat || typeof origin !== 'string')
    return unreadable('is not evidence of a fork in this form')
  if (!texts(heads) || heads.length !== 2) return unreadable('does not hold two heads')
  if (path !== null && !(texts(path) && path.length <= 64))
    return unreadable('has a path that is not a list of hashes')
  return done({
    format: forkFormat,
    origin,
    heads: [heads[0]!, heads[1]!],
    path: path === null ? null : path,
  })
}

/**
 * Why these two heads cannot both be true, as a sentence; or what the file fails to show.
 *
 * @param logKey the log key of the origin, from the card of its authority
 */
export function showsFork(evidence: ForkEvidence, logKey: Uint8Array): Outcome<string> {
  const [a, b] = evidence.heads.map(parseCheckpoint)
  if (!a || !b) return unproven('one of the heads is not a checkpoint')
  for (const head of [a, b]) {
    if (head.origin !== evidence.origin) return unproven('one of the heads is of another log')
    if (!signedBy(head, evidence.origin, logKey))
      return unproven(`the head of ${head.size} entries is not signed by the log key of the card`)
  }
  if (a.size === b.size)
    return same(a.root, b.root)
      ? unproven('both heads are the same')
      : done(
          `${evidence.origin} signed two heads of ${a.size} entries with different roots: one log has told two histories`,
        )
  const path = (evidence.path ?? []).map((hash) => fromBase64(hash))
  if (path.some((hash) => hash === undefined)) return unproven('the path holds no hashes')
  const roots = rootsFrom(a.size, b.size, path as Uint8Array[])
  if (roots === undefined || !same(roots.second, b.root))
    return unproven(`the path does not lead to the head of ${b.size} entries`)
  if (same(roots.first, a.root)) return unproven('the larger head continues the smaller one')
  return done(
    `${evidence.origin} signed a head of ${a.size} entries and one of ${b.size} entries that does not begin with them: one log has told two histories`,
  )
}

function unreadable(why: string) {
  return refuse({
    kind: 'malformed',
    name: 'fork-evidence-unreadable',
    ground: `the file ${why}`,
    remedy: 'ask whoever found the fork for the file as the log page gives it',
  })
}

function unproven(why: string) {
  return refuse({
    kind: 'unlawful',
    name: 'fork-not-shown',
    ground: why,
    citation: 'RFC 6962, section 2.1.2',
    remedy: 'treat the log as one history until somebody shows two',
  })
}
