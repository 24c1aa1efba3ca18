import { type Instant, millis } from '#base'
import { type ClockView, clocks, procedureOf, type Side, stateRow } from '#procedure'
import { peerOf } from './command.ts'
import { idOf } from './handle.ts'
import type { Matter } from './matter.ts'
import type { InboxItem } from './views.ts'
import { authorityName } from './words.ts'
import type { World } from './world.ts'

/** A clock with less than this share of its time left, or less than this many hours, is due soon. */
const soon = { share: 0.2, hours: 24 } as const

const pageSize = 500

/** Matters by what is due first; then what waits for us; then the rest, newest first. */
export async function inbox(
  world: World,
  query: { readonly show: 'open' | 'closed' | 'all'; readonly q: string },
): Promise<InboxItem[]> {
  const now = world.clock.now()
  const words = query.q.toLowerCase().trim()
  const items: InboxItem[] = []
  for await (const matter of allMatters(world)) {
    const closed = isClosed(matter)
    if (query.show === 'open' && closed) continue
    if (query.show === 'closed' && !closed) continue
    const item = itemOf(world, matter, now)
    if (words === '' || searchText(item).includes(words)) items.push(item)
  }
  return items.sort(byUrgency)
}

export async function* allMatters(world: World): AsyncGenerator<Matter> {
  let after: string | undefined
  do {
    const page = await world.store.rows({
      kind: 'matter',
      order: 'key',
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    })
    for (const row of page.rows) yield row.data as unknown as Matter
    after = page.next
  } while (after !== undefined)
}

export function itemOf(world: World, matter: Matter, now: Instant): InboxItem {
  const { state } = matter
  const side = sideHere(matter, world.id)
  const peer = peerOf(matter, world.id)
  const all = clocks(state, now)
  const due = mostPressing(all, side)
  const status = due === undefined ? 'none' : dueStatus(due)
  return {
    id: idOf(matter.stream),
    reference: matter.words.reference,
    kind: state.procedure === 'P1b' ? 'spontaneous' : 'request',
    subject: matter.words.subject,
    side,
    counterpart: { id: peer, name: authorityName(world, peer) },
    state: state.states.main ?? '',
    stateName: stateName(matter),
    urgency: state.class ?? 'normal',
    due: due?.due ?? null,
    dueName: due?.name ?? null,
    dueStatus: status,
    remainingSeconds: due?.remaining == null ? null : Math.round(due.remaining / 1000),
    waitingFor: waitingFor(matter, side),
    updatedAt: state.changedAt,
  }
}

export function sideHere(matter: Matter, self: string): Side {
  return matter.state.parties.requesting.authority === self ? 'requesting' : 'requested'
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
  return `${item.reference} ${item.subject} ${item.counterpart.id} ${item.counterpart.name} ${item.stateName}`.toLowerCase()
}
