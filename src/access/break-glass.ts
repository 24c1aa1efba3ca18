import { done, type Instant, instant, millis, type Outcome, refuse } from '#base'

/** Hours for which a broken glass opens a subject. */
export const glassHours = 4
/** Hours within which somebody else looks at whether it was needed. */
export const reviewHours = 24

export const glassFindings = ['justified', 'not-justified'] as const
export type GlassFinding = (typeof glassFindings)[number]

/**
 * One subject, opened to one officer for a few hours. It widens what the officer reads at this node and nothing else:
 * no legal basis comes of it, no recipient, and each look is on record as any other.
 */
export interface Glass {
  readonly id: string
  readonly officer: string
  /** Of the officer. */
  readonly authority: string
  /** Stream of the matter. */
  readonly subject: string
  readonly at: Instant
  readonly until: Instant
  readonly reviewBy: Instant
  /** Officers who were told at once. */
  readonly told: readonly string[]
  readonly review?: { readonly by: string; readonly at: Instant; readonly finding: GlassFinding }
  /** The hours are over, and that is on record. */
  readonly ended?: true
  /** The review did not come in time, and that is on record. */
  readonly late?: true
}

/** Breaks it, or says why not: there must be a reason, and somebody who learns of it at once. */
export function breakGlass(
  asked: Pick<Glass, 'id' | 'officer' | 'authority' | 'subject' | 'at' | 'told'> & {
    readonly reasoned: boolean
  },
): Outcome<Glass> {
  const { reasoned, ...given } = asked
  if (!reasoned)
    return refuse({
      kind: 'forbidden',
      name: 'glass-without-reason',
      ground: 'the glass is broken for a reason, and none was given',
      citation: 'Directive (EU) 2016/680, art. 25(1)',
      remedy: 'say in a sentence which danger cannot wait for those who work on the matter',
    })
  if (given.told.length === 0)
    return refuse({
      kind: 'forbidden',
      name: 'glass-without-witness',
      ground: 'no head, inspector or auditor other than the officer would learn of it',
      citation: 'Directive (EU) 2016/680, art. 25(2) and 32',
      remedy: 'have a head of desk or an inspector appointed at this node',
    })
  return done({
    ...given,
    until: later(given.at, glassHours),
    reviewBy: later(given.at, reviewHours),
  })
}

/** From the moment it was broken to the end of its hours; a clock that was set back opens nothing earlier. */
export function isOpen(glass: Glass, now: Instant): boolean {
  return glass.at <= now && now < glass.until
}

export function isReviewLate(glass: Glass, now: Instant): boolean {
  return glass.review === undefined && now >= glass.reviewBy
}

/** The finding of somebody else, once. A late review is a review; that it was late stays on record. */
export function reviewGlass(
  glass: Glass,
  by: string,
  finding: GlassFinding,
  at: Instant,
): Outcome<Glass> {
  if (by === glass.officer)
    return refuse({
      kind: 'forbidden',
      name: 'glass-own-review',
      ground: 'whoever broke the glass does not review it',
      citation: 'design of the procedures: four eyes',
      remedy: 'ask one of those who were told',
    })
  if (glass.review !== undefined)
    return refuse({
      kind: 'conflict',
      name: 'glass-reviewed',
      ground: `it was reviewed by ${glass.review.by}: ${glass.review.finding}`,
      citation: 'Directive (EU) 2016/680, art. 25(2)',
      remedy: 'read the finding; a new one is not laid over it',
    })
  return done({ ...glass, review: { by, at, finding } })
}

function later(at: Instant, hours: number): Instant {
  return instant(millis(at) + hours * 3_600_000)
}
