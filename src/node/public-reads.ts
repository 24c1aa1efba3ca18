import { done, type Outcome, refuse } from '#base'
import { documentBehind } from './case-desk.ts'
import type { CaseDocument } from './case-document.ts'
import { casePageUnknown } from './case-refusals.ts'
import { caseState } from './case-state.ts'
import {
  type PublicAuthority,
  type PublicAuthorityLine,
  publicAuthorities,
  publicAuthority,
} from './public-authorities.ts'
import { type PublicGaps, publicGaps } from './public-gaps.ts'
import { countryName } from './words.ts'
import type { World } from './world.ts'

/** What anybody may ask a node for: figures are `publicFigures`, everything else stands here. */
export interface PublicReads {
  authorities(): readonly PublicAuthorityLine[]
  authority(id: string): Outcome<PublicAuthority>
  gaps(): PublicGaps
  /** Cases whose page is out, the newest first; those that were withdrawn, with the reason and nothing else. */
  cases(): Promise<PublicCases>
  case(id: string): Promise<Outcome<PublicCase>>
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
    cases: () => publicCases(world),
    case: async (id) => {
      const found = (await publicCases(world)).out.find(({ document }) => document.id === id)
      return found === undefined ? refuse(casePageUnknown) : done(found)
    },
  }
}

async function publicCases(world: World): Promise<PublicCases> {
  const state = await caseState(world)
  const out: PublicCase[] = []
  for (const version of state.released.values()) {
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
    withdrawn: [...state.withdrawn.values()].map(({ id, at, reason }) => ({
      id,
      at,
      reason: reason ?? '',
    })),
  }
}
