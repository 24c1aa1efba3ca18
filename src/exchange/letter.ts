import { z } from 'zod'
import {
  canonical,
  type Digest,
  digest,
  done,
  type Instant,
  type Json,
  millis,
  type Outcome,
  type Random,
  readJson,
} from '#base'
import { frame, unframe } from './frame.ts'
import { exchangeRefusal } from './refusals.ts'
import { type OpeningKey, open, type SealContext, type SealingKey, seal } from './seal.ts'
import { openShared, sealShared, shareContent } from './shared-seal.ts'
import {
  checkSignatures,
  type KnownKey,
  type Signature,
  type Signer,
  signaturesShape,
  signStatements,
  suiteOf,
} from './signatures.ts'
import { readStatement, type Statement, shaped } from './statement.ts'

/** Outside of the seal: what a post office needs, and nothing more. Authenticated by the seal (AES-GCM aad). */
export interface RoutingHeader {
  readonly v: 1
  readonly id: string
  readonly from: string
  readonly to: string
  /** Key of the recipient the letter is sealed to. */
  readonly key: string
}

export interface Letter {
  readonly statement: Statement
  /** Digest of the statement's bytes; the next statement on the channel names it. */
  readonly statementDigest: Digest
  readonly payload: Uint8Array
  readonly signatures: readonly Signature[]
  /** Digest of the whole envelope as received; receipts name it. */
  readonly envelope: Digest
}

export const letterLimits = { maxBytes: 8 * 1024 * 1024 } as const

const magic = Buffer.from('comity-letter/1\n')
/** A letter to several recipients: the content is the same in each envelope. */
const sharedMagic = Buffer.from('comity-letter/2\n')

/** A letter before it is written down. */
export interface LetterDraft {
  readonly statement: Statement
  readonly payload: Uint8Array
  /** Who signs this one alone: the officer of an act, nobody for a notice. */
  readonly officers: readonly Signer[]
  readonly to: SealingKey
}

/** A letter as it will be signed: the one behind it on its lane can name it, before anybody has signed or sealed it. */
export interface WrittenLetter extends LetterDraft {
  readonly statementBytes: Uint8Array
  readonly statementDigest: Digest
}

export interface ComposedLetter {
  /** The envelope; its digest is what receipts name. */
  readonly bytes: Uint8Array
  readonly statementDigest: Digest
}

/** Sign, then seal. */
export function composeLetter(
  statement: Statement,
  payload: Uint8Array,
  signers: readonly Signer[],
  to: SealingKey,
  random: Random,
): ComposedLetter {
  return composeLetters([{ statement, payload, officers: signers, to }], [], random)[0]!
}

/** Many drafts, signed and sealed at once. */
export function composeLetters(
  drafts: readonly LetterDraft[],
  seals: readonly Signer[],
  random: Random,
): readonly ComposedLetter[] {
  return sealLetters(drafts.map(writeLetter), seals, random)
}

/** The bytes of the statement, of which everything else about the letter follows. */
export function writeLetter(draft: LetterDraft): WrittenLetter {
  const statementBytes = canonical(draft.statement as unknown as Json)
  return { ...draft, statementBytes, statementDigest: digest(statementBytes) }
}

/**
 * Signs and seals letters with one signature of each seal over all their statements, at most `largestBatch` at a time.
 * Each letter carries its place in that batch and can be checked alone.
 */
export function sealLetters(
  letters: readonly WrittenLetter[],
  seals: readonly Signer[],
  random: Random,
): readonly ComposedLetter[] {
  const signed = signStatements(
    letters.map(({ statementBytes }) => statementBytes),
    letters.map(({ officers }) => officers),
    seals,
  )
  return letters.map((letter, i) => sealed(letter, signed[i]!, random))
}

function sealed(
  { statement, payload, to, statementBytes, statementDigest }: WrittenLetter,
  signatures: readonly Signature[],
  random: Random,
): ComposedLetter {
  const context = headerFor(statement, statement.recipients[0]!.node, to)
  const plain = frame([statementBytes, canonical(signatures as unknown as Json), payload])
  const bytes = Buffer.concat([magic, frame([context.header, seal(to, plain, context, random)])])
  return { bytes, statementDigest }
}

/** What is outside of the seal to one recipient, and what the seal is bound to. */
function headerFor(statement: Statement, to: string, key: SealingKey): SealContext {
  const from = statement.sender.node
  const header: RoutingHeader = { v: 1, id: statement.id, from, to, key: key.id }
  return { from, to, header: canonical(header as unknown as Json) }
}

/**
 * One letter to every recipient of its statement: signed once, its content encrypted once, the key of that sealed to each.
 * Every recipient sees in the statement who else has it, and under which key.
 *
 * @param to keys in the order of the statement's recipients, each named there
 */
export function composeForAll(
  statement: Statement,
  payload: Uint8Array,
  signers: readonly Signer[],
  to: readonly SealingKey[],
  random: Random,
): readonly ComposedLetter[] {
  if (to.length !== statement.recipients.length)
    throw new RangeError('a letter to several needs one key for each recipient')
  const statementBytes = canonical(statement as unknown as Json)
  const [signatures] = signStatements([statementBytes], [signers], [])
  const plain = frame([statementBytes, canonical(signatures as unknown as Json), payload])
  const content = shareContent(plain, random)
  return statement.recipients.map((recipient, i) => {
    const context = headerFor(statement, recipient.node, to[i]!)
    const inside = sealShared(to[i]!, content, context, random)
    return {
      bytes: Buffer.concat([sharedMagic, frame([context.header, inside])]),
      statementDigest: digest(statementBytes),
    }
  })
}

