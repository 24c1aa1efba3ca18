/**
 * What an officer finds who looks again at something that names a person whose data were put right elsewhere (Directive (EU)
 * 2016/680 art. 7(3), 16). Words of a list and no free text: a reason about a person would be one more thing held.
 */
export const markOutcomes = [
  'corrected',
  'taken-out',
  /** Kept for the purposes of evidence, and marked so (art. 16(3)(b)). */
  'restricted',
  /** It is about somebody else of the name. */
  'other-person',
  /** It rests on a source of its own that does not come from the controller, and that source was looked at. */
  'own-source',
] as const
export type MarkOutcome = (typeof markOutcomes)[number]

/** Found right as it is. */
export function isLeftAsItIs(outcome: MarkOutcome | 'open'): boolean {
  return outcome === 'other-person' || outcome === 'own-source'
}
