/** What one authority may ask of another. Names follow the procedures that carry them. */
export const measures = [
  'fiu-information',
  'fiu-disclosure',
  'onward-use',
  'suspension',
  'freeze',
  'search-hearing',
  'confiscation',
  'interlocutory-sale',
  'return',
  'extradition',
  'claim',
  'joint-team',
  'automatic-exchange',
  'data-subject',
  'complaint',
  'commitment',
  'publication',
  'exercise',
  'tip',
  'dispute',
  'oral-request',
] as const
export type Measure = (typeof measures)[number]

/** What an authority is. */
export const authorityKinds = [
  'FIU',
  'prosecutor',
  'central-authority',
  'ARO',
  'AMO',
  'tax',
  'court',
  'oversight',
  'supervisor',
  'customs',
  'registry',
  'secretariat',
  'government',
  'victim-support',
  'evaluator',
  'civil-society',
  'partnership',
  'cert',
  'parliament',
] as const
export type AuthorityKind = (typeof authorityKinds)[number]

/**
 * How quickly an answer is owed. `direct`: urgent and directly accessible; `indirect`: urgent, others must be
 * asked; `register`: normal, but an open register answers; `normal`; `emergency`: money is about to leave.
 */
export const clockClasses = ['emergency', 'direct', 'indirect', 'register', 'normal'] as const
export type ClockClass = (typeof clockClasses)[number]
