import { z } from 'zod'
import { canonical, type Digest, digest, done, type Json, type Outcome, readJson } from '#base'
import { frame, unframe } from './frame.ts'
import { readSigned } from './letter.ts'
import { exchangeRefusal } from './refusals.ts'
import { digestText } from './shapes.ts'
import {
  checkSignatures,
  type KnownKey,
  type Signature,
  type Signer,
  signStatements,
} from './signatures.ts'
import { type Statement, shaped } from './statement.ts'

/**
 * The signed word of the receiving node about one envelope. Holds no content and no personal data, so it travels
 * unsealed and may be shown to anybody who has the envelope.
 */
export interface ReceiptBody {
  /** Digest of the envelope as received. */
  readonly envelope: Digest
  readonly status: 'admitted' | 'refused'
  readonly reason: ReceiptReason | null
  /** Where the receiver's log has it: index of the first event, and the signed head that covers it. */
  readonly log: {
    readonly index: number
    readonly size: number
    readonly root: string
    readonly checkpoint: string
  } | null
}

export interface ReceiptReason {
  readonly name: string
  readonly ground: string
  readonly citation: string | null
  readonly remedy: string
  /** Seconds after which the same letter may be sent again, where the refusal is for now alone. */
  readonly again?: number | undefined
}

export interface Receipt {
  readonly statement: Statement
  readonly body: ReceiptBody
  readonly signatures: readonly Signature[]
}

const magic = Buffer.from('comity-receipt/1\n')
const receiptType = 'application/vnd.comity.receipt+json'

export interface ReceiptDraft {
  readonly statement: Omit<Statement, 'kind' | 'payload'>
  readonly body: ReceiptBody
}

export function composeReceipt(
  statement: ReceiptDraft['statement'],
  body: ReceiptBody,
  seals: readonly Signer[],
): Uint8Array {
  return composeReceipts([{ statement, body }], seals)[0]!
}

/** Receipts of one round with one signature of each seal over all of them; each can be shown alone. */
export function composeReceipts(
  drafts: readonly ReceiptDraft[],
  seals: readonly Signer[],
): readonly Uint8Array[] {
  const bodies = drafts.map(({ body }) => canonical(body as unknown as Json))
  const statements = drafts.map(({ statement }, i) => {
    const payload = { digest: digest(bodies[i]!), bytes: bodies[i]!.length, type: receiptType }
    const whole: Statement = { ...statement, kind: 'receipt', payload }
    return canonical(whole as unknown as Json)
  })
  const signed = signStatements(
    statements,
    drafts.map(() => []),
    seals,
  )
  return drafts.map((_, i) => {
    const signatures = canonical(signed[i] as unknown as Json)
    return Buffer.concat([magic, frame([statements[i]!, signatures, bodies[i]!])])
  })
}

const bodyShape = z.strictObject({
  envelope: digestText,
  status: z.enum(['admitted', 'refused']),
  reason: z
    .strictObject({
      name: z.string().min(1).max(100),
      ground: z.string().max(2000),
      citation: z.string().max(500).nullable(),
      remedy: z.string().max(2000),
      again: z.int().min(1).max(3600).optional(),
    })
    .nullable(),
  log: z
    .strictObject({
      index: z.int().min(0),
      size: z.int().min(0),
      root: z.string().max(100),
      checkpoint: z.string().max(4000),
    })
    .nullable(),
})

/** What the sender must know to believe a receipt. */
export interface ReceiptExpectation {
  readonly from: string
  readonly to: string
  readonly envelope: Digest
  readonly knownKey: KnownKey
}

/** A receipt that is signed by the node the letter went to and names exactly the envelope that was sent. */
export function readReceipt(bytes: Uint8Array, expect: ReceiptExpectation): Outcome<Receipt> {
  if (bytes.length > 64 * 1024 || Buffer.compare(bytes.subarray(0, magic.length), magic) !== 0)
    return exchangeRefusal('letter-malformed', 'the answer is not a receipt')
  const parts = unframe(bytes.subarray(magic.length), 3)
  if (parts === undefined) return exchangeRefusal('letter-malformed', 'the receipt is cut short')
  const [statementBytes, signatureBytes, bodyBytes] = parts as [Uint8Array, Uint8Array, Uint8Array]
  const read = readSigned(statementBytes, signatureBytes)
  if (!read.ok) return read
  const { statement, signatures } = read.value
  if (statement.kind !== 'receipt' || statement.payload.digest !== digest(bodyBytes))
    return exchangeRefusal('payload-differs')
  if (
    statement.sender.node !== expect.from ||
    !statement.recipients.some((r) => r.node === expect.to)
  )
    return exchangeRefusal('wrong-recipient', 'the receipt is between other nodes')
  const checked = checkSignatures(statement, statementBytes, signatures, expect.knownKey)
  if (!checked.ok) return checked
  const json = readJson(bodyBytes, { maxBytes: 16 * 1024, maxDepth: 4 }, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  const body = shaped<ReceiptBody>(bodyShape, json.value)
  if (!body.ok) return body
  if (body.value.envelope !== expect.envelope)
    return exchangeRefusal('payload-differs', 'the receipt names another envelope')
  return done({ statement, body: body.value, signatures })
}
