import { done, type Json, type Outcome, refuse } from '#base'
import type { CommonGap } from '#law'
import { levelRows } from '#review'
import { restrictionOn } from './case-court.ts'
import { documentBehind } from './case-desk.ts'
import type { CaseDocument } from './case-document.ts'
import { casePageUnknown } from './case-refusals.ts'
import { caseState, casesStream } from './case-state.ts'
import { everyEvent } from './every-event.ts'
import { countryLevels, type Harmony, lawsWithDiffs } from './harmony.ts'
import { proofOfRecords, wordsOf } from './proof.ts'
import {
  type PublicAuthority,
  type PublicAuthorityLine,
  publicAuthorities,
  publicAuthority,
} from './public-authorities.ts'
import { type PublicGaps, publicCommonGaps, publicGaps } from './public-gaps.ts'
import { type PublicStatement, publicStatements, statementProof } from './public-statements.ts'
import { headerOf } from './request-view.ts'
import { countryName } from './words.ts'
import type { World } from './world.ts'

/** What anybody may ask a node for: figures are `publicFigures`, everything else stands here. */
export interface PublicReads {
  authorities(): readonly PublicAuthorityLine[]
  authority(id: string): Outcome<PublicAuthority>
  gaps(): PublicGaps
  /** What is refused most, in this order, without counts and corridors, up to the last quarter that is over. */
  commonGaps(): Promise<readonly CommonGap[]>
  /** Cases whose page is out, the newest first; those that were withdrawn, with the reason and nothing else. */
  cases(): Promise<PublicCases>
  case(id: string): Promise<Outcome<PublicCase>>
  /** Who prepared and who released the page, signed, in the log under a cosigned head; for `comity verify`. */
  caseProof(id: string): Promise<Outcome<Json>>
  /** Texts that several authorities signed and released together. */
  statements(): Promise<readonly PublicStatement[]>
  statementProof(reference: string): Promise<Outcome<Json>>
  /** How far each country is, and the model laws; without counts, which would tell of single cases. */
  levels(): Promise<PublicLevels>
}

export interface PublicLevels {
  readonly countries: readonly {
    readonly id: string
    readonly name: string
    readonly level: number
    /** What signed records still have to show before the next level opens. */
    readonly missing: readonly string[]
  }[]
  readonly rows: Harmony['rows']
  readonly laws: Harmony['laws']
}

export interface PublicCases {
  readonly out: readonly PublicCase[]
  readonly withdrawn: readonly {
    readonly id: string
    readonly at: string
    readonly reason: string
  }[]
}

export interface PublicCase {
  readonly document: CaseDocument
  readonly digest: string
  readonly releasedAt: string
  /** Place of the record in the log. */
  readonly index: number
  /** Names of the countries by their codes. */
  readonly names: Readonly<Record<string, string>>
}

export function publicReads(world: World): PublicReads {
  return {
    authorities: () => publicAuthorities(world),
    authority: (id) => publicAuthority(world, id),
    gaps: () => publicGaps(world),
    commonGaps: () => publicCommonGaps(world),
    cases: () => publicCases(world),
    case: async (id) => {
      const found = (await publicCases(world)).out.find(({ document }) => document.id === id)
      return found === undefined ? refuse(casePageUnknown) : done(found)
    },
    caseProof: (id) => caseProof(world, id),
    statements: () => publicStatements(world),
    statementProof: (reference) => statementProof(world, reference),
    levels: () => publicLevels(world),
  }
}

/** Of members of the network: who is reached on paper alone has no level. */
async function publicLevels(world: World): Promise<PublicLevels> {
  const levels = await countryLevels(world)
  return {
    countries: publicGaps(world).countries.flatMap(({ id, name }) => {
      const found = levels.find(({ country }) => country === id)
      if (found === undefined) return []
      const missing = found.next.filter(({ have, least }) => have < least)
      return [{ id, name, level: found.level, missing: missing.map(({ words }) => words) }]
    }),
    rows: levelRows,
    laws: lawsWithDiffs(),
  }
}

async function publicCases(world: World): Promise<PublicCases> {
  const state = await caseState(world)
  const today = world.clock.now().slice(0, 10)
  const out: PublicCase[] = []
  const closed: PublicCases['withdrawn'][number][] = []
  for (const version of state.released.values()) {
    const order = restrictionOn(state.restrictions, version.matters, today)
    if (order !== undefined) {
      closed.push({ id: version.id, at: order.at, reason: restrictedForNow })
      continue
    }
    const document = await documentBehind(world, version)
    const { digest, at: releasedAt, index } = version
    if (document !== undefined)
      out.push({
        document,
        digest,
        releasedAt,
        index,
        names: Object.fromEntries(document.countries.map((code) => [code, countryName(code)])),
      })
  }
  return {
    out: out.sort((a, b) => (a.releasedAt < b.releasedAt ? 1 : -1)),
    withdrawn: [
      ...closed,
      ...[...state.withdrawn.values()].map(({ id, at, reason }) => ({
        id,
        at,
        reason: reason ?? '',
      })),
    ],
  }
}

/** What anybody reads in the place of a page that a court keeps from being told. */
const restrictedForNow = 'a court has restricted what may be told of this case'

async function caseProof(world: World, id: string): Promise<Outcome<Json>> {
  const { released, restrictions } = await caseState(world)
  const version = released.get(id)
  const today = world.clock.now().slice(0, 10)
  if (version === undefined || restrictionOn(restrictions, version.matters, today) !== undefined)
    return refuse(casePageUnknown)
  const events = []
  for await (const event of everyEvent(world.store, { stream: casesStream })) {
    const header = headerOf(event)
    const of = header?.data as { readonly case?: string; readonly digest?: string } | undefined
    if (of?.case === id && of.digest === version.digest) events.push(event)
  }
  return proofOfRecords(world, casesStream, events, async (event) =>
    event.id === version.record ? wordsOf(world, event) : null,
  )
}
