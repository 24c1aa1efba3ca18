import { done, type Instant, instant, type Json, millis, type Outcome, refuse } from '#base'
import { type Figure, figures, type Period, publicView, type SignedEvent } from '#indicators'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

/** Days, both included. Absent: the period that the node was started with, else the last four whole quarters. */
export interface FiguresQuery {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Events of other nodes that agreed to be counted together. */
export interface FiguresSource {
  readonly node: string
  readonly events: () => Promise<readonly SignedEvent[]>
}

/** The indicators from signed events alone, for staff or after the small-count rule. */
export async function figuresOf(
  world: World,
  query: FiguresQuery,
  publicly: boolean,
): Promise<Json> {
  const { from, to } = { ...(world.figuresPeriod ?? lastYear(world.clock.now())), ...given(query) }
  const events = [
    ...(await signedEvents(world)),
    ...(await Promise.all(world.figuresWith.map((source) => source.events()))).flat(),
  ]
  const now = world.clock.now()
  const end = instant(Date.parse(`${to}T00:00:00Z`) + 86_400_000)
  const period: Period = {
    from: `${from}T00:00:00.000Z` as Instant,
    to: end,
    ...(now < end ? { asOf: now } : {}),
  }
  const found = figures(events, period, world.laws.now())
  const head = await world.store.head()
  return {
    asOf: now,
    from,
    to,
    nodes: [world.id, ...world.figuresWith.map((source) => source.node)].sort(),
    indicators: (publicly ? publicView(found, { to: end, on: now }) : found.map(staffView)) as unknown as Json,
    log: {
      origin: world.store.origin,
      size: head.size,
      root: Buffer.from(head.root).toString('base64'),
    },
  }
}

/**
 * What anybody may read: a whole quarter that is over, and nothing finer. Figures of freely chosen days could be
 * subtracted from each other until a hidden count shows (small-count rule, step 5: a fixed grid).
 */
export async function publicFiguresOf(world: World, quarter?: string): Promise<Outcome<Json>> {
  if (quarter === undefined)
    return done(await figuresOf(world, world.figuresPeriod ?? lastQuarter(world.clock.now()), true))
  const days = daysOf(quarter)
  if (days === undefined)
    return refuse({
      kind: 'malformed',
      name: 'quarter-malformed',
      ground: 'figures are published by quarter, and this is not one',
      citation: 'small-count rule, step 5',
      remedy: 'ask for a quarter, for example 2025-Q1',
    })
  if (`${days.to}T24` > world.clock.now())
    return refuse({
      kind: 'too-early',
      name: 'quarter-not-over',
      ground: `the quarter ${quarter} is not over`,
      citation: 'small-count rule, step 5',
      remedy: `ask again after ${days.to}`,
    })
  return done(await figuresOf(world, days, true))
}

/** First and last day of `2025-Q1`. */
function daysOf(quarter: string): { readonly from: string; readonly to: string } | undefined {
  const match = /^(\d{4})-Q([1-4])$/.exec(quarter)
  if (!match) return undefined
  const [year, last] = [Number(match[1]), Number(match[2]) * 3]
  return { from: day(year, last - 3, 1), to: day(year, last, 0) }
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

function staffView(figure: Figure) {
  const { definition, ...rest } = figure
  return {
    ...rest,
    name: definition.name,
    formula: definition.formula,
    unit: definition.unit,
    shown: true,
    note: '',
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

/** What the figures read of this node's log: no bodies, and nothing that was redacted. */
export async function signedEvents(world: World): Promise<readonly SignedEvent[]> {
  const found: SignedEvent[] = []
  let after = -1
  for (;;) {
    const page = await world.store.events({ after, limit: 1000 })
    for (const event of page) {
      if (!event.stream.startsWith('matter/')) continue
      const header = headerOf(event)
      if (header === undefined) continue
      const { type, at, stream, node, actor, data } = header
      found.push({ type, at, stream, node, actor, data })
    }
    const last = page.at(-1)
    if (last === undefined || page.length < 1000) return found
    after = last.index
  }
}
