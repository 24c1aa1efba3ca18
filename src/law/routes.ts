import type { Day } from '#base'
import { type Element, requiredElements } from './elements.ts'
import type { Law } from './law.ts'
import type { AuthorityKind, Measure } from './measures.ts'
import { type DualCriminality, dualCriminality, offenceOf } from './offences.ts'
import { articlesBetween, breadth, type Candidate, partyOf } from './permits.ts'
import { deadlinesOf, type RouteDeadline } from './route-deadlines.ts'
import { expectedGrounds, type RouteGround } from './route-grounds.ts'
import { inForce } from './rows.ts'

/** Two countries, a measure, a day; what is known of the authorities and of the offence narrows the answer. */
export interface RouteQuestion {
  readonly from: string
  readonly to: string
  readonly measure: Measure
  readonly on: Day
  readonly fromKind?: AuthorityKind
  readonly toKind?: AuthorityKind
  readonly offence?: string
  /** Maximum penalty in the country that asks, where the offence row does not say it. */
  readonly penaltyYears?: number
}

/** One lawful way to ask. */
export interface Route {
  readonly instrument: string
  readonly name: string
  readonly citation: string
  readonly text: string
  readonly status: 'verified' | 'to-verify'
  readonly channel: string
  /** Why it stands at this place of the list. */
  readonly why: string
  /** A word through a network of contact points; what it tells is intelligence, not evidence. */
  readonly informal: boolean
  /** Who may ask whom. */
  readonly who: string
  readonly elements: readonly Pick<Element, 'id' | 'form' | 'label' | 'citation'>[]
  readonly deadlines: readonly RouteDeadline[]
  readonly grounds: readonly RouteGround[]
  readonly reservations: readonly string[]
  /** Languages in which the requested country takes it, where a row says so. */
  readonly languages?: readonly string[]
}

/** Every lawful way, the best first; without one, why. */
export interface RouteAnswer {
  readonly question: RouteQuestion
  /** `none`: rows say that there is no way; `unknown`: no row says anything, and unknown is never yes. */
  readonly answer: 'routes' | 'none' | 'unknown'
  readonly because: string
  readonly routes: readonly Route[]
  /** Rows that are near and open no way, each with the reason. */
  readonly closed: readonly Closed[]
  readonly dualCriminality: DualCriminality | null
}

const information: readonly Measure[] = ['fiu-information', 'fiu-disclosure', 'onward-use', 'tip']

/** Every lawful route, ranked; or why there is none; or that nobody has entered a row. */
export function findRoutes(question: RouteQuestion, law: Law): RouteAnswer {
  const dual =
    question.offence === undefined
      ? null
      : dualCriminality(question.offence, [question.from, question.to], question.on, law)
  const { open, closed } = sortedOut(question, law)
  const formal = open.map((candidate, i) =>
    formalRoute(candidate, question, { law, dual, place: i }),
  )
  const informal = informalRoutes(question, law)
  const routes = information.includes(question.measure)
    ? [...informal, ...formal]
    : [...formal, ...informal]
  const answer = formal.length > 0 ? 'routes' : closed.length > 0 ? 'none' : 'unknown'
  return {
    question,
    answer,
    because: because(question, formal, closed),
    routes,
    closed,
    dualCriminality: dual,
  }
}

/** Why a row that is near does not open a way. */
export interface Closed {
  readonly citation: string
  readonly reason: string
}

function sortedOut(
  question: RouteQuestion,
  law: Law,
): { readonly open: readonly Candidate[]; readonly closed: readonly Closed[] } {
  const between = articlesBetween(question, law)
  const open: Candidate[] = []
  const closed: Closed[] = []
  for (const candidate of between.open) {
    const reason = notCompetent(candidate, question) ?? outOfScope(candidate, question, law)
    if (reason === undefined) open.push(candidate)
    else closed.push({ citation: candidate.basis.citation, reason })
  }
  for (const { basis, instrument } of between.closed) {
    const reason = `${instrument.name} did not bind both countries on ${question.on}`
    closed.push({ citation: basis.citation, reason })
  }
  closed.push(...outside(question, law))
  return { open, closed }
}

function notCompetent({ basis }: Candidate, { fromKind, toKind }: RouteQuestion) {
  if (fromKind !== undefined && !basis.fromKinds.includes(fromKind))
    return `it lets ${list(basis.fromKinds)} ask, not ${fromKind}`
  if (toKind !== undefined && !basis.toKinds.includes(toKind))
    return `it lets ${list(basis.toKinds)} be asked, not ${toKind}`
  return undefined
}

function outOfScope({ instrument }: Candidate, { offence }: RouteQuestion, law: Law) {
  const known = offence === undefined ? undefined : offenceOf(offence, law)
  if (instrument.scope !== 'uncac' || known === undefined || known.uncac !== undefined)
    return undefined
  return `the convention covers offences of corruption; ${known.name} is none of them`
}

