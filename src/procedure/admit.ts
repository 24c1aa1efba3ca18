import { canonical, done, type Json, millis, type Outcome } from '#base'
import { eventOf, isOpen } from './event-of.ts'
import { isEvent } from './event-shape.ts'
import { landing } from './evolve.ts'
import { guardOf } from './guards.ts'
import { blockedBy } from './joint.ts'
import {
  allParties,
  authorityOf,
  bothSides,
  nodeFor,
  partyOf,
  standingOf,
  withOthers,
} from './parties.ts'
import { procedureOf, shippedTables, transitionOf } from './procedures.ts'
import { readForm } from './read-form.ts'
import { no } from './refuse.ts'
import type { Procedure, Transition } from './rows.ts'
import { emptySafeguard, filledBy, invented, matrixRowOf } from './safeguards.ts'
import type { Facts, Situation } from './situation.ts'
import type { Event, EventData, Parties, State } from './state.ts'

/** How far the clock of another node may be ahead of ours: five minutes. */
const tolerance = 5 * 60_000

/** What the receiving node knows. */
export type FactsOfPeer = Pick<Facts, 'now' | 'directory' | 'law' | 'tables'> & {
  /** The authorities that this node serves. */
  readonly self: string | readonly string[]
  /** The letter brings the history of a matter to an authority that joined later. */
  readonly joins?: true
}

/**
 * An event that came from the other authority, checked against the same tables before it is applied: may that side
 * take that step, is the document whole, do its dates follow from the rules of our own law. A step that crossed with
 * one of ours on the way is admitted where the table says how both sides end up. No actor is asked; the sender's own
 * node answers for its officers, and the event names authority and role.
 */
export function admit(state: State | undefined, event: Event, facts: FactsOfPeer): Outcome<Event> {
  const tables = facts.tables ?? shippedTables
  if (!isEvent(event)) return no('peer-event-false', 'the letter states no event of a procedure')
  const procedure = procedureOf(event.procedure, tables.procedures)
  if (!procedure.ok) return procedure
  const found = transitionOf(procedure.value, event.transition ?? '')
  if (!found.ok) return found
  const row = found.value
  if (millis(event.at) > millis(facts.now) + tolerance)
    return no('peer-clock-ahead', `the step is dated ${event.at}, here it is ${facts.now}`)
  if (!row.crosses || row.by === 'clock' || event.type !== row.event || event.crosses !== true)
    return no(
      'peer-event-false',
      `"${row.name}" is not a step that one authority tells another as ${event.type}`,
    )
  if (state === undefined && row.opensPeer !== true)
    return no('matter-unknown', `nothing is there to ${row.name}`)
  if (state !== undefined && row.opensPeer === true)
    return no('matter-exists', 'the matter is already there')
  const parties =
    state === undefined ? introduced(procedure.value, event, facts) : done(state.parties)
  if (!parties.ok) return parties
  const may = ofOtherSide(procedure.value, row, state, parties.value, event, facts)
  if (!may.ok) return may
  const turn = state === undefined ? 'in-turn' : crossing(state, event, row)
  if (turn === 'misfit')
    return no('not-open-now', `"${row.name}" does not start from where the matter stands`)
  const document = readForm(row.form, event.document ?? {}, false, tables.forms)
  if (!document.ok) return document
  const situation: Situation = { ...may.value, document: document.value }
  for (const ref of row.guards) {
    const { guard, with: with_ } = guardOf(ref)
    if (!guard.ofPeer || turn !== 'in-turn') continue
    const refused = guard.gate?.(situation, with_) ?? guard.check?.(situation, with_)
    if (refused !== undefined) return { ok: false, refusal: refused }
  }
  const ours = eventOf(situation, event.stream)
  if (!ours.ok) return ours
  const own = filledBy(situation, ours.value.data.clocks ?? [])
  const told = event.data.filled ?? {}
  const empty = emptySafeguard(situation, own, told[row.coercive ?? 'freeze'])
  if (empty !== undefined) return { ok: false, refusal: empty }
  // Steps that stayed at home may have filled more than we saw, never less, and nothing that no step there fills.
  const id = matrixRowOf(procedure.value, row)
  const short = id !== null && own.some((c) => !told[id]?.includes(c))
  // Where the first letter leads is not the sender's to say.
  const elsewhere = state === undefined && event.data.to !== ours.value.data.to
  const false_ = short || elsewhere || invented(situation, own, told).length > 0
  if (turn !== 'overtaken' && (false_ || !alike(ours.value.data, event.data)))
    return no(
      'peer-event-false',
      `what ${event.node} derives from "${row.name}" is not what the tables here give`,
      event.data.law === facts.law.version
        ? {}
        : { remedy: 'compare the packs of law of both nodes: they stand on different versions' },
    )
  return done(event)
}

