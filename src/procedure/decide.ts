import { digestOf, done, type Instant, type Json, type Outcome } from '#base'
import { cardOf } from '#directory'
import { type ClockClass, calendar, dueBy, type Party, type Permission } from '#law'
import { guardOf } from './guards.ts'
import { answerRule, permission } from './guards-core.ts'
import { procedureOf, stateRow, transitionOf } from './procedures.ts'
import { type Document, missingFields, readForm } from './read-form.ts'
import { no } from './refuse.ts'
import type { ClockStart, Procedure, Transition } from './rows.ts'
import { type Facts, type Situation, sideOf, standing } from './situation.ts'
import type { ClockEffect, Command, Event, EventData, Parties, State } from './state.ts'

/**
 * What follows from a command: the events, or why not. Pure. The order of the questions is the order in which a
 * person would want to hear the answer: does the step exist, is it yours, is it open now, is the document complete,
 * does the law permit it.
 */
export function decide(
  state: State | undefined,
  command: Command,
  facts: Facts,
): Outcome<readonly Event[]> {
  const procedure = procedureOf(state?.procedure ?? command.procedure)
  if (!procedure.ok) return procedure
  const row = transitionOf(procedure.value, command.transition)
  if (!row.ok) return row
  if (state !== undefined && state.procedure !== command.procedure)
    return no(
      'procedure-unknown',
      `matter ${state.stream} runs under ${state.procedure}, not ${command.procedure}`,
    )
  if (state === undefined && !isOpen(row.value, state))
    return no('matter-unknown', `nothing is there to ${row.value.name}`)
  if (state === undefined && !isOpen(row.value, state))
    return no('matter-unknown', `nothing is there to ${row.value.name}`)
  const parties =
    state === undefined ? meet(procedure.value, facts, command.to) : done(state.parties)
  if (!parties.ok) return parties
  const open = mayStep(procedure.value, row.value, state, parties.value, facts)
  if (!open.ok) return open
  const document = readForm(row.value.form, command.document, row.value.draft === true)
  if (!document.ok) return document
  const situation = { ...open.value, document: document.value }
  for (const ref of row.value.guards) {
    const { guard, with: with_ } = guardOf(ref)
    const refused = guard.check?.(situation, with_)
    if (refused !== undefined) return { ok: false, refusal: refused }
  }
  const event = eventOf(situation, command.stream)
  return event.ok ? done([event.value]) : event
}

/** Everything that can be told before the document is there: side, role, state, four eyes, gates. */
export function mayStep(
  procedure: Procedure,
  row: Transition,
  state: State | undefined,
  parties: Parties,
  facts: Pick<Facts, 'now' | 'actor'>,
): Outcome<Situation> {
  const { actor, now } = facts
  const side = sideOf(parties, actor.authority)
  if (side === undefined)
    return no(
      'not-a-party',
      `${actor.authority} is neither ${parties.requesting.authority} nor ${parties.requested.authority}`,
    )
  if (row.side !== 'either' && row.side !== side)
    return no(
      'other-side',
      `"${row.name}" belongs to the ${procedure.sides[row.side]} (${parties[row.side].authority})`,
    )
  const here = standing(state, row.track)
  if (!isOpen(row, state)) {
    if (here === null && row.track === 'main')
      return no('matter-unknown', `nothing is there to ${row.name}`)
    if (row.from.includes(null) && row.track === 'main')
      return no('matter-exists', 'the matter is already there')
    return no('not-open-now', notOpen(procedure, row, state), { remedy: remedyFor(procedure, row) })
  }
  if (!row.roles.includes(actor.role))
    return no(
      'role-not-entitled',
      `"${row.name}" is for ${row.roles.map(spaced).join(' or ')}, ${actor.id} is ${spaced(actor.role)}`,
      { remedy: `ask ${row.roles.map(spaced).join(' or ')}` },
    )
  const same = row.fourEyes?.find((t) => state?.doers[t]?.includes(actor.id))
  if (same !== undefined)
    return no(
      'approver-is-author',
      `${actor.id} took the step "${same}" and cannot also ${row.name}`,
    )
  const situation: Situation = { procedure, row, state, parties, side, now, actor }
  for (const ref of row.guards) {
    const { guard, with: with_ } = guardOf(ref)
    const refused = guard.gate?.(situation, with_)
    if (refused !== undefined) return { ok: false, refusal: refused }
  }
  return done(situation)
}

/** Does the step start from where the matter stands? */
export function isOpen(row: Transition, state: State | undefined): boolean {
  if (state === undefined) return row.track === 'main' && row.from.includes(null)
  const main = standing(state, 'main')
  if (row.during !== undefined && (main === null || !row.during.includes(main))) return false
  return row.from.includes(standing(state, row.track))
}

/** The event of a step whose questions are all answered. */
export function eventOf(s: Situation, stream: string): Outcome<Event> {
  const { row, document = {} } = s
  const effects = clockEffects(s)
  if (!effects.ok) return effects
  const opens = row.track === 'main' && (row.from.includes(null) || row.opensPeer === true)
  const basis = permission(s)
  const drafted = row.form === s.procedure.form
  const data: EventData = {
    role: s.actor.role,
    side: s.side,
    track: row.track,
    to: target(row, s.state),
    ...(Object.keys(document).length === 0 ? {} : { document: digestOf(document) }),
    ...(opens
      ? { parties: s.parties, thread: (document.amends as string | undefined) ?? stream }
      : {}),
    ...(opens && basis.ok ? { basis: basisNote(basis.value) } : {}),
    ...(document.class === undefined ? {} : { class: document.class as ClockClass }),
    ...(effects.value.length === 0 ? {} : { clocks: effects.value }),
    ...(row.pause === undefined ? {} : { pause: row.pause }),
    ...(drafted ? { missing: missingFields(row.form, document) } : {}),
    ...(row.keeps === undefined ? {} : { notes: kept(row, document) }),
    ...(row.replyTo === undefined ? {} : { round: s.state?.counts[row.replyTo] ?? 0 }),
  }
  return done({
    type: row.event,
    procedure: s.procedure.id,
    transition: row.id,
    stream,
    at: s.now,
    node: s.actor.authority,
    actor: s.actor.id,
    crosses: row.crosses,
    data,
    ...(Object.keys(document).length === 0 ? {} : { document }),
  })
}

