import { z } from 'zod'
import { canonical, type Digest, done, type Json, type Outcome, readJson } from '#base'
import { type FileConditions, fileConditionsShape } from './file-conditions.ts'
import { exchangeRefusal } from './refusals.ts'
import { bytes32Text, digestText, idText, shortText } from './shapes.ts'
import type { AttachmentRef } from './statement.ts'
import { shaped } from './statement.ts'

/**
 * What is said of an attachment inside of the record that it belongs to: a body of its own, which the record commits to
 * by a salted digest. It travels in the sealed payload of the letter and lies encrypted in the vaults of the two sides;
 * whoever erases it has erased the content too, because its key is nowhere else.
 */
export interface AttachmentNote {
  readonly v: 1
  /** Opaque, and all that a transport sees. */
  readonly id: string
  /** Of the plain bytes. */
  readonly digest: Digest
  readonly bytes: number
  /** Media type, as its sender gave it; nobody's program acts on it. */
  readonly type: string
  readonly title: string
  /** Key of the chunks (`chunked.ts` of the store), base64url of 32 bytes. */
  readonly key: string
  /** Its own, whatever the document says beside which it travels. */
  readonly conditions: FileConditions
  /** Items and files of which it is a copy or a part: their conditions hold for it too. */
  readonly sources?: readonly string[] | undefined
}

export const attachmentLimits = {
  /** 64 GiB: more than any disk image that authorities send each other today. */
  maxBytes: 64 * 1024 ** 3,
  /** In one letter. */
  most: 16,
} as const

const noteShape = z.strictObject({
  v: z.literal(1),
  id: idText,
  digest: digestText,
  bytes: z.int().min(0).max(attachmentLimits.maxBytes),
  type: z.string().regex(/^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,120}$/),
  title: z
    .string()
    .min(1)
    .max(200)
    // Signs that turn around, hide or end what is read; see the forms of the procedures.
    .refine((text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text) && text.isWellFormed()),
  key: bytes32Text,
  conditions: fileConditionsShape,
  sources: z.array(shortText).max(32).optional(),
})

/** Of the longest title and lists that the shape takes, and some air. */
const noteLimits = { maxBytes: 32 * 1024, maxDepth: 4 } as const

export function packAttachment(note: AttachmentNote): Uint8Array {
  return canonical(note as unknown as Json)
}

/** Bytes become what they say, or the refusal that names the field. */
export function readAttachment(bytes: Uint8Array): Outcome<AttachmentNote> {
  const json = readJson(bytes, noteLimits, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  const note = shaped<AttachmentNote>(noteShape, json.value)
  if (!note.ok) return note
  // One key has one spelling: the last sign carries four bits only.
  if (keyOfNote(note.value).toString('base64url') !== note.value.key)
    return exchangeRefusal('letter-malformed', 'the key of the attachment is not written as one is')
  return done(note.value)
}

export function keyOfNote(note: Pick<AttachmentNote, 'key'>): Buffer {
  return Buffer.from(note.key, 'base64url')
}

/** What the statement of the letter says of it. */
export function refOf({ digest, bytes, type }: AttachmentNote): AttachmentRef {
  return { digest, bytes, type }
}

/** Does the letter announce exactly what its records bring? */
export function announces(
  refs: readonly AttachmentRef[] | undefined,
  notes: readonly AttachmentNote[],
): boolean {
  const line = ({ digest, bytes, type }: AttachmentRef) => `${digest} ${bytes} ${type}`
  const said = (refs ?? []).map(line).sort()
  const brought = notes.map((note) => line(refOf(note))).sort()
  return said.length === brought.length && said.every((text, i) => text === brought[i])
}
