import { type Instant, instant } from '#base'
import type { Figure } from '#indicators'
import {
  type Adaptation,
  adaptations,
  type ClauseDiff,
  type DriftVerdict,
  diffOfLaws,
  driftOf,
  driftRows,
  type LevelOf,
  levelRows,
  levelsOf,
  type ModelLaw,
  modelLaws,
  type SeriesPoint,
} from '#review'
import { everyEvent } from './every-event.ts'
import { signedEvents } from './figures.ts'
import { countedFigures } from './figures-log.ts'
import { looksOn } from './outsiders.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

/** How far countries have come with each other: levels, model laws, and what is getting worse. */
export interface Harmony {
  readonly asOf: string
  readonly levels: readonly LevelOf[]
  readonly rows: typeof levelRows
  readonly warnings: readonly DriftVerdict[]
  readonly laws: readonly (ModelLaw & {
    readonly adaptations: readonly (Omit<Adaptation, 'clauses'> & {
      readonly diff: readonly ClauseDiff[]
    })[]
  })[]
  /** How often this node had to refuse under each name that a clause would have prevented. */
  readonly refused: Readonly<Record<string, number>>
}

/** Quarters that a series goes back. */
const quarters = 16

/** Series and refusals are counts that nobody released: who looks on from outside the cases gets none of them. */
export async function harmonyOf(world: World, actor: string): Promise<Harmony> {
  const now = world.clock.now()
  const outside = looksOn(world, actor)
  const series = outside ? new Map<string, readonly SeriesPoint[]>() : await seriesOf(world, now)
  return {
    asOf: now,
    levels: await countryLevels(world),
    rows: levelRows,
    warnings: outside ? [] : driftRows.map((row) => driftOf(row, series.get(row.indicator) ?? [])),
    laws: lawsWithDiffs(),
    refused: outside ? {} : await refusedBy(world),
  }
}

/** Every model law with what countries made of it, word by word. */
export function lawsWithDiffs(): Harmony['laws'] {
  return modelLaws.map((model) => ({
    ...model,
    adaptations: adaptations
      .filter((a) => a.model === model.id)
      .map((adaptation) => {
        const { clauses: _, ...rest } = adaptation
        return { ...rest, diff: diffOfLaws(model, adaptation) }
      }),
  }))
}

/** Where each country stands, by the records of all nodes that are counted together. */
export async function countryLevels(world: World): Promise<readonly LevelOf[]> {
  const events = [
    ...(await signedEvents(world)),
    ...(await Promise.all(world.figuresWith.map((source) => source.events()))).flat(),
  ]
  const cards = world.federation.cards()
  const countries = [...new Set(cards.map((card) => card.country))].filter((c) => c !== 'XX').sort()
  return levelsOf(events, (id) => cards.find((card) => card.id === id)?.country, countries)
}

/** The whole quarters before this one, oldest first; a figure of each from the same records. */
async function seriesOf(
  world: World,
  now: Instant,
): Promise<ReadonlyMap<string, readonly SeriesPoint[]>> {
  const series = new Map<string, SeriesPoint[]>()
  const first = new Date(`${now.slice(0, 7)}-01T00:00:00Z`)
  first.setUTCMonth(Math.floor(first.getUTCMonth() / 3) * 3)
  for (let back = quarters; back > 0; back--) {
    const from = monthsFrom(first, -3 * back)
    const to = monthsFrom(first, -3 * back + 3)
    const year = from.slice(0, 4)
    const period = `${year}-Q${Math.floor(Number(from.slice(5, 7)) / 3) + 1}`
    for (const figure of await countedFigures(world, { from, to, asOf: now }))
      series.set(figure.id, [...(series.get(figure.id) ?? []), pointOf(period, figure)])
  }
  return series
}

function pointOf(period: string, { value, n, numerator }: Figure): SeriesPoint {
  return { period, value, n, ...(numerator === undefined ? {} : { numerator }) }
}

function monthsFrom(day: Date, months: number): Instant {
  return instant(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1))
}

/** Refusals of this node's log by name, as far as a clause of a model law answers them. */
async function refusedBy(world: World): Promise<Readonly<Record<string, number>>> {
  const names = new Set(modelLaws.flatMap((m) => m.clauses.flatMap((c) => c.prevents)))
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = 0
  for await (const event of everyEvent(world.store)) {
    if (!event.stream.startsWith('refusals/')) continue
    const name = String(headerOf(event)?.data.name)
    if (names.has(name)) counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
