import type { SafeguardColumn, SafeguardRowId } from '#law'
import { lastPart, signedAfter, waitingFor } from './joint.ts'
import { withOthers } from './parties.ts'
import { procedureOf, shippedTables, stateRow, type Tables, transitionOf } from './procedures.ts'
import type { Procedure, Transition } from './rows.ts'
import { matrixRowOf } from './safeguards.ts'
import { standing } from './situation.ts'
import type { ClockEffect, ClockState, Event, State } from './state.ts'
import { tick } from './tick-state.ts'

/**
 * The matter after an event. Total and pure: every event that `decide`, `admit` or `dueEvents` gave can be applied,
 * and the same events give the same state on both sides of the border.
 *
 * @throws Error for an event that no table knows: the log holds something this version cannot read.
 */
export function evolve(
  state: State | undefined,
  event: Event,
  tables: Tables = shippedTables,
): State {
  if (event.transition === null) return tick(must(state, event), event)
  const procedure = procedureOf(event.procedure, tables.procedures)
  const row = procedure.ok ? transitionOf(procedure.value, event.transition) : procedure
  if (!procedure.ok || !row.ok)
    throw new Error(`no table knows ${event.procedure} ${event.transition}`)
  const before = state ?? newState(event)
  const to = landing(row.value, before, event, state === undefined)
  const here = standing(before, row.value.track)
  const aside = (id: string) => stateRow(procedure.value, id, row.value.track)?.aside === true
  const rest = {
    doers: { ...before.doers, [row.value.id]: withDoer(before.doers[row.value.id], event.actor) },
    counts: { ...before.counts, [row.value.id]: (before.counts[row.value.id] ?? 0) + 1 },
    changedAt: event.at > before.changedAt ? event.at : before.changedAt,
    events: before.events + 1,
  }
  const states = { ...before.states, [row.value.track]: to.state }
  // A step that was overtaken on the way is counted, and changes nothing else.
  if (to.overtaken) return { ...before, states, ...rest }
  const { data } = event
  const joint = signedAfter(row.value, before, event)
  return {
    ...before,
    states,
    ...(aside(to.state) && here !== null && !aside(here) ? { before: here } : {}),
    ...(data.parties === undefined
      ? {}
      : { parties: data.parties, thread: data.thread ?? before.thread }),
    ...(data.joined === undefined ? {} : { parties: withOthers(before.parties, data.joined) }),
    ...(data.basis === undefined ? {} : { basis: data.basis }),
    ...(data.class === undefined ? {} : { class: data.class }),
    ...(data.missing === undefined ? {} : { missing: data.missing }),
    ...(joint === undefined ? {} : { joint }),
    ...texts(row.value, before, event),
    clocks: clocksAfter(row.value, before, event),
    pauses: paused(before.pauses, event),
    notes: data.notes === undefined ? before.notes : { ...before.notes, ...data.notes },
    tallies: tallied(row.value, before, event),
    stamps: { ...before.stamps, [row.value.id]: effective(event) },
    filled: filled(procedure.value, row.value, before, event),
    links: data.link === undefined ? before.links : { ...before.links, [row.value.id]: data.link },
    ...rest,
  }
}

/** Where the track ends up, and whether the step was overtaken by one that went the other way. */
export function landing(
  row: Transition,
  state: State,
  event: Event,
  first: boolean,
): { readonly state: string; readonly overtaken: boolean } {
  const here = standing(state, row.track)
  if (first) return { state: row.to === 'same' ? event.data.to : row.to, overtaken: false }
  const open = waitingFor(row, state, state.parties, { authority: event.data.party ?? '' })
  const stale = row.replyTo !== undefined && event.data.round !== (state.counts[row.replyTo] ?? 0)
  if (row.from.includes(here) && !stale) {
    if (row.to === 'same' || open.length > 0) return { state: here ?? '', overtaken: false }
    return {
      state: row.to === 'before' ? (state.before ?? event.data.to) : row.to,
      overtaken: false,
    }
  }
  const crossed = row.crossed?.find((c) => c.in === here)
  // A part of a common step that is not the last one is kept, and moves nothing.
  if (crossed !== undefined && open.length > 0) return { state: here ?? '', overtaken: false }
  if (crossed !== undefined) return { state: crossed.to, overtaken: crossed.to !== row.to }
  throw new Error(`${event.type} does not fit a matter that is ${here}`)
}

