import { done, type Instant, instant, type Json, millis, type Outcome, refuse } from '#base'
import { type Figure, publicView, releasePeriod } from '#indicators'
import { countedFigures } from './figures-log.ts'
import type { World } from './world.ts'

export { type FiguresSource, signedEvents } from './figures-log.ts'

/** Days, both included. Absent: the period that the node was started with, else the last four whole quarters. */
export interface FiguresQuery {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The indicators from signed events alone, for staff or after the small-count rule. */
export async function figuresOf(
  world: World,
  query: FiguresQuery,
  publicly: boolean,
): Promise<Json> {
  const { from, to } = { ...(world.figuresPeriod ?? lastYear(world.clock.now())), ...given(query) }
  const now = world.clock.now()
  const end = instant(Date.parse(`${to}T00:00:00Z`) + 86_400_000)
  const found = await countedFigures(world, {
    from: `${from}T00:00:00.000Z` as Instant,
    to: end,
    asOf: now,
  })
  const head = await world.store.head()
  const nodes = [world.id, ...world.figuresWith.map((source) => source.node)].sort()
  return {
    asOf: now,
    from,
    to,
    nodes,
    absent: absentFrom(world, nodes) as Json,
    indicators: (publicly
      ? publicView(found, { to: end, on: now })
      : found.map(staffView)) as unknown as Json,
    log: {
      origin: world.store.origin,
      size: head.size,
      root: Buffer.from(head.root).toString('base64'),
    },
  }
}

/**
 * What anybody may read: whole quarters that are over, a year, or several quarters together, and nothing finer. Figures
 * of freely chosen days could be subtracted from each other until a hidden count shows (small-count rule, step 5).
 */
export async function publicFiguresOf(world: World, period?: string): Promise<Outcome<Json>> {
  if (period === undefined)
    return done(await figuresOf(world, world.figuresPeriod ?? lastQuarter(world.clock.now()), true))
  const days = releasePeriod(period)
  if (days === undefined)
    return refuse({
      kind: 'malformed',
      name: 'quarter-malformed',
      ground: 'figures are published by quarter, and this is not one',
      citation: 'small-count rule, step 5',
      remedy: 'ask for a quarter, for example 2025-Q1; a year, 2025; or quarters, 2025-Q1_2025-Q3',
    })
  // The demonstration begins on the last day of a quarter, and its story is told to the end.
  const over = world.demo
    ? days.to <= world.clock.now().slice(0, 10)
    : days.end <= world.clock.now()
  if (!over)
    return refuse({
      kind: 'too-early',
      name: 'quarter-not-over',
      ground: `the period ${period} is not over`,
      citation: 'small-count rule, step 5',
      remedy: `ask again after ${days.to}`,
    })
  return done(await figuresOf(world, { from: days.from, to: days.to }, true))
}

/** The last quarter that is over. */
function lastQuarter(now: Instant): { readonly from: string; readonly to: string } {
  const date = new Date(millis(now))
  const month = Math.floor(date.getUTCMonth() / 3) * 3
  return {
    from: day(date.getUTCFullYear(), month - 3, 1),
    to: day(date.getUTCFullYear(), month, 0),
  }
}

function day(year: number, month: number, d: number): string {
  return new Date(Date.UTC(year, month, d)).toISOString().slice(0, 10)
}

/** Members of the network that keep a log of their own which was not counted. */
function absentFrom(world: World, nodes: readonly string[]): readonly string[] {
  return world.federation
    .cards()
    .filter((c) => c.servedBy === undefined && c.outside !== true && !nodes.includes(c.id))
    .map((card) => card.id)
    .sort()
}

/** Why there is nothing to tell, where there is nothing; and what is not in a sum. */
function noteOf({ value, coverage, leftOut = 0 }: Figure): string {
  const missing = coverage?.missing ?? []
  if (leftOut > 0) return `${leftOut} without an amount in euro, not added`
  return value === null && missing.length > 0 ? `not on record so far: ${missing.join(', ')}` : ''
}

function staffView(figure: Figure) {
  const { definition, ...rest } = figure
  return {
    ...rest,
    name: definition.name,
    formula: definition.formula,
    unit: definition.unit,
    shown: true,
    note: noteOf(figure),
  }
}

function given(query: FiguresQuery): { readonly from?: string; readonly to?: string } {
  return {
    ...(query.from === undefined ? {} : { from: query.from }),
    ...(query.to === undefined ? {} : { to: query.to }),
  }
}

function lastYear(now: Instant): { readonly from: string; readonly to: string } {
  const date = new Date(millis(now))
  const quarter = Math.floor(date.getUTCMonth() / 3) * 3
  return {
    from: day(date.getUTCFullYear() - 1, quarter, 1),
    to: day(date.getUTCFullYear(), quarter, 0),
  }
}
