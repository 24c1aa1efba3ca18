import { type Instant, instant, millis } from '#base'
import type { Row, RowChange } from '#store'
import { plain } from './row-data.ts'
import type { World } from './world.ts'

/** Rows that wait for the next round: so that a search and a correction survive a restart, and no officer waits for a peer. */
const mostAtOnce = 50
const soonMs = 10 * 60_000

/** What is due by now, the oldest first. */
export async function waitingRows(world: World, kind: string): Promise<readonly Row[]> {
  const dueBefore = instant(millis(world.clock.now()) + 1)
  return (await world.store.rows({ kind, dueBefore, order: 'due', limit: mostAtOnce })).rows
}

export function waitingRow(kind: string, key: string, row: object, due: Instant): RowChange {
  return { kind, key, data: plain(row), due }
}

/** Tried again in ten minutes, or when it is said. */
export async function tryLater(
  world: World,
  kind: string,
  key: string,
  row: object,
  after = soonMs,
): Promise<void> {
  const due = instant(millis(world.clock.now()) + after)
  await world.store.commit({ events: [], rows: [waitingRow(kind, key, row, due)] })
}
