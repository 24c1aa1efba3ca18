import { asDay, type Day, type Instant, type Json } from '#base'
import type { SignedEvent } from '#indicators'
import { streamsOf } from './commitments.ts'

/** Days in which an observation is acknowledged and answered, as the law in force has them. */
export interface ObservationDays {
  readonly ack: number
  readonly answer: number
}

/** What somebody outside the case observed, and what was done about it (P20), as the signed records tell it. */
export interface Observation {
  readonly stream: string
  readonly reference: string
  readonly kind: string
  readonly about: string
  readonly from: string
  readonly to: string
  readonly handedIn: Instant
  readonly acknowledged: Instant | null
  readonly answered: Instant | null
  readonly late: boolean
  readonly done: string | null
  readonly deed: string | null
  readonly summary: string | null
  /** Does it answer, in the words of who observed. */
  readonly answers: string | null
}

/** A document that anybody may hold an authority to (P21). */
export interface BoundDocument {
  readonly stream: string
  readonly reference: string
  readonly kind: string
  readonly title: string
  readonly digest: string
  readonly authority: string
  readonly country: string
  readonly from: Day | null
  readonly until: Day | null
  readonly address: string | null
  readonly state: 'in force' | 'run out' | 'replaced' | 'withdrawn'
  readonly replacedBy: string | null
}

/** Every observation that was not taken back, newest first. */
export function observationsOf(
  events: readonly SignedEvent[],
  now: Instant,
  days: ObservationDays,
): readonly Observation[] {
  const found: Observation[] = []
  for (const [stream, of] of streamsOf(events, 'observation.')) {
    const told = gather(of)
    const handedIn = told.at('observation.handed_in')
    if (handedIn === null || told.at('observation.withdrawn') !== null) continue
    const again = told.at('observation.reopened')
    const [acknowledged, last] = [
      told.at('observation.ack') ?? told.at('observation.opinion'),
      told.at('observation.answered'),
    ]
    const answered = last !== null && (again === null || again < last) ? last : null
    found.push({
      stream,
      reference: text(told.notes.reference),
      kind: text(told.notes.kind),
      about: text(told.notes.about),
      from: party(told.parties.requesting).authority,
      to: party(told.parties.requested).authority,
      handedIn,
      acknowledged: acknowledged ?? answered,
      answered,
      late:
        after(handedIn, acknowledged ?? answered ?? now, days.ack) ||
        after(again ?? handedIn, answered ?? now, days.answer),
      done: answered === null ? null : text(told.notes.done),
      deed: answered === null || told.notes.deed === undefined ? null : text(told.notes.deed),
      summary: answered === null ? null : text(told.notes.summary),
      answers: told.notes.answers === undefined ? null : text(told.notes.answers),
    })
  }
  return found.sort((a, b) => b.handedIn.localeCompare(a.handedIn))
}

/** Every document that was put into force, by reference. */
export function documentsOf(events: readonly SignedEvent[]): readonly BoundDocument[] {
  const found: BoundDocument[] = []
  for (const [stream, of] of streamsOf(events, 'register.')) {
    const told = gather(of)
    if (told.at('register.in_force') === null) continue
    const owner = party(told.parties.requesting)
    found.push({
      stream,
      reference: text(told.notes.reference),
      kind: text(told.notes.kind),
      title: text(told.notes.title),
      digest: text(told.notes.digest),
      authority: owner.authority,
      country: owner.country,
      from: asDay(text(told.notes.from)) ?? null,
      until: asDay(text(told.notes.until)) ?? null,
      address: told.notes.address === undefined ? null : text(told.notes.address),
      state: stateOf(of),
      replacedBy: told.notes.by === undefined ? null : text(told.notes.by),
    })
  }
  return found.sort((a, b) => a.reference.localeCompare(b.reference))
}

/**
 * What of observations anybody may read. The words are shown when the body that answers has read them, for a name could stand
 * in them; a question of ethics is shown as a question of ethics, because its words could lead to one person.
 */
export function publicObservations(all: readonly Observation[]): readonly Observation[] {
  return all.map((o) => ({
    ...o,
    stream: '',
    about: o.answered === null || o.kind === 'ethics' ? '' : o.about,
    summary: o.kind === 'ethics' ? null : o.summary,
    deed: o.kind === 'ethics' ? null : o.deed,
  }))
}

type Data = Readonly<Record<string, Json | undefined>>

function gather(events: readonly SignedEvent[]) {
  const notes: Record<string, Json | undefined> = {}
  const last = new Map<string, Instant>()
  let parties: Data = {}
  for (const event of events) {
    const data = event.data as Data
    Object.assign(notes, (data.notes as Data | undefined) ?? {})
    parties = (data.parties as Data | undefined) ?? parties
    last.set(event.type, event.at)
  }
  return { notes, parties, at: (type: string) => last.get(type) ?? null }
}

function stateOf(events: readonly SignedEvent[]): BoundDocument['state'] {
  const states: Readonly<Record<string, BoundDocument['state']>> = {
    'register.in_force': 'in force',
    'register.renewed': 'in force',
    'register.expired': 'run out',
    'register.replaced': 'replaced',
    'register.withdrawn': 'withdrawn',
  }
  const last = events.findLast((event) => event.type in states)
  return states[last?.type ?? ''] ?? 'withdrawn'
}

/** More than so many days of 24 hours after. */
function after(from: Instant, to: Instant, days: number): boolean {
  return Date.parse(to) - Date.parse(from) > days * 86_400_000
}

function party(of: Json | undefined): { readonly authority: string; readonly country: string } {
  const { authority, country } = (of ?? {}) as { authority?: Json; country?: Json }
  return { authority: text(authority), country: text(country) }
}

function text(of: Json | undefined): string {
  return typeof of === 'string' ? of : ''
}
