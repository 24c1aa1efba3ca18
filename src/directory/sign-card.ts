import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import {
  canonical,
  digest,
  done,
  fromBase64,
  type Json,
  type Outcome,
  type Refusal,
  readJson,
  refuse,
  verifyEd25519,
} from '#base'
import { keepsHistory, usesOnce } from './card-history.ts'
import { type AuthorityCard, type AuthorityKey, keyFor } from './cards.ts'
import type { Cosignature } from './council.ts'
import { checkPublicKey } from './public-keys.ts'
import { readCard } from './read-card.ts'

/** A card as it travels: the bytes that were signed, and who signed them. Verified over the bytes as received. */
export interface SignedCard {
  /** RFC 8785 bytes of the card, base64url. */
  readonly card: string
  readonly signatures: readonly { readonly key: string; readonly signature: string }[]
  /** Seals of members of a council under the digest of the card. */
  readonly cosignatures?: readonly Cosignature[]
}

// So that a signature over a card can never pass for a signature over a letter or a log head.
const context = 'comity card v1\n'
const limits = { maxBytes: 262_144, maxDepth: 8 }

/** Signs with the card's own seal key, and for a new version also with the seal key of the version before. */
export function signCard(
  card: AuthorityCard,
  signers: readonly { readonly key: string; readonly privateKey: KeyObject }[],
): SignedCard {
  const bytes = canonical(card as unknown as Json)
  return {
    card: Buffer.from(bytes).toString('base64url'),
    signatures: signers.map(({ key, privateKey }) => ({
      key,
      signature: sign(null, message(bytes), privateKey).toString('base64url'),
    })),
  }
}

/**
 * The card inside, if its form is right, its keys are sound, it is signed by a seal key of its own and, where a
 * version is already known, by a seal key of that version that was valid when the new one was issued.
 *
 * An authority without a node of its own has no seal: its card is signed by `voucher`, the card of the node that serves
 * it, or, for one that is outside of the network, of the node that keeps it in its own directory.
 *
 * @param anew people have compared the print of the new seal by voice, because the old one can no longer vouch for it
 */
export function verifyCard(
  signed: SignedCard,
  known?: AuthorityCard,
  voucher?: AuthorityCard,
  { anew = false }: { readonly anew?: boolean } = {},
): Outcome<AuthorityCard> {
  if (!isSignedCard(signed)) return no('card-not-signed', 'this is not a card with its signatures')
  const bytes = Buffer.from(signed.card, 'base64url')
  const json = readJson(bytes, limits, true)
  if (!json.ok) return json
  const read = readCard(json.value)
  if (!read.ok) return read
  const card = read.value
  for (const key of card.keys) {
    const sound = checkPublicKey(key.algorithm, key.publicKey)
    if (!sound.ok) return sound
  }
  for (const officer of card.officers) {
    const sound = checkPublicKey('Ed25519', officer.publicKey)
    if (!sound.ok) return sound
  }
  const once = usesOnce(card)
  if (!once.ok) return once
  const vouched = card.servedBy !== undefined || card.outside === true
  const signer = vouched ? voucherOf(card, voucher) : done(card)
  if (!signer.ok) return signer
  const own = keyFor(signer.value, 'seal', card.issuedAt)
  if (own === undefined || !signedBy(signed, bytes, own))
    return no(
      'card-not-signed',
      vouched
        ? `card ${card.id} version ${card.version} is not signed by the seal of ${signer.value.id}, which serves it`
        : `card ${card.id} version ${card.version} is not signed by its own seal key`,
    )
  return known === undefined ? done(card) : succeeds(signed, bytes, card, known, anew)
}

/** May this node speak for that authority? One of its own country, or a body of the federation itself (`XX`). */
function voucherOf(
  card: AuthorityCard,
  voucher: AuthorityCard | undefined,
): Outcome<AuthorityCard> {
  if (voucher === undefined || (card.servedBy !== undefined && card.servedBy !== voucher.id))
    return no(
      'card-not-vouched',
      `the card of ${card.servedBy ?? 'the node'} that serves ${card.id} is not in the directory`,
    )
  const wall = exerciseWall(voucher, card)
  if (wall !== undefined) return refuse(wall)
  if (voucher.servedBy !== undefined || voucher.id === card.id)
    return no('card-not-vouched', `${voucher.id} is no node and cannot serve ${card.id}`)
  const foreign = card.country !== voucher.country && card.country !== 'XX'
  if (card.servedBy !== undefined && foreign)
    return no(
      'card-not-vouched',
      `${voucher.id} of ${voucher.country} cannot serve ${card.id} of ${card.country}`,
    )
  if (card.keys.length > 0)
    return no('card-not-vouched', `${card.id} has no node of its own and so no keys of one`)
  return done(voucher)
}

