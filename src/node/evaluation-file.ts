import { z } from 'zod'
import { done, fromBase64, type Outcome, readJson, refuse } from '#base'
import type { SignedCard } from '#directory'
import { signedCardShape } from './views-keys.ts'

export const evaluationFormat = 'comity-evaluation/1'
export const evaluationSampleFormat = 'comity-evaluation-sample/1'

/** Most entries that one sample opens. */
export const mostSampled = 1000

/**
 * The files of an evaluation. Both come from the node that is evaluated, so nothing of them is believed before it was
 * held against the head that the witnesses have seen.
 */
const short = z.string().max(500)
const note = z.string().max(128 * 1024)
const base64 = z.string().refine((text) => fromBase64(text) !== undefined)
const hash = z.string().length(44).pipe(base64)
const head = z.strictObject({ size: z.int().min(0), root: hash, checkpoint: note })
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const claimed = z.looseObject({
  asOf: short,
  from: day,
  to: day,
  nodes: z.array(short).min(1).max(500),
  indicators: z.array(z.looseObject({ id: short })).max(500),
})

const first = z.strictObject({
  format: z.literal(evaluationFormat),
  node: short,
  madeAt: short,
  law: short,
  head,
  policy: z
    .string()
    .max(256 * 1024)
    .nullable(),
  cards: z.array(z.custom<SignedCard>((v) => signedCardShape.safeParse(v).success)).max(2000),
  seenBy: z.enum(['public', 'staff']),
  releases: z
    .array(z.strictObject({ period: short, version: z.int().min(1), asOf: short }))
    .max(2000),
  figures: claimed,
})
export type EvaluationHead = z.infer<typeof first>

/** One entry of the log: shown, withheld behind its commitment, or erased. */
export type EvaluatedEntry =
  | { readonly leaf: string; readonly erased: boolean }
  | { readonly record: string; readonly signature: string; readonly salt: string }

const b64 = '[A-Za-z0-9+/]+={0,2}'
const shownLine = new RegExp(`^\\["(${b64})","(${b64})","(${b64})"\\]$`)
const closedLine = new RegExp(`^\\["(${b64})"(,"erased")?\\]$`)
const longestLine = 256 * 1024
const headLimits = { maxBytes: 64 * 1024 * 1024, maxDepth: 16, maxValues: 2_000_000 } as const

/** The first line of the file, and its entries as they are asked for; every line ends with a newline, the last one too. */
export function readEvaluation(bytes: Uint8Array): Outcome<{
  readonly head: EvaluationHead
  readonly entries: Iterable<EvaluatedEntry | undefined>
}> {
  const [first, ...rest] = new LineCutter().take(bytes, true)
  const head = readEvaluationHead(first)
  return head.ok ? done({ head: head.value, entries: rest.map(readEntry) }) : head
}

/** The first line; undefined stands for one that never ended or is too long. */
export function readEvaluationHead(line: Uint8Array | undefined): Outcome<EvaluationHead> {
  if (line === undefined) return refuse(evaluationUnreadable('it has no first line'))
  const read = readJson(line, headLimits)
  if (!read.ok) return refuse(evaluationUnreadable(read.refusal.ground))
  const shaped = first.safeParse(read.value)
  if (shaped.success) return done(shaped.data)
  const [issue] = shaped.error.issues
  return refuse(
    evaluationUnreadable(
      `${issue?.path.join('/') || 'the first line'} is missing, is too much or has another form`,
    ),
  )
}

/** An entry; undefined for a line that is none. */
export function readEntry(line: Uint8Array | undefined): EvaluatedEntry | undefined {
  return line === undefined || line.length > longestLine
    ? undefined
    : entryOf(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('latin1'))
}

/** Cuts bytes that come in pieces into lines, and holds no more than one; undefined for a line that is longer than any. */
export class LineCutter {
  #rest: Uint8Array[] = []
  #held = 0

  #line(end: Uint8Array): Uint8Array | undefined {
    const length = this.#held + end.length
    const parts = this.#rest
    this.#rest = []
    this.#held = 0
    if (length > headLimits.maxBytes) return undefined
    return parts.length === 0 ? end : Buffer.concat([...parts, end])
  }

  *take(bytes: Uint8Array, last = false): Generator<Uint8Array | undefined> {
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      yield this.#line(bytes.subarray(from, end))
      from = end + 1
    }
    if (from < bytes.length) {
      this.#held += bytes.length - from
      if (this.#held <= headLimits.maxBytes) this.#rest.push(bytes.subarray(from))
    }
    // What does not end is no line.
    if (last && this.#held > 0) yield undefined
  }
}

function entryOf(line: string): EvaluatedEntry | undefined {
  const shown = shownLine.exec(line)
  if (shown !== null) return { record: shown[1]!, signature: shown[2]!, salt: shown[3]! }
  const closed = closedLine.exec(line)
  return closed === null ? undefined : { leaf: closed[1]!, erased: closed[2] !== undefined }
}

/** Figures as anybody downloads them: `comity figures --public --json`, or the address of the public figures. */
export function readPublishedFigures(bytes: Uint8Array): Outcome<z.infer<typeof claimed>> {
  const read = readJson(bytes, headLimits)
  const shaped = read.ok ? claimed.safeParse(read.value) : undefined
  return shaped?.success
    ? done(shaped.data)
    : refuse(evaluationUnreadable('figures as they are published were expected'))
}

const opening = {
  record: base64.nullable(),
  signature: base64.nullable(),
  salt: base64.nullable(),
}

const sampleShape = z.strictObject({
  format: z.literal(evaluationSampleFormat),
  node: short,
  bundle: short,
  head,
  path: z.array(hash).max(64),
  handedOver: z.strictObject({
    index: z.int().min(0),
    ...opening,
    inclusion: z.array(hash).max(64),
  }),
  count: z.int().min(1).max(mostSampled),
  openings: z.array(z.strictObject({ index: z.int().min(0), ...opening })).max(mostSampled),
})
export type EvaluationSample = z.infer<typeof sampleShape>

export function readEvaluationSample(bytes: Uint8Array): Outcome<EvaluationSample> {
  const read = readJson(bytes, { ...headLimits, maxDepth: 6 })
  if (!read.ok) return refuse(evaluationUnreadable(read.refusal.ground))
  const shaped = sampleShape.safeParse(read.value)
  if (shaped.success) return done(shaped.data)
  const [issue] = shaped.error.issues
  return refuse(
    evaluationUnreadable(
      `${issue?.path.join('/') || 'the whole'} is missing, is too much or has another form`,
    ),
  )
}

export function evaluationUnreadable(why: string) {
  return {
    kind: 'malformed',
    name: 'evaluation-unreadable',
    ground: `the file is no file of an evaluation: ${why}`,
    remedy: 'ask the authority for the file again, and hand it on unchanged',
  } as const
}