/** When a step takes effect: what the clock did, when it ran out and not when the node noticed. */
function effective(event: Event): Event['at'] {
  return event.data.due ?? event.at
}

function newState(event: Event): State {
  const { parties, thread } = event.data
  if (parties === undefined) throw new Error(`${event.type} opens a matter without parties`)
  return {
    procedure: event.procedure,
    stream: event.stream,
    thread: thread ?? event.stream,
    states: {},
    parties,
    clocks: [],
    pauses: [],
    doers: {},
    counts: {},
    missing: [],
    notes: {},
    tallies: {},
    stamps: {},
    filled: {},
    links: {},
    openedAt: event.at,
    changedAt: event.at,
    events: 0,
  }
}

function texts(row: Transition, state: State, { data, at }: Event): Partial<State> {
  const words = data.document === undefined ? {} : { text: data.document }
  if (row.paper === true) return { sentAt: at, ...words }
  if (row.draft === true && data.document !== undefined) return words
  if (row.approvesText === true && state.text !== undefined) return { approvedText: state.text }
  if (row.opensPeer === true) return { sentAt: at, ...words }
  return {}
}

/** A common step changes the clocks when its last part is there. */
function clocksAfter(row: Transition, state: State, event: Event): readonly ClockState[] {
  if (row.joint !== true) return applied(state.clocks, event.data.clocks, effective(event))
  const open = waitingFor(row, state, state.parties, { authority: event.data.party ?? '' })
  if (open.length > 0) return state.clocks
  const last = lastPart(row, state, event)
  return applied(state.clocks, last.clocks, last.at)
}

function applied(
  clocks: readonly ClockState[],
  effects: readonly ClockEffect[] | undefined,
  at: Event['at'],
): readonly ClockState[] {
  return effects === undefined
    ? clocks
    : effects.reduce((sum, effect) => effectOn(sum, effect, at), clocks)
}

function effectOn(
  clocks: readonly ClockState[],
  effect: ClockEffect,
  at: Event['at'],
): readonly ClockState[] {
  if (effect.do === 'start') {
    const { do: _, ...clock } = effect
    return [...clocks.filter((c) => c.clock !== effect.clock), clock]
  }
  const how = effect.do === 'meet' ? 'met' : 'ended'
  return clocks.map((clock) => {
    if (clock.stopped !== undefined || effect.clock !== clock.clock) return clock
    return { ...clock, stopped: { at, how } }
  })
}

function paused(pauses: State['pauses'], event: Event): State['pauses'] {
  if (event.data.pause === undefined) return pauses
  const open = pauses.at(-1)
  if (event.data.pause === 'begin' && (open === undefined || open.to !== undefined))
    return [...pauses, { from: event.at }]
  if (event.data.pause === 'end' && open !== undefined && open.to === undefined)
    return [
      ...pauses.slice(0, -1),
      { from: open.from, to: event.at < open.from ? open.from : event.at },
    ]
  return pauses
}

function tallied(row: Transition, state: State, { data: { tally } }: Event): State['tallies'] {
  if (tally === undefined && row.clears === undefined) return state.tallies
  const kept = { ...state.tallies }
  for (const name of row.clears ?? []) delete kept[name]
  if (tally === undefined) return kept
  const { as, key, value } = tally
  return { ...kept, [as]: { ...kept[as], [key]: value } }
}

function filled(
  procedure: Procedure,
  row: Transition,
  state: State,
  event: Event,
): State['filled'] {
  const own = matrixRowOf(procedure, row)
  const next = { ...state.filled }
  // A draft that is written anew may take away what its last text had filled.
  if (row.draft === true && own !== null && next[own] !== undefined) {
    const kept = { ...next[own] }
    for (const column of Object.keys(row.safeguards ?? {}) as SafeguardColumn[]) delete kept[column]
    next[own] = kept
  }
  for (const [id, columns] of Object.entries(event.data.filled ?? {})) {
    const known = { ...next[id as SafeguardRowId] }
    for (const column of columns) known[column] ??= row.id
    next[id as SafeguardRowId] = known
  }
  return next
}

function must(state: State | undefined, event: Event): State {
  if (state === undefined) throw new Error(`${event.type} comes before the matter it belongs to`)
  return state
}

function withDoer(doers: readonly string[] | undefined, actor: string): readonly string[] {
  if (doers === undefined) return [actor]
  return doers.includes(actor) ? doers : [...doers, actor]
}
