import { z } from 'zod'
import {
  canonical,
  type Digest,
  done,
  type Instant,
  type Json,
  type Outcome,
  readJson,
} from '#base'
import { exchangeRefusal } from './refusals.ts'
import { digestText, instantText, shortText } from './shapes.ts'
import { shaped } from './statement.ts'
import { statusCode } from './status-codes.ts'

/**
 * A node's own later words about letters it holds, or about the channel itself. A receipt answers at once and says that
 * a letter is on record; a notice says what became of it afterwards. It travels as a sealed, numbered letter of its own
 * with both seals of the node, and needs no officer: the act behind it, where there is one, is on record at home.
 */
export type Notice =
  | LetterNotice
  | ErasedNotice
  | StatusNotice
  | SuspensionNotice
  | ResumedNotice
  | NeverWrittenNotice
  | AttachmentsNotice
  | SearchAskedNotice
  | SearchToldNotice
  | PersonChangedNotice
  | PersonChangedToldNotice

export const noticeType = 'application/vnd.comity.notice+json'

/** A letter of the other side, by id and digest, and where the log of the node that speaks has it. */
export interface LetterRef {
  readonly letter: string
  readonly envelope: Digest
  /** Index of the first record that the letter brought, or of the record that it was refused. */
  readonly index: number
}

/** The signed head under which the indexes of a notice stand. */
export interface NoticeHead {
  readonly size: number
  /** base64. */
  readonly root: string
  /** C2SP tlog-checkpoint. */
  readonly checkpoint: string
}

/** `retrieved`: an officer has opened it. `incomplete`: it can be read and cannot be worked on; `codes` says why. */
export interface LetterNotice {
  readonly v: 1
  readonly notice: 'retrieved' | 'understood' | 'incomplete' | 'answered' | 'corrected'
  readonly letters: readonly LetterRef[]
  readonly head: NoticeHead
  /** Names of fields or reasons, never their content. */
  readonly codes?: readonly string[] | undefined
  /** Digest of the record of the node that speaks, which answers or corrects. */
  readonly record?: Digest | undefined
}

/** What was erased at the node that speaks, by the digests of the records; whoever holds a copy reads it as a call. */
export interface ErasedNotice {
  readonly v: 1
  readonly notice: 'erased'
  readonly letters: readonly LetterRef[]
  readonly head: NoticeHead
  readonly records: readonly Digest[]
  readonly ground: string
}

/** The findings about one file of bulk data: accepted or not, with a code for each fault. */
export interface StatusNotice {
  readonly v: 1
  readonly notice: 'status'
  readonly letters: readonly LetterRef[]
  readonly head: NoticeHead
  /** Id of the message as its sender gave it. */
  readonly message: string
  readonly verdict: 'accepted' | 'rejected'
  readonly fileCodes: readonly number[]
  readonly items: readonly { readonly ref: string; readonly codes: readonly number[] }[]
}

export interface SuspensionNotice {
  readonly v: 1
  readonly notice: 'suspended'
  /** Instrument and measure of the new acts that are not taken; `any` for all. */
  readonly instrument: string
  readonly measure: string
  readonly until: Instant
  readonly ground: string
}

export interface ResumedNotice {
  readonly v: 1
  readonly notice: 'resumed'
  readonly instrument: string
  readonly measure: string
}

/** The answer to a query about numbers that the node that speaks has never given to a letter. */
export interface NeverWrittenNotice {
  readonly v: 1
  readonly notice: 'never-written'
  readonly lane: 'routine' | 'emergency'
  readonly numbers: readonly number[]
}

/** Files that a letter announced: here whole with the digest of the statement, or not what was announced. */
export interface AttachmentsNotice {
  readonly v: 1
  readonly notice: 'attachments'
  readonly letters: readonly LetterRef[]
  readonly head: NoticeHead
  readonly attachments: readonly { readonly id: string; readonly verdict: 'verified' | 'refused' }[]
}

/**
 * A person asks what is held about them: does the node that reads this hold a copy? The person is named to nobody. Each
 * token is made from one identifier under a key drawn for this search alone, so a node recognises whom it holds and learns
 * nothing of anybody else (Directive (EU) 2016/680 art. 16(6); CP-DSR-LOCATE).
 */
export interface SearchAskedNotice {
  readonly v: 1
  readonly notice: 'search-asked'
  readonly search: string
  /** The authority that is asked, of those that the node serves. */
  readonly peer: string
  /** base64, 32 bytes. */
  readonly key: string
  /** base64, 32 bytes each. */
  readonly tokens: readonly string[]
}

