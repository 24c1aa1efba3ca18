import { type Day, digest, done, type Instant, type Outcome, refuse } from '#base'
import type { AuthorityCard } from '#directory'
import {
  calendar,
  closed,
  findRoutes,
  type Law,
  type Measure,
  plusDays,
  type Route,
  weekdayNames,
} from '#law'
import { countryName, kindInWords } from './words.ts'
import type { World } from './world.ts'

/** One line of the list of authorities. */
export interface PublicAuthorityLine {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly countryName: string
  /** `a financial intelligence unit`. */
  readonly kind: string
  /** What it answers for. */
  readonly answersFor: readonly Measure[]
}

/** How an authority is asked, out of its signed card and the rows of law in force at this node. */
export interface PublicAuthority extends PublicAuthorityLine {
  /** BCP 47 tags, in order of preference. */
  readonly languages: readonly string[]
  readonly desk: AuthorityCard['desk']
  /** The authority whose node takes its letters, where it runs none of its own. */
  readonly servedBy: { readonly id: string; readonly name: string } | null
  readonly address: string
  readonly card: { readonly version: number; readonly issuedAt: Instant }
  /** Seals in force, of its own or of the node that takes its letters: what to compare by voice. */
  readonly seals: readonly { readonly id: string; readonly print: string }[]
  readonly calendar: PublicCalendar | null
  readonly measures: readonly PublicMeasure[]
  /** Version of the rows of law, and the day on which they were asked. */
  readonly law: { readonly version: string; readonly on: Day }
}

export interface PublicCalendar {
  readonly name: string
  readonly zone: string
  readonly weekend: readonly string[]
  /** Days on which nobody works, in the quarter to come, without weekends. */
  readonly closed: readonly { readonly day: Day; readonly why: string }[]
  readonly citation: string
  readonly status: string
}

export interface PublicMeasure {
  readonly id: Measure
  readonly ways: readonly PublicWay[]
}

/** One instrument under which it may be asked, and by whom. */
export interface PublicWay extends Omit<Route, 'why' | 'who' | 'grounds'> {
  /** Countries that may ask on this ground, by name. */
  readonly from: readonly string[]
  readonly whoAsks: readonly string[]
  readonly grounds: readonly Pick<Route['grounds'][number], 'id' | 'name' | 'kind' | 'citation'>[]
}

/** Members of the network with a page of their own; who is reached on paper alone has none. */
export function publicAuthorities(world: World): readonly PublicAuthorityLine[] {
  return world.federation
    .cards()
    .filter((card) => card.outside !== true)
    .map(lineOf)
    .sort((a, b) => (`${a.countryName} ${a.id}` < `${b.countryName} ${b.id}` ? -1 : 1))
}

export function publicAuthority(world: World, id: string): Outcome<PublicAuthority> {
  const card = world.federation.card(id)
  if (card === undefined || card.outside === true)
    return refuse({
      kind: 'unknown',
      name: 'authority-not-listed',
      ground: 'no authority of this network has that name',
      remedy: 'look in the list of authorities',
    })
  const law = world.laws.now()
  const now = world.clock.now()
  const on = now.slice(0, 10) as Day
  const server = card.servedBy === undefined ? undefined : world.federation.card(card.servedBy)
  return done({
    ...lineOf(card),
    languages: card.languages,
    desk: card.desk,
    servedBy: server === undefined ? null : { id: server.id, name: server.name },
    address: world.addressOf(server?.id ?? card.id) ?? server?.address ?? card.address,
    card: { version: card.version, issuedAt: card.issuedAt },
    seals: (server ?? card).keys
      .filter((key) => key.use === 'seal' && key.from <= now && (key.to ?? '9') >= now)
      .filter((key) => key.revoked === undefined || key.revoked.at > now)
      .map((key) => ({
        id: key.id,
        print: digest(Buffer.from(key.publicKey, 'base64url')).slice('sha256:'.length),
      })),
    calendar: calendarOf(card.country, on, law),
    measures: measuresOf(card, on, law),
    law: { version: law.version, on },
  })
}

