import { done, type Instant, type Outcome, refuse } from '#base'
import type { Measure } from '#law'
import type { AuthorityCard } from './cards.ts'

/**
 * The one desk in a country that answers for a measure, with the reason. Two desks, or none, is a question for the
 * directory of that country, not for a guess.
 */
export function deskFor(
  cards: readonly AuthorityCard[],
  country: string,
  measure: Measure,
  at: Instant,
): Outcome<{ readonly card: AuthorityCard; readonly reason: string }> {
  const known = cards.filter((c) => c.country === country && c.issuedAt <= at)
  const able = newest(known).filter((c) => c.competences.includes(measure))
  const [card, second] = able
  if (card !== undefined && second === undefined)
    return done({
      card,
      reason: `${card.name} (${card.id}) is the only authority of ${country} whose card lists ${measure}`,
    })
  if (known.length === 0)
    return no(
      'unknown',
      'country-not-in-directory',
      `no authority of ${country} is in the directory`,
      'use the diplomatic channel, or invite the country to join',
    )
  if (card === undefined)
    return no(
      'unknown',
      'desk-unknown',
      `no authority of ${country} lists ${measure} among its competences`,
      `ask ${known[0]!.id} which authority is competent`,
    )
  return no(
    'conflict',
    'desk-ambiguous',
    `${able.map((c) => c.id).join(' and ')} of ${country} both list ${measure}`,
    'ask both to settle it and to publish new cards',
  )
}

/** The newest version of each card. */
export function newest(cards: readonly AuthorityCard[]): readonly AuthorityCard[] {
  const byId = new Map<string, AuthorityCard>()
  for (const card of cards)
    if (card.version > (byId.get(card.id)?.version ?? 0)) byId.set(card.id, card)
  return [...byId.values()]
}

export function cardOf(cards: readonly AuthorityCard[], id: string): AuthorityCard | undefined {
  return newest(cards).find((c) => c.id === id)
}

function no(
  kind: 'unknown' | 'conflict',
  name: string,
  ground: string,
  remedy: string,
): Outcome<never> {
  return refuse({
    kind,
    name,
    ground,
    citation: 'directory: one competent desk for one measure',
    remedy,
  })
}
