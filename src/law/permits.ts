import { type Day, done, type Outcome, refuse } from '#base'
import type { FormId } from './elements.ts'
import type { Law } from './law.ts'
import type { AuthorityKind, ClockClass, Measure } from './measures.ts'
import { inForce, type Row, type Status } from './rows.ts'
import { type SafeguardRowId, type Safeguards, safeguardsOf } from './safeguards.ts'

/** A treaty, memorandum, law or protocol; `custom` is what States do for each other without any of these. */
export interface Instrument extends Row {
  readonly name: string
  readonly kind: 'treaty' | 'memorandum' | 'law' | 'protocol' | 'custom'
  /** How requests travel under it: `direct between the units`, `through central authorities`. */
  readonly channel: string
  /** Set where the instrument covers only the offences of the convention against corruption (`Offence.uncac`). */
  readonly scope?: 'uncac'
  /** Country pairs it joins; each holds both ways. A law of one country joins it with itself. */
  readonly pairs: readonly (readonly [string, string])[]
  /** Parties of an instrument among many: each with each other on the days on which both are bound. */
  readonly parties?: readonly InstrumentParty[]
  /** Countries of which it is known that they are not bound, and why. */
  readonly outside?: readonly InstrumentOutsider[]
}

/** A country that one might take for a party and that is none. */
interface InstrumentOutsider {
  readonly country: string
  /** Lower case, no full stop. */
  readonly because: string
  readonly citation: string
  readonly status: Status
  readonly source: string
}

/** A country bound by an instrument. A protocol also binds a country inside; a treaty does not. */
export interface InstrumentParty {
  readonly country: string
  /** First day on which it is bound. */
  readonly from: Day
  readonly to?: Day
  readonly status: Status
  readonly source: string
  /** What it declared when it joined, in our own words. */
  readonly reservations?: readonly string[]
  /** Languages in which it takes requests under the instrument, BCP 47. Absent: not known. */
  readonly languages?: readonly string[]
  /** The authority that receives requests, as it notified it. */
  readonly centralAuthority?: string
}

/** One permission: under this article, between these kinds of authority, this measure, within these limits. */
export interface Basis extends Row {
  readonly instrument: string
  readonly measure: Measure
  readonly fromKinds: readonly AuthorityKind[]
  readonly toKinds: readonly AuthorityKind[]
  /** Ids of limits in the register, by class. A class that is absent is not agreed between the two. */
  readonly answer: Readonly<Partial<Record<ClockClass, string>>>
  /** Absent where the instrument sets no limit for it; so for all limits. */
  readonly acknowledge?: string
  readonly acknowledgeEmergency?: string
  /** Limits that the article sets, by the name a procedure asks for: `acknowledge`, `decide`, `execute`, `review`. */
  readonly limits?: Readonly<Record<string, string>>
  /** Row of the safeguard matrix; `null` where the matrix has none for the measure. */
  readonly safeguards: SafeguardRowId | null
  /** Forms whose elements a request under this article must have. */
  readonly forms?: readonly FormId[]
}

/** Plain values; the caller has looked the authorities up. */
export interface Question {
  readonly measure: Measure
  readonly from: Party
  readonly to: Party
  readonly on: Day
}

/** An authority as the law sees it. */
export interface Party {
  readonly authority: string
  readonly country: string
  readonly kind: AuthorityKind
}

/**
 * The rows under which an act is lawful; `safeguards` is null where the measure touches no rights.
 */
export interface Permission {
  readonly basis: Basis
  readonly instrument: Instrument
  readonly safeguards: Safeguards | null
}

/** The permission in force that day, or a refusal that names the article. What has no row is never allowed. */
export function permits(question: Question, law: Law): Outcome<Permission> {
  const found = routes(question, law)
  const first = found[0]
  return first === undefined ? refusal(question, law) : done(first)
}

/**
 * Every lawful route, the most specific instrument first: the one among fewer countries; among equals treaty,
 * memorandum, law, protocol; usage between States last.
 */
export function routes(question: Question, law: Law): readonly Permission[] {
  return candidates(question, law)
    .filter((route) => bindsOn(route, question) && fits(route.basis, question))
    .sort(byRank)
    .map((route) => ({ ...route, safeguards: matrixRow(route.basis, law) }))
}

function matrixRow({ safeguards }: Basis, law: Law): Safeguards | null {
  return safeguards === null ? null : safeguardsOf(safeguards, law)
}

/** A basis with its instrument, before day and kinds are asked. */
export type Candidate = Omit<Permission, 'safeguards'>

/** Rows between the two countries for the measure, whatever the day and the kind of authority. */
function candidates(question: Question, law: Law): Candidate[] {
  return candidatesFor(question.measure, law).filter(({ instrument }) =>
    joins(instrument, question.from.country, question.to.country),
  )
}

const byMeasure = new WeakMap<Law, ReadonlyMap<Measure, readonly Candidate[]>>()

