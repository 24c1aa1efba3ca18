import { type Instant, instant, millis } from '#base'
import type { Law } from '#law'
import { dueOf, pauseEnds } from './clocks.ts'
import { eventOf, isOpen } from './event-of.ts'
import { evolve } from './evolve.ts'
import { clockRow, procedureOf, shippedTables, type Tables, transitionOf } from './procedures.ts'
import type { Procedure, Side, Transition } from './rows.ts'
import { type Situation, sideOf, standing } from './situation.ts'
import type { ClockState, Event, EventData, State } from './state.ts'
import { type Warns, warnsOf } from './warns.ts'

/** Nobody waits for more than this in one call; the next call goes on. */
const most = 1000

/**
 * What the clock alone makes happen: warnings, limits that have run out with the step that follows from it, and pauses
 * that are used up; in the order in which they fell due, each from the state that the one before it left. Derived
 * from the state, so a node that was down finds the same events when it comes back; each fires once, because `evolve`
 * marks it. Missed warnings are told as one, and none once the limit has run out. Nothing of it crosses: each node
 * keeps its own clock.
 *
 * @param nodes the authorities that this node serves; the first, where none of them is a party, signs.
 */
export function dueEvents(
  state: State,
  now: Instant,
  nodes: string | readonly string[],
  law: Law,
  tables: Tables = shippedTables,
): readonly Event[] {
  const events: Event[] = []
  let at = state
  while (events.length < most) {
    const next = moments(at, now, law, tables)
      .filter((m) => m.at <= now && (m.what !== 'overdue' || m.at < now))
      .sort(inOrder)[0]
    if (next === undefined) break
    for (const event of told(at, next, now, nodes, law, tables)) {
      events.push(event)
      at = evolve(at, event, tables)
    }
  }
  return events
}

/** The instant from which `dueEvents` has something to tell; undefined while no clock runs. */
export function nextDue(
  state: State,
  now: Instant,
  law: Law,
  tables: Tables = shippedTables,
): Instant | undefined {
  // A limit runs out with the millisecond after its last one.
  const at = (m: Moment) => (m.what === 'overdue' ? instant(millis(m.at) + 1) : m.at)
  return moments(state, now, law, tables).map(at).sort()[0]
}

type Lapsed = { readonly name: string; readonly due: Instant; readonly step: string } | undefined

/** The last answer for a state: every step of it is asked at the same moment. */
const answers = new WeakMap<
  State,
  { readonly now: Instant; readonly law: Law; readonly tables: Tables; readonly lapsed: Lapsed }
>()

/** A step that followed from a limit and is not on record yet. */
export function lapsed(state: State, now: Instant, law: Law, tables: Tables): Lapsed {
  const last = answers.get(state)
  if (last !== undefined && last.now === now && last.law === law && last.tables === tables)
    return last.lapsed
  const found = findLapsed(state, now, law, tables)
  answers.set(state, { now, law, tables, lapsed: found })
  return found
}

function findLapsed(state: State, now: Instant, law: Law, tables: Tables): Lapsed {
  const procedure = procedureOf(state.procedure, tables.procedures)
  if (!procedure.ok || !procedure.value.clocks.some((c) => c.then !== undefined)) return undefined
  for (const clock of state.clocks) {
    if (clock.stopped !== undefined || clock.overdueSince !== undefined) continue
    const row = clockRow(procedure.value, clock.clock)
    if (row?.then === undefined) continue
    const step = transitionOf(procedure.value, row.then)
    const due = dueOf(state, clock, now, law, tables)
    if (step.ok && now > due && isOpen(step.value, state))
      return { name: row.name, due, step: step.value.name }
  }
  return undefined
}

interface Moment {
  readonly what: 'resumed' | 'warned' | 'overdue'
  readonly at: Instant
  readonly due: Instant
  readonly clock?: ClockState
  readonly warning?: number
}

/** Everything that is still to come, or to be told, with the instant from which it holds. */
function moments(state: State, now: Instant, law: Law, tables: Tables): readonly Moment[] {
  const procedure = procedureOf(state.procedure, tables.procedures)
  const list: Moment[] = []
  const ends = pauseEnds(state, law, tables)
  if (ends !== undefined) list.push({ what: 'resumed', at: ends, due: ends })
  for (const clock of state.clocks) {
    if (clock.stopped !== undefined || clock.overdueSince !== undefined) continue
    const due = dueOf(state, clock, now, law, tables)
    const row = procedure.ok ? clockRow(procedure.value, clock.clock) : undefined
    list.push({ what: 'overdue', at: due, due, clock })
    const still = ends !== undefined && now < ends && row?.pausable === true
    if (due < now || still) continue
    const warning = warningAt(warnsOf(row, clock.from, due), clock, due, now)
    if (warning !== undefined) list.push({ what: 'warned', due, clock, ...warning })
  }
  return list
}

