import type { Instant } from '#base'
import type { AuthorityCard } from '#directory'
import type { KnownKey, OpeningKey, PublicKey, SealingKey } from '#exchange'
import type { Federation, World } from './world.ts'

/** Anything that has the cards: a running federation, or the cards inside a proof. */
export type Cards = Pick<Federation, 'card'>

/**
 * The key of a signature as the directory lists it for the time of signing: a card keeps its ended keys, each with its
 * end, so the newest card judges old signatures too. Officers sign under their authority's
 * card; the node's own hands (`/clock`, `/node`) sign with its seal.
 */
export function knownKeys(federation: Cards): KnownKey {
  return (by, slot, keyId, at, sender) => {
    if (slot === 'officer') return actorKey(federation, sender, by, keyId, at)
    if (by !== sender) return undefined
    return cardKey(federation, sender, slot, keyId, at)
  }
}

/**
 * The key with which `actor` may sign records at that time, at that node. The actor's authority must be the node's own
 * or one whose card names the node: nobody acts for an authority that another node serves.
 */
export function actorKey(
  federation: Cards,
  node: string,
  actor: string,
  keyId: string,
  at: Instant,
): PublicKey | undefined {
  const [authority = '', who] = actor.split('/')
  const card = federation.card(authority)
  if (card === undefined || (card.servedBy ?? card.id) !== node) return undefined
  if (who === 'clock' || who === 'node') return cardKey(federation, node, 'seal', keyId, at)
  const officer = card.officers.find(
    (o) => o.id === actor && o.key === keyId && o.from <= at && (o.to === undefined || at <= o.to),
  )
  return officer === undefined
    ? undefined
    : { id: keyId, algorithm: 'Ed25519', publicKey: raw(officer.publicKey) }
}

function cardKey(
  federation: Cards,
  authority: string,
  use: 'seal' | 'second-seal',
  keyId: string,
  at: Instant,
): PublicKey | undefined {
  const key = federation
    .card(authority)
    ?.keys.find(
      (k) => k.use === use && k.id === keyId && k.from <= at && (k.to === undefined || at <= k.to),
    )
  return key !== undefined && (key.algorithm === 'Ed25519' || key.algorithm === 'ML-DSA-44')
    ? { id: keyId, algorithm: key.algorithm, publicKey: raw(key.publicKey) }
    : undefined
}

/** The key to which letters to this authority are sealed now. */
export function sealingKey(card: AuthorityCard, at: Instant): SealingKey | undefined {
  const key = card.keys
    .filter((k) => k.use === 'open' && k.from <= at && (k.to === undefined || at <= k.to))
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0]
  if (key === undefined) return undefined
  if (key.algorithm !== 'MLKEM768-X25519' && key.algorithm !== 'X25519') return undefined
  return { id: key.id, algorithm: key.algorithm, publicKey: raw(key.publicKey) }
}

export function openingKey(world: World): (keyId: string) => OpeningKey | undefined {
  return (keyId) => world.keys.opening.find((k) => k.id === keyId)
}

function raw(text: string): Uint8Array {
  return Buffer.from(text, 'base64url')
}
