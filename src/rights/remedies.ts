import type { AuthorityCard } from '#directory'

/** Where a person can go next. Named in every answer, whatever it says. */
export interface Remedy {
  readonly what: 'check' | 'court' | 'complaint'
  readonly authority: string
  readonly name: string
  readonly desk: string
  readonly hours: string
  /** Rule that sets the term, as `law` knows it. */
  readonly rule: string
  readonly citation: string
}

type Card = Pick<AuthorityCard, 'id' | 'name' | 'country' | 'kind' | 'competences' | 'desk'>

/**
 * The remedies against what an authority does: the supervisory authority and the court of its own country; where the
 * network knows none, the oversight body that took the request in. Never empty, as long as somebody took it in.
 */
export function remediesAgainst(
  controller: Pick<Card, 'country'>,
  desk: Card,
  cards: readonly Card[],
): readonly Remedy[] {
  const inCountry = cards
    .filter((card) => card.country === controller.country)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const supervisor = inCountry.find(
    (card) => card.kind === 'oversight' && card.competences.includes('data-subject'),
  )
  const court = inCountry.find((card) => card.kind === 'court')
  return [
    ...(supervisor === undefined ? [] : [remedy('check', supervisor)]),
    ...(court === undefined ? [] : [remedy('court', court)]),
    ...(supervisor === undefined ? [remedy('complaint', desk)] : []),
  ]
}

/**
 * What is left against how a complaint was handled: the court (art. 53). A check of what is held answers another question, and
 * the body that would make it has the complaint already; it is named only where the network knows no court.
 */
export function remediesOfComplaint(all: readonly Remedy[]): readonly Remedy[] {
  const others = all.filter(({ what }) => what !== 'check')
  return others.length > 0 ? others : all
}

const rules = {
  check: { rule: 'CP-DSR-INDIRECT', citation: 'Directive (EU) 2016/680 art. 17(1)' },
  court: {
    rule: 'CP-COMPLAINT-APPEAL',
    citation: 'Directive (EU) 2016/680 art. 54; CJEU C-333/22',
  },
  complaint: { rule: 'CP-COMPLAINT', citation: 'Directive (EU) 2016/680 art. 52' },
} as const

function remedy(what: Remedy['what'], card: Card): Remedy {
  const { id: authority, name, desk } = card
  return { what, authority, name, desk: desk.name, hours: desk.hours, ...rules[what] }
}
