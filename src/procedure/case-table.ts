/** A case as the editor's table has it: its digest, its country, and the traits that a text would tell of it. */
export interface SourceCase {
  readonly digest: string
  readonly jurisdiction: string
  readonly traits: Readonly<Record<string, string>>
}

/** A combination of told traits that fits too few cases. */
export interface Unique {
  readonly traits: Readonly<Record<string, string>>
  readonly cases: number
}

/** What the rule of publications finds in a table of cases. */
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

/** Most told traits: every combination of three is looked at. */
export const mostTold = 12

/**
 * A line of the table as it stands in the document: `sha256:…; XV; pay-out=gold; seller=free zone`. Exactly the traits that
 * the text tells, each once: what the text does not tell has no place in the table either.
 */
export function readCaseLine(line: string, told: readonly string[]): SourceCase | undefined {
  const [digest = '', jurisdiction = '', ...rest] = line.split(';').map((part) => part.trim())
  if (!/^sha256:[0-9a-f]{64}$/.test(digest) || !/^[A-Z]{2}$/.test(jurisdiction)) return undefined
  const traits: Record<string, string> = {}
  for (const part of rest) {
    const at = part.indexOf('=')
    const [name, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()]
    if (at < 1 || value === '' || !told.includes(name) || Object.hasOwn(traits, name))
      return undefined
    traits[name] = value
  }
  return Object.keys(traits).length === told.length ? { digest, jurisdiction, traits } : undefined
}