/** The state of the track after the step. */
export function target(row: Transition, state: State | undefined): string {
  if (row.to === 'same') return standing(state, row.track) ?? ''
  if (row.to === 'before') return state?.before ?? ''
  return row.to
}

/** Both sides of a new matter, from the directory. */
function meet(procedure: Procedure, facts: Facts, to: string | undefined): Outcome<Parties> {
  const requesting = partyOf(procedure, facts, facts.actor.authority)
  if (!requesting.ok) return requesting
  if (to === undefined)
    return no('addressee-unknown', 'the command names no addressee', { where: { pointer: '/to' } })
  const requested = partyOf(procedure, facts, to)
  if (!requested.ok) return requested
  if (to === facts.actor.authority)
    return no('addressee-unknown', `${to} cannot address itself`, { where: { pointer: '/to' } })
  return done({ requesting: requesting.value, requested: requested.value })
}

export function partyOf(
  procedure: Procedure,
  facts: Pick<Facts, 'directory'>,
  id: string,
): Outcome<Party> {
  const card = cardOf(facts.directory, id)
  if (card === undefined)
    return no('addressee-unknown', `${id.slice(0, 40)} is not in the directory`, {
      where: { pointer: '/to' },
    })
  if (!procedure.kinds.includes(card.kind))
    return no('addressee-unknown', `${id} is not ${procedure.kinds.join(' or ')}`, {
      where: { pointer: '/to' },
      citation: procedure.citation,
    })
  return done({ authority: card.id, country: card.country, kind: card.kind })
}

/** Effects in the order in which they are applied: what is met, what ends, what starts. */
function clockEffects(s: Situation): Outcome<readonly ClockEffect[]> {
  const { row } = s
  const effects: ClockEffect[] = (row.meets ?? []).map((clock) => ({ do: 'meet', clock }))
  for (const clock of row.ends === 'all' ? mainClocks(s.procedure) : (row.ends ?? []))
    effects.push({ do: 'end', clock })
  for (const start of row.starts ?? []) {
    if (start.when === 'class-changed' && s.document?.class === s.state?.class) continue
    if (start.when === 'first' && s.state?.clocks.some((c) => c.clock === start.clock)) continue
    const started = startOf(s, start)
    if (!started.ok) return started
    effects.push(started.value)
  }
  return done(effects)
}

/** Clocks that steps of the main track start; those of consent go on when a matter is closed. */
function mainClocks(procedure: Procedure): readonly string[] {
  const main = procedure.transitions.filter((t) => t.track === 'main')
  return procedure.clocks
    .map((c) => c.id)
    .filter((id) => main.some((t) => t.starts?.some((start) => start.clock === id)))
}

function startOf(s: Situation, start: ClockStart): Outcome<ClockEffect> {
  const row = s.procedure.clocks.find((c) => c.id === start.clock)
  if (row === undefined) throw new Error(`${s.procedure.id} has no clock ${start.clock}`)
  const rule = ruleFor(s, row.rule)
  if (!rule.ok) return rule
  const from: Instant = start.from === 'sent' ? (s.state?.sentAt ?? s.now) : s.now
  const { country } = s.parties[row.owedBy === 'both' ? s.side : row.owedBy]
  const known = calendar(country) === undefined ? '' : country
  const due = dueBy(rule.value, from, known === '' ? {} : { calendar: known })
  if (!due.ok) return due
  return done({
    do: 'start',
    clock: row.id,
    rule: rule.value,
    citation: due.value.rule.citation,
    owedBy: row.owedBy,
    from,
    due: due.value.due,
    calendar: known,
  })
}

function ruleFor(s: Situation, rule: Procedure['clocks'][number]['rule']): Outcome<string> {
  if (typeof rule === 'string') return done(rule)
  const granted = permission(s)
  if (!granted.ok) return granted
  const { basis } = granted.value
  const wanted = (s.document?.class ?? s.state?.class) as ClockClass | undefined
  if (!('basis' in rule)) throw new Error('the engine does not reckon this clock yet')
  if (rule.basis === 'acknowledge')
    return done(wanted === 'emergency' ? basis.acknowledgeEmergency : basis.acknowledge)
  const answer = wanted === undefined ? undefined : answerRule(granted.value, wanted)
  if (answer !== undefined) return done(answer)
  return no('class-not-agreed', `${basis.citation} names no limit for class ${wanted}`, {
    citation: basis.citation,
  })
}

function basisNote({ basis }: Permission): { id: string; instrument: string; citation: string } {
  return { id: basis.id, instrument: basis.instrument, citation: basis.citation }
}

function kept(row: Transition, document: Document): Readonly<Record<string, Json>> {
  const notes: Record<string, Json> = {}
  for (const name of row.keeps ?? []) if (document[name] !== undefined) notes[name] = document[name]
  return notes
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
    : `it is open when the matter is ${names.join(' or ')}`
}

function spaced(role: string): string {
  return role.replaceAll('-', ' ')
}