function lineOf(card: AuthorityCard): PublicAuthorityLine {
  return {
    id: card.id,
    name: card.name,
    country: card.country,
    countryName: countryName(card.country),
    kind: kindInWords(card.kind),
    answersFor: card.competences,
  }
}

function calendarOf(country: string, on: Day, law: Law): PublicCalendar | null {
  const found = calendar(country, law)
  if (found === undefined) return null
  const weekend = found.weekend.map((n) => weekdayNames[n - 1]!)
  const days = Array.from({ length: 92 }, (_, i) => plusDays(on, i))
  return {
    name: found.name,
    zone: found.zone,
    weekend,
    closed: days.flatMap((day) => {
      const why = closed(found, day)
      return why === undefined || weekend.some((name) => name === why) ? [] : [{ day, why }]
    }),
    citation: found.citation,
    status: found.status,
  }
}

const kept = new WeakMap<Law, Map<string, readonly PublicMeasure[]>>()

/** Asked once for each version of the law, card and day: anybody may open the page, and every country is asked for. */
function measuresOf(card: AuthorityCard, on: Day, law: Law): readonly PublicMeasure[] {
  const known = kept.get(law) ?? new Map<string, readonly PublicMeasure[]>()
  kept.set(law, known)
  const key = `${card.id} ${card.version} ${on}`
  const before = known.get(key)
  if (before !== undefined) return before
  const found = card.competences.map((measure) => ({
    id: measure,
    ways: waysOf(card, measure, on, law),
  }))
  if (known.size > 1000) known.clear()
  known.set(key, found)
  return found
}

function waysOf(card: AuthorityCard, measure: Measure, on: Day, law: Law): readonly PublicWay[] {
  const ways = new Map<string, PublicWay & { readonly from: string[] }>()
  for (const from of countriesOf(law)) {
    if (from === card.country) continue
    const question = { from, to: card.country, measure, on, toKind: card.kind }
    for (const route of findRoutes(question, law).routes) {
      // A circle of contact points is a way to this authority where its kind stands in it.
      if (route.informal && !inCircle(route.instrument, card, law)) continue
      // Usage between States is open to everybody and owed by nobody; the page says so once, by itself.
      if (instrumentKind(route.instrument, law) === 'custom') continue
      const key = `${route.instrument} ${route.citation}`
      const before = ways.get(key)
      if (before === undefined) ways.set(key, { ...wayOf(route, law), from: [countryName(from)] })
      else before.from.push(countryName(from))
    }
  }
  for (const way of ways.values()) way.from.sort()
  return [...ways.values()].sort((a, b) => Number(a.informal) - Number(b.informal))
}

function wayOf(route: Route, law: Law): Omit<PublicWay, 'from'> {
  const { why: _why, who: _who, grounds, reservations, ...rest } = route
  const basis = law.bases.find(
    (b) => b.instrument === route.instrument && b.citation === route.citation,
  )
  const network = law.networks.find((n) => n.id === route.instrument)
  return {
    ...rest,
    whoAsks: (basis?.fromKinds ?? network?.kinds ?? []).map(kindInWords),
    // A reservation that the country that asks has made is not the same for all who ask.
    reservations: route.informal ? reservations : [],
    grounds: grounds.map(({ id, name, kind, citation }) => ({ id, name, kind, citation })),
  }
}

function inCircle(id: string, card: AuthorityCard, law: Law): boolean {
  return law.networks.find((n) => n.id === id)?.kinds.includes(card.kind) === true
}

function instrumentKind(id: string, law: Law): string | undefined {
  return law.instruments.find((i) => i.id === id)?.kind
}

/** Every country that some row of an instrument or of a network names. */
function countriesOf(law: Law): readonly string[] {
  const named = [
    ...law.instruments.flatMap((i) => [
      ...(i.parties ?? []).map((p) => p.country),
      ...i.pairs.flat(),
    ]),
    ...law.networks.flatMap((n) => n.countries),
  ]
  return [...new Set(named)].filter((code) => /^[A-Z]{2}$/.test(code) && code !== 'XX')
}
