import { done, type Outcome, oneOf } from '#base'
import type { SafeguardColumn } from '#law'
import { lapsed } from './due-events.ts'
import { eventOf, isOpen } from './event-of.ts'
import { guardOf } from './guards.ts'
import { blockedBy } from './joint.ts'
import { invitedIds, meet, partyOf, standingOf } from './parties.ts'
import { procedureOf, shippedTables, stateRow, transitionOf } from './procedures.ts'
import { readForm } from './read-form.ts'
import { no } from './refuse.ts'
import type { Procedure, Transition } from './rows.ts'
import { emptySafeguard, filledBy } from './safeguards.ts'
import { type Facts, type Situation, standing } from './situation.ts'
import type { Command, Event, Parties, State } from './state.ts'

/**
 * What follows from a command: the events, or why not. Pure. The order of the questions is the order in which a
 * person would want to hear the answer: does the step exist, is it yours, is it open now, is the document complete,
 * are the safeguards filled, does the law permit it.
 */
export function decide(
  state: State | undefined,
  command: Command,
  facts: Facts,
): Outcome<readonly Event[]> {
  const { procedures, forms } = facts.tables ?? shippedTables
  const procedure = procedureOf(state?.procedure ?? command.procedure, procedures)
  if (!procedure.ok) return procedure
  const row = transitionOf(procedure.value, command.transition)
  if (!row.ok) return row
  if (state !== undefined && state.procedure !== command.procedure)
    return no(
      'procedure-unknown',
      `matter ${state.stream} runs under ${state.procedure}, not ${command.procedure}`,
    )
  if (row.value.by === 'clock') return byClock(row.value)
  if (state === undefined && !isOpen(row.value, state))
    return no('matter-unknown', `nothing is there to ${row.value.name}`)
  const opened =
    state === undefined
      ? meet(procedure.value, row.value, facts.actor, command.to, command.document, facts.directory)
      : done(state.parties)
  if (!opened.ok) return opened
  const open = mayStep(procedure.value, row.value, state, opened.value, facts)
  if (!open.ok) return open
  const document = readForm(row.value.form, command.document, row.value.draft === true, forms)
  if (!document.ok) return document
  const situation = { ...open.value, document: document.value }
  const stranger = invitedStranger(situation)
  if (!stranger.ok) return stranger
  for (const ref of row.value.guards) {
    const { guard, with: with_ } = guardOf(ref)
    const refused = guard.check?.(situation, with_)
    if (refused !== undefined) return { ok: false, refusal: refused }
  }
  const event = eventOf(situation, command.stream)
  if (!event.ok) return event
  const empty = emptySafeguard(situation, filledBy(situation, event.value.data.clocks ?? []))
  return empty === undefined ? done([event.value]) : { ok: false, refusal: empty }
}

/** Everything that can be told before the document is there: side, competence, state, role, four eyes, gates. */
export function mayStep(
  procedure: Procedure,
  row: Transition,
  state: State | undefined,
  parties: Parties,
  facts: Facts,
): Outcome<Situation> {
  const { actor, now, law, directory, tables = shippedTables, files } = facts
  if (row.by === 'clock') return byClock(row)
  const stands = standingOf(procedure, row, parties, actor.authority, directory)
  if (!stands.ok) return stands
  const { side, party, recorded } = stands.value
  const fits = fitsState(procedure, row, state)
  if (!fits.ok) return fits
  const ran = state === undefined ? undefined : lapsed(state, now, law, tables)
  if (ran !== undefined)
    return no('clock-first', `${ran.name} ran out on ${ran.due}, "${ran.step}" follows from it`)
  const roles = recorded === true ? [...row.roles, ...scribes] : row.roles
  if (!roles.includes(actor.role))
    return no(
      'role-not-entitled',
      `"${row.name}" is for ${oneOf(roles.map(spaced))}, ${actor.id} is ${spaced(actor.role)}`,
      { remedy: `ask ${oneOf(roles.map(spaced))}` },
    )
  // What happened outside is written down by one hand; who did it stands in the paper.
  const same = recorded ? undefined : row.fourEyes?.find((t) => state?.doers[t]?.includes(actor.id))
  if (same !== undefined)
    return no(
      'approver-is-author',
      `${actor.id} took the step "${same}" and cannot also ${row.name}`,
    )
  const blocked = blockedBy(row, state, parties, party)
  if (blocked !== undefined) return { ok: false, refusal: blocked }
  const situation: Situation = {
    procedure,
    row,
    state,
    parties,
    side,
    party,
    ...(recorded === undefined ? {} : { recorded }),
    now,
    actor,
    law,
    directory,
    tables,
    ...(files === undefined ? {} : { files }),
  }
  for (const ref of row.guards) {
    const { guard, with: with_ } = guardOf(ref)
    const refused = guard.gate?.(situation, with_)
    if (refused !== undefined) return { ok: false, refusal: refused }
  }
  // What the step itself can fill is asked when its document is there.
  const own = Object.keys(row.safeguards ?? {}) as SafeguardColumn[]
  const empty = emptySafeguard(situation, own)
  return empty === undefined ? done(situation) : { ok: false, refusal: empty }
}

/** Who may write down a step of an authority outside the network, beside those whose role it is. */
const scribes = ['registrar', 'case-officer', 'analyst'] as const

function byClock(row: Transition): Outcome<never> {
  return no('clock-alone', `"${row.name}" is taken by the clock alone`, { citation: row.citation })
}

function fitsState(procedure: Procedure, row: Transition, state: State | undefined): Outcome<true> {
  if (isOpen(row, state)) return done(true)
  if (standing(state, row.track) === null && row.track === 'main')
    return no('matter-unknown', `nothing is there to ${row.name}`)
  if (row.from.includes(null) && row.track === 'main')
    return no('matter-exists', 'the matter is already there')
  return no('not-open-now', notOpen(procedure, row, state), { remedy: remedyFor(procedure, row) })
}

/** Everybody invited must be in the directory and of the right kind. */
function invitedStranger(s: Situation): Outcome<true> {
  for (const id of invitedIds(s.row, s.document ?? {})) {
    const party = partyOf(s.procedure, 'requested', s.directory, id)
    if (!party.ok)
      return no('addressee-unknown', party.refusal.ground, {
        where: { pointer: `/document/${s.row.invites}` },
      })
    if (id === s.parties.requesting.authority)
      return no('addressee-unknown', `${id} holds the other side`, {
        where: { pointer: `/document/${s.row.invites}` },
      })
  }
  return done(true)
}

function notOpen(procedure: Procedure, row: Transition, state: State | undefined): string {
  const main = standing(state, 'main') ?? ''
  const name = stateRow(procedure, main)?.name ?? 'not begun'
  return `the matter is ${name}; "${row.name}" is not open there`
}

function remedyFor(procedure: Procedure, row: Transition): string {
  const from = (row.during ?? row.from).filter((s) => s !== null)
  const names = from.map(
    (id) => stateRow(procedure, id, row.during === undefined ? row.track : 'main')?.name ?? id,
  )
  return names.length === 0
    ? 'look at the steps that are open now'
    : `it is open when the matter is ${oneOf(names)}`
}

function spaced(role: string): string {
  return role.replaceAll('-', ' ')
}
