import { type Instant, instant, millis } from '#base'
import type { AuthorityCard } from './cards.ts'

/**
 * Which signatures and seals stand between two nodes. `hybrid` is the rule: a curve and a lattice together, for seals
 * and for signatures. `classical`, the curve alone, holds only where the cards of both say so with dates: it is agreed
 * between people and never negotiated by machines, so nobody on the wire can ask for less.
 */
export const suites = ['hybrid', 'classical'] as const
export type Suite = (typeof suites)[number]

/** A card says that its authority takes part in the curve alone, from when and until when. */
export interface SuiteEntry {
  readonly suite: 'classical'
  readonly from: Instant
  readonly to?: Instant
}

/** What held between two authorities at that time. */
export function suiteBetween(
  one: AuthorityCard | undefined,
  other: AuthorityCard | undefined,
  at: Instant,
): Suite {
  return isClassical(one, at) && isClassical(other, at) ? 'classical' : 'hybrid'
}

/** Days after the end of an agreement in which letters that were written before may still arrive: the term of one. */
const underWayDays = 30

/**
 * What a letter must bear that says it was written at `created` and is here now. The date is the sender's word, so an
 * agreement that has ended does not excuse a letter for longer than a letter can be on its way.
 */
export function suiteOnArrival(
  one: AuthorityCard | undefined,
  other: AuthorityCard | undefined,
  created: Instant,
  now: Instant,
): Suite {
  const lately = instant(millis(now) - underWayDays * 86_400_000)
  const since = created < lately ? lately : created
  return suiteBetween(one, other, created) === 'classical' &&
    suiteBetween(one, other, since) === 'classical'
    ? 'classical'
    : 'hybrid'
}

function isClassical(card: AuthorityCard | undefined, at: Instant): boolean {
  return (card?.suites ?? []).some(
    (s) => s.suite === 'classical' && s.from <= at && (s.to === undefined || at <= s.to),
  )
}
