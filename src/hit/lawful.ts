import { done, type Outcome } from '#base'
import { type Law, type Question as LawQuestion, type Permission, permits, routes } from '#law'
import { hitRefusal } from './refusals.ts'
import type { Question } from './statements.ts'

/** What a blind question may be for. Each purpose has a key, an index and a quota of its own. */
export interface HitPurpose {
  readonly id: string
  readonly name: string
  readonly citation: string
}

export const hitPurposes = [
  {
    id: 'analysis',
    name: 'analysis by the unit',
    citation: 'FATF Recommendations 29 and 40; Directive (EU) 2015/849 art. 32 and 53',
  },
  {
    id: 'deconfliction',
    name: 'to find out whether two inquiries touch each other',
    citation: 'Regulation (EU) 2024/1620 art. 40',
  },
  {
    id: 'recovery',
    name: 'to find property before it is frozen',
    citation: 'Directive (EU) 2024/1260 art. 4 to 6',
  },
] as const satisfies readonly HitPurpose[]

/** Between whom and on which day; the measure is always information between units. */
export type Pair = Omit<LawQuestion, 'measure'>

/** The row of law under which the one may ask the other, the most specific first; a blind question needs one as any does. */
export function lawfulBasis(pair: Pair, law: Law): Outcome<Permission> {
  const found = permits({ ...pair, measure: 'fiu-information' }, law)
  return found.ok
    ? found
    : hitRefusal('hit-without-basis', {
        ground: `no row of law lets ${pair.from.authority} ask ${pair.to.authority} on ${pair.on}: ${found.refusal.ground}`,
        ...(found.refusal.citation === undefined ? {} : { citation: found.refusal.citation }),
      })
}

/** The owner's own look at what a question claims: case and purpose are named, and the article is one that is open that day. */
export function mayBeAsked(
  question: Pick<Question, 'basis' | 'case' | 'category' | 'purpose'>,
  pair: Pair,
  law: Law,
): Outcome<Permission> {
  if (question.case.trim() === '' || !hitPurposes.some((p) => p.id === question.purpose))
    return hitRefusal('hit-without-case')
  if (!law.offences.some((offence) => offence.id === question.category))
    return hitRefusal('hit-category-unknown', {
      ground: `the law of this authority has no offence "${question.category}"`,
    })
  const all = routes({ ...pair, measure: 'fiu-information' }, law)
  const claimed = all.find(
    ({ basis, instrument }) =>
      instrument.id === question.basis.instrument && basis.citation === question.basis.article,
  )
  if (claimed !== undefined) return done(claimed)
  const open = lawfulBasis(pair, law)
  if (!open.ok) return open
  return hitRefusal('hit-without-basis', {
    ground: `the article that the question names is not open between the two that day; ${open.value.basis.citation} is`,
    citation: open.value.basis.citation,
  })
}
