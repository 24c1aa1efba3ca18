import { type Day, done, type Outcome, refuse } from '#base'
import { bases } from './data/bases.ts'
import { instruments } from './data/instruments.ts'
import type { AuthorityKind, ClockClass, Measure } from './measures.ts'
import { inForce, type Row } from './rows.ts'
import { type SafeguardRowId, type Safeguards, safeguardsOf } from './safeguards.ts'

/** A treaty, memorandum, law or protocol. */
export interface Instrument extends Row {
  readonly name: string
  readonly kind: 'treaty' | 'memorandum' | 'law' | 'protocol'
  /** Country pairs it joins; each holds both ways. */
  readonly pairs: readonly (readonly [string, string])[]
}

/** One permission: under this article, between these kinds of authority, this measure, within these limits. */
export interface Basis extends Row {
  readonly instrument: string
  readonly measure: Measure
  readonly fromKinds: readonly AuthorityKind[]
  readonly toKinds: readonly AuthorityKind[]
  /** Ids of limits in the register, by class. A class that is absent is not agreed between the two. */
  readonly answer: Readonly<Partial<Record<ClockClass, string>>>
  readonly acknowledge: string
  readonly acknowledgeEmergency: string
  /** Further limits that the article sets, by the name a procedure asks for: `decide`, `execute`, `review`. */
  readonly limits?: Readonly<Record<string, string>>
  readonly safeguards: SafeguardRowId
}

/** Plain values; the caller has looked the authorities up. */
export interface Question {
  readonly measure: Measure
  readonly from: Party
  readonly to: Party
  readonly on: Day
}

export interface Party {
  readonly authority: string
  readonly country: string
  readonly kind: AuthorityKind
}

export interface Permission {
  readonly basis: Basis
  readonly instrument: Instrument
  readonly safeguards: Safeguards
}

/** The permission in force that day, or a refusal that names the article. What has no row is never allowed. */
export function permits(question: Question): Outcome<Permission> {
  const found = routes(question)
  const first = found[0]
  return first === undefined ? refusal(question) : done(first)
}

/** Every lawful route, the most specific instrument first: treaty, memorandum, law, protocol. */
export function routes(question: Question): readonly Permission[] {
  return candidates(question)
    .filter(
      ({ basis, instrument }) => inForce(basis, question.on) && inForce(instrument, question.on),
    )
    .filter(({ basis }) => fits(basis, question))
    .sort((a, b) => rank(a) - rank(b) || (a.basis.id < b.basis.id ? -1 : 1))
    .map((route) => ({ ...route, safeguards: safeguardsOf(route.basis.safeguards) }))
}

type Candidate = Omit<Permission, 'safeguards'>

/** Rows between the two countries for the measure, whatever the day and the kind of authority. */
function candidates(question: Question): Candidate[] {
  return (bases as readonly Basis[])
    .filter((basis) => basis.measure === question.measure)
    .map((basis) => ({ basis, instrument: instrumentOf(basis.instrument) }))
    .filter(({ instrument }) => joins(instrument, question.from.country, question.to.country))
}

/** @throws Error when a row of law names an instrument that is not in the table. */
function instrumentOf(id: string): Instrument {
  const found = (instruments as readonly Instrument[]).find((i) => i.id === id)
  if (found === undefined) throw new Error(`legal basis names the unknown instrument ${id}`)
  return found
}

function joins(instrument: Instrument, a: string, b: string): boolean {
  return instrument.pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a))
}

function fits(basis: Basis, question: Question): boolean {
  return basis.fromKinds.includes(question.from.kind) && basis.toKinds.includes(question.to.kind)
}

const order = { treaty: 0, memorandum: 1, law: 2, protocol: 3 } as const

function rank(route: Candidate): number {
  return order[route.instrument.kind]
}

function refusal(question: Question): Outcome<never> {
  const { measure, from, to, on } = question
  const near = candidates(question)
  const expired = near.find((c) => !inForce(c.basis, on) || !inForce(c.instrument, on))
  const otherKind = near.find((c) => inForce(c.basis, on) && inForce(c.instrument, on))
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
