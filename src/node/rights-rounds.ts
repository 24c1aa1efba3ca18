import { tickChanges } from './rights-changes.ts'
import { tickSearches } from './rights-search.ts'
import type { World } from './world.ts'

const busy = new WeakSet<World>()

/**
 * One round of searches and corrections beside the tick: a search reads everything that the node holds, and neither clocks
 * nor letters wait for it. One round at a time; a node that closes breaks it off, and the next start goes on.
 */
export function startRightsRound(world: World): void {
  if (busy.has(world)) return
  busy.add(world)
  world.flights.start('rights of persons', async (signal) => {
    try {
      await tickSearches(world, signal)
      await tickChanges(world, signal)
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      busy.delete(world)
    }
  })
}
