import type { Named } from '../api/law-types.ts'
import { fromCode } from '../text/words.ts'

/** Measures as a lawyer would say them; the wire carries their codes. */
const measures: Readonly<Record<string, string>> = {
  'fiu-information': 'Information between financial intelligence units',
  'fiu-disclosure': 'Disclosure of a unit on its own motion',
  'onward-use': 'Another use of what was received',
  suspension: 'Suspension of a transaction or an account',
  freeze: 'Freezing of property',
  'search-hearing': 'Evidence: search, seizure, hearing, records',
  confiscation: 'Confiscation',
  'interlocutory-sale': 'Sale before confiscation',
  return: 'Return of property',
  extradition: 'Extradition',
  claim: 'Claim of a victim or a third party',
  'joint-team': 'Joint investigation team',
  'automatic-exchange': 'Automatic exchange of account data',
  'data-subject': 'Right of a data subject',
  complaint: 'Complaint',
  tip: 'Tip and protection of the source',
}

export function measureName(id: string): string {
  return measures[id] ?? fromCode(id)
}

export function namedMeasure(choice: string | Named): Named {
  if (typeof choice === 'string') return { id: choice, name: measureName(choice) }
  return { id: choice.id, name: measures[choice.id] ?? choice.name }
}

/** A choice that has only its code gets words made of it. */
export function named(choice: string | Named): Named {
  return typeof choice === 'string' ? { id: choice, name: fromCode(choice) } : choice
}

/** Procedures that carry a measure, where the list of procedures does not say it itself. */
const carriers: Readonly<Record<string, string>> = {
  'fiu-information': 'P1',
  'fiu-disclosure': 'P1b',
  suspension: 'P2',
  'search-hearing': 'P3',
  extradition: 'P3',
  freeze: 'P4',
  confiscation: 'P5',
  'interlocutory-sale': 'P5',
  return: 'P5',
  claim: 'P6',
  'joint-team': 'P8',
  'automatic-exchange': 'P9',
  'data-subject': 'P10',
  complaint: 'P11',
  tip: 'P15',
}

export function carries(
  procedure: { readonly id: string; readonly measure?: string },
  measure: string,
): boolean {
  return procedure.measure === undefined
    ? carriers[measure] === procedure.id
    : procedure.measure === measure
}
