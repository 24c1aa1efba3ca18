import {
  canonical,
  digest,
  digestBytes,
  done,
  fromBase64,
  type Instant,
  type Json,
  type Outcome,
  refuse,
  verifyEd25519,
} from '#base'
import { type AuthorityCard, keyFor } from './cards.ts'
import type { SignedCard } from './sign-card.ts'

/**
 * Members of the network that watch over the directory together: a new version of a card counts when so many of them
 * have put their seal under its digest. So no single authority, and no thief of its keys, can change who it is alone.
 */
export interface Council {
  readonly members: readonly string[]
  readonly needed: number
}

/** The seal of a member under a card. */
export interface Cosignature {
  readonly by: string
  readonly key: string
  /** Ed25519 over the label and the digest of the card, base64url. */
  readonly signature: string
}

// So that a cosignature can never pass for the signature of a card by its own authority.
const label = Buffer.from('comity card cosignature v1\n')

/** What a member signs: the digest of the card's bytes. */
export function cosignatureMessage(signed: Pick<SignedCard, 'card'>): Uint8Array {
  return Buffer.concat([label, digestBytes(digest(Buffer.from(signed.card, 'base64url')))])
}

/** The card with one more cosignature; the earlier one of the same member is replaced. */
export function withCosignature(signed: SignedCard, cosignature: Cosignature): SignedCard {
  const others = (signed.cosignatures ?? []).filter((c) => c.by !== cosignature.by)
  return { ...signed, cosignatures: [...others, cosignature] }
}

/**
 * Do enough members stand behind this card? The authority itself does not count, whether or not it is a member, and
 * nobody counts twice. The seal of a member is one that its card lists at that time.
 */
export function checkCouncil(
  signed: SignedCard,
  subject: string,
  council: Council,
  cardOf: (id: string) => AuthorityCard | undefined,
  at: Instant,
): Outcome<readonly string[]> {
  const message = cosignatureMessage(signed)
  const behind = council.members.filter((member) => {
    const found = signed.cosignatures?.find((c) => c.by === member)
    const card = cardOf(member)
    const key = card === undefined ? undefined : keyFor(card, 'seal', at)
    if (member === subject || found === undefined || key === undefined || key.id !== found.key)
      return false
    const signature = fromBase64(found.signature, 'base64url')
    if (signature === undefined) return false
    return verifyEd25519(Buffer.from(key.publicKey, 'base64url'), message, signature)
  })
  if (new Set(behind).size >= council.needed) return done(behind)
  return refuse({
    kind: 'forbidden',
    name: 'card-not-cosigned',
    ground: `${behind.length} of the council stand behind the new card of ${subject}, and ${council.needed} are needed`,
    citation: 'rules of the council of the directory',
    remedy: `ask further members of the council to cosign it: ${council.members.filter((m) => m !== subject && !behind.includes(m)).join(', ')}`,
  })
}

/** A council that can decide: distinct members, and a number that can be reached without the authority concerned. */
export function isCouncil(value: Json | undefined): boolean {
  const { members, needed } = (value ?? {}) as { members?: Json; needed?: Json }
  return (
    Array.isArray(members) &&
    members.every((m) => typeof m === 'string') &&
    new Set(members).size === members.length &&
    typeof needed === 'number' &&
    Number.isInteger(needed) &&
    needed >= 1 &&
    needed < members.length &&
    canonical(value as Json).length < 4096
  )
}
