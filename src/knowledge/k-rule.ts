import { done, type Outcome, refuse } from '#base'

/** A case as the editor's table has it: its digest, its country, and the traits that a text would tell of it. */
export interface SourceCase {
  readonly digest: string
  readonly jurisdiction: string
  readonly traits: Readonly<Record<string, string>>
}

export interface KRule {
  /** Fewest cases that a public text may rest on; threshold TH-CASES of the law. */
  readonly cases: number
  /** Fewest jurisdictions; TH-JURISDICTIONS. */
  readonly jurisdictions: number
}

/** A combination of published traits that fits too few cases. */
export interface Unique {
  readonly traits: Readonly<Record<string, string>>
  readonly cases: number
}

/** What the rule finds in a table of cases. */
export interface KFinding {
  readonly cases: number
  readonly jurisdictions: number
  /** Smallest combinations first; at most a hundred. */
  readonly unique: readonly Unique[]
}

/** Traits that may be combined: what a reader could put together from one text. */
const together = 3
/** A combination held by one case alone points at it. */
const least = 2

/**
 * Counts cases and jurisdictions, and looks for combinations of up to three told traits that fit one case alone: whoever
 * knows two of them would learn the third (P13; k-anonymity over every subset that a text names).
 */
export function kFinding(cases: readonly SourceCase[], told: readonly string[]): KFinding {
  const distinct = new Map(cases.map((c) => [c.digest, c]))
  const rows = [...distinct.values()]
  const found: Unique[] = []
  for (const names of subsets(told, together)) {
    const groups = new Map<string, { traits: Record<string, string>; count: number }>()
    for (const { traits } of rows) {
      const values = names.map((n) => traits[n])
      if (values.some((v) => v === undefined)) continue
      const key = JSON.stringify(values)
      const group = groups.get(key) ?? {
        traits: Object.fromEntries(names.map((n) => [n, traits[n] as string])),
        count: 0,
      }
      groups.set(key, { ...group, count: group.count + 1 })
    }
    for (const { traits, count } of groups.values())
      if (count < least && !found.some((f) => within(f.traits, traits)))
        found.push({ traits, cases: count })
  }
  return {
    cases: rows.length,
    jurisdictions: new Set(rows.map((c) => c.jurisdiction)).size,
    unique: found.slice(0, 100),
  }
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

function within(
  small: Readonly<Record<string, string>>,
  large: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(small).every(([name, value]) => large[name] === value)
}

/** Every choice of one to `most` names, small ones first. */
function subsets(names: readonly string[], most: number): readonly (readonly string[])[] {
  const all: (readonly string[])[] = [[]]
  for (const name of names)
    for (const set of [...all]) if (set.length < most) all.push([...set, name])
  return all.filter((s) => s.length > 0).sort((a, b) => a.length - b.length)
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