/** Instruments for the measure that bind one of the two, and of which it is known that they do not bind the other. */
function outside({ measure, from, to, on }: RouteQuestion, law: Law): readonly Closed[] {
  const ids = new Set(law.bases.filter((b) => b.measure === measure).map((b) => b.instrument))
  return law.instruments
    .filter((i) => ids.has(i.id))
    .flatMap((instrument) =>
      [
        [from, to],
        [to, from],
      ].flatMap(([here, there]) => {
        const row = instrument.outside?.find((o) => o.country === here)
        if (row === undefined || partyOf(instrument, there!, on) === undefined) return []
        return [{ citation: `${instrument.citation}; ${row.citation}`, reason: row.because }]
      }),
    )
}

interface Setting {
  readonly law: Law
  readonly dual: DualCriminality | null
  /** Place in the ranking, from 0. */
  readonly place: number
}

function formalRoute(candidate: Candidate, question: RouteQuestion, setting: Setting): Route {
  const { basis, instrument } = candidate
  const { law } = setting
  const asked = partyOf(instrument, question.to, question.on)
  return {
    instrument: instrument.id,
    name: instrument.name,
    citation: basis.citation,
    text: basis.text,
    status: worse(basis.status, asked?.status ?? instrument.status),
    channel: instrument.channel,
    why: why(candidate, setting.place),
    informal: false,
    who: `${list(basis.fromKinds)} of ${question.from} asks ${list(basis.toKinds)} of ${question.to}`,
    elements: (basis.forms ?? []).flatMap((form) =>
      requiredElements(form, question.on, law).map(({ id, label, citation }) => ({
        id,
        form,
        label,
        citation,
      })),
    ),
    deadlines: deadlinesOf(basis, law),
    grounds: expectedGrounds(candidate, question, setting),
    reservations: reservationsOf(candidate, question),
    ...(asked?.languages === undefined ? {} : { languages: asked.languages }),
  }
}

function worse(a: Route['status'], b: Route['status']): Route['status'] {
  return a === 'verified' && b === 'verified' ? 'verified' : 'to-verify'
}

function why(candidate: Candidate, place: number): string {
  const { instrument, basis } = candidate
  if (instrument.kind === 'custom')
    return 'no instrument joins the two; usage between States comes last, because nobody owes an answer, and there is no time limit'
  const limits = Object.keys({ ...basis.answer, ...basis.limits }).length
  const width = breadth(candidate)
  const kind =
    instrument.kind === 'law'
      ? 'the law of the country itself'
      : width === 2
        ? `a ${instrument.kind} between two countries`
        : `an instrument among ${width} parties of this register`
  const rank =
    place === 0 ? 'the most specific of what is in force' : 'less specific than the one before'
  return `${rank}: ${kind}; ${limits > 0 ? 'it sets time limits' : 'it sets no time limit'}`
}

function reservationsOf({ instrument }: Candidate, { from, to, on }: RouteQuestion) {
  return [from, to].flatMap((country) =>
    (partyOf(instrument, country, on)?.reservations ?? []).map((text) => `${country} ${text}`),
  )
}

function informalRoutes(question: RouteQuestion, law: Law): readonly Route[] {
  const { from, to, measure, on, fromKind } = question
  return law.networks
    .filter((n) => inForce(n, on) && n.countries.includes(from) && n.countries.includes(to))
    .filter((n) => from !== to && (n.before.includes(measure) || information.includes(measure)))
    .filter((n) => !information.includes(measure) || n.kinds.includes(fromKind ?? 'FIU'))
    .map((network) => ({
      instrument: network.id,
      name: network.name,
      citation: network.citation,
      text: network.text,
      status: network.status,
      channel: 'contact points, without a formal request',
      why: 'a word first costs nothing and shows what a formal request has to say',
      informal: true,
      who: `${list(network.kinds)} of ${from} asks the contact point of ${to}`,
      elements: [],
      deadlines: [],
      grounds: [],
      reservations: ['what it tells is intelligence; it is no evidence without consent'],
    }))
}

function because(
  { from, to, measure, on }: RouteQuestion,
  formal: readonly Route[],
  closed: readonly Closed[],
): string {
  const first = formal[0]
  if (first !== undefined)
    return `${first.citation} lets ${from} ask ${to} for ${measure} on ${on}${formal.length > 1 ? `, and ${formal.length - 1} more` : ''}`
  const near = closed[0]
  if (near !== undefined) return `${near.citation}: ${near.reason}`
  return `no row of the register says anything about ${measure} between ${from} and ${to}; what has no row is not allowed`
}

function list(words: readonly string[]): string {
  if (words.length > 8) return 'any authority'
  const plain = words.map((word) => word.replaceAll('-', ' '))
  const last = plain.at(-1) ?? ''
  return plain.length < 2 ? last : `${plain.slice(0, -1).join(', ')} or ${last}`
}
