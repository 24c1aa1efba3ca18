import { type Instant, millis, type Refusal } from '#base'
import type { SignedEvent } from '#indicators'
import {
  caseNotFinal,
  caseNotPrepared,
  caseReleaserIsPreparer,
  caseRestricted,
  victimsNotTold,
} from './case-refusals.ts'
import type { CaseVersion } from './case-state.ts'

/** Hours for which victims know before everybody does. */
export const victimsFirstHours = 24

/**
 * Why a case cannot be told yet: a court says so, its judgment is not final, or victims would learn of it from the page.
 *
 * @param finalOn last day on which an order of confiscation in it became final; undefined where there is none
 */
export function whyNotTold(it: {
  readonly restricted: boolean
  readonly finalOn: string | undefined
  readonly events: readonly SignedEvent[]
  readonly now: Instant
}): Refusal | undefined {
  if (it.restricted) return caseRestricted
  if (it.finalOn === undefined || it.finalOn > it.now.slice(0, 10)) return caseNotFinal
  const latest = millis(it.now) - victimsFirstHours * 3_600_000
  const told = it.events.some((e) => e.type === 'claim.notice' && millis(e.at) <= latest)
  return told ? undefined : victimsNotTold(victimsFirstHours)
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
