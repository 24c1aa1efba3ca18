import type { Refusal } from '#base'

/** The answers of the release desk that are a no. */

const rule = 'small-count rule, step 5'
const fourEyes = 'four eyes on what is published; small-count rule, step 8'

export const periodUnknown: Refusal = {
  kind: 'malformed',
  name: 'release-period-unknown',
  ground:
    'tables are declared for quarters, years, and whole quarters from one to another; this is none of them',
  citation: rule,
  remedy: 'ask for 2025-Q1, for 2025, or for 2025-Q1_2026-Q3',
}

export function periodNotOver(id: string, to: string): Refusal {
  return {
    kind: 'too-early',
    name: 'release-too-early',
    ground: `the period ${id} is not over`,
    citation: rule,
    remedy: `prepare the release after ${to}`,
  }
}

export function releaseDeskOnly(who: string, role: string): Refusal {
  return {
    kind: 'forbidden',
    name: 'release-desk-only',
    ground: `figures are prepared by an analyst, an editor or a head of desk and released by one of the latter two; ${who} is ${role.replaceAll('-', ' ')}`,
    citation: fourEyes,
    remedy: 'ask the desk that answers for the figures',
  }
}

export function releaserIsPreparer(who: string): Refusal {
  return {
    kind: 'forbidden',
    name: 'releaser-is-preparer',
    ground: `${who} prepared the release and cannot also release it`,
    citation: fourEyes,
    remedy: 'ask a second person of the desk',
  }
}

export const nothingPrepared: Refusal = {
  kind: 'unknown',
  name: 'release-not-prepared',
  ground:
    'nothing is prepared for this period, or it was prepared anew meanwhile and has another digest',
  citation: fourEyes,
  remedy: 'look at what is prepared, and release it under its digest',
}

export const reasonMissing: Refusal = {
  kind: 'unlawful',
  name: 'release-reason-missing',
  ground: 'the period was released before, and nothing says why there is another version',
  citation: 'European Statistics Code of Practice, 6.6: errors are corrected and publicised',
  remedy: 'say what was corrected, in a sentence that anybody may read',
}

export const nothingChanged: Refusal = {
  kind: 'conflict',
  name: 'release-unchanged',
  ground: 'the tables are those of the version that is out',
  citation: 'European Statistics Code of Practice, 6.6',
  remedy: 'leave the version that is out',
}

export const notReleased: Refusal = {
  kind: 'unknown',
  name: 'figures-not-released',
  ground: 'the figures of this period are not released, and nobody is told what was not released',
  citation: 'small-count rule, step 5',
  remedy: 'look at the list of releases under /open',
}

export const releaseUnknown: Refusal = {
  kind: 'unknown',
  name: 'release-unknown',
  ground: 'no such release is out',
  remedy: 'look at the list of releases',
}

export function releaseWithdrawn(id: string, reason: string): Refusal {
  return {
    kind: 'unknown',
    name: 'release-withdrawn',
    ground: `${id} was withdrawn: ${reason}`,
    citation: 'European Statistics Code of Practice, 6.6',
    remedy: 'look at the list of releases for the version that stands',
  }
}
