import { procedureOf, stateRow, transitionOf } from './procedures.ts'
import type { Transition } from './rows.ts'
import { standing } from './situation.ts'
import type { ClockEffect, ClockState, Event, State } from './state.ts'

/**
 * The matter after an event. Total and pure: every event that `decide`, `admit` or `dueEvents` gave can be applied,
 * and the same events give the same state on both sides of the border.
 *
 * @throws Error for an event that no table knows: the log holds something this version cannot read.
 */
export function evolve(state: State | undefined, event: Event): State {
  if (event.transition === null) return tick(must(state, event), event)
  const procedure = procedureOf(event.procedure)
  const row = procedure.ok ? transitionOf(procedure.value, event.transition) : procedure
  if (!procedure.ok || !row.ok)
    throw new Error(`no table knows ${event.procedure} ${event.transition}`)
  const before = state ?? newState(event)
  const to = landing(row.value, before, event, state === undefined)
  // A step that was overtaken on the way is counted, and changes nothing else.
  const full = to.overtaken ? undefined : event
  const here = standing(before, row.value.track)
  const aside = (id: string) => stateRow(procedure.value, id, row.value.track)?.aside === true
  return {
    ...before,
    states: { ...before.states, [row.value.track]: to.state },
    ...(full !== undefined && aside(to.state) && here !== null && !aside(here)
      ? { before: here }
      : {}),
    ...(full?.data.parties === undefined
      ? {}
      : { parties: full.data.parties, thread: full.data.thread ?? before.thread }),
    ...(full?.data.basis === undefined ? {} : { basis: full.data.basis }),
    ...(full?.data.class === undefined ? {} : { class: full.data.class }),
    ...(full?.data.missing === undefined ? {} : { missing: full.data.missing }),
    ...texts(row.value, before, full),
    clocks: full === undefined ? before.clocks : applied(before.clocks, full),
    pauses: full === undefined ? before.pauses : paused(before.pauses, full),
    notes: { ...before.notes, ...full?.data.notes },
    doers: { ...before.doers, [row.value.id]: withDoer(before.doers[row.value.id], event.actor) },
    counts: { ...before.counts, [row.value.id]: (before.counts[row.value.id] ?? 0) + 1 },
    changedAt: event.at > before.changedAt ? event.at : before.changedAt,
    events: before.events + 1,
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
  if (first) return { state: event.data.to, overtaken: false }
  const stale = row.replyTo !== undefined && event.data.round !== (state.counts[row.replyTo] ?? 0)
  if (row.from.includes(here) && !stale) {
    if (row.to === 'same') return { state: here ?? '', overtaken: false }
    return {
      state: row.to === 'before' ? (state.before ?? event.data.to) : row.to,
      overtaken: false,
    }
  }
  const crossed = row.crossed?.find((c) => c.in === here)
  if (crossed !== undefined) return { state: crossed.to, overtaken: crossed.to !== row.to }
  throw new Error(`${event.type} does not fit a matter that is ${here}`)
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

function texts(row: Transition, state: State, event: Event | undefined): Partial<State> {
  if (event === undefined) return {}
  if (row.draft === true && event.data.document !== undefined) return { text: event.data.document }
  if (row.approvesText === true && state.text !== undefined) return { approvedText: state.text }
  if (row.opensPeer === true)
    return {
      sentAt: event.at,
      ...(event.data.document === undefined ? {} : { text: event.data.document }),
    }
  return {}
}

function applied(clocks: readonly ClockState[], event: Event): readonly ClockState[] {
  return (event.data.clocks ?? []).reduce((sum, effect) => effectOn(sum, effect, event), clocks)
}

function effectOn(
  clocks: readonly ClockState[],
  effect: ClockEffect,
  event: Event,
): readonly ClockState[] {
  if (effect.do === 'start') {
    const { do: _, ...clock } = effect
    return [...clocks.filter((c) => c.clock !== effect.clock), clock]
  }
  const how = effect.do === 'meet' ? 'met' : 'ended'
  return clocks.map((clock) => {
    if (clock.stopped !== undefined || effect.clock !== clock.clock) return clock
    return { ...clock, stopped: { at: event.at, how } }
  })
}

function paused(pauses: State['pauses'], event: Event): State['pauses'] {
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

/** Events of the clock mark; they never move the matter. */
function tick(state: State, event: Event): State {
  const { clock, due } = event.data
  const next = { ...state, events: state.events + 1 }
  if (event.type === 'clock.resumed') {
    const open = state.pauses.at(-1)
    if (open === undefined || open.to !== undefined || due === undefined) return next
    return { ...next, pauses: [...state.pauses.slice(0, -1), { from: open.from, to: due }] }
  }
  return {
    ...next,
    clocks: state.clocks.map((c) =>
      c.clock === clock && c.overdueSince === undefined ? { ...c, overdueSince: event.at } : c,
    ),
  }
}

function must(state: State | undefined, event: Event): State {
  if (state === undefined) throw new Error(`${event.type} comes before the matter it belongs to`)
  return state
}

function withDoer(doers: readonly string[] | undefined, actor: string): readonly string[] {
  if (doers === undefined) return [actor]
  return doers.includes(actor) ? doers : [...doers, actor]
}
