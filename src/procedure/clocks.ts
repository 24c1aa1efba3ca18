import { type Instant, instant, millis } from '#base'
import { dueBy, type Law, type Pause, termOf } from '#law'
import { clockRow, procedureOf, shippedTables, type Tables } from './procedures.ts'
import type { ClockRow, Side } from './rows.ts'
import type { ClockState, State } from './state.ts'

/**
 * `met`: stopped in time; `breached-then-met`: stopped late; `overdue`: still owed; `ended`: with its matter, or
 * because nothing is owed any more.
 */
export type ClockStatus = 'running' | 'paused' | 'met' | 'overdue' | 'breached-then-met' | 'ended'

/** A clock as a person reads it. */
export interface ClockView {
  readonly id: string
  readonly name: string
  readonly owedBy: Side | 'both'
  readonly rule: string
  readonly citation: string
  readonly consequence: string
  readonly start: Instant
  /** With the pauses so far. */
  readonly due: Instant
  readonly status: ClockStatus
  /** Milliseconds; negative once it has run out; null for a clock that stopped. */
  readonly remaining: number | null
  readonly stoppedAt?: Instant
  /** The reckoning, line by line. */
  readonly steps: readonly string[]
}

/** Every clock of the matter at an instant. Pure: the same state and instant give the same clocks. */
export function clocks(
  state: State,
  now: Instant,
  law: Law,
  tables: Tables = shippedTables,
): readonly ClockView[] {
  return state.clocks.map((clock) => view(state, clock, now, law, tables))
}

function view(state: State, clock: ClockState, now: Instant, law: Law, tables: Tables): ClockView {
  const row = rowOf(state, clock, tables)
  const due = dueOf(state, clock, now, law, tables)
  return {
    id: clock.clock,
    name: row?.name ?? clock.clock,
    owedBy: clock.owedBy,
    rule: clock.rule,
    citation: clock.citation,
    consequence: row?.consequence ?? '',
    start: clock.from,
    due,
    status: statusOf(state, clock, due, now, law, tables),
    remaining: clock.stopped === undefined ? millis(due) - millis(now) : null,
    ...(clock.stopped === undefined ? {} : { stoppedAt: clock.stopped.at }),
    steps: reckoning(state, clock, now, law, tables).steps,
  }
}

function rowOf(state: State, clock: ClockState, tables: Tables): ClockRow | undefined {
  const procedure = procedureOf(state.procedure, tables.procedures)
  return procedure.ok ? clockRow(procedure.value, clock.clock) : undefined
}

function statusOf(
  state: State,
  clock: ClockState,
  due: Instant,
  now: Instant,
  law: Law,
  tables: Tables,
): ClockStatus {
  if (clock.stopped?.how === 'ended') return 'ended'
  if (clock.stopped !== undefined) return clock.stopped.at <= due ? 'met' : 'breached-then-met'
  if (now > due) return 'overdue'
  return pausable(state, clock, tables) && standsStill(state, now, law, tables)
    ? 'paused'
    : 'running'
}

/** Times in which this clock stood still, up to its end or to now. */
function stoodStill(
  state: State,
  clock: ClockState,
  now: Instant,
  law: Law,
  tables: Tables,
): readonly Pause[] {
  if (state.pauses.length === 0 || !pausable(state, clock, tables)) return []
  return pausesUntil(state, clock.stopped?.at ?? now, law, tables)
    .filter((p) => p.to > clock.from)
    .map((p) => (p.from < clock.from ? { from: clock.from, to: p.to } : p))
}

/** Due date with the time for which the clock stood still, up to the limit on pauses. */
export function dueOf(
  state: State,
  clock: ClockState,
  now: Instant,
  law: Law,
  tables: Tables = shippedTables,
): Instant {
  return stoodStill(state, clock, now, law, tables).length === 0
    ? clock.due
    : reckoning(state, clock, now, law, tables).due
}