/** The certificate: yes or no, and no content. As long for a yes as for a no. */
export interface SearchToldNotice {
  readonly v: 1
  readonly notice: 'search-told'
  readonly search: string
  readonly peer: string
  readonly held: 0 | 1
  readonly searched: string
}

/** What a controller put right, deleted or restricted: whoever holds a copy does the same (art. 16(6)). */
export interface PersonChangedNotice {
  readonly v: 1
  readonly notice: 'person-changed'
  readonly change: string
  readonly holder: string
  readonly what: 'rectified' | 'erased' | 'restricted'
  readonly key: string
  readonly tokens: readonly string[]
}

/**
 * The receipt: what names the person was looked for and marked; what was made from it was made again by the node, or is left
 * for an officer. Sent once more when nothing is left. Counts, no content.
 */
export interface PersonChangedToldNotice {
  readonly v: 1
  readonly notice: 'person-changed-told'
  readonly change: string
  readonly holder: string
  readonly marked: number
  readonly rerun: number
  readonly open: number
  /** Of what was left, in the second receipt: changed or taken out by an officer. */
  readonly changed: number
}

const letters = z
  .array(z.strictObject({ letter: shortText, envelope: digestText, index: z.int().min(0) }))
  .min(1)
  .max(256)
const head = z.strictObject({
  size: z.int().min(0),
  root: z.string().max(100),
  checkpoint: z.string().max(8000),
})
const codes = z.array(z.int().min(0).max(99_999)).max(64)

const bytes32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/)
const tokens = z.array(bytes32).min(1).max(16)

const noticeShape = z.discriminatedUnion('notice', [
  z.strictObject({
    v: z.literal(1),
    notice: z.enum(['retrieved', 'understood', 'incomplete', 'answered', 'corrected']),
    letters,
    head,
    codes: z.array(shortText).max(64).optional(),
    record: digestText.optional(),
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('attachments'),
    letters,
    head,
    attachments: z
      .array(z.strictObject({ id: shortText, verdict: z.enum(['verified', 'refused']) }))
      .min(1)
      .max(16),
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('erased'),
    letters,
    head,
    records: z.array(digestText).min(1).max(256),
    ground: z.string().min(1).max(2000),
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('status'),
    letters,
    head,
    message: shortText,
    verdict: z.enum(['accepted', 'rejected']),
    fileCodes: codes,
    items: z.array(z.strictObject({ ref: shortText, codes: codes.min(1) })).max(5000),
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('suspended'),
    instrument: shortText,
    measure: shortText,
    until: instantText,
    ground: z.string().min(1).max(2000),
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('resumed'),
    instrument: shortText,
    measure: shortText,
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('never-written'),
    lane: z.enum(['routine', 'emergency']),
    numbers: z.array(z.int().min(1)).min(1).max(1000),
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('search-asked'),
    search: shortText,
    peer: shortText,
    key: bytes32,
    tokens,
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('search-told'),
    search: shortText,
    peer: shortText,
    held: z.union([z.literal(0), z.literal(1)]),
    searched: z.iso.date(),
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('person-changed'),
    change: shortText,
    holder: shortText,
    what: z.enum(['rectified', 'erased', 'restricted']),
    key: bytes32,
    tokens,
  }),
  z.strictObject({
    v: z.literal(1),
    notice: z.literal('person-changed-told'),
    change: shortText,
    holder: shortText,
    marked: z.int().min(0).max(1_000_000),
    rerun: z.int().min(0).max(1_000_000),
    open: z.int().min(0).max(1_000_000),
    changed: z.int().min(0).max(1_000_000),
  }),
])

const noticeLimits = { maxBytes: 1024 * 1024, maxDepth: 6, maxValues: 200_000 } as const

export function packNotice(notice: Notice): Uint8Array {
  return canonical(notice as unknown as Json)
}

/** Payload bytes become a notice, or `letter-malformed` with the field, or `code-unknown` with the code. */
export function readNotice(payload: Uint8Array): Outcome<Notice> {
  const json = readJson(payload, noticeLimits, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  const notice = shaped<Notice>(noticeShape, json.value)
  if (!notice.ok || notice.value.notice !== 'status') return notice
  const { fileCodes, items } = notice.value
  const unknown = [...fileCodes, ...items.flatMap((i) => i.codes)].find(
    (code) => statusCode(code) === undefined,
  )
  return unknown === undefined
    ? done(notice.value)
    : exchangeRefusal('code-unknown', `the status code ${unknown} is not in the list`)
}
