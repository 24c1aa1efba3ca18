import type { Instant } from '#base'
import { type AuthorityCard, type Suite, suiteBetween, suiteOnArrival } from '#directory'
import type { KnownKey, OpeningKey, PublicKey, SealingKey, Signer } from '#exchange'
import type { Federation, World } from './world.ts'

/** Anything that has the cards: a running federation, or the cards inside a proof. */
export type Cards = Pick<Federation, 'card'>

/**
 * The key of a signature as the directory lists it for the time of signing: a card keeps its ended keys, each with its
 * end, so the newest card judges old signatures too. Officers sign under their authority's
 * card; the node's own hands (`/clock`, `/node`) sign with its seal. The cards also say which suite two nodes agreed to.
 *
 * @param arriving now, where letters are taken in; absent where evidence is read of which the time is proven
 */
export function knownKeys(federation: Cards, arriving?: Instant): KnownKey {
  const key: KnownKey = (by, slot, keyId, at, sender) => {
    if (slot === 'officer') return actorKey(federation, sender, by, keyId, at)
    if (by !== sender) return undefined
    return cardKey(federation, sender, slot, keyId, at)
  }
  const suite = (one: string, other: string, created: Instant): Suite => {
    const cards = [federation.card(one), federation.card(other)] as const
    return arriving === undefined
      ? suiteBetween(...cards, created)
      : suiteOnArrival(...cards, created, arriving)
  }
  return Object.assign(key, { suite })
}

/** The seals of this node on what it writes to a peer now, both unless the two agreed to the curve alone. */
export function sealsFor(world: World, peer: string): readonly Signer[] {
  const { seal, secondSeal } = world.keys
  const first: Signer = { slot: 'seal', by: world.id, key: seal }
  const suite = suiteWith(world, world.federation.card(peer), world.clock.now())
  if (suite === 'classical' || secondSeal === undefined) return [first]
  return [first, { slot: 'second-seal', by: world.id, key: secondSeal }]
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

/** The seal of a node as its card listed it at that time: for requests that carry no letter. */
export function sealOf(federation: Cards, node: string, keyId: string, at: Instant) {
  return cardKey(federation, node, 'seal', keyId, at)
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

/** What this node and a peer have agreed to. */
export function suiteWith(world: World, peer: AuthorityCard | undefined, at: Instant): Suite {
  return suiteBetween(world.federation.own, peer, at)
}

/**
 * The key to which letters to this authority are sealed now, the newest one of the suite: never the curve alone unless
 * the two agreed to it.
 */
export function sealingKey(
  card: AuthorityCard,
  at: Instant,
  suite: Suite = 'hybrid',
): SealingKey | undefined {
  const algorithm = suite === 'classical' ? 'X25519' : 'MLKEM768-X25519'
  const key = card.keys
    .filter((k) => k.use === 'open' && k.algorithm === algorithm)
    .filter((k) => k.from <= at && (k.to === undefined || at <= k.to))
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0]
  if (key === undefined) return suite === 'classical' ? sealingKey(card, at, 'hybrid') : undefined
  return { id: key.id, algorithm, publicKey: raw(key.publicKey) }
}

export function openingKey(world: World): (keyId: string) => OpeningKey | undefined {
  return (keyId) => world.keys.opening.find((k) => k.id === keyId)
}

function raw(text: string): Uint8Array {
  return Buffer.from(text, 'base64url')
}