/** Is it a step of the other side, by an authority and a role that may take it, and by a second person where needed? */
function ofOtherSide(
  procedure: Procedure,
  row: Transition,
  state: State | undefined,
  parties: Parties,
  event: Event,
  facts: FactsOfPeer,
): Outcome<Situation> {
  const { directory, law, tables = shippedTables } = facts
  const authority = authorityOf(event)
  if (!servedBy(event.node, authority, directory) || selves(facts).includes(authority))
    return no('not-a-party', `${authority} is not the other side of this matter`)
  const stands = standingOf(procedure, row, parties, authority, directory)
  if (!stands.ok) return stands
  const { side, party, recorded } = stands.value
  if (recorded !== event.data.recorded || event.data.side !== side)
    return no('other-side', `"${row.name}" is not a step of ${authority}`)
  if (recorded !== true && !row.roles.includes(event.data.role))
    return no('role-not-entitled', `"${row.name}" was taken by ${event.data.role}`)
  const same = recorded
    ? undefined
    : row.fourEyes?.find((t) => state?.doers[t]?.includes(event.actor))
  if (same !== undefined)
    return no('approver-is-author', `${event.actor} also took the step "${same}"`)
  const blocked = blockedBy(row, state, parties, party)
  if (blocked !== undefined) return { ok: false, refusal: blocked }
  return done({
    procedure,
    row,
    state,
    parties,
    side,
    party,
    ...(recorded === undefined ? {} : { recorded }),
    now: event.at,
    actor: { id: event.actor, authority, role: event.data.role },
    law,
    directory,
    tables,
  })
}

/** An event names the authority itself, or the node that serves it. */
function servedBy(node: string, authority: string, directory: Facts['directory']): boolean {
  return node === authority || nodeFor(directory, authority) === node
}

function selves({ self }: FactsOfPeer): readonly string[] {
  return typeof self === 'string' ? [self] : self
}

function crossing(
  state: State,
  event: Event,
  row: Transition,
): 'overtaken' | 'crossed' | 'in-turn' | 'misfit' {
  try {
    if (landing(row, state, event, false).overtaken) return 'overtaken'
    return isFrom(row, state) ? 'in-turn' : 'crossed'
  } catch {
    return 'misfit'
  }
}

function isFrom(row: Transition, state: State): boolean {
  // `during` is left out: the other side may be a step ahead on its main track.
  const { during: _, ...open } = row
  return isOpen(open, state)
}

/** The parties that a first letter names, held against the directory and against who sent it. */
function introduced(procedure: Procedure, event: Event, facts: FactsOfPeer): Outcome<Parties> {
  const named = event.data.parties
  const ids = named === undefined ? [] : allParties(named).map((p) => p.authority)
  const ours = facts.joins === true || ids.some((id) => selves(facts).includes(id))
  if (named === undefined || !ours || selves(facts).includes(named.requesting.authority))
    return no('not-a-party', `the letter is not from ${event.node} to an authority of this node`)
  const { directory } = facts
  const requesting = partyOf(procedure, 'requesting', directory, named.requesting.authority)
  if (!requesting.ok) return requesting
  const requested = partyOf(procedure, 'requested', directory, named.requested.authority)
  if (!requested.ok) return requested
  const parties = { requesting: requesting.value, requested: requested.value }
  const apart = bothSides(procedure, parties)
  if (!apart.ok) return apart
  const others = (named.others ?? []).map((p) =>
    partyOf(procedure, 'requested', directory, p.authority),
  )
  const wrong = others.find((o) => !o.ok)
  if (wrong !== undefined && !wrong.ok) return wrong
  return done(
    withOthers(
      parties,
      others.flatMap((o) => (o.ok ? [o.value] : [])),
    ),
  )
}

/**
 * The same consequences. Left out: where the matter goes, which may differ while letters are on the way; the version
 * of the law, for each side reckons with its own; the safeguards, of which the sender has seen more.
 */
function alike(ours: EventData, theirs: EventData): boolean {
  const bytes = ({ to: _to, round: _round, law: _law, filled: _filled, ...data }: EventData) =>
    canonical(data as unknown as Json)
  return Buffer.compare(bytes(ours), bytes(theirs)) === 0
}
