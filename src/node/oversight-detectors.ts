import type { Outcome } from '#base'
import {
  type DetectorId,
  detectors,
  disparity,
  type GroupCount,
  type GroupResult,
  oversightRefusal,
} from '#oversight'
import type { StoredEvent } from '#store'
import { everyEvent } from './every-event.ts'
import type { Matter } from './matter.ts'
import type { Alarm } from './oversight-alarms.ts'
import { watched } from './oversight-lines.ts'
import { lookTypes } from './oversight-looks.ts'
import { openConsole } from './oversight-who.ts'
import { headerOf } from './request-view.ts'
import { everyRow } from './row-data.ts'
import type { World } from './world.ts'

/** Counts that are brought from elsewhere, or a detector of this node and, of the access log, one of its rows. */
export type Tested =
  | { readonly counts: readonly GroupCount[] }
  | { readonly detector: string; readonly row?: string | undefined }

/** Does a detector flag one group more often than the others? */
export async function disparityOf(
  world: World,
  actor: string,
  attribute: string,
  tested: Tested,
): Promise<Outcome<readonly GroupResult[]>> {
  const what = `disparity by ${attribute.slice(0, 40)}`
  const hand = await openConsole(world, actor, 'read', '', { part: 'detectors', what })
  if (!hand.ok) return hand
  if ('counts' in tested) return disparity(attribute, tested.counts)
  const { detector, row } = tested
  const known = detectors.find((d) => d.id === detector)
  // What may not be tested at all is refused as that first.
  const lawful = disparity(attribute, [])
  if (!lawful.ok) return lawful
  if (known === undefined) return oversightRefusal('disparity-malformed', 'no such detector')
  if (!known.attributes.some((one) => one === attribute))
    return oversightRefusal('disparity-malformed', `its records do not hold that attribute`)
  return disparity(attribute, await countsOf(world, known.id, attribute, row))
}

/** One case more for an authority (or officer): so many, of which so many were flagged. */
type Add = (who: string, total: number, flagged: number) => void

async function countsOf(
  world: World,
  detector: DetectorId,
  attribute: string,
  row: string | undefined,
): Promise<readonly GroupCount[]> {
  const groups = new Map<string, { total: number; flagged: number }>()
  const add: Add = (who, total, flagged) => {
    const group = groupOf(world, attribute, who)
    if (group === undefined) return
    const of = groups.get(group) ?? { total: 0, flagged: 0 }
    groups.set(group, { total: of.total + total, flagged: of.flagged + flagged })
  }
  await gatherers[detector](world, add, row)
  return [...groups]
    .map(([group, of]) => ({ group, total: of.total, flagged: Math.min(of.total, of.flagged) }))
    .sort((a, b) => (a.group < b.group ? -1 : 1))
}

/** @param who `XV-FIU/analyst` or `XV-FIU` */
function groupOf(world: World, attribute: string, who: string): string | undefined {
  const [authority = ''] = who.split('/')
  switch (attribute) {
    case 'role':
      return world.officers.find((o) => o.id === who)?.role
    case 'authority':
      return authority === '' ? undefined : authority
    case 'sector':
      return world.federation.card(authority)?.kind
    case 'country':
      return world.federation.card(authority)?.country
    default:
      return undefined
  }
}

const gatherers: Readonly<
  Record<DetectorId, (world: World, add: Add, row: string | undefined) => Promise<void>>
> = {
  looks: async (world, add, row) => {
    // Those who watch are watched too, but no row judges a search of theirs.
    for await (const event of everyEvent(world.store, { types: Object.keys(lookTypes) }))
      if (!String(dataOf(event).subject).startsWith('oversight/')) add(event.actor, 1, 0)
    // A look that two rows have counted was flagged once.
    const flagged = new Map<string, Set<number>>()
    for await (const { data } of everyRow<Alarm>(world.store, { kind: 'alarm' })) {
      if (row !== undefined && data.row !== row) continue
      const looks = flagged.get(data.officer) ?? new Set()
      for (const look of data.looks) looks.add(look)
      flagged.set(data.officer, looks)
    }
    for (const [officer, looks] of flagged) add(officer, 0, looks.size)
  },
  match: async (world, add) => {
    for await (const event of everyEvent(world.store, { types: ['hit.answered'] })) {
      const { owner, items, hits, possible } = dataOf(event)
      add(String(owner ?? ''), count(items), count(hits) + count(possible))
    }
  },
  'red-lines': async (world, add) => {
    const stopped = new Set<string>()
    for await (const { key } of everyRow(world.store, { kind: 'red-line' })) stopped.add(key)
    for await (const { key, data } of everyRow<Matter>(world.store, { kind: 'matter' })) {
      const { procedure, parties } = data.state
      if (!watched.has(procedure)) continue
      add(parties.requesting.authority, 1, stopped.has(key.slice('matter/'.length)) ? 1 : 0)
    }
  },
  'red-flags': async (world, add) => {
    const types = ['alert.feedback', 'publication.feedback']
    for await (const event of everyEvent(world.store, { types })) {
      const { result, hits, falseAlarms } = (dataOf(event).notes ?? {}) as Data
      if (result !== undefined) add(event.actor, 1, result === 'false' ? 1 : 0)
      else add(event.actor, count(hits) + count(falseAlarms), count(falseAlarms))
    }
  },
}

type Data = Readonly<Record<string, unknown>>

function dataOf(event: StoredEvent): Data {
  return (headerOf(event)?.data ?? {}) as Data
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}
