import type { Instant } from '#base'
import { type AuthorityCard, keyStands, type Suite, suiteBetween, suiteOnArrival } from '#directory'
import type { KnownKey, OpeningKey, PublicKey, SealingKey, Signer } from '#exchange'
import type { Federation, World } from './world.ts'

/** Anything that has the cards: a running federation, or the cards inside a proof. */
export type Cards = Pick<Federation, 'card'> & Partial<Pick<Federation, 'heard'>>

/**
 * The key of a signature as the directory lists it for the time of signing: a card keeps its ended and revoked keys, so
 * the newest card judges old signatures too. Officers sign under their authority's card; the node's own hands (`/clock`,
 * `/node`) sign with its seal. The cards also say which suite two nodes agreed to.
 *
 * @param arriving now, where something is taken in: a revoked key then counts no more, whatever date a letter bears;
 * absent where evidence is read of which a log proves the time
 */
export function knownKeys(federation: Cards, arriving?: Instant): KnownKey {
  const key: KnownKey = (by, slot, keyId, at, sender) => {
    if (slot === 'officer') return actorKey(federation, sender, by, keyId, at, arriving)
    if (by !== sender) return undefined
    return cardKey(federation, sender, slot, keyId, at, arriving)
  }
  const suite = (one: string, other: string, created: Instant): Suite => {
    const cards = [federation.card(one), federation.card(other)] as const
    return arriving === undefined
      ? suiteBetween(...cards, created)
      : suiteOnArrival(...cards, created, arriving)
  }
  return Object.assign(key, { suite, lists: listsIn(federation) })
}

/** A key that no version of the card has named yet may be that of the next one; one that ended or was revoked is not. */
function listsIn(federation: Cards): NonNullable<KnownKey['lists']> {
  return (keyId, by, sender) => {
    const cards = [federation.card(sender), federation.card(by.split('/')[0] ?? '')]
    return cards.some(
      (card) =>
        card?.keys.some((k) => k.id === keyId) || card?.officers.some((o) => o.key === keyId),
    )
  }
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
  proven = at,
): PublicKey | undefined {
  const [authority = '', who] = actor.split('/')
  const card = federation.card(authority)
  if (card === undefined || (card.servedBy ?? card.id) !== node) return undefined
  if (who === 'clock' || who === 'node') return cardKey(federation, node, 'seal', keyId, at, proven)
  const officer = card.officers.find(
    (o) =>
      o.id === actor &&
      o.key === keyId &&
      keyStands(o, at, proven, federation.heard?.(authority, keyId)),
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
  proven = at,
): PublicKey | undefined {
  const key = federation
    .card(authority)
    ?.keys.find(
      (k) =>
        k.use === use &&
        k.id === keyId &&
        keyStands(k, at, proven, federation.heard?.(authority, keyId)),
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
    .filter((k) => keyStands(k, at, at))
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
