import type { AnyRow } from '#store'
import { type Broken, broken } from './invariants.ts'
import type { Simulation } from './simulation.ts'
import type { Station } from './station.ts'

/**
 * What was erased once and is on the ledger is erased in the tables of every node that runs, whatever was put back since.
 * A node that stands still because its disk is old shows nothing at all.
 */
export function staysErased({ stations, hostile }: Simulation): Broken | undefined {
  for (const station of stations.values()) {
    if (station.id === hostile || station.retired || station.standing !== 'on') continue
    const back = bodies(station).find((row) => isThere(row) && station.erased.has(row.id as string))
    if (back !== undefined)
      return broken(
        'stays-erased',
        station.id,
        `the body of entry ${back.event_index} was erased, and is back`,
      )
    const lines = station.disk.erasures.split('\n').filter((line) => line.startsWith('body '))
    if (lines.length !== station.erased.size)
      return broken(
        'stays-erased',
        station.id,
        `${station.erased.size} bodies were erased, the ledger has ${lines.length}`,
      )
  }
  return undefined
}

function bodies({ disk }: Station): readonly AnyRow[] {
  return [...(disk.tables.get('bodies')?.values() ?? [])]
}

function isThere(row: AnyRow): boolean {
  return row.erased_at === null || row.cipher !== null || row.wrapped !== null
}

/** For each record of a partner that was erased here the partner holds one notice that says so. */
export function toldErased(simulation: Simulation): Broken | undefined {
  const { honest } = simulation
  for (const station of honest) {
    const { book } = station
    for (const row of bodies(station)) {
      const entry = book.ids.get(row.id as string)
      if (row.erased_at === null || entry === undefined || entry.node === book.id) continue
      const peer = honest.find((s) => s.id === entry.node)
      if (peer === undefined || book.taken.get(peer.id) === undefined) continue
      const told = peer.book.entries.filter(
        (e) =>
          e.stream === `channel/${book.id}` &&
          e.data.notice === 'erased' &&
          (e.data.about as readonly string[]).some((l) => peer.book.about.get(l) === entry.stream),
      )
      if (told.length === 0)
        return broken(
          'told-erased',
          peer.id,
          `${book.id} erased what stands in ${simulation.names.matter(entry.stream)}, and nobody said so`,
        )
    }
  }
  return undefined
}