/** The latest warning that is due and not told, or the next one to come. */
function warningAt(
  warns: Warns,
  clock: ClockState,
  due: Instant,
  now: Instant,
): { readonly at: Instant; readonly warning: number } | undefined {
  const told = clock.warned?.length ?? 0
  const coming = warns
    .map(({ count, unit }, warning) => ({
      warning,
      at: instant(millis(due) - count * (unit === 'hours' ? 3_600_000 : 86_400_000)),
    }))
    // A limit shorter than its warning is not warned of on its first day.
    .filter(({ warning, at }) => warning >= told && at > clock.from)
  return coming.filter(({ at }) => at <= now).at(-1) ?? coming[0]
}

const rank = { resumed: 0, warned: 1, overdue: 2 } as const

function inOrder(a: Moment, b: Moment): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  if (a.what !== b.what) return rank[a.what] - rank[b.what]
  return (a.clock?.clock ?? '') < (b.clock?.clock ?? '') ? -1 : 1
}

/** The events of one moment: the mark, and the step that follows where the limit has one. */
function told(
  state: State,
  moment: Moment,
  now: Instant,
  nodes: string | readonly string[],
  law: Law,
  tables: Tables,
): readonly Event[] {
  const { what, due, clock, warning } = moment
  const mark = markOf(state, now, signer(state, nodes), `clock.${what}`, {
    clock: clock?.clock ?? 'pause',
    due,
    law: law.version,
    ...(warning === undefined ? {} : { warning }),
  })
  if (what !== 'overdue' || clock === undefined) return [mark]
  const step = stepAfter(state, clock, tables)
  if (step === undefined) return [mark]
  const event = eventOf(
    situationOf(state, step, due, signer(state, nodes), law, tables),
    state.stream,
  )
  if (!event.ok) return [mark]
  const data = { ...event.value.data, clock: clock.clock, due }
  return [mark, { ...event.value, at: now, crosses: false, data }]
}

function stepAfter(
  state: State,
  clock: ClockState,
  tables: Tables,
): { readonly procedure: Procedure; readonly row: Transition } | undefined {
  const procedure = procedureOf(state.procedure, tables.procedures)
  if (!procedure.ok) return undefined
  const then = clockRow(procedure.value, clock.clock)?.then
  const row = then === undefined ? undefined : transitionOf(procedure.value, then)
  return row?.ok && isOpen(row.value, state)
    ? { procedure: procedure.value, row: row.value }
    : undefined
}

/** The step as of the moment at which the limit ran out. */
function situationOf(
  state: State,
  { procedure, row }: { readonly procedure: Procedure; readonly row: Transition },
  due: Instant,
  signer: Signer,
  law: Law,
  tables: Tables,
): Situation {
  const side = row.side === 'either' ? signer.side : row.side
  return {
    procedure,
    row,
    state,
    parties: state.parties,
    side,
    party: state.parties[side],
    now: due,
    actor: { id: `${signer.node}/clock`, authority: signer.node, role: 'node' },
    law,
    directory: [],
    tables,
    document: {},
  }
}

interface Signer {
  readonly node: string
  readonly side: Side
}

function signer(state: State, nodes: string | readonly string[]): Signer {
  const all = typeof nodes === 'string' ? [nodes] : nodes
  const node = all.find((n) => sideOf(state.parties, n) !== undefined) ?? all[0] ?? ''
  return { node, side: sideOf(state.parties, node) ?? 'requested' }
}

function markOf(
  state: State,
  at: Instant,
  { node, side }: Signer,
  type: Event['type'],
  what: Pick<EventData, 'clock' | 'due' | 'warning' | 'law'>,
): Event {
  return {
    type,
    procedure: state.procedure,
    transition: null,
    stream: state.stream,
    at,
    node,
    actor: `${node}/clock`,
    crosses: false,
    data: { role: 'node', side, track: 'main', to: standing(state, 'main') ?? '', ...what },
  }
}
