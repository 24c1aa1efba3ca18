import { z } from 'zod'
import { done, fromBase64, type Outcome, type Random, RefusedError, readJson, refuse } from '#base'
import {
  type OpeningKey,
  open,
  type SealAlgorithm,
  type SealingKey,
  seal,
  sealAlgorithms,
} from '#exchange'
import {
  type ChunkKey,
  chunkBytes,
  chunkHeaderBytes,
  chunkKeyOf,
  newChunkKey,
  openChunk,
  sealChunk,
  sealedChunkBytes,
} from '#store'

/**
 * What an evaluator is handed is sealed to the evaluator's own key, so that it may lie on any disk and go over any channel.
 * The evaluator needs no node: the key is a file. A line of JSON carries a fresh key, sealed by HPKE (RFC 9180); behind it
 * the content stands in chunks of C2SP chunked-encryption, so that neither side ever holds the whole of a long log.
 */
export const evaluatorKeyFormat = 'comity-evaluator-key/1'
export const sealedEvaluationFormat = 'comity-evaluation-sealed/2'

const bytesText = z.string().refine((text) => fromBase64(text) !== undefined)

export const evaluatorKeyShape = z.strictObject({
  format: z.literal(evaluatorKeyFormat),
  id: z.string().min(1).max(200),
  algorithm: z.enum(sealAlgorithms),
  publicKey: bytesText.max(4000),
})
export type EvaluatorKey = z.infer<typeof evaluatorKeyShape>

const headShape = z.strictObject({
  format: z.literal(sealedEvaluationFormat),
  from: z.string().min(1).max(200),
  to: z.string().min(1).max(200),
  algorithm: z.enum(sealAlgorithms),
  key: bytesText.max(4000),
})

const longestHead = 16 * 1024

/** The public key of an evaluator as the sealing wants it; refused where it is none of its algorithm. */
export function sealingKey(key: EvaluatorKey): Outcome<SealingKey> {
  const publicKey = fromBase64(key.publicKey)
  const wanted: Readonly<Record<SealAlgorithm, number>> = { 'MLKEM768-X25519': 1216, X25519: 32 }
  if (publicKey?.length !== wanted[key.algorithm]) return refuse(keyUnusable)
  return done({ id: key.id, algorithm: key.algorithm, publicKey })
}

/** The pieces of the sealed file, one after the other as the content comes. */
export function sealForEvaluator(
  from: string,
  key: SealingKey,
  plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  random: Random,
): Outcome<AsyncIterable<Uint8Array>> {
  const content = random.bytes(32)
  const chunks = newChunkKey(content, random.bytes(24), Buffer.from(nameOf(from, key.id)))
  let wrapped: Uint8Array
  try {
    wrapped = seal(key, content, contextOf(from, key.id), random)
  } catch {
    // A public key of the right length that is no point of its curve.
    return refuse(keyUnusable)
  }
  const head = {
    format: sealedEvaluationFormat,
    from,
    to: key.id,
    algorithm: key.algorithm,
    key: Buffer.from(wrapped).toString('base64'),
  }
  return done(sealedPieces(Buffer.from(`${JSON.stringify(head)}\n`), chunks, plain))
}

async function* sealedPieces(
  head: Uint8Array,
  key: ChunkKey,
  plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield head
  yield key.header
  let number = 0
  let rest = Buffer.alloc(0)
  for await (const part of plain) {
    rest = Buffer.concat([rest, part])
    let at = 0
    for (; rest.length - at >= chunkBytes; at += chunkBytes)
      yield sealChunk(key, number++, rest.subarray(at, at + chunkBytes))
    rest = rest.subarray(at)
  }
  // Always shorter than a whole one, so that a file that was cut off is found.
  yield sealChunk(key, number, rest)
}

/** The bytes that were sealed for this key; anything else is refused by name. */
export function readSealedEvaluation(bytes: Uint8Array, key: OpeningKey): Outcome<Uint8Array> {
  const end = bytes.indexOf(10)
  const head = end < 0 || end > longestHead ? undefined : bytes.subarray(0, end)
  const opener = head === undefined ? refuse(unreadable) : openerOf(head, key)
  if (!opener.ok) return opener
  const plain: Uint8Array[] = []
  try {
    plain.push(...opener.value.take(bytes.subarray(end + 1)), opener.value.last())
  } catch (error) {
    if (error instanceof RefusedError) return refuse(error.refusal)
    throw error
  }
  return done(Buffer.concat(plain))
}

