import { millis } from '#base'
import { note, write } from './records.ts'
import type { Hand, World } from './world.ts'

const seen = new WeakMap<World, Map<string, number>>()

/** Whoever looks into a matter leaves a trace: one record an hour for each officer and matter. */
export async function putViewOnRecord(world: World, hand: Hand, stream: string): Promise<void> {
  const views = seen.get(world) ?? new Map<string, number>()
  seen.set(world, views)
  const key = `${hand.id} ${stream}`
  const now = millis(world.clock.now())
  const last = views.get(key)
  if (last !== undefined && now - last < 3_600_000) return
  views.set(key, now)
  const written = write(
    world,
    hand,
    note(`access/${stream}`, 'access.viewed', world.clock.now(), { subject: stream }),
  )
  await world.store.commit({ events: [written.event] })
}
