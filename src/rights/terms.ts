import { type Law, termOf, type Unit } from '#law'

/** How long a rule gives, as a page says it. */
export interface Span {
  readonly count: number
  readonly unit: Unit
}

export interface RuleTerm extends Span {
  /** What can be added, with reasons. */
  readonly extension?: Span
}

/** Rules that the pages for persons speak of. */
export const spokenRules = [
  'CP-DSR-ACK',
  'DL-44',
  'CP-DSR-PROPAGATE',
  'CP-DSR-INDIRECT',
  'CP-COMPLAINT',
  'CP-COMPLAINT-INVESTIGATE',
  'CP-COMPLAINT-APPEAL',
] as const

/** Their terms in that law, by rule; one that the law does not have is left out, and no page invents it. */
export function termsOf(law: Law): Readonly<Record<string, RuleTerm>> {
  const found: Record<string, RuleTerm> = {}
  for (const rule of spokenRules) {
    const term = termOf(rule, law)
    if (!term.ok) continue
    const { count, unit, extension } = term.value.term
    found[rule] = {
      count,
      unit,
      ...(extension === undefined
        ? {}
        : { extension: { count: extension.count, unit: extension.unit } }),
    }
  }
  return found
}
