import { z } from 'zod'
import {
  type Digest,
  done,
  fits,
  type Id,
  type Instant,
  type Json,
  type Outcome,
  readJson,
} from '#base'
import { exchangeRefusal } from './refusals.ts'
import { digestText, idText, instantText, shortText } from './shapes.ts'

/**
 * What a letter says about itself, signed and verified over exactly the bytes that travelled. An `act` carries
 * records of a procedure; a `receipt` says at once what became of a letter; a `notice` is a node's own later word
 * (retrieved, understood, corrected, erased, a letter that is missing, a channel that is suspended) and needs no officer.
 */
export interface Statement {
  readonly v: 1
  readonly id: Id
  readonly kind: StatementKind
  /** The matter it belongs to: the stream of the request. */
  readonly conversation: string
  /**
   * Place on one lane of the channel from this sender to this recipient, and the digest of the statement before it.
   * `after`: number of the letter of the same matter on the other lane that must have been taken in first.
   */
  readonly channel: {
    readonly sequence: number
    readonly previous: Digest | null
    readonly lane?: 'routine' | 'emergency' | undefined
    readonly after?: number | undefined
  }
  /** The node that sends; `authority` where the act is that of another authority that the node serves. */
  readonly sender: Correspondent
  /** With the key each copy is sealed to: a letter re-sealed to somebody else says so itself. */
  readonly recipients: readonly Correspondent[]
  readonly created: Instant
  readonly expires: Instant
  readonly basis: LegalBasis | null
  /** Purposes the sender allows. */
  readonly purposes: readonly string[]
  readonly conditions: Conditions
  readonly payload: { readonly digest: Digest; readonly bytes: number; readonly type: string }
  readonly approvals: readonly Approval[]
  /** Large content that travels beside the letter, by the digest of its plain bytes. Its keys are in the payload. */
  readonly attachments?: readonly AttachmentRef[] | undefined
}

const statementKinds = ['act', 'receipt', 'notice'] as const
export type StatementKind = (typeof statementKinds)[number]

/** Names an attachment without showing anything of it. */
export interface AttachmentRef {
  readonly digest: Digest
  /** Length of the plain bytes. */
  readonly bytes: number
  readonly type: string
}

/** A node under one of its keys, and the authority for which it writes or receives, where that is not its own. */
export interface Correspondent {
  readonly node: string
  readonly key: string
  readonly authority?: string | undefined
  /** Recipients of a letter to several: its place on the channel to this one. The first has that of the statement. */
  readonly place?: Statement['channel'] | undefined
}

export interface LegalBasis {
  readonly instrument: string
  readonly article: string
  /** National reference of the case. */
  readonly reference: string
}

export interface Conditions {
  readonly handling: string
  readonly evidence: 'yes' | 'with-consent' | 'no'
  readonly onward: 'yes' | 'with-consent' | 'no'
  /** Last day the receiver may hold it. */
  readonly retainUntil?: string | undefined
}

export interface Approval {
  readonly actor: string
  readonly role: string
  readonly at: Instant
  /** The record by which it was approved. */
  readonly record: Digest
}

const yesNo = z.enum(['yes', 'with-consent', 'no'])

const place = z.strictObject({
  sequence: z.int().min(1),
  previous: digestText.nullable(),
  lane: z.enum(['routine', 'emergency']).optional(),
  after: z.int().min(1).optional(),
})

const correspondent = z.strictObject({
  node: shortText,
  key: shortText,
  authority: shortText.optional(),
  place: place.optional(),
})

const statementShape = z.strictObject({
  v: z.literal(1),
  id: idText,
  kind: z.enum(statementKinds),
  conversation: shortText,
  channel: place,
  sender: correspondent,
  recipients: z.array(correspondent).min(1).max(16),
  created: instantText,
  expires: instantText,
  basis: z
    .strictObject({ instrument: shortText, article: shortText, reference: shortText })
    .nullable(),
  purposes: z.array(shortText).max(32),
  conditions: z.strictObject({
    handling: shortText,
    evidence: yesNo,
    onward: yesNo,
    retainUntil: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
  }),
  payload: z.strictObject({ digest: digestText, bytes: z.int().min(0), type: shortText }),
  approvals: z
    .array(
      z.strictObject({ actor: shortText, role: shortText, at: instantText, record: digestText }),
    )
    .max(16),
  attachments: z
    .array(z.strictObject({ digest: digestText, bytes: z.int().min(0), type: shortText }))
    .max(64)
    .optional(),
})

export const statementLimits = { maxBytes: 32 * 1024, maxDepth: 8 } as const

/** Statement bytes become a statement, or the refusal `letter-malformed` that names the field. */
export function readStatement(bytes: Uint8Array): Outcome<Statement> {
  const json = readJson(bytes, statementLimits, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  return shaped<Statement>(statementShape, json.value)
}

/** A JSON value of a letter, checked against its shape. */
export function shaped<T>(shape: z.ZodType, value: Json): Outcome<T> {
  if (fits(shape)(value)) return done(value as T)
  const parsed = shape.safeParse(value)
  if (parsed.success) return done(parsed.data as T)
  const issue = parsed.error.issues[0]!
  return exchangeRefusal(
    'letter-malformed',
    `the field ${['', ...issue.path.map(String)].join('/') || '/'} does not hold what it must (${issue.code})`,
  )
}
