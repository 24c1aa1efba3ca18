import { type Instant, millis } from '#base'
import { type ClockView, clocks, procedureOf, type Side, stallOf, stateRow } from '#procedure'
import { maySee } from './access.ts'
import { stepsFor } from './facts.ts'
import { idOf } from './handle.ts'
import type { Matter } from './matter.ts'
import { counterpartOf, sideHere } from './parties.ts'
import { everyRow } from './row-data.ts'
import type { InboxItem } from './views.ts'
import { authorityName } from './words.ts'
import { type Hand, handOf, type World } from './world.ts'

/** A clock with less than this share of its time left, or less than this many hours, is due soon. */
const soon = { share: 0.2, hours: 24 } as const

export interface InboxQuery {
  readonly show: 'open' | 'closed' | 'all'
  readonly q: string
  /** Of one procedure alone. */
  readonly procedure?: string | undefined
}

/**
 * Matters by what is due first; then what waits for us; then the rest, newest first. With an officer, those that the
 * officer may see; without one, everything the node keeps.
 */
export async function inbox(world: World, query: InboxQuery, actor?: string): Promise<InboxItem[]> {
  const now = world.clock.now()
  const hand = actor === undefined ? undefined : handOf(world, actor)
  if (actor !== undefined && hand === undefined) return []
  const words = query.q.toLowerCase().trim()
  const items: InboxItem[] = []
  for await (const { data: matter } of everyRow<Matter>(world.store, { kind: 'matter' })) {
    if (query.procedure !== undefined && matter.state.procedure !== query.procedure) continue
    if (hand !== undefined && !maySee(world, matter, hand)) continue
    const closed = isClosed(matter)
    if (query.show === 'open' && closed) continue
    if (query.show === 'closed' && !closed) continue
    const item = itemOf(world, matter, now, hand)
    if (words === '' || searchText(item).includes(words)) items.push(item)
  }
  return items.sort(byUrgency)
}

function itemOf(world: World, matter: Matter, now: Instant, hand?: Hand): InboxItem {
  const { state } = matter
  const side = sideHere(world, matter, hand)
  const peer = counterpartOf(matter, side)
  const procedure = procedureOf(state.procedure)
  const waiting = waitingFor(matter, side)
  const all = clocks(state, now, world.laws.now())
  const due = mostPressing(all, side)
  const status = due === undefined ? 'none' : dueStatus(due)
  return {
    id: idOf(matter.stream),
    reference: matter.words.reference,
    kind: kindOf(state.procedure),
    procedure: {
      id: state.procedure,
      name: procedure.ok ? procedure.value.name : state.procedure,
    },
    subject: matter.words.subject || (procedure.ok ? procedure.value.name : ''),
    side,
    counterpart: { id: peer, name: authorityName(world, peer) },
    state: state.states.main ?? '',
    stateName: stateName(matter),
    urgency: state.class ?? 'normal',
    due: due?.due ?? null,
    dueName: due?.name ?? null,
    dueStatus: status,
    remainingSeconds: due?.remaining == null ? null : Math.round(due.remaining / 1000),
    waitingFor: waiting,
    officersTurn: hand !== undefined && waiting !== 'nobody' && isTurnOf(world, matter, hand, now),
    stall: isClosed(matter) ? null : (stallOf(state, now, world.laws.now())?.rung ?? null),
    updatedAt: state.changedAt,
  }
}

/** The two procedures between units keep the names of the first screens. */
export function kindOf(procedure: string): InboxItem['kind'] {
  if (procedure === 'P1') return 'request'
  return procedure === 'P1b' ? 'spontaneous' : 'matter'
}

/** Is a step open to the officer that moves the matter, and not only one that both sides may take at any time? */
function isTurnOf(world: World, matter: Matter, hand: Hand, now: Instant): boolean {
  const procedure = procedureOf(matter.state.procedure)
  if (!procedure.ok || waitingFor(matter, sideHere(world, matter, hand)) !== 'us') return false
  const { open } = stepsFor(world, matter, hand, now)
  return open.some((step) => {
    const row = procedure.value.transitions.find((t) => t.id === step.transition)
    return row !== undefined && row.side !== 'either' && row.to !== 'same'
  })
}

export function stateName(matter: Matter): string {
  const procedure = procedureOf(matter.state.procedure)
  const main = matter.state.states.main ?? ''
  return procedure.ok ? (stateRow(procedure.value, main)?.name ?? main) : main
}

export function isClosed(matter: Matter): boolean {
  const procedure = procedureOf(matter.state.procedure)
  const main = matter.state.states.main ?? ''
  return procedure.ok && stateRow(procedure.value, main)?.closed === true
}

export function waitingFor(matter: Matter, side: Side): InboxItem['waitingFor'] {
  const procedure = procedureOf(matter.state.procedure)
  if (!procedure.ok) return 'nobody'
  for (const [track, id] of Object.entries(matter.state.states)) {
    if (track === 'main' || id === undefined) continue
    const row = procedure.value.states.find((s) => s.track === track && s.id === id)
    if (row?.waitsFor === side) return 'us'
  }
  const waits = stateRow(procedure.value, matter.state.states.main ?? '')?.waitsFor
  if (waits === undefined || waits === 'nobody') return 'nobody'
  return waits === side ? 'us' : 'them'
}

/** The running clock that ends first: ours before theirs, retention only when nothing else runs. */
function mostPressing(all: readonly ClockView[], side: Side): ClockView | undefined {
  const live = all.filter((c) => ['running', 'paused', 'overdue'].includes(c.status))
  const rank = (c: ClockView) =>
    c.id.startsWith('retention') ? 2 : c.owedBy === side || c.owedBy === 'both' ? 0 : 1
  return live.sort((a, b) => rank(a) - rank(b) || (a.due < b.due ? -1 : 1))[0]
}

function dueStatus(clock: ClockView): InboxItem['dueStatus'] {
  if (clock.status === 'overdue') return 'overdue'
  if (clock.status === 'paused') return 'paused'
  const whole = millis(clock.due) - millis(clock.start)
  const left = clock.remaining ?? 0
  return left < soon.hours * 3_600_000 || left < whole * soon.share ? 'soon' : 'running'
}

const ranks = { overdue: 0, soon: 1, running: 2, paused: 3, met: 4, none: 4 } as const

function byUrgency(a: InboxItem, b: InboxItem): number {
  const closed = (item: InboxItem) => (item.waitingFor === 'nobody' ? 1 : 0)
  return (
    closed(a) - closed(b) ||
    ranks[a.dueStatus] - ranks[b.dueStatus] ||
    (a.due ?? '9').localeCompare(b.due ?? '9') ||
    b.updatedAt.localeCompare(a.updatedAt)
  )
}

function searchText(item: InboxItem): string {
  const { reference, subject, counterpart, stateName, procedure } = item
  return `${reference} ${subject} ${counterpart.id} ${counterpart.name} ${stateName} ${procedure.id} ${procedure.name}`.toLowerCase()
}
