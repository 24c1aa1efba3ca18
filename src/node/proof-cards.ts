import { type AuthorityCard, claimsOf, type SignedCard, verifyCard } from '#directory'

/**
 * The cards of a proof that hold: each signed by the seal on it, or by the node that serves the authority; each authority
 * once. Whether they are the cards that the authorities handed over, no file can say.
 */
export function cardsIn(proof: { readonly node: string; readonly cards: readonly SignedCard[] }): {
  readonly cards: ReadonlyMap<string, AuthorityCard>
  readonly findings: readonly string[]
} {
  const cards = new Map<string, AuthorityCard>()
  const findings: string[] = []
  const vouchedFor = (signed: SignedCard) => claimsOf(signed).servedBy !== undefined
  // Nodes first: a card without a node is vouched for by the card of the node that serves it.
  const inOrder = proof.cards.toSorted((a, b) => Number(vouchedFor(a)) - Number(vouchedFor(b)))
  for (const signed of inOrder) {
    const { id, servedBy, outside } = claimsOf(signed)
    const voucher = cards.get(servedBy ?? (outside ? proof.node : ''))
    const card = verifyCard(signed, undefined, voucher)
    if (!card.ok) findings.push(`card ${id ?? 'without a name'}: ${card.refusal.ground}`)
    else if (cards.has(card.value.id)) findings.push(`card ${card.value.id}: it is there twice`)
    else cards.set(card.value.id, card.value)
  }
  if (!cards.has(proof.node))
    findings.push(`card ${proof.node}: the card of the node itself is missing`)
  return { cards, findings }
}
