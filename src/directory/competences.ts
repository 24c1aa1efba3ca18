import type { AuthorityKind, Measure } from '#law'

const assistance: readonly Measure[] = ['search-hearing', 'freeze', 'confiscation', 'extradition']

/**
 * What an authority of a kind usually answers for; the card of a new one begins with it. Where a country shares the work
 * out otherwise, its cards say so.
 */
export const competencesOf: Readonly<Partial<Record<AuthorityKind, readonly Measure[]>>> = {
  FIU: ['fiu-information', 'fiu-disclosure', 'onward-use', 'suspension'],
  'central-authority': assistance,
  prosecutor: ['joint-team'],
  AMO: ['interlocutory-sale', 'return'],
  tax: ['automatic-exchange'],
  oversight: ['data-subject', 'complaint', 'tip'],
  'victim-support': ['claim'],
  secretariat: ['dispute', 'commitment', 'publication', 'exercise'],
}