/**
 * The same for a file that is read piece by piece. What breaks off or was changed in its middle ends the reading with the
 * refusal as an error.
 *
 * @throws RefusedError while the content is read
 */
export async function openSealedEvaluation(
  source: AsyncIterable<Uint8Array>,
  key: OpeningKey,
): Promise<Outcome<AsyncIterable<Uint8Array>>> {
  const parts = source[Symbol.asyncIterator]()
  let begin = Buffer.alloc(0)
  while (!begin.includes(10)) {
    const next = await parts.next()
    if (next.done === true || begin.length > longestHead) return refuse(unreadable)
    begin = Buffer.concat([begin, next.value])
  }
  const end = begin.indexOf(10)
  const opener = openerOf(begin.subarray(0, end), key)
  if (!opener.ok) return opener
  return done(
    (async function* () {
      yield* opener.value.take(begin.subarray(end + 1))
      for (let next = await parts.next(); next.done !== true; next = await parts.next())
        yield* opener.value.take(next.value)
      yield opener.value.last()
    })(),
  )
}

function openerOf(head: Uint8Array, key: OpeningKey): Outcome<Opener> {
  const read = readJson(head, { maxBytes: longestHead, maxDepth: 2 })
  if (!read.ok) return read
  const shaped = headShape.safeParse(read.value)
  if (!shaped.success) return refuse(unreadable)
  const { from, to, key: wrapped } = shaped.data
  const content =
    to === key.id
      ? open(key, fromBase64(wrapped) ?? new Uint8Array(), contextOf(from, to))
      : undefined
  if (content?.length === 32) return done(new Opener(content, Buffer.from(nameOf(from, to))))
  return refuse({
    kind: 'forbidden',
    name: 'evaluation-sealed',
    ground: `the file is sealed for ${to.slice(0, 80)}, and this key does not open it`,
    remedy: 'give the key for which it was sealed with --key, or have it sealed again for yours',
  })
}

/** Opens chunk after chunk as the bytes come; holds back no more than one. */
class Opener {
  readonly #content: Uint8Array
  readonly #context: Uint8Array
  #chunks: ChunkKey | undefined
  #rest = Buffer.alloc(0)
  #number = 0

  constructor(content: Uint8Array, context: Uint8Array) {
    this.#content = content
    this.#context = context
  }

  *take(bytes: Uint8Array): Generator<Uint8Array> {
    this.#rest = Buffer.concat([this.#rest, bytes])
    let at = 0
    if (this.#chunks === undefined) {
      if (this.#rest.length < chunkHeaderBytes) return
      this.#chunks = chunkKeyOf(
        this.#content,
        this.#rest.subarray(0, chunkHeaderBytes),
        this.#context,
      )
      if (this.#chunks === undefined) throw new RefusedError(unreadable)
      at = chunkHeaderBytes
    }
    for (; this.#rest.length - at >= sealedChunkBytes; at += sealedChunkBytes)
      yield this.#open(this.#chunks, this.#rest.subarray(at, at + sealedChunkBytes))
    this.#rest = this.#rest.subarray(at)
  }

  last(): Uint8Array {
    if (this.#chunks === undefined) throw new RefusedError(unreadable)
    return this.#open(this.#chunks, this.#rest)
  }

  #open(key: ChunkKey, sealed: Uint8Array): Uint8Array {
    const plain = openChunk(key, this.#number++, sealed)
    if (plain === undefined) throw new RefusedError(unreadable)
    return plain
  }
}

/** All pieces as one, for a file that is known to be short. */
export async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

export function isSealedEvaluation(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return start.includes(`"${sealedEvaluationFormat}"`)
}

function contextOf(from: string, to: string) {
  return { from, to, header: Buffer.from(nameOf(from, to)) }
}

function nameOf(from: string, to: string): string {
  return `comity/evaluation/v2\n${from}\n${to}`
}

const unreadable = {
  kind: 'malformed',
  name: 'evaluation-unreadable',
  ground: `the file is not of the form ${sealedEvaluationFormat}, or it was cut off or changed`,
  remedy: 'ask the authority for the file again, and hand it on unchanged',
} as const

const keyUnusable = {
  kind: 'malformed',
  name: 'evaluator-key-unusable',
  ground: 'this is not the public key of an evaluator',
  remedy: 'ask the evaluator for the file that comity evaluate key has written',
} as const
