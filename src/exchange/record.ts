import { z } from 'zod'
import {
  canonical,
  type Digest,
  done,
  type Id,
  type Instant,
  type Json,
  type Outcome,
  readJson,
} from '#base'
import { type PublicKey, type SigningKey, sign, verify } from './keys.ts'
import { exchangeRefusal } from './refusals.ts'
import { base64Text, digestText, idText, instantText, shortText } from './shapes.ts'
import { shaped } from './statement.ts'

/**
 * Header of one signed act. It commits to its body without holding it, so the body can be erased and the log still
 * verifies. The record that crosses a border is the same bytes in both logs.
 */
export interface RecordHeader {
  readonly v: 1
  readonly id: Id
  /** Node at which the act was done. */
  readonly node: string
  readonly actor: string
  /** Key of the actor that signs these bytes. */
  readonly key: string
  readonly at: Instant
  readonly stream: string
  readonly type: string
  /** Null for what belongs to no procedure: a letter received, a file read. */
  readonly procedure: string | null
  readonly transition: string | null
  /** What the fold and the figures need. No personal data: it stays when the body is erased. */
  readonly data: { readonly [key: string]: Json | undefined }
  /** True when the other authority gets the same record. */
  readonly crosses: boolean
  readonly body: { readonly id: string; readonly commitment: Digest } | null
  /** Files that go with it: bodies of their own, see `attachment.ts`. */
  readonly attachments?: readonly { readonly id: string; readonly commitment: Digest }[] | undefined
  /** Digest of the record before it in the stream, as its author knew the stream. */
  readonly previous: Digest | null
  /** Version of the law pack it was decided under. */
  readonly pack: string
  /** Digest of the access policies under which an officer was allowed it; absent where no officer acted. */
  readonly policy?: Digest | undefined
}

export interface SignedRecord {
  readonly header: RecordHeader
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

const label = Buffer.from('comity/record/v1\n')

export function signRecord(header: RecordHeader, key: SigningKey): SignedRecord {
  const bytes = canonical(header as unknown as Json)
  return { header, bytes, signature: sign(key, Buffer.concat([label, bytes])) }
}

export function verifyRecord(bytes: Uint8Array, signature: Uint8Array, key: PublicKey): boolean {
  return verify(key, Buffer.concat([label, bytes]), signature)
}

const recordShape = z.strictObject({
  v: z.literal(1),
  id: idText,
  node: shortText,
  actor: shortText,
  key: shortText,
  at: instantText,
  stream: shortText,
  type: shortText,
  procedure: shortText.nullable(),
  transition: shortText.nullable(),
  data: z.record(z.string(), z.unknown()),
  crosses: z.boolean(),
  body: z.strictObject({ id: shortText, commitment: digestText }).nullable(),
  attachments: z
    .array(z.strictObject({ id: shortText, commitment: digestText }))
    .min(1)
    .max(16)
    .optional(),
  previous: digestText.nullable(),
  pack: shortText,
  policy: digestText.optional(),
})

/** Record bytes become a header; the bytes stay what was signed. */
export function readRecord(bytes: Uint8Array): Outcome<RecordHeader> {
  const json = readJson(bytes, { maxBytes: 64 * 1024, maxDepth: 16 }, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  return shaped<RecordHeader>(recordShape, json.value)
}

/** One record as it travels: header bytes, signature, body and salt, and the sender's word for the officer. */
export interface TravellingRecord {
  readonly record: Uint8Array
  readonly signature: Uint8Array
  readonly body: Uint8Array | null
  readonly salt: Uint8Array | null
  /** The bodies of its attachments, in the order of the header. */
  readonly attachments?:
    | readonly { readonly body: Uint8Array; readonly salt: Uint8Array }[]
    | undefined
}

export const recordsType = 'application/vnd.comity.records+json'

const travelShape = z.strictObject({
  records: z
    .array(
      z.strictObject({
        record: base64Text,
        signature: base64Text,
        body: base64Text.nullable(),
        salt: base64Text.nullable(),
        attachments: z
          .array(z.strictObject({ body: base64Text, salt: base64Text }))
          .min(1)
          .max(16)
          .optional(),
      }),
    )
    .min(1)
    .max(16),
})

/** Payload of a letter of kind `act`. */
export function packRecords(records: readonly TravellingRecord[]): Uint8Array {
  const b64 = (bytes: Uint8Array | null) =>
    bytes === null ? null : Buffer.from(bytes).toString('base64')
  return canonical({
    records: records.map((r) => ({
      record: b64(r.record),
      signature: b64(r.signature),
      body: b64(r.body),
      salt: b64(r.salt),
      ...((r.attachments ?? []).length === 0
        ? {}
        : { attachments: r.attachments!.map((a) => ({ body: b64(a.body), salt: b64(a.salt) })) }),
    })),
  })
}

export function unpackRecords(payload: Uint8Array): Outcome<readonly TravellingRecord[]> {
  const json = readJson(payload, { maxBytes: 8 * 1024 * 1024, maxDepth: 6 }, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  const parsed = shaped<z.output<typeof travelShape>>(travelShape, json.value)
  if (!parsed.ok) return parsed
  const bytes = (text: string | null) => (text === null ? null : Buffer.from(text, 'base64'))
  return done(
    parsed.value.records.map((r) => ({
      record: bytes(r.record)!,
      signature: bytes(r.signature)!,
      body: bytes(r.body),
      salt: bytes(r.salt),
      ...(r.attachments === undefined
        ? {}
        : {
            attachments: r.attachments.map((a) => ({ body: bytes(a.body)!, salt: bytes(a.salt)! })),
          }),
    })),
  )
}