/** Rows of a measure with their instruments; one index for each law, because every command asks. */
function candidatesFor(measure: Measure, law: Law): readonly Candidate[] {
  const known = byMeasure.get(law) ?? index(law)
  return known.get(measure) ?? []
}

function index(law: Law): ReadonlyMap<Measure, readonly Candidate[]> {
  const rows = new Map<Measure, Candidate[]>()
  for (const basis of law.bases) {
    const row = { basis, instrument: instrumentOf(basis.instrument, law) }
    rows.set(basis.measure, [...(rows.get(basis.measure) ?? []), row])
  }
  byMeasure.set(law, rows)
  return rows
}

/** @throws Error when a row of law names an instrument that is not in the table; `compile` refuses such a pack. */
function instrumentOf(id: string, law: Law): Instrument {
  const found = law.instruments.find((i) => i.id === id)
  if (found === undefined) throw new Error(`legal basis names the unknown instrument ${id}`)
  return found
}

/** Does it join the two, whatever the day? */
function joins(instrument: Instrument, a: string, b: string): boolean {
  if (instrument.pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a))) return true
  if (a === b && instrument.kind !== 'protocol') return false
  return partyOf(instrument, a) !== undefined && partyOf(instrument, b) !== undefined
}

/** The country as party; with a day only if it was bound then. */
export function partyOf(
  instrument: Instrument,
  country: string,
  on?: Day,
): InstrumentParty | undefined {
  return instrument.parties?.find(
    (p) => p.country === country && (on === undefined || inForce(p, on)),
  )
}

/** Are article and instrument in force that day, and both countries bound? */
function bindsOn({ basis, instrument }: Candidate, { from, to, on }: Question): boolean {
  if (!inForce(basis, on) || !inForce(instrument, on)) return false
  const { country: a } = from
  const { country: b } = to
  if (instrument.pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a))) return true
  return partyOf(instrument, a, on) !== undefined && partyOf(instrument, b, on) !== undefined
}

function fits(basis: Basis, question: Question): boolean {
  return basis.fromKinds.includes(question.from.kind) && basis.toKinds.includes(question.to.kind)
}

const order = { treaty: 0, memorandum: 1, law: 2, protocol: 3, custom: 4 } as const

function byRank(a: Candidate, b: Candidate): number {
  return (
    breadth(a) - breadth(b) ||
    order[a.instrument.kind] - order[b.instrument.kind] ||
    (a.basis.id < b.basis.id ? -1 : 1)
  )
}

/** How many countries the instrument joins at a time: two of a pair, or all its parties. Usage comes last. */
export function breadth({ instrument }: Candidate): number {
  if (instrument.kind === 'custom') return Number.MAX_SAFE_INTEGER
  return instrument.parties?.length ?? 2
}

/** The countries and the day, whoever asks whom. */
export interface Corridor {
  readonly measure: Measure
  readonly from: string
  readonly to: string
  readonly on: Day
}

/** Articles between two countries for a measure, the most specific first: in force that day, and the others. */
export function articlesBetween(
  { measure, from, to, on }: Corridor,
  law: Law,
): { readonly open: readonly Candidate[]; readonly closed: readonly Candidate[] } {
  const party = (country: string): Party => ({ authority: country, country, kind: 'government' })
  const question = { measure, from: party(from), to: party(to), on }
  const all = candidates(question, law).sort(byRank)
  return {
    open: all.filter((c) => bindsOn(c, question)),
    closed: all.filter((c) => !bindsOn(c, question)),
  }
}

function refusal(question: Question, law: Law): Outcome<never> {
  const { measure, from, to, on } = question
  const near = candidates(question, law)
  const expired = near.find((c) => !bindsOn(c, question))
  const otherKind = near.find((c) => bindsOn(c, question))
  if (otherKind !== undefined)
    return refuse({
      kind: 'unlawful',
      name: 'authority-not-competent',
      ground: `${otherKind.basis.citation} lets ${otherKind.basis.fromKinds.join(' or ')} ask ${otherKind.basis.toKinds.join(' or ')} for ${measure}, not ${from.kind} ask ${to.kind}`,
      citation: otherKind.basis.citation,
      remedy: 'ask through the competent authority of your own country',
    })
  if (expired !== undefined)
    return refuse({
      kind: 'unlawful',
      name: 'basis-not-in-force',
      ground: `${expired.basis.citation} was not in force on ${on}`,
      citation: expired.basis.citation,
      remedy: 'use an instrument in force that day, or the diplomatic channel',
    })
  return refuse({
    kind: 'unlawful',
    name: 'basis-unknown',
    ground: `no instrument between ${from.country} and ${to.country} for ${measure} is in the register`,
    citation: 'safeguard matrix, column legal basis: what has no row is not allowed',
    remedy: 'ask the lawyer of the node to enter the instrument, or use the diplomatic channel',
  })
}
