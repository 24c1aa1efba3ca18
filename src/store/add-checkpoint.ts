import { done, fromBase64, type Outcome, type Refusal, refuse } from '#base'
import { type Checkpoint, parseCheckpoint, signedBy } from './checkpoint.ts'
import { continues, same } from './merkle.ts'

/**
 * What a log hands to a witness (C2SP tlog-witness, add-checkpoint): the size the witness saw last, the proof that the
 * new head continues it, and the new head.
 */
export interface AddCheckpoint {
  readonly old: number
  /** RFC 6962, 2.1.2; empty where `old` is 0 or the size of the head. */
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: Checkpoint
  /** The head exactly as it was handed in, with all of its signatures. */
  readonly note: string
}

/** 63 lines of proof, one note. */
export const mostRequestBytes = 64 * 1024
const mostProof = 63

export function composeAddCheckpoint(
  old: number,
  proof: readonly Uint8Array[],
  note: string,
): string {
  const lines = proof.map((hash) => `${Buffer.from(hash).toString('base64')}\n`)
  return `old ${old}\n${lines.join('')}\n${note}`
}

export function parseAddCheckpoint(bytes: Uint8Array): Outcome<AddCheckpoint> {
  if (bytes.length > mostRequestBytes) return malformed('is longer than a head with its proof')
  const text = Buffer.from(bytes).toString('utf8')
  if (Buffer.compare(Buffer.from(text), bytes) !== 0) return malformed('is not text in UTF-8')
  const split = text.indexOf('\n\n')
  if (split < 0) return malformed('has no empty line between proof and head')
  const [first = '', ...lines] = text.slice(0, split).split('\n')
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1]
  if (old === undefined || !Number.isSafeInteger(Number(old)))
    return malformed('does not begin with the old size')
  if (lines.length > mostProof) return malformed(`has more than ${mostProof} lines of proof`)
  const proof = lines.map((line) => fromBase64(line))
  if (proof.some((hash) => hash?.length !== 32))
    return malformed('has a line of proof that is not a hash in base64')
  const note = text.slice(split + 2)
  const checkpoint = parseCheckpoint(note)
  if (checkpoint === undefined) return malformed('ends with something else than a signed head')
  if (Number(old) > checkpoint.size)
    return malformed('names an old size beyond the size of the head')
  return done({ old: Number(old), proof: proof as Uint8Array[], checkpoint, note })
}

/** What a witness holds of a log: the head it cosigned last, with the log's own signature. */
export interface HeldHead {
  readonly size: number
  readonly root: Uint8Array
}

/**
 * Whether a witness may cosign, in the order of the specification. Pure: whoever calls holds the lock on the origin, and
 * keeps the new head on disk before the cosignature leaves.
 *
 * @param logKey the key of the origin's log, or undefined where the witness does not know the origin
 * @param held the head cosigned last, or undefined where there was none
 */
export function weigh(
  request: AddCheckpoint,
  logKey: Uint8Array | undefined,
  held: HeldHead | undefined,
): Outcome<void> {
  const { checkpoint, old, proof } = request
  if (logKey === undefined) return refuse(witnessRefusals.unknown(checkpoint.origin))
  if (!signedBy(checkpoint, checkpoint.origin, logKey)) return refuse(witnessRefusals.unsigned)
  const { size = 0, root } = held ?? {}
  if (old !== size) return refuse(witnessRefusals.moved(old, size))
  if (old === checkpoint.size && root !== undefined && !same(root, checkpoint.root))
    return refuse(witnessRefusals.forked(size))
  const holds =
    old === 0 || root === undefined
      ? proof.length === 0
      : continues({
          first: old,
          second: checkpoint.size,
          firstRoot: root,
          secondRoot: checkpoint.root,
          path: proof,
        })
  return holds ? done(undefined) : refuse(witnessRefusals.inconsistent(old, checkpoint.size))
}

/** `head-moved` carries the size at which the proof must begin, because a witness answers with it. */
const witnessRefusals = {
  unknown: (origin: string): Refusal => ({
    kind: 'unknown',
    name: 'log-unknown',
    ground: `this witness knows no log of the origin ${origin}`,
    citation: 'C2SP tlog-witness, add-checkpoint (404)',
    remedy: 'enrol the card of the authority at the witness first',
  }),
  unsigned: {
    kind: 'forbidden',
    name: 'head-not-signed',
    ground: 'the head is not signed by the log key that the card of the authority lists',
    citation: 'C2SP tlog-witness, add-checkpoint (403)',
    remedy: 'sign it with the log key of the card, or enrol the newer card at the witness',
  } satisfies Refusal,
  moved: (old: number, size: number): Refusal & { readonly size: number } => ({
    size,
    kind: 'conflict',
    name: 'head-moved',
    ground: `the proof begins at ${old} entries, the head cosigned last has ${size}`,
    citation: 'C2SP tlog-witness, add-checkpoint (409)',
    remedy: `prove that the head continues the one of ${size} entries`,
  }),
  forked: (size: number): Refusal => ({
    kind: 'conflict',
    name: 'head-forked',
    ground: `another head of ${size} entries was cosigned before, with another root`,
    citation: 'C2SP tlog-witness, add-checkpoint (409)',
    remedy:
      'stop the node and compare the two heads: one log has told two histories, and both are kept as evidence',
  }),
  inconsistent: (old: number, size: number): Refusal => ({
    kind: 'unlawful',
    name: 'head-inconsistent',
    ground: `the proof does not show that the head of ${size} entries continues the one of ${old} entries`,
    citation: 'C2SP tlog-witness, add-checkpoint (422); RFC 6962, section 2.1.2',
    remedy: 'send the proof between exactly these two sizes; the head is kept until one holds',
  }),
} as const

function malformed(why: string) {
  return refuse({
    kind: 'malformed',
    name: 'witness-request-malformed',
    ground: `what was handed in ${why}`,
    citation: 'C2SP tlog-witness, add-checkpoint (400)',
    remedy: 'send the old size, the proof line by line, an empty line and the signed head',
  })
}
