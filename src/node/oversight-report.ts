import type { Outcome } from '#base'
import type { SignedEvent } from '#indicators'
import {
  disparity,
  type GroupCount,
  type GroupResult,
  type TransparencyReport,
  transparencyReport,
} from '#oversight'
import { everyEvent } from './every-event.ts'
import type { Alarm } from './oversight-alarms.ts'
import { lookTypes } from './oversight-looks.ts'
import { openConsole } from './oversight-who.ts'
import { headerOf } from './request-view.ts'
import { everyRow } from './row-data.ts'
import type { World } from './world.ts'

/** The report of a year from the signed events of this node. */
export async function reportOf(world: World, year: number): Promise<TransparencyReport> {
  const events: SignedEvent[] = []
  for await (const event of everyEvent(world.store)) {
    if (!event.at.startsWith(`${year}-`)) continue
    const header = headerOf(event)
    if (header === undefined) continue
    const { type, at, stream, node, actor, data } = header
    events.push({ type, at, stream, node, actor, data })
  }
  return transparencyReport(events, { year })
}

/**
 * Does a detector flag one group more often than the others? Over counts that are brought from elsewhere, or over the
 * alarms of this node: of all officers with a look on record, how many the rows found, by role or by authority.
 */
export async function disparityOf(
  world: World,
  actor: string,
  attribute: string,
  counts?: readonly GroupCount[],
): Promise<Outcome<readonly GroupResult[]>> {
  const what = `disparity by ${attribute.slice(0, 40)}`
  const hand = await openConsole(world, actor, 'read', '', { part: 'detectors', what })
  if (!hand.ok) return hand
  return disparity(attribute, counts ?? (await countsOfAlarms(world, attribute)))
}

async function countsOfAlarms(world: World, attribute: string): Promise<readonly GroupCount[]> {
  const groupOf = (id: string) => {
    const officer = world.officers.find((o) => o.id === id)
    if (attribute === 'role') return officer?.role
    if (attribute === 'authority') return officer?.authority
    if (attribute === 'sector') return world.federation.card(officer?.authority ?? '')?.kind
    return undefined
  }
  const looks = new Map<string, number>()
  const flagged = new Map<string, number>()
  const add = (to: Map<string, number>, id: string, n: number) => {
    const group = groupOf(id)
    if (group !== undefined) to.set(group, (to.get(group) ?? 0) + n)
  }
  for await (const event of everyEvent(world.store, { types: Object.keys(lookTypes) }))
    add(looks, event.actor, 1)
  for await (const { data } of everyRow<Alarm>(world.store, { kind: 'alarm' }))
    add(flagged, data.officer, data.looks.length)
  return [...looks].map(([group, total]) => ({
    group,
    total,
    flagged: Math.min(total, flagged.get(group) ?? 0),
  }))
}
