import type { Day } from '#base'
import { done, type Outcome, refuse } from '#base'
import {
  type AuthorityKind,
  authorityKinds,
  findRoutes,
  gaps,
  type Measure,
  measures,
  type Refused,
  type RouteAnswer,
} from '#law'
import { procedureOf } from '#procedure'
import { headingOf } from './families.ts'
import { note, write } from './records.ts'
import { headerOf } from './request-view.ts'
import type { GapsView, RouteChoices } from './views-route.ts'
import { countryName } from './words.ts'
import { nodeHand, type World } from './world.ts'

export interface RouteQuery {
  readonly from: string
  readonly to: string
  readonly measure: string
  readonly on?: string | undefined
  readonly offence?: string | undefined
  readonly fromKind?: string | undefined
  readonly toKind?: string | undefined
}

/** Lawful ways to ask, ranked. That there is none, or that nobody knows, goes on record for the map of gaps. */
export async function routeView(world: World, query: RouteQuery): Promise<Outcome<RouteAnswer>> {
  const measure = measures.find((m) => m === query.measure)
  if (measure === undefined) return unknownChoice('measure', query.measure, measures)
  const fromKind = kindOf(query.fromKind)
  const toKind = kindOf(query.toKind)
  if (fromKind === null) return unknownChoice('fromKind', query.fromKind, authorityKinds)
  if (toKind === null) return unknownChoice('toKind', query.toKind, authorityKinds)
  const on = (query.on ?? world.clock.now().slice(0, 10)) as Day
  const answer = findRoutes(
    {
      from: query.from,
      to: query.to,
      measure,
      on,
      ...(fromKind === undefined ? {} : { fromKind }),
      ...(toKind === undefined ? {} : { toKind }),
      ...(query.offence === undefined ? {} : { offence: query.offence }),
    },
    world.laws.now(),
  )
  if (answer.answer !== 'routes') await putGapOnRecord(world, query, measure, answer.answer)
  return done(answer)
}

const told = new WeakMap<World, Set<string>>()

/** Once a day for each corridor and measure, however often it is asked. */
async function putGapOnRecord(
  world: World,
  { from, to }: RouteQuery,
  measure: Measure,
  answer: 'none' | 'unknown',
): Promise<void> {
  const known = new Set(world.federation.cards().map((card) => card.country))
  // The map is of the corridors of the federation; what strangers type does not fill the log.
  if (!known.has(from) && !known.has(to)) return
  const now = world.clock.now()
  const seen = told.get(world) ?? new Set<string>()
  told.set(world, seen)
  const key = `${now.slice(0, 10)} ${from} ${to} ${measure} ${answer}`
  if (seen.has(key)) return
  seen.add(key)
  const ground = answer === 'unknown' ? 'unknown' : 'authority-not-competent'
  const written = write(
    world,
    nodeHand(world, 'node'),
    note('routes', `route.${answer}`, now, { from, to, measure, ground }),
  )
  await world.store.commit({ events: [written.event] })
}

export function routeChoices(world: World): RouteChoices {
  const law = world.laws.now()
  const countries = new Set([
    ...world.federation.cards().map((card) => card.country),
    ...law.instruments.flatMap((i) => (i.parties ?? []).map((p) => p.country)),
    ...law.instruments.flatMap((i) => (i.pairs ?? []).flat()),
    ...law.calendars.map((c) => c.id),
  ])
  return {
    countries: [...countries]
      .filter((id) => /^[A-Z]{2}$/.test(id) && id !== 'XX')
      .map((id) => ({ id, name: countryName(id) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    measures: measures.map((id) => ({ id, name: headingOf(id) })),
    offences: law.offences.map(({ id, name }) => ({ id, name })),
    kinds: authorityKinds.map((id) => ({ id, name: id.replaceAll('-', ' ') })),
  }
}

/** Where law or practice did not carry: refusals between authorities, refusals by rows, and unknown answers. */
export async function gapsView(world: World): Promise<GapsView> {
  return { gaps: [...gaps(await refusedHere(world), world.laws.now())] }
}

/** Everything that was refused, or for which no row was found, by the log of this node. */
export async function refusedHere(world: World): Promise<readonly Refused[]> {
  const found: Refused[] = []
  /** Countries of the two sides of each matter, as its first record names them. */
  const corridors = new Map<string, Corridor>()
  let after = -1
  for (;;) {
    const page = await world.store.events({ after, limit: 1000 })
    for (const event of page) {
      if (!/^(matter|refusals)\/|^routes$/.test(event.stream)) continue
      const header = headerOf(event)
      if (header === undefined) continue
      const { parties } = header.data as { parties?: Parties }
      if (parties !== undefined)
        corridors.set(header.stream, {
          from: parties.requesting.country,
          to: parties.requested.country,
        })
      const on = event.at.slice(0, 10) as Day
      const refused = refusedOf(header, on, corridors.get(header.stream))
      if (refused !== undefined) found.push(refused)
    }
    const last = page.at(-1)
    if (last === undefined || page.length < 1000) break
    after = last.index
  }
  return found
}

/** Grounds of refusals by rows that are gaps of the law, and not somebody's slip of the pen. */
const gapNames = [
  'basis-unknown',
  'basis-not-in-force',
  'authority-not-competent',
  'class-not-agreed',
]

type Parties = Readonly<Record<'requesting' | 'requested', { readonly country: string }>>

interface Corridor {
  readonly from: string
  readonly to: string
}

function refusedOf(
  header: NonNullable<ReturnType<typeof headerOf>>,
  on: Day,
  matter: Corridor | undefined,
): Refused | undefined {
  const data = header.data as Readonly<Record<string, unknown>>
  const corridor = (data.corridor ?? data) as Partial<Record<'from' | 'to' | 'measure', string>>
  const measure = measures.find((m) => m === corridor.measure)
  if (header.procedure === null) {
    const ground = String(data.ground ?? data.name ?? '')
    const counts = header.type.startsWith('route.') || gapNames.includes(ground)
    if (!counts || measure === undefined || !corridor.from || !corridor.to) return undefined
    return { from: corridor.from, to: corridor.to, measure, ground, on }
  }
  if (!header.type.endsWith('.refused')) return undefined
  const procedure = procedureOf(header.procedure)
  const ground = (data.notes as { ground?: unknown } | undefined)?.ground
  if (!procedure.ok || typeof ground !== 'string' || matter === undefined) return undefined
  return { ...matter, measure: procedure.value.measure, ground, on }
}

function kindOf(text: string | undefined): AuthorityKind | null | undefined {
  return text === undefined ? undefined : (authorityKinds.find((k) => k === text) ?? null)
}

function unknownChoice(
  what: string,
  given: string | undefined,
  known: readonly string[],
): Outcome<never> {
  return refuse({
    kind: 'malformed',
    name: 'choice-unknown',
    ground: `"${given?.slice(0, 40)}" is not usable as ${what}`,
    remedy: `choose one of ${known.join(', ')}`,
    where: { pointer: `/${what}` },
  })
}