const headerShape = z.strictObject({
  v: z.literal(1),
  id: z.string().min(1).max(64),
  from: z.string().min(1).max(64),
  to: z.string().min(1).max(64),
  key: z.string().min(1).max(64),
})

/** The routing header of an envelope, before anything is decrypted. Nothing in it is proven yet. */
export function readHeader(bytes: Uint8Array): Outcome<{
  readonly header: RoutingHeader
  readonly raw: Uint8Array
  readonly sealed: Uint8Array
  /** True for a letter to several recipients. */
  readonly shared: boolean
}> {
  if (bytes.byteLength > letterLimits.maxBytes) {
    return exchangeRefusal(
      'letter-too-large',
      `the envelope has ${bytes.byteLength} bytes, this node accepts ${letterLimits.maxBytes}`,
    )
  }
  const begins = (with_: Uint8Array) => Buffer.compare(bytes.subarray(0, with_.length), with_) === 0
  const shared = begins(sharedMagic)
  if (!shared && !begins(magic))
    return exchangeRefusal('letter-malformed', 'the envelope does not begin with comity-letter/1')
  const parts = unframe(bytes.subarray(magic.length), 2)
  if (parts === undefined)
    return exchangeRefusal('letter-malformed', 'the envelope is cut short or has bytes left over')
  const json = readJson(parts[0]!, { maxBytes: 1024, maxDepth: 1 }, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  const header = shaped<RoutingHeader>(headerShape, json.value)
  if (!header.ok) return header
  return done({ header: header.value, raw: parts[0]!, sealed: parts[1]!, shared })
}

export interface Reader {
  readonly node: string
  readonly now: Instant
  readonly openingKey: (keyId: string) => OpeningKey | undefined
  readonly knownKey: KnownKey
  readonly isKnownSender: (node: string) => boolean
}

/** Minutes a sender's clock may run ahead of ours. */
const clockSkewMinutes = 5

/**
 * Opens a letter and believes nothing in it before the signatures have been checked over the bytes received.
 * Expiry is not decided here, because an authentic letter that comes too late still counts on its channel.
 */
export function openLetter(bytes: Uint8Array, reader: Reader): Outcome<Letter> {
  const outer = readHeader(bytes)
  if (!outer.ok) return outer
  const { header, raw, sealed, shared } = outer.value
  if (header.to !== reader.node)
    return exchangeRefusal('wrong-recipient', `the letter is addressed to ${header.to}`)
  if (!reader.isKnownSender(header.from)) return exchangeRefusal('unknown-sender')
  const key = reader.openingKey(header.key)
  if (key === undefined) return exchangeRefusal('wrong-key')
  const context = { from: header.from, to: header.to, header: raw }
  const plain = shared ? openShared(key, sealed, context) : open(key, sealed, context)
  if (plain === undefined) return exchangeRefusal('wrong-key')
  const parts = unframe(plain, 3)
  if (parts === undefined)
    return exchangeRefusal('letter-malformed', 'the letter inside the seal is cut short')
  const [statementBytes, signatureBytes, payload] = parts as [Uint8Array, Uint8Array, Uint8Array]
  const read = readSigned(statementBytes, signatureBytes)
  if (!read.ok) return read
  const { statement, signatures } = read.value
  const consistent = agrees(header, statement, payload, reader)
  if (!consistent.ok) return consistent
  if (key.algorithm === 'X25519' && suiteOf(statement, reader.knownKey) === 'hybrid')
    return exchangeRefusal('suite-downgraded')
  const checked = checkSignatures(statement, statementBytes, signatures, reader.knownKey)
  if (!checked.ok) return checked
  return done({
    statement: asReadBy(statement, reader.node),
    statementDigest: digest(statementBytes),
    payload,
    signatures,
    envelope: digest(bytes),
  })
}

/** A letter to several stands on the channel to each of them; its reader is concerned with one. */
function asReadBy(statement: Statement, node: string): Statement {
  const place = statement.recipients.find((r) => r.node === node)?.place
  return place === undefined ? statement : { ...statement, channel: place }
}

export function readSigned(
  statementBytes: Uint8Array,
  signatureBytes: Uint8Array,
): Outcome<{ readonly statement: Statement; readonly signatures: readonly Signature[] }> {
  const statement = readStatement(statementBytes)
  if (!statement.ok) return statement
  const json = readJson(signatureBytes, { maxBytes: 64 * 1024, maxDepth: 4 }, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  const signatures = shaped<readonly Signature[]>(signaturesShape, json.value)
  if (!signatures.ok) return signatures
  return done({ statement: statement.value, signatures: signatures.value })
}

function agrees(
  header: RoutingHeader,
  statement: Statement,
  payload: Uint8Array,
  reader: Reader,
): Outcome<void> {
  if (header.id !== statement.id || header.from !== statement.sender.node)
    return exchangeRefusal('header-differs')
  if (!statement.recipients.some((r) => r.node === reader.node && r.key === header.key))
    return exchangeRefusal('not-named')
  if (statement.payload.bytes !== payload.length || statement.payload.digest !== digest(payload))
    return exchangeRefusal('payload-differs')
  if (millis(statement.created) > millis(reader.now) + clockSkewMinutes * 60_000)
    return exchangeRefusal('not-yet')
  return done(undefined)
}