function reckoning(
  state: State,
  clock: ClockState,
  now: Instant,
  law: Law,
  tables: Tables,
): { readonly due: Instant; readonly steps: readonly string[] } {
  const pauses = stoodStill(state, clock, now, law, tables)
  const place = clock.calendar === '' ? {} : { calendar: clock.calendar }
  const plain = dueBy(clock.rule, clock.from, place, law)
  // The date stands in the log: a register that has lost the row, or has another text of it, does not change the past.
  if (!plain.ok || plain.value.due !== clock.due) return asRecorded(clock, pauses)
  const reckoned =
    pauses.length === 0 ? plain : dueBy(clock.rule, clock.from, { ...place, pauses }, law)
  if (!reckoned.ok) return asRecorded(clock, pauses)
  return { due: reckoned.value.due, steps: reckoned.value.steps.map((s) => s.text) }
}

/** The limit as it was set, put off by as long as the clock stood still before it. */
function asRecorded(
  clock: ClockState,
  pauses: readonly Pause[],
): { readonly due: Instant; readonly steps: readonly string[] } {
  const due = pauses.reduce(
    (at, p) => (p.from < at ? instant(millis(at) + millis(p.to) - millis(p.from)) : at),
    clock.due,
  )
  const steps = [`${clock.citation}: due ${clock.due}, as recorded`]
  if (due !== clock.due) steps.push(`the clock stood still: due ${due}`)
  return { due, steps }
}

function pausable(state: State, clock: ClockState, tables: Tables): boolean {
  return rowOf(state, clock, tables)?.pausable === true
}

/** Pauses up to an instant, cut where the limit on all of them together is used up. */
export function pausesUntil(
  state: State,
  at: Instant,
  law: Law,
  tables: Tables = shippedTables,
): readonly Pause[] {
  if (state.pauses.length === 0) return []
  let left = pauseLimit(state, law, tables)
  const pauses: Pause[] = []
  for (const { from, to } of state.pauses) {
    const end = to === undefined || to > at ? at : to
    const length = Math.min(left, millis(end) - millis(from))
    if (length <= 0) continue
    left -= length
    pauses.push({ from, to: instant(millis(from) + length) })
  }
  return pauses
}

/** When the pause that is open now has used up the limit; undefined when nothing is paused. */
export function pauseEnds(
  state: State,
  law: Law,
  tables: Tables = shippedTables,
): Instant | undefined {
  const open = state.pauses.at(-1)
  if (open === undefined || open.to !== undefined) return undefined
  const used = pausesUntil(state, open.from, law, tables).reduce(
    (sum, p) => sum + millis(p.to) - millis(p.from),
    0,
  )
  return instant(millis(open.from) + Math.max(0, pauseLimit(state, law, tables) - used))
}

function standsStill(state: State, now: Instant, law: Law, tables: Tables): boolean {
  const ends = pauseEnds(state, law, tables)
  return ends !== undefined && now < ends
}

/** Milliseconds. @throws Error when the table names a rule that does not count hours or days. */
function pauseLimit(state: State, law: Law, tables: Tables): number {
  const procedure = procedureOf(state.procedure, tables.procedures)
  const limit = procedure.ok ? procedure.value.pauseLimit : undefined
  const found = limit === undefined ? undefined : termOf(limit, law)
  if (!found?.ok) throw new Error(`no rule bounds the pauses of ${state.procedure}`)
  const { count, unit } = found.value.term
  if (unit === 'hours') return count * 3_600_000
  if (unit === 'calendar-days') return count * 86_400_000
  throw new Error(`pauses of ${state.procedure} are bounded in ${unit}`)
}

/** Clocks that have run out and are still running, with the date on which they did. */
export function runOut(
  state: State,
  now: Instant,
  law: Law,
  tables: Tables = shippedTables,
): readonly { readonly clock: ClockState; readonly due: Instant }[] {
  return state.clocks
    .filter((clock) => clock.stopped === undefined)
    .map((clock) => ({ clock, due: dueOf(state, clock, now, law, tables) }))
    .filter(({ due }) => now > due)
}
