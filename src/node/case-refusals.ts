import type { Refusal } from '#base'

/** The answers of the desk for case pages that are a no. */

const step6 = 'small-count rule, step 6'
const fourEyes = 'four eyes on what is published; small-count rule, step 8'

export function caseDeskOnly(who: string, role: string): Refusal {
  return {
    kind: 'forbidden',
    name: 'case-desk-only',
    ground: `the page of a case is prepared by a case officer, an editor or a head of desk and released by one of the latter two; ${who} is ${role.replaceAll('-', ' ')}`,
    citation: fourEyes,
    remedy: 'ask the desk that answers for what is published',
  }
}

export function caseReleaserIsPreparer(who: string): Refusal {
  return {
    kind: 'forbidden',
    name: 'case-releaser-is-preparer',
    ground: `${who} prepared the page and cannot also release it`,
    citation: fourEyes,
    remedy: 'ask a second editor or head of desk to look at it and to release it',
  }
}

export const caseNotPrepared: Refusal = {
  kind: 'conflict',
  name: 'case-not-prepared',
  ground: 'no page of this case with that digest waits for its release',
  citation: fourEyes,
  remedy: 'look again at what waits; it may have been prepared anew',
}

export const casePageUnknown: Refusal = {
  kind: 'unknown',
  name: 'case-page-unknown',
  ground: 'no page of such a case was published here',
  citation: step6,
  remedy: 'look in the list of cases',
}

export const caseMatterUnknown: Refusal = {
  kind: 'unknown',
  name: 'case-matter-unknown',
  ground: 'one of the matters is not at this node',
  remedy: 'name the matters of the case by their ids, as the inbox shows them',
}

export const caseNotFinal: Refusal = {
  kind: 'too-early',
  name: 'case-not-final',
  ground: 'no order of confiscation among these matters has become final',
  citation: step6,
  remedy: 'prepare the page after the day on which the judgment became final',
}

/** @param until last day of the restriction; null where it holds until it is lifted */
export function caseRestricted(court: string, decision: string, until: string | null): Refusal {
  return {
    kind: 'unlawful',
    name: 'case-restricted',
    ground: `${court} has restricted what may be told of this case (${decision}), ${until === null ? 'until it lifts that' : `until ${until}`}`,
    citation: `${step6}; ICCPR art. 14(1)`,
    remedy: 'wait until the court has lifted the restriction; a judge of it signs that here',
  }
}

export function caseCourtOnly(who: string, role: string): Refusal {
  return {
    kind: 'forbidden',
    name: 'case-court-only',
    ground: `a judge of a court restricts what may be told of a case, and lifts that again; ${who} is ${role.replaceAll('-', ' ')}`,
    citation: `${step6}; ICCPR art. 14(1)`,
    remedy: 'apply to the court that has the case',
  }
}

export const caseRestrictionUnknown: Refusal = {
  kind: 'unknown',
  name: 'case-restriction-unknown',
  ground: 'no restriction of this court with that id stands',
  citation: `${step6}; ICCPR art. 14(1)`,
  remedy: 'look again at the restrictions; only the court that made one lifts it',
}

export function victimsNotTold(hours: number): Refusal {
  return {
    kind: 'too-early',
    name: 'victims-not-told',
    ground: `victims must be told at least ${hours} hours before the public; among these matters no notice to them is that old`,
    citation: 'Comity protocol, publications: victims first; UNCAC art. 32(5)',
    remedy: 'publish the notice to the victims, wait, then release the page',
  }
}

export const caseReasonMissing: Refusal = {
  kind: 'malformed',
  name: 'case-reason-missing',
  ground: 'a page that is out is corrected or withdrawn with a reason, which everybody can read',
  citation: fourEyes,
  remedy: 'say in one sentence why',
}
