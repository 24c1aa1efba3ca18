import { canonical, done, type Json, millis, type Outcome } from '#base'
import { eventOf, isOpen, partyOf } from './decide.ts'
import { landing } from './evolve.ts'
import { guardOf } from './guards.ts'
import { procedureOf, transitionOf } from './procedures.ts'
import { readForm } from './read-form.ts'
import { no } from './refuse.ts'
import type { Procedure } from './rows.ts'
import { type Facts, type Situation, sideOf } from './situation.ts'
import type { Event, EventData, Parties, State } from './state.ts'

/** How far the clock of another node may be ahead of ours: five minutes. */
const tolerance = 5 * 60_000

/**
 * An event that came from the other authority, checked against the same tables before it is applied: may that side
 * take that step, is the document whole, do its dates follow from the rules. A step that crossed with one of ours on
 * the way is admitted where the table says how both sides end up. `facts.actor` is not asked; the sender's own node
 * answers for its officers, and the event names the role.
 */
export function admit(
  state: State | undefined,
  event: Event,
  facts: Pick<Facts, 'now' | 'directory'> & { readonly self: string },
): Outcome<Event> {
  const procedure = procedureOf(event.procedure)
  if (!procedure.ok) return procedure
  const row = transitionOf(procedure.value, event.transition ?? '')
  if (!row.ok) return row
  if (millis(event.at) > millis(facts.now) + tolerance)
    return no('peer-clock-ahead', `the step is dated ${event.at}, here it is ${facts.now}`)
  if (!row.value.crosses || event.type !== row.value.event || event.crosses !== true)
    return no(
      'peer-event-false',
      `"${row.value.name}" is not a step that one authority tells another as ${event.type}`,
    )
  if (state === undefined && row.value.opensPeer !== true)
    return no('matter-unknown', `nothing is there to ${row.value.name}`)
  if (state !== undefined && row.value.opensPeer === true)
    return no('matter-exists', 'the matter is already there')
  const parties =
    state === undefined ? introduced(procedure.value, event, facts) : done(state.parties)
  if (!parties.ok) return parties
  const side = sideOf(parties.value, event.node)
  if (side === undefined || event.node === facts.self)
    return no('not-a-party', `${event.node} is not the other side of this matter`)
  if (row.value.side !== side)
    return no('other-side', `"${row.value.name}" is not a step of ${event.node}`)
  if (!row.value.roles.includes(event.data.role))
    return no('role-not-entitled', `"${row.value.name}" was taken by ${event.data.role}`)
  const same = row.value.fourEyes?.find((t) => state?.doers[t]?.includes(event.actor))
  if (same !== undefined)
    return no('approver-is-author', `${event.actor} also took the step "${same}"`)
  const turn = state === undefined ? 'in-turn' : crossing(state, event, row.value)
  if (turn === 'misfit')
    return no('not-open-now', `"${row.value.name}" does not start from where the matter stands`)
  const document = readForm(row.value.form, event.document ?? {})
  if (!document.ok) return document
  const actor = { id: event.actor, authority: event.node, role: event.data.role }
  const situation: Situation = {
    procedure: procedure.value,
    row: row.value,
    state,
    parties: parties.value,
    side,
    now: event.at,
    actor,
    document: document.value,
  }
  for (const ref of row.value.guards) {
    const { guard, with: with_ } = guardOf(ref)
    if (!guard.ofPeer || turn !== 'in-turn') continue
    const refused = guard.gate?.(situation, with_) ?? guard.check?.(situation, with_)
    if (refused !== undefined) return { ok: false, refusal: refused }
  }
  const ours = eventOf(situation, event.stream)
  if (!ours.ok) return ours
  if (turn !== 'overtaken' && !alike(ours.value.data, event.data))
    return no(
      'peer-event-false',
      `what ${event.node} derives from "${row.value.name}" is not what the tables here give`,
    )
  return done(event)
}

function crossing(
  state: State,
  event: Event,
  row: Parameters<typeof landing>[0],
): 'overtaken' | 'crossed' | 'in-turn' | 'misfit' {
  try {
    if (landing(row, state, event, false).overtaken) return 'overtaken'
    return isFrom(row, state) ? 'in-turn' : 'crossed'
  } catch {
    return 'misfit'
  }
}

function isFrom(row: Parameters<typeof landing>[0], state: State): boolean {
  // `during` is left out: the other side may be a step ahead on its main track.
  const { during: _, ...open } = row
  return isOpen(open, state)
}

/** The parties that a first letter names, held against the directory. */
function introduced(
  procedure: Procedure,
  event: Event,
  facts: Pick<Facts, 'directory'> & { readonly self: string },
): Outcome<Parties> {
  const named = event.data.parties
  if (named?.requesting.authority !== event.node || named.requested.authority !== facts.self)
    return no('not-a-party', `the letter is not from ${event.node} to ${facts.self}`)
  const requesting = partyOf(procedure, facts, event.node)
  if (!requesting.ok) return requesting
  const requested = partyOf(procedure, facts, facts.self)
  if (!requested.ok) return requested
  return done({ requesting: requesting.value, requested: requested.value })
}

/** The same consequences; where the matter goes may differ while letters are on the way. */
function alike(ours: EventData, theirs: EventData): boolean {
  const bytes = ({ to: _, round: __, ...data }: EventData) => canonical(data as unknown as Json)
  return Buffer.compare(bytes(ours), bytes(theirs)) === 0
}