/** A new version under the key of the one before. */
function succeeds(
  signed: SignedCard,
  bytes: Uint8Array,
  card: AuthorityCard,
  known: AuthorityCard,
  anew: boolean,
): Outcome<AuthorityCard> {
  if (known.id !== card.id || known.country !== card.country)
    return no(
      'card-of-another',
      `card ${card.id} of ${card.country} cannot replace ${known.id} of ${known.country}`,
    )
  if (known.servedBy !== card.servedBy || known.outside !== card.outside)
    return no(
      'card-of-another',
      `${card.id} is served by ${known.servedBy ?? 'a node of its own'}, and this card says otherwise`,
    )
  const wall = exerciseWall(known, card)
  if (wall !== undefined) return refuse(wall)
  if (card.version <= known.version || card.issuedAt < known.issuedAt)
    return no(
      'card-outdated',
      `card ${card.id} version ${card.version} is not newer than version ${known.version}`,
    )
  const kept = keepsHistory(card, known)
  if (!kept.ok) return kept
  if (card.servedBy !== undefined || card.outside === true || anew) return done(card)
  const before = keyFor(known, 'seal', card.issuedAt)
  const revoked = card.keys.find((k) => k.id === before?.id)?.revoked
  if (revoked !== undefined && revoked.reason !== 'ceased')
    return no(
      'card-seal-revoked',
      `card ${card.id} version ${card.version} takes back the seal of version ${known.version} as ${revoked.reason}, so that seal cannot vouch for the new one`,
    )
  if (before === undefined || !signedBy(signed, bytes, before))
    return no(
      'card-not-succeeded',
      `card ${card.id} version ${card.version} is not signed by a valid seal key of version ${known.version}`,
    )
  return done(card)
}

/**
 * What is played and what is real never meet: a card of an exercise is refused by a network of real work, by another
 * exercise, and the other way round.
 */
export function exerciseWall(own: AuthorityCard, card: AuthorityCard): Refusal | undefined {
  if (own.exercise === card.exercise) return undefined
  const of = ({ exercise }: AuthorityCard) =>
    exercise === undefined ? 'real work' : `exercise ${exercise}`
  return {
    kind: 'forbidden',
    name: 'exercise-wall',
    ground: `card ${card.id} is of ${of(card)}, and this directory is of ${of(own)}`,
    citation: 'Comity protocol, exercises: hard wall from the keys of real work; ISO 22398',
    remedy: 'take in cards of the same exercise alone; what an exercise taught comes as a report',
  }
}

function isSignedCard(signed: unknown): boolean {
  const {
    card,
    signatures,
    cosignatures = [],
  } = (signed ?? {}) as Partial<Record<keyof SignedCard, unknown>>
  const isSignature = (s: unknown) => {
    const { key, signature } = (s ?? {}) as { key?: unknown; signature?: unknown }
    return typeof key === 'string' && isBase64url(signature)
  }
  const isCosignature = (s: unknown) =>
    isSignature(s) && typeof (s as { by?: unknown }).by === 'string'
  return (
    isBase64url(card) &&
    Array.isArray(signatures) &&
    signatures.every(isSignature) &&
    Array.isArray(cosignatures) &&
    cosignatures.length <= 100 &&
    cosignatures.every(isCosignature)
  )
}

/** Written in the one form in which these bytes are written: a second one would be another card that says the same. */
function isBase64url(text: unknown): boolean {
  return typeof text === 'string' && fromBase64(text, 'base64url') !== undefined
}

function signedBy(signed: SignedCard, bytes: Uint8Array, key: AuthorityKey): boolean {
  const found = signed.signatures.find((s) => s.key === key.id)
  if (found === undefined) return false
  const signature = Buffer.from(found.signature, 'base64url')
  return verifyEd25519(Buffer.from(key.publicKey, 'base64url'), message(bytes), signature)
}

function message(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(context), bytes])
}

/** What a card says of itself before anything is proven. */
export interface CardClaims {
  readonly id?: string
  readonly servedBy?: string
  readonly outside?: boolean
}

/** What a card claims, to find the version it would replace and who vouches. Proven by `verifyCard` alone. */
export function claimsOf(signed: SignedCard): CardClaims {
  const read = readJson(fromBase64(signed.card, 'base64url') ?? new Uint8Array(), limits)
  const card = read.ok ? read.value : null
  if (typeof card !== 'object' || card === null) return {}
  const { id, servedBy, outside } = card as Readonly<Record<string, Json>>
  return {
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof servedBy === 'string' ? { servedBy } : {}),
    ...(outside === true ? { outside } : {}),
  }
}

/** SHA-256 of the seal of a card, in groups of four, short enough to be read out. */
export function sealPrint(card: AuthorityCard): string {
  const key = keyFor(card, 'seal', card.issuedAt)
  if (key === undefined) return 'none'
  const text = digest(Buffer.from(key.publicKey, 'base64url')).slice('sha256:'.length)
  return text.slice(0, 32).match(/.{4}/g)!.join(' ')
}

/** A raw Ed25519 private seed as node:crypto wants it. */
export function privateKeyObject(seed: string, publicKey: string): KeyObject {
  return createPrivateKey({
    key: { kty: 'OKP', crv: 'Ed25519', d: seed, x: publicKey },
    format: 'jwk',
  })
}

function no(name: string, ground: string): { readonly ok: false; readonly refusal: Refusal } {
  return refuse({
    kind: 'unauthenticated',
    name,
    ground,
    citation: 'RFC 8032; succession of keys',
    remedy:
      'ask the authority for a card signed by its present seal key, and compare the print by voice',
  })
}
