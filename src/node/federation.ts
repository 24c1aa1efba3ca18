import { type Instant, type Outcome, refuse } from '#base'
import {
  type AuthorityCard,
  type CardClaims,
  claimsOf,
  exerciseWall,
  type SignedCard,
  verifyCard,
} from '#directory'
import type { Store } from '#store'
import { everyRow, rowData } from './row-data.ts'
import type { Federation } from './world.ts'

/** The cards of a node, and the two steps by which they change. */
export interface Cardfile {
  readonly federation: Federation
  /** The card inside, if it may stand or follow the one that is known. Changes nothing. */
  check(signed: SignedCard, how?: { readonly anew?: boolean }): Outcome<AuthorityCard>
  /** What a card says of itself, proven by nothing. */
  readonly claims: (signed: SignedCard) => CardClaims
  /** What was checked and is on record counts from now on; its new revocations were heard at that time. */
  take(card: AuthorityCard, at: Instant): void
}

/** A revocation that this node has taken in. Kept as a row, because it must outlive the version that brought it. */
export interface HeardRow {
  readonly authority: string
  readonly key: string
  readonly at: Instant
}

/** The cards kept in the store, verified again as they are read: a card changed on disk signs nobody in. */
export async function loadFederation(
  store: Store,
  own: SignedCard,
  served: readonly SignedCard[] = [],
): Promise<Cardfile> {
  const known = new Map<string, AuthorityCard>()
  const ownCard = verifyCard(own)
  if (!ownCard.ok) throw new Error(`the card of this node is not sound: ${ownCard.refusal.ground}`)
  known.set(ownCard.value.id, ownCard.value)
  // One without a node is vouched for by the node that serves it; one outside of the network, by ourselves.
  const voucherOf = (signed: SignedCard) => {
    const { servedBy } = claimsOf(signed)
    return servedBy === undefined ? ownCard.value : known.get(servedBy)
  }
  const rows = (await store.rows({ kind: 'card', order: 'key', limit: 1000 })).rows
  const cards = rows.map((row) => rowData<SignedCard>(row))
  const nodesFirst = [...served, ...cards].sort(
    (a, b) => Number(isServed(claimsOf(a))) - Number(isServed(claimsOf(b))),
  )
  for (const signed of nodesFirst) {
    const card = verifyCard(signed, undefined, voucherOf(signed))
    if (!card.ok)
      throw new Error(
        `the card of ${claimsOf(signed).id ?? 'somebody'} that is kept here is not sound: ${card.refusal.ground}`,
      )
    const wall = exerciseWall(ownCard.value, card.value)
    if (wall !== undefined) throw new Error(`a card that is kept here: ${wall.ground}`)
    if (card.value.id !== ownCard.value.id) known.set(card.value.id, card.value)
  }
  const heard = await heardBefore(store)
  const inOrder = () => [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  // The same list until a card is enrolled, so that whoever indexes it does so once.
  let sorted = inOrder()
  const federation: Federation = {
    own: ownCard.value,
    ownSigned: own,
    served,
    cards: () => sorted,
    card: (id) => known.get(id),
    heard: (authority, key) => heard.get(`${authority} ${key}`),
  }
  return {
    federation,
    claims: claimsOf,
    check(signed, how) {
      const { id } = claimsOf(signed)
      const card = verifyCard(
        signed,
        id === undefined ? undefined : known.get(id),
        voucherOf(signed),
        how,
      )
      const wall = card.ok ? exerciseWall(ownCard.value, card.value) : undefined
      return wall === undefined ? card : refuse(wall)
    },
    take(card, at) {
      for (const key of newlyRevoked(known.get(card.id), card)) heard.set(`${card.id} ${key}`, at)
      known.set(card.id, card)
      sorted = inOrder()
    },
  }
}

/** Keys that this version takes back and the one before did not. */
export function newlyRevoked(
  before: AuthorityCard | undefined,
  after: AuthorityCard,
): readonly string[] {
  const revoked = (card: AuthorityCard | undefined) => [
    ...(card?.keys ?? []).filter((k) => k.revoked !== undefined).map((k) => k.id),
    ...(card?.officers ?? []).filter((o) => o.revoked !== undefined).map((o) => o.key),
  ]
  const old = new Set(revoked(before))
  return revoked(after).filter((id) => !old.has(id))
}

async function heardBefore(store: Store): Promise<Map<string, Instant>> {
  const heard = new Map<string, Instant>()
  for await (const { data } of everyRow<HeardRow>(store, { kind: 'revocation' }))
    heard.set(`${data.authority} ${data.key}`, data.at)
  return heard
}

function isServed(claims: CardClaims): boolean {
  return claims.servedBy !== undefined || claims.outside === true
}
