import type { SignedEvent } from '#indicators'

/**
 * Staged adoption: a country takes up the network in four levels, each with what it may use, what it owes, and who helps.
 * The next level opens by evidence in signed records, not by anybody's say-so; nothing that persons are owed waits for a
 * level.
 */
export interface LevelRow {
  readonly level: 0 | 1 | 2 | 3
  readonly name: string
  /** What the country may use from here on. */
  readonly features: readonly string[]
  /** Rules of the register whose limits hold from here on. */
  readonly clocks: readonly string[]
  readonly support: string
  /** Gate into this level: each line needs so many signed events of these kinds by authorities of the country. */
  readonly gate: readonly GateLine[]
}

export interface GateLine {
  readonly id: string
  readonly words: string
  readonly events: readonly string[]
  readonly least: number
}

export const levelRows = [
  {
    level: 0,
    name: 'listed',
    features: ['card in the directory', 'receiving requests and telephone calls', 'courses'],
    clocks: [],
    support: 'a partner authority sits beside the first officers for a month',
    gate: [],
  },
  {
    level: 1,
    name: 'answers',
    features: [
      'requests between financial intelligence units',
      'spontaneous disclosures',
      'feedback',
    ],
    clocks: ['CP-ACK', 'DL-01'],
    support: 'model forms, translation of the most frequent answers',
    gate: [
      { id: 'L1-ACK', words: 'requests acknowledged', events: ['request.ack'], least: 1 },
      {
        id: 'L1-ANSWER',
        words: 'requests answered, in part or in full, or refused with a ground',
        events: ['request.final', 'request.partial', 'request.refused'],
        least: 1,
      },
    ],
  },
  {
    level: 2,
    name: 'acts',
    features: [
      'mutual legal assistance',
      'freezing orders with a conductor',
      'joint teams',
      'blind questions',
    ],
    clocks: ['DL-21', 'DL-33'],
    support: 'a standby expert for the first three orders, placements of eight weeks',
    gate: [
      {
        id: 'L2-MLA',
        words: 'requests for legal assistance decided',
        events: ['mla.decided', 'mla.executed'],
        least: 1,
      },
      {
        id: 'L2-FREEZE',
        words: 'freezing orders carried out',
        events: ['freeze.executed'],
        least: 1,
      },
    ],
  },
  {
    level: 3,
    name: 'measured',
    features: [
      'vote on the rules',
      'chair of working groups',
      'shared analytics',
      'peers of others in reviews',
    ],
    clocks: ['DL-48', 'CP-COMMITMENT-REPORT'],
    support: 'none: from here on the country supports others',
    gate: [
      { id: 'L3-PROMISE', words: 'commitments adopted', events: ['commitment.adopted'], least: 1 },
      {
        id: 'L3-PROOF',
        words: 'milestones with evidence',
        events: ['commitment.milestone'],
        least: 1,
      },
      {
        id: 'L3-REVIEW',
        words:
          'commitments assessed as substantial or complete, or reviews by peers with a public summary',
        events: ['commitment.coded', 'review.summary_public'],
        least: 1,
      },
    ],
  },
] as const satisfies readonly LevelRow[]

export interface LevelOf {
  readonly country: string
  readonly level: number
  readonly name: string
  /** Gate into the next level, line by line; empty at the top. */
  readonly next: readonly {
    readonly id: string
    readonly words: string
    readonly have: number
    readonly least: number
  }[]
  /** Lines that let the country into its level: with how many events. */
  readonly passed: readonly {
    readonly id: string
    readonly words: string
    readonly have: number
    /** The first records that count, so that anybody who has the log can look at them. */
    readonly records: readonly LevelRecord[]
  }[]
}

/** A record that counts towards a level. */
export interface LevelRecord {
  readonly type: string
  readonly at: string
  /** Of its bytes; null where a log of before did not say it. */
  readonly digest: string | null
}

/** So many records of a line are named. */
const namedRecords = 3

/** Where each country stands, by the records of all nodes that are counted together; an event counts once. */
export function levelsOf(
  events: readonly SignedEvent[],
  countryOf: (authority: string) => string | undefined,
  countries: readonly string[],
): readonly LevelOf[] {
  const counted = recordsOf(events, countryOf)
  return countries.map((country) => {
    const records = (line: GateLine) =>
      line.events.flatMap((type) => counted.get(`${country} ${type}`) ?? [])
    const have = (line: GateLine) => records(line).length
    const rows: readonly LevelRow[] = levelRows
    const passed: LevelOf['passed'][number][] = []
    let level = rows[0]!
    for (const row of rows.slice(1)) {
      if (!row.gate.every((line) => have(line) >= line.least)) break
      level = row
      passed.push(
        ...row.gate.map((line) => ({
          id: line.id,
          words: line.words,
          have: have(line),
          records: records(line)
            .sort((a, b) => a.at.localeCompare(b.at))
            .slice(0, namedRecords),
        })),
      )
    }
    const next = rows.find((row) => row.level === level.level + 1)?.gate ?? []
    return {
      country,
      level: level.level,
      name: level.name,
      passed,
      next: next.map((line) => ({
        id: line.id,
        words: line.words,
        have: have(line),
        least: line.least,
      })),
    }
  })
}

/** A promise that was assessed and not kept opens nothing. */
function isKept({ data }: SignedEvent): boolean {
  const { notes } = data as { notes?: { code?: unknown } }
  return notes?.code === 'substantial' || notes?.code === 'complete'
}

/** Kinds of records that a gate counts. */
const gated: ReadonlySet<string> = new Set(
  levelRows.flatMap((row) => row.gate.flatMap((line) => [...line.events])),
)

/**
 * By the country of the officer who acted; a code and a summary count for the country that was looked at, which is the one
 * that opened the matter.
 */
function recordsOf(
  events: readonly SignedEvent[],
  countryOf: (authority: string) => string | undefined,
): ReadonlyMap<string, readonly LevelRecord[]> {
  const owners = new Map<string, string>()
  for (const event of events) {
    const { parties } = event.data as { parties?: { requesting?: { country?: string } } }
    if (parties?.requesting?.country !== undefined)
      owners.set(event.stream, parties.requesting.country)
  }
  const seen = new Set<string>()
  const counted = new Map<string, LevelRecord[]>()
  for (const event of events) {
    if (!gated.has(event.type)) continue
    const key = `${event.stream} ${event.type} ${event.at} ${event.actor}`
    if (seen.has(key)) continue
    seen.add(key)
    if (event.type === 'commitment.coded' && !isKept(event)) continue
    const lookedAt = event.type === 'commitment.coded' || event.type === 'review.summary_public'
    const country = lookedAt ? owners.get(event.stream) : countryOf(event.actor.split('/')[0] ?? '')
    if (country === undefined) continue
    const at = `${country} ${event.type}`
    const record = { type: event.type, at: event.at, digest: event.digest ?? null }
    const known = counted.get(at)
    if (known === undefined) counted.set(at, [record])
    else known.push(record)
  }
  return counted
}
