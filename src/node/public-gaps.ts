import type { Day } from '#base'
import { type AuthorityCard, deskFor } from '#directory'
import { smallCount } from '#indicators'
import { type CommonGap, commonGaps, findRoutes, type Law, type Measure } from '#law'
import { refusedHere } from './route-views.ts'
import { countryName } from './words.ts'
import type { World } from './world.ts'

/** Where no row of law opens a way, or no desk answers. From rows and cards alone: it tells of no case. */
export interface PublicGaps {
  readonly on: Day
  readonly countries: readonly { readonly id: string; readonly name: string }[]
  readonly measures: readonly {
    readonly id: Measure
    /** Row by row, who asks; column by column, who is asked, both in the order of `countries`. */
    readonly ways: readonly (readonly ('self' | 'routes' | 'none' | 'unknown')[])[]
    /** Countries in which no card, or more than one, answers for it. */
    readonly desks: readonly { readonly country: string; readonly why: 'none' | 'several' }[]
  }[]
}

/** What crosses borders most, and hurts most where it cannot. */
const asked: readonly Measure[] = [
  'fiu-information',
  'suspension',
  'freeze',
  'search-hearing',
  'confiscation',
  'return',
  'extradition',
]

const common = new WeakMap<
  World,
  { readonly key: string; readonly gaps: Promise<readonly CommonGap[]> }
>()

/** What fails most, up to the last quarter that is over: counted once in each quarter. */
export function publicCommonGaps(world: World): Promise<readonly CommonGap[]> {
  const today = world.clock.now()
  const month = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1
  const before = `${today.slice(0, 4)}-${String(month).padStart(2, '0')}-01` as Day
  const law = world.laws.now()
  const key = `${before} ${law.version}`
  const known = common.get(world)
  if (known?.key === key) return known.gaps
  // Refusals that stand behind a line which anybody may read: small-count rule, step 1.
  const least = smallCount.count
  const gaps = refusedHere(world).then((refused) => commonGaps(refused, law, { before, least }))
  common.set(world, { key, gaps })
  gaps.catch(() => common.delete(world))
  return gaps
}

const kept = new WeakMap<Law, { readonly key: string; readonly gaps: PublicGaps }>()

/** Asked once for each version of the law, day and set of cards. */
export function publicGaps(world: World): PublicGaps {
  const law = world.laws.now()
  const now = world.clock.now()
  const on = now.slice(0, 10) as Day
  const cards = world.federation.cards().filter((card) => card.outside !== true)
  const key = `${on} ${cards.map((card) => `${card.id}/${card.version}`).join(' ')}`
  const before = kept.get(law)
  if (before?.key === key) return before.gaps
  const ids = [...new Set(cards.map((card) => card.country))].filter((id) => id !== 'XX').sort()
  const gaps = {
    on,
    countries: ids.map((id) => ({ id, name: countryName(id) })),
    measures: asked.map((measure) => ({
      id: measure,
      ways: ids.map((from) => ids.map((to) => wayBetween(from, to, measure, on, law))),
      desks: desksMissing(cards, ids, measure, now),
    })),
  }
  kept.set(law, { key, gaps })
  return gaps
}

function wayBetween(from: string, to: string, measure: Measure, on: Day, law: Law) {
  return from === to ? 'self' : findRoutes({ from, to, measure, on }, law).answer
}

function desksMissing(
  cards: readonly AuthorityCard[],
  countries: readonly string[],
  measure: Measure,
  now: ReturnType<World['clock']['now']>,
): PublicGaps['measures'][number]['desks'] {
  return countries.flatMap((country) => {
    const found = deskFor(cards, country, measure, now)
    if (found.ok) return []
    const why = found.refusal.name === 'desk-ambiguous' ? 'several' : 'none'
    return [{ country: countryName(country), why } as const]
  })
}
