import type { Json, Outcome } from '#base'
import { type AuthorityCard, type SignedCard, verifyCard } from '#directory'
import type { Store } from '#store'
import type { Federation } from './world.ts'

/** The cards kept in the store, verified again as they are read: a card changed on disk signs nobody in. */
export async function loadFederation(
  store: Store,
  own: SignedCard,
): Promise<{
  readonly federation: Federation
  enrol(signed: SignedCard): Promise<Outcome<AuthorityCard>>
}> {
  const known = new Map<string, AuthorityCard>()
  const ownCard = verifyCard(own)
  if (!ownCard.ok) throw new Error(`the card of this node is not sound: ${ownCard.refusal.ground}`)
  known.set(ownCard.value.id, ownCard.value)
  for (const row of (await store.rows({ kind: 'card', order: 'key', limit: 1000 })).rows) {
    const card = verifyCard(row.data as unknown as SignedCard)
    if (!card.ok)
      throw new Error(`the card of ${row.key} in the store is not sound: ${card.refusal.ground}`)
    if (card.value.id !== ownCard.value.id) known.set(card.value.id, card.value)
  }
  const federation: Federation = {
    own: ownCard.value,
    ownSigned: own,
    cards: () => [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    card: (id) => known.get(id),
  }
  return {
    federation,
    async enrol(signed) {
      const id = peek(signed)
      const card = verifyCard(signed, id === undefined ? undefined : known.get(id))
      if (!card.ok) return card
      known.set(card.value.id, card.value)
      return card
    },
  }
}

/** The id a card claims, to find the version it would replace. Proven by `verifyCard` alone. */
function peek(signed: SignedCard): string | undefined {
  try {
    const card = JSON.parse(Buffer.from(signed.card, 'base64url').toString('utf8')) as Json
    const id = (card as { id?: unknown } | null)?.id
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
