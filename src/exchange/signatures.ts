import { z } from 'zod'
import { digest, digestBytes, done, type Instant, type Outcome } from '#base'
import type { Suite } from '#directory'
import { type BatchPlace, batchOf, largestBatch, signBatch } from './batch.ts'
import { type PublicKey, type SigningKey, sign, signatureAlgorithms, verify } from './keys.ts'
import { rulesFor, type SignatureSlot } from './policy.ts'
import { exchangeRefusal } from './refusals.ts'
import { bytes32Text, shortText } from './shapes.ts'
import type { Statement } from './statement.ts'

/** One signature on a statement: who, for which slot, with which key. */
export interface Signature {
  readonly slot: SignatureSlot
  /** Officer for slot `officer`, node for the seals. */
  readonly by: string
  readonly key: string
  readonly algorithm: (typeof signatureAlgorithms)[number]
  /** base64url. */
  readonly value: string
  /** Where the value is over a batch of statements: this one's place in it. Seals alone. */
  readonly batch?: BatchPlace | undefined
}

export interface Signer {
  readonly slot: SignatureSlot
  readonly by: string
  readonly key: SigningKey
}

/** What the directory says: the key of a signature for that use at that time, and what was agreed between two nodes. */
export interface KnownKey {
  (
    by: string,
    slot: SignatureSlot,
    keyId: string,
    at: Instant,
    sender: string,
  ): PublicKey | undefined
  /** Does the sender's card list the key at all, whatever for and until when? Absent: nobody can say. */
  readonly lists?: (keyId: string, by: string, sender: string) => boolean
  /** Absent: the hybrid suite with everybody. */
  readonly suite?: (one: string, other: string, created: Instant) => Suite
}

const label = Buffer.from('comity/statement/v1\n')

function toSign(statementBytes: Uint8Array): Uint8Array {
  return Buffer.concat([label, digestBytes(digest(statementBytes))])
}

export function signStatement(
  statementBytes: Uint8Array,
  signers: readonly Signer[],
): readonly Signature[] {
  const message = toSign(statementBytes)
  return signers.map((signer) => written(signer, sign(signer.key, message)))
}

/**
 * Signs many statements at once: the officer of each signs alone, the seals of the node sign their batch. With one
 * statement it is the same as signing it.
 *
 * @param officers who signs each statement beside the seals; as many lists as statements
 */
export function signStatements(
  statements: readonly Uint8Array[],
  officers: readonly (readonly Signer[])[],
  seals: readonly Signer[],
): readonly (readonly Signature[])[] {
  if (statements.length === 1) return [signStatement(statements[0]!, [...officers[0]!, ...seals])]
  const messages = statements.map(toSign)
  const { signatures, places } = signBatch(
    seals.map(({ key }) => key),
    messages,
  )
  return messages.map((message, i) => [
    ...officers[i]!.map((signer) => written(signer, sign(signer.key, message))),
    ...seals.map((seal, n) => ({ ...written(seal, signatures[n]!), batch: places[i]! })),
  ])
}

function written({ slot, by, key }: Signer, value: Uint8Array): Signature {
  const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64url')
  return { slot, by, key: key.id, algorithm: key.algorithm, value: text }
}

export const signaturesShape = z
  .array(
    z.strictObject({
      slot: z.enum(['officer', 'seal', 'second-seal']),
      by: shortText,
      key: z.string().min(1).max(64),
      algorithm: z.enum(signatureAlgorithms),
      value: z.string().regex(/^[A-Za-z0-9_-]{86,4000}$/),
      batch: z
        .strictObject({
          index: z.int().min(0).max(largestBatch),
          size: z.int().min(1).max(largestBatch),
          path: z.array(bytes32Text).max(10),
        })
        .optional(),
    }),
  )
  .max(8)

/** What was agreed between the sender and every recipient; the stricter where a letter goes to several. */
export function suiteOf(statement: Statement, knownKey: KnownKey): Suite {
  const agreed = knownKey.suite
  if (agreed === undefined) return 'hybrid'
  const { sender, recipients, created } = statement
  const each = recipients.map((r) => agreed(sender.node, r.node, created))
  return each.every((suite) => suite === 'classical') ? 'classical' : 'hybrid'
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
  const inBatch = batchOf(message)
  const rules = rulesFor(statement.kind, suiteOf(statement, knownKey))
  const filled = new Set<string>()
  const keys = new Set<string>()
  for (const signature of signatures) {
    const { slot, key } = signature
    const rule = rules.find((r) => r.slot === slot && r.algorithm === signature.algorithm)
    if (rule === undefined || keys.has(key) || filled.has(slot))
      return exchangeRefusal(
        'signature-invalid',
        `the ${slot} signature with key ${key} fills no slot of its own`,
      )
    const checked = checkOne(statement, message, signature, knownKey, inBatch)
    if (!checked.ok) return checked
    filled.add(slot)
    // The node's own steps, such as passing a correction on, are under its seal twice: no person is behind them, and the
    // tables say which steps need none.
    if (
      slot !== 'officer' ||
      signature.by !== `${statement.sender.authority ?? statement.sender.node}/node`
    )
      keys.add(key)
  }
  const missing = rules.find((rule) => rule.required && !filled.has(rule.slot))
  if (missing !== undefined)
    return exchangeRefusal(
      'signature-missing',
      `the ${missing.slot} signature (${missing.algorithm}) is missing`,
    )
  return done(undefined)
}

function checkOne(
  statement: Statement,
  message: Uint8Array,
  signature: Signature,
  knownKey: KnownKey,
  inBatch: ReturnType<typeof batchOf>,
): Outcome<void> {
  const { by, slot, key: id, batch } = signature
  const key = knownKey(by, slot, id, statement.created, statement.sender.node)
  if (knownKey.lists?.(id, by, statement.sender.node) === false)
    return exchangeRefusal('key-not-listed', `the card that is known here does not list key ${id}`)
  if (key === undefined || key.algorithm !== signature.algorithm)
    return exchangeRefusal(
      'key-not-valid',
      `the ${slot} signature names key ${id}, which the directory does not list for ${by} at ${statement.created}`,
    )
  const value = Buffer.from(signature.value, 'base64url')
  if (value.toString('base64url') !== signature.value) return exchangeRefusal('signature-invalid')
  if (batch === undefined)
    return verify(key, message, value) ? done(undefined) : exchangeRefusal('signature-invalid')
  if (slot === 'officer')
    return exchangeRefusal('signature-invalid', 'an officer signs each act alone, never a batch')
  return inBatch(key, batch, value)
    ? done(undefined)
    : exchangeRefusal(
        'signature-invalid',
        `the ${slot} signature is over a batch that does not hold this statement at that place`,
      )
}
