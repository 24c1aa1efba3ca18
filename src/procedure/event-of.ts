import { digestOf, done, type Json, type Outcome } from '#base'
import type { ClockClass, Permission, SafeguardColumn, SafeguardRowId } from '#law'
import { permission } from './guards-core.ts'
import { waitingFor } from './joint.ts'
import { invited, peersOf, withOthers } from './parties.ts'
import { type Document, missingFields } from './read-form.ts'
import type { Tally, Transition } from './rows.ts'
import { filledBy, matrixRowOf } from './safeguards.ts'
import { type Situation, standing } from './situation.ts'
import { clockEffects } from './start-clocks.ts'
import type { Event, EventData, FilledColumns, State } from './state.ts'

/** Does the step start from where the matter stands? */
export function isOpen(row: Transition, state: State | undefined): boolean {
  if (state === undefined) return row.track === 'main' && row.from.includes(null)
  const main = standing(state, 'main')
  if (row.during !== undefined && (main === null || !row.during.includes(main))) return false
  return row.from.includes(standing(state, row.track))
}

/** The event of a step whose questions are all answered. */
export function eventOf(s: Situation, stream: string): Outcome<Event> {
  const { row, document = {}, state } = s
  const effects = clockEffects(s)
  if (!effects.ok) return effects
  const opens = row.track === 'main' && (row.from.includes(null) || row.opensPeer === true)
  const basis = opens ? permission(s) : undefined
  const written = Object.keys(document).length > 0
  const peers = peersOf(s.parties, s.actor.authority, s.directory)
  // Of a matter that was never sent nobody else learns anything.
  const sent = row.opensPeer === true || state?.sentAt !== undefined
  const crosses = row.crosses && sent && peers.length > 0
  const filled = filledSoFar(s, filledBy(s, effects.value))
  const tally = tallied(s, document)
  const link = row.links === undefined ? undefined : document[row.links]
  const data: EventData = {
    role: s.actor.role,
    side: s.side,
    track: row.track,
    to:
      waitingFor(row, state, s.parties, s.party).length > 0
        ? (standing(state, row.track) ?? '')
        : target(row, state),
    law: s.law.version,
    ...(written ? { document: digestOf(document) } : {}),
    ...partiesOf(s, document, opens),
    ...(opens ? { thread: (document.amends as string | undefined) ?? stream } : {}),
    ...(basis?.ok ? { basis: basisNote(basis.value) } : {}),
    ...(document.class === undefined ? {} : { class: document.class as ClockClass }),
    ...(effects.value.length === 0 ? {} : { clocks: effects.value }),
    ...(row.pause === undefined ? {} : { pause: row.pause }),
    ...(row.form === s.procedure.form
      ? { missing: missingFields(row.form, document, s.tables.forms) }
      : {}),
    ...(row.keeps === undefined ? {} : { notes: kept(row, document) }),
    ...(row.replyTo === undefined ? {} : { round: state?.counts[row.replyTo] ?? 0 }),
    ...(Object.keys(filled).length === 0 ? {} : { filled }),
    ...(tally === undefined ? {} : { tally }),
    ...(typeof link === 'string' ? { link } : {}),
    ...(row.joint === true ? { party: s.party.authority } : {}),
    ...(s.recorded === true ? { recorded: true as const } : {}),
  }
  return done({
    type: row.event,
    procedure: s.procedure.id,
    transition: row.id,
    stream,
    at: s.now,
    node: s.actor.authority,
    actor: s.actor.id,
    crosses,
    data,
    ...(written ? { document } : {}),
  })
}

/** The state of the track after the step. */
export function target(row: Transition, state: State | undefined): string {
  if (row.to === 'same') return standing(state, row.track) ?? ''
  if (row.to === 'before') return state?.before ?? ''
  return row.to
}

/** The opening names all parties; until the matter has left, its list is the document's; later steps add to it. */
function partiesOf(
  s: Situation,
  document: Document,
  opens: boolean,
): Pick<EventData, 'parties' | 'joined'> {
  const more = invited(s.procedure, s.row, document, s.directory)
  const { requesting, requested } = s.parties
  const ahead = s.row.invites !== undefined && s.state?.sentAt === undefined
  if (ahead && (opens || s.row.draft === true))
    return { parties: withOthers({ requesting, requested }, more) }
  if (opens) return { parties: withOthers(s.parties, more) }
  return more.length === 0 ? {} : { joined: more }
}

/** The other side sees only what crosses, so a crossing step says what was filled before it. */
function filledSoFar(s: Situation, own: readonly SafeguardColumn[]): FilledColumns {
  const id = matrixRowOf(s.procedure, s.row)
  const all: Partial<Record<SafeguardRowId, readonly SafeguardColumn[]>> = {}
  if (s.row.crosses)
    for (const [row, columns] of Object.entries(s.state?.filled ?? {}))
      all[row as SafeguardRowId] = Object.keys(columns).sort() as SafeguardColumn[]
  if (id !== null && own.length > 0) all[id] = [...new Set([...(all[id] ?? []), ...own])].sort()
  return all
}

function tallied(s: Situation, document: Document): EventData['tally'] {
  const { tally } = s.row
  if (tally === undefined) return undefined
  const key = keyOf(s, tally, document)
  const value = keptOf(tally.value, document)
  if (key === undefined || key === null || value === undefined) return undefined
  return { as: tally.as, key: String(key), value }
}

function keyOf(s: Situation, { key }: Tally, document: Document): Json | undefined {
  if (key === '@authority') return actingFor(s)
  return key === '@time' ? s.now : document[key]
}

function keptOf(what: Tally['value'], document: Document): Json | undefined {
  if (what === true) return true
  if (typeof what === 'string') return document[what]
  return Object.fromEntries(
    what.flatMap((name) => (document[name] === undefined ? [] : [[name, document[name]]])),
  )
}

function actingFor(s: Situation): string {
  return s.recorded === true ? s.party.authority : s.actor.authority
}

function basisNote({ basis }: Permission): { id: string; instrument: string; citation: string } {
  return { id: basis.id, instrument: basis.instrument, citation: basis.citation }
}

function kept(row: Transition, document: Document): Readonly<Record<string, Json>> {
  const notes: Record<string, Json> = {}
  for (const name of row.keeps ?? []) if (document[name] !== undefined) notes[name] = document[name]
  return notes
}
