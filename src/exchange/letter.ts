import { z } from 'zod'
import {
  canonical,
  type Digest,
  digest,
  digestBytes,
  done,
  type Instant,
  type Json,
  millis,
  type Outcome,
  type Random,
  readJson,
} from '#base'
import { frame, unframe } from './frame.ts'
import { type PublicKey, type SigningKey, sign, signatureAlgorithms, verify } from './keys.ts'
import { rulesFor, type SignatureSlot } from './policy.ts'
import { exchangeRefusal } from './refusals.ts'
import { type OpeningKey, open, type SealingKey, seal } from './seal.ts'
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

export interface Signature {
  readonly slot: SignatureSlot
  /** Officer for slot `officer`, node for the seals. */
  readonly by: string
  readonly key: string
  readonly algorithm: (typeof signatureAlgorithms)[number]
  /** base64url. */
  readonly value: string
}

export interface Signer {
  readonly slot: SignatureSlot
  readonly by: string
  readonly key: SigningKey
}

/** Asked for each signature: the key as the directory listed it for that use at that time, or undefined. */
export type KnownKey = (
  by: string,
  slot: SignatureSlot,
  keyId: string,
  at: Instant,
  sender: string,
) => PublicKey | undefined

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
const signatureLabel = Buffer.from('comity/statement/v1\n')

/** Sign, then seal. The bytes returned are the envelope; its digest is what receipts name. */
export function composeLetter(
  statement: Statement,
  payload: Uint8Array,
  signers: readonly Signer[],
  to: SealingKey,
  random: Random,
): { readonly bytes: Uint8Array; readonly statementDigest: Digest } {
  const header: RoutingHeader = {
    v: 1,
    id: statement.id,
    from: statement.sender.node,
    to: statement.recipients[0]!.node,
    key: to.id,
  }
  const headerBytes = canonical(header as unknown as Json)
  const statementBytes = canonical(statement as unknown as Json)
  const signatures = signStatement(statementBytes, signers)
  const plain = frame([statementBytes, canonical(signatures as unknown as Json), payload])
  const ends = { from: header.from, to: header.to, header: headerBytes }
  const sealed = seal(to, plain, ends, random)
  return {
    bytes: Buffer.concat([magic, frame([headerBytes, sealed])]),
    statementDigest: digest(statementBytes),
  }
}

export function signStatement(
  statementBytes: Uint8Array,
  signers: readonly Signer[],
): readonly Signature[] {
  const message = toSign(statementBytes)
  return signers.map(({ slot, by, key }) => ({
    slot,
    by,
    key: key.id,
    algorithm: key.algorithm,
    value: Buffer.from(sign(key, message)).toString('base64url'),
  }))
}

function toSign(statementBytes: Uint8Array): Uint8Array {
  return Buffer.concat([signatureLabel, digestBytes(digest(statementBytes))])
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
}> {
  if (bytes.byteLength > letterLimits.maxBytes) {
    return exchangeRefusal(
      'letter-too-large',
      `the envelope has ${bytes.byteLength} bytes, this node accepts ${letterLimits.maxBytes}`,
    )
  }
  if (Buffer.compare(bytes.subarray(0, magic.length), magic) !== 0)
    return exchangeRefusal('letter-malformed', 'the envelope does not begin with comity-letter/1')
  const parts = unframe(bytes.subarray(magic.length), 2)
  if (parts === undefined)
    return exchangeRefusal('letter-malformed', 'the envelope is cut short or has bytes left over')
  const json = readJson(parts[0]!, { maxBytes: 1024, maxDepth: 1 }, true)
  if (!json.ok) return exchangeRefusal('letter-malformed', json.refusal.ground)
  const header = shaped<RoutingHeader>(headerShape, json.value)
  if (!header.ok) return header
  return done({ header: header.value, raw: parts[0]!, sealed: parts[1]! })
}

const signaturesShape = z
  .array(
    z.strictObject({
      slot: z.enum(['officer', 'seal', 'second-seal']),
      by: z.string().min(1).max(200),
      key: z.string().min(1).max(64),
      algorithm: z.enum(signatureAlgorithms),
      value: z.string().regex(/^[A-Za-z0-9_-]{86,4000}$/),
    }),
  )
  .max(8)

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
  const { header, raw, sealed } = outer.value
  if (header.to !== reader.node)
    return exchangeRefusal('wrong-recipient', `the letter is addressed to ${header.to}`)
  if (!reader.isKnownSender(header.from)) return exchangeRefusal('unknown-sender')
  const key = reader.openingKey(header.key)
  if (key === undefined) return exchangeRefusal('wrong-key')
  const plain = open(key, sealed, { from: header.from, to: header.to, header: raw })
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
  const checked = checkSignatures(statement, statementBytes, signatures, reader.knownKey)
  if (!checked.ok) return checked
  return done({
    statement,
    statementDigest: digest(statementBytes),
    payload,
    signatures,
    envelope: digest(bytes),
  })
}

export function readSigned(
  statementBytes: Uint8Array,
  signatureBytes: Uint8Array,
): Outcome<{ readonly statement: Statement; readonly signatures: readonly Signature[] }> {
  const statement = readStatement(statementBytes)
  if (!statement.ok) return statement
  const json = readJson(signatureBytes, { maxBytes: 64 * 1024, maxDepth: 3 }, true)
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

/**
 * The required set is complete and every signature present verifies, each with its own key. An additional
 * signature that fails is refused too: nobody should have to guess which of them count.
 */
export function checkSignatures(
  statement: Statement,
  statementBytes: Uint8Array,
  signatures: readonly Signature[],
  knownKey: KnownKey,
): Outcome<void> {
  const message = toSign(statementBytes)
  const filled = new Set<string>()
  const keys = new Set<string>()
  for (const signature of signatures) {
    const rule = rulesFor(statement.kind).find(
      (r) => r.slot === signature.slot && r.algorithm === signature.algorithm,
    )
    if (rule === undefined || keys.has(signature.key)) {
      return exchangeRefusal(
        'signature-invalid',
        `the ${signature.slot} signature with key ${signature.key} fills no slot of its own`,
      )
    }
    const key = knownKey(
      signature.by,
      signature.slot,
      signature.key,
      statement.created,
      statement.sender.node,
    )
    if (key === undefined || key.algorithm !== signature.algorithm) {
      return exchangeRefusal(
        'key-not-valid',
        `the ${signature.slot} signature names key ${signature.key}, which the directory does not list for ${signature.by} at ${statement.created}`,
      )
    }
    if (!verify(key, message, Buffer.from(signature.value, 'base64url')))
      return exchangeRefusal('signature-invalid')
    filled.add(signature.slot)
    keys.add(signature.key)
  }
  const missing = rulesFor(statement.kind).find((rule) => rule.required && !filled.has(rule.slot))
  if (missing !== undefined) {
    return exchangeRefusal(
      'signature-missing',
      `the ${missing.slot} signature (${missing.algorithm}) is missing`,
    )
  }
  return done(undefined)
}
