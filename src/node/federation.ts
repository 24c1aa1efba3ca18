import type { Json, Outcome } from '#base'
import { type AuthorityCard, type SignedCard, verifyCard } from '#directory'
import type { Store } from '#store'
import { rowData } from './row-data.ts'
import type { Federation } from './world.ts'

/** The cards kept in the store, verified again as they are read: a card changed on disk signs nobody in. */
export async function loadFederation(
  store: Store,
  own: SignedCard,
  served: readonly SignedCard[] = [],
): Promise<{
  readonly federation: Federation
  enrol(signed: SignedCard): Promise<Outcome<AuthorityCard>>
}> {
  const known = new Map<string, AuthorityCard>()
  const ownCard = verifyCard(own)
  if (!ownCard.ok) throw new Error(`the card of this node is not sound: ${ownCard.refusal.ground}`)
  known.set(ownCard.value.id, ownCard.value)
  // One without a node is vouched for by the node that serves it; one outside of the network, by ourselves.
  const voucherOf = (signed: SignedCard) => {
    const { servedBy } = peek(signed)
    return servedBy === undefined ? ownCard.value : known.get(servedBy)
  }
  const rows = (await store.rows({ kind: 'card', order: 'key', limit: 1000 })).rows
  const cards = rows.map((row) => rowData<SignedCard>(row))
  const nodesFirst = [...served, ...cards].sort(
    (a, b) => Number(isServed(peek(a))) - Number(isServed(peek(b))),
  )
  for (const signed of nodesFirst) {
    const card = verifyCard(signed, undefined, voucherOf(signed))
    if (!card.ok)
      throw new Error(
        `the card of ${peek(signed).id ?? 'somebody'} that is kept here is not sound: ${card.refusal.ground}`,
      )
    if (card.value.id !== ownCard.value.id) known.set(card.value.id, card.value)
  }
  const inOrder = () => [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  // The same list until a card is enrolled, so that whoever indexes it does so once.
  let sorted = inOrder()
  const federation: Federation = {
    own: ownCard.value,
    ownSigned: own,
    served,
    cards: () => sorted,
    card: (id) => known.get(id),
  }
  return {
    federation,
    async enrol(signed) {
      const { id } = peek(signed)
      const card = verifyCard(
        signed,
        id === undefined ? undefined : known.get(id),
        voucherOf(signed),
      )
      if (!card.ok) return card
      known.set(card.value.id, card.value)
      sorted = inOrder()
      return card
    },
  }
}

interface Claims {
  readonly id?: string
  readonly servedBy?: string
  readonly outside?: boolean
}

/** What a card claims, to find the version it would replace and who vouches. Proven by `verifyCard` alone. */
function peek(signed: SignedCard): Claims {
  try {
    const card = JSON.parse(Buffer.from(signed.card, 'base64url').toString('utf8')) as Json
    const { id, servedBy, outside } = (card ?? {}) as Record<string, Json>
    return {
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof servedBy === 'string' ? { servedBy } : {}),
      ...(outside === true ? { outside } : {}),
    }
  } catch {
    return {}
  }
}

function isServed(claims: Claims): boolean {
  return claims.servedBy !== undefined || claims.outside === true
}
