import { done, type Outcome, refuse } from '#base'
import type { KFinding } from '#procedure'

export interface KRule {
  /** Fewest cases that a public text may rest on; threshold TH-CASES of the law. */
  readonly cases: number
  /** Fewest jurisdictions; TH-JURISDICTIONS. */
  readonly jurisdictions: number
}

/**
 * May a text that tells these traits go to everybody? Refused as `too-few-cases` or `combination-unique`; a smaller
 * circle may still get it, see the levels of P13.
 */
export function mayBePublic(finding: KFinding, rule: KRule): Outcome<KFinding> {
  if (finding.cases < rule.cases || finding.jurisdictions < rule.jurisdictions)
    return no(
      'too-few-cases',
      `${finding.cases} cases of ${finding.jurisdictions} jurisdictions; at least ${rule.cases} of ${rule.jurisdictions} are needed`,
      'hold it back from the public, or give it to the partnership alone',
    )
  const [first] = finding.unique
  return first === undefined
    ? done(finding)
    : no(
        'combination-unique',
        `one case alone has ${Object.entries(first.traits)
          .map(([name, value]) => `${name} ${value}`)
          .join(' and ')}`,
        'tell one of these traits less finely, or leave it out',
      )
}

function no(name: string, ground: string, remedy: string): Outcome<never> {
  return refuse({
    kind: 'unlawful',
    name,
    ground,
    citation: 'Comity protocol, publications: five cases, two jurisdictions, no unique combination',
    remedy,
  })
}
