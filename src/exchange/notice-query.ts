import { z } from 'zod'
import { canonical, type Digest, digest, done, type Json, type Outcome, readJson } from '#base'
import { frame, unframe } from './frame.ts'
import { readSigned } from './letter.ts'
import { exchangeRefusal } from './refusals.ts'
import { digestText } from './shapes.ts'
import { checkSignatures, type KnownKey, type Signer, signStatement } from './signatures.ts'
import { type Statement, shaped } from './statement.ts'

/**
 * "A letter of yours is missing": what a receiver with a gap asks the sender, outside of the numbered channel because
 * nothing on the channel can be taken before the gap is closed. Holds numbers and digests alone, so it travels unsealed,
 * with both seals of the node that asks.
 */
export interface MissingQuery {
  readonly lane: 'routine' | 'emergency'
  /** The last letter taken in, and the digest of its statement. */
  readonly holds: number
  readonly last: Digest | null
  /** Numbers that are missing, first and last. */
  readonly lacks: readonly [number, number]
}

/** What the sender says to it, signed, in the same form. */
export interface MissingAnswer {
  /** Digest of the query as received. */
  readonly query: Digest
  /** Numbers of letters that are on their way again. */
  readonly sentAgain: readonly number[]
  /** Numbers that this node has never given to a letter. One of the two logs is not what it was. */
  readonly neverWritten: readonly number[]
  /**
   * Numbers of letters that the asker itself refused for good and kept nothing of, as those under a key that was taken back
   * while they were under way: nothing comes under these numbers any more. Absent where there are none.
   */
  readonly withdrawn?: readonly Withdrawn[] | undefined
}

/** A letter that will not come, with the digest of its statement, so that the next one has something to follow. */
export interface Withdrawn {
  readonly number: number
  readonly statement: Digest
}

const queryType = 'application/vnd.comity.missing+json'
const answerType = 'application/vnd.comity.missing-answer+json'
/** Letters withdrawn in one answer; the rest in the next, so that an answer keeps its size. */
export const mostWithdrawn = 100
/** Numbers asked for at once; the rest is asked for when these have come. */
export const mostMissing = 1000

const magics = {
  query: Buffer.from('comity-query/1\n'),
  answer: Buffer.from('comity-answer/1\n'),
} as const
type Word = keyof typeof magics

const queryShape = z.strictObject({
  lane: z.enum(['routine', 'emergency']),
  holds: z.int().min(0),
  last: digestText.nullable(),
  lacks: z.tuple([z.int().min(1), z.int().min(1)]),
})
const answerShape = z.strictObject({
  query: digestText,
  sentAgain: z.array(z.int().min(1)).max(mostMissing),
  neverWritten: z.array(z.int().min(1)).max(mostMissing),
  withdrawn: z
    .array(z.strictObject({ number: z.int().min(1), statement: digestText }))
    .max(mostWithdrawn)
    .optional(),
})

type Cover = Omit<Statement, 'kind' | 'payload'>

export function composeQuery(cover: Cover, body: MissingQuery, by: readonly Signer[]): Uint8Array {
  return compose('query', queryType, cover, body, by)
}

export function composeAnswer(
  cover: Cover,
  body: MissingAnswer,
  by: readonly Signer[],
): Uint8Array {
  return compose('answer', answerType, cover, body, by)
}

function compose(word: Word, type: string, cover: Cover, body: object, by: readonly Signer[]) {
  const bodyBytes = canonical(body as Json)
  const whole: Statement = {
    ...cover,
    kind: 'notice',
    payload: { digest: digest(bodyBytes), bytes: bodyBytes.length, type },
  }
  const statementBytes = canonical(whole as unknown as Json)
  const signatures = canonical(signStatement(statementBytes, by) as unknown as Json)
  return Buffer.concat([magics[word], frame([statementBytes, signatures, bodyBytes])])
}

export function isQuery(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes.subarray(0, magics.query.length), magics.query) === 0
}

interface Signed<T> {
  readonly statement: Statement
  readonly body: T
  readonly digest: Digest
}

export interface QueryExpectation {
  readonly to: string
  readonly isKnownSender: (node: string) => boolean
  readonly knownKey: KnownKey
}

/** A query to this node, signed by the node that asks, or a named refusal. */
export function readQuery(
  bytes: Uint8Array,
  expect: QueryExpectation,
): Outcome<Signed<MissingQuery>> {
  const read = readWord<MissingQuery>('query', queryType, queryShape, bytes, expect)
  if (!read.ok) return read
  const { holds, lacks } = read.value.body
  if (lacks[0] > lacks[1] || lacks[0] <= holds || lacks[1] - lacks[0] >= mostMissing)
    return exchangeRefusal('letter-malformed', 'the numbers of the query do not fit together')
  return read
}

/** The answer of exactly the node that was asked, to exactly this query. */
export function readAnswer(
  bytes: Uint8Array,
  expect: QueryExpectation & { readonly from: string; readonly query: Digest },
): Outcome<Signed<MissingAnswer>> {
  const read = readWord<MissingAnswer>('answer', answerType, answerShape, bytes, expect)
  if (!read.ok) return read
  if (read.value.statement.sender.node !== expect.from)
    return exchangeRefusal('wrong-recipient', 'another node answers than the one that was asked')
  if (read.value.body.query !== expect.query)
    return exchangeRefusal('payload-differs', 'the answer names another query')
  return read
}

function readWord<T>(
  word: Word,
  type: string,
  shape: z.ZodType,
  bytes: Uint8Array,
  expect: QueryExpectation,
): Outcome<Signed<T>> {
  const magic = magics[word]
  if (bytes.length > 64 * 1024 || Buffer.compare(bytes.subarray(0, magic.length), magic) !== 0)
    return exchangeRefusal('letter-malformed', `the bytes are no ${word} about missing letters`)
  const parts = unframe(bytes.subarray(magic.length), 3)
  if (parts === undefined) return exchangeRefusal('letter-malformed', `the ${word} is cut short`)
  const [statementBytes, signatureBytes, bodyBytes] = parts as [Uint8Array, Uint8Array, Uint8Array]
  const read = readSigned(statementBytes, signatureBytes)
  if (!read.ok) return read
  const { statement, signatures } = read.value
  if (
    statement.kind !== 'notice' ||
    statement.payload.type !== type ||
    statement.payload.digest !== digest(bodyBytes)
  )
    return exchangeRefusal('payload-differs')
  if (!statement.recipients.some((r) => r.node === expect.to))
    return exchangeRefusal('wrong-recipient', `the ${word} is addressed to another node`)
  if (!expect.isKnownSender(statement.sender.node)) return exchangeRefusal('unknown-sender')
  const checked = checkSignatures(statement, statementBytes, signatures, expect.knownKey)
  if (!checked.ok) return checked
  const json = readJson(bodyBytes, { maxBytes: 48 * 1024, maxDepth: 3 }, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  const body = shaped<T>(shape, json.value)
  return body.ok ? done({ statement, body: body.value, digest: digest(bytes) }) : body
}
