import { type Instant, millis, type Refusal } from '#base'
import type { SignedEvent } from '#indicators'
import {
  caseNotFinal,
  caseNotPrepared,
  caseReleaserIsPreparer,
  caseRestricted,
  victimsNotTold,
} from './case-refusals.ts'
import type { CaseVersion, Restriction } from './case-state.ts'

/** Hours for which victims know before everybody does. */
export const victimsFirstHours = 24

/** What is asked before a case may be told, each with what the records say. */
export interface CaseGates {
  /** Order of a court that keeps it from being told. */
  readonly restriction: Pick<Restriction, 'court' | 'decision' | 'until'> | undefined
  /** Last day on which an order of confiscation in it became final; undefined where there is none. */
  readonly finalOn: string | undefined
  readonly events: readonly SignedEvent[]
  readonly now: Instant
}

/** All that stands in the way: a court says so, the judgment is not final, victims would learn of it from the page. */
export function standsBefore({ restriction, finalOn, events, now }: CaseGates): readonly Refusal[] {
  const latest = millis(now) - victimsFirstHours * 3_600_000
  const told = events.some((e) => e.type === 'claim.notice' && millis(e.at) <= latest)
  return [
    ...(restriction === undefined
      ? []
      : [caseRestricted(restriction.court, restriction.decision, restriction.until)]),
    ...(finalOn === undefined || finalOn > now.slice(0, 10) ? [caseNotFinal] : []),
    ...(told ? [] : [victimsNotTold(victimsFirstHours)]),
  ]
}

/** Why this person cannot release this draft under this digest. */
export function whyNotReleased(
  draft: CaseVersion | undefined,
  releaser: string,
  digest: string,
): Refusal | undefined {
  if (draft === undefined || draft.digest !== digest) return caseNotPrepared
  return draft.by === releaser ? caseReleaserIsPreparer(draft.by) : undefined
}
