import { createHash } from 'node:crypto'

/** For whom a text was released (P13), and the traffic-light mark that follows (FIRST TLP 2.0). */
export const levels = {
  public: 'TLP:CLEAR',
  partnership: 'TLP:AMBER',
  authorities: 'TLP:AMBER+STRICT',
} as const
export type Level = keyof typeof levels

/** A typology, an incident or a red flag as it was released; made from the signed events of P13 and nothing else. */
export interface Publication {
  /** `TY-01`. */
  readonly reference: string
  readonly level: Level
  readonly version: string
  /** `withdrawn` and `expired` stay in the feed and say so: whoever uses an old copy has to learn it. */
  readonly state: 'released' | 'withdrawn' | 'expired'
  /** The sanitised text. */
  readonly text: string
  readonly pattern: string
  readonly redFlags: readonly string[]
  readonly detector: string
  /** Never the number itself, which could be held against an earlier one: at least that many. */
  readonly casesAtLeast: number
  readonly jurisdictionsAtLeast: number
  /** False alarms in a hundred, as the peers found. */
  readonly falsePositives: number | null
  readonly releasedAt: string
  readonly changedAt: string
  /** When it expires unless somebody looks at it again. */
  readonly until: string | null
  /** Sightings that came back: counts alone. */
  readonly hits: number
  readonly falseAlarms: number
}

/** What a reader may have: the public, the partnership of banks, or authorities. */
const readable: Readonly<Record<Level, readonly Level[]>> = {
  public: ['public'],
  partnership: ['public', 'partnership'],
  authorities: ['public', 'partnership', 'authorities'],
}

/** Those that a circle may read, the newest first. */
export function readableBy(
  publications: readonly Publication[],
  circle: Level,
): readonly Publication[] {
  return publications
    .filter((p) => readable[circle].includes(p.level))
    .sort((a, b) => (a.changedAt < b.changedAt ? 1 : a.changedAt > b.changedAt ? -1 : 0))
}

/** Marking definitions of TLP 2.0 (OASIS, STIX extension for TLP 2.0): the ids are fixed. */
const markings = {
  'TLP:CLEAR': 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  'TLP:AMBER': 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'TLP:AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
} as const

interface Feed {
  /** The authority whose node serves it. */
  readonly authority: string
  readonly name: string
  readonly circle: Level
}

/**
 * The feed as a STIX 2.1 bundle: one `attack-pattern` for each publication, marked by its traffic light; what STIX has no
 * field for stands under `x_comity_`. The same publications give the same ids and the same bytes.
 */
export function stixFeed(publications: readonly Publication[], feed: Feed): object {
  const own = readableBy(publications, feed.circle)
  const identity = `identity--${uuid5(`comity:${feed.authority}`)}`
  const began = own.at(-1)?.releasedAt ?? '2025-01-01T00:00:00.000Z'
  return {
    type: 'bundle',
    id: `bundle--${uuid5(`comity:${feed.authority}:${feed.circle}:${own.map((p) => `${p.reference}/${p.version}/${p.changedAt}`).join()}`)}`,
    objects: [
      {
        type: 'identity',
        spec_version: '2.1',
        id: identity,
        created: began,
        modified: began,
        name: feed.name,
        identity_class: 'organization',
      },
      ...own.map((p) => ({
        type: 'attack-pattern',
        spec_version: '2.1',
        id: `attack-pattern--${uuid5(`comity:${feed.authority}:${p.reference}`)}`,
        created_by_ref: identity,
        created: p.releasedAt,
        modified: p.changedAt,
        ...(p.state === 'released' ? {} : { revoked: true }),
        name: `${p.reference}: ${p.pattern}`.slice(0, 300),
        description: p.text,
        object_marking_refs: [markings[levels[p.level]]],
        external_references: [{ source_name: 'comity', external_id: p.reference }],
        x_comity_handling: levels[p.level],
        x_comity_version: p.version,
        x_comity_state: p.state,
        x_comity_red_flags: p.redFlags,
        x_comity_detector: p.detector,
        x_comity_cases_at_least: p.casesAtLeast,
        x_comity_jurisdictions_at_least: p.jurisdictionsAtLeast,
        ...(p.falsePositives === null ? {} : { x_comity_false_positives: p.falsePositives }),
        ...(p.until === null ? {} : { x_comity_review_by: p.until }),
        x_comity_sightings: { hits: p.hits, false_alarms: p.falseAlarms },
      })),
    ],
  }
}

/** Name-based id (RFC 9562, 5.5) in the URL namespace. */
export function uuid5(name: string): string {
  const namespace = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')
  const bytes = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
