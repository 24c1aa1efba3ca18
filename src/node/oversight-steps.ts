import { done, type Outcome } from '#base'
import type { Event } from '#procedure'
import type { Matter } from './matter.ts'
import { passRedLines } from './oversight-lines.ts'
import { keptOff, recuseNamed } from './oversight-recusal.ts'
import { carryOutStops, isStop, mayConfirmStop } from './oversight-stops.ts'
import type { Hand, World } from './world.ts'

/** What oversight asks before a step is kept: interests, orders to stop, red lines. The node's own hand is asked nothing. */
export async function passOversight(
  world: World,
  hand: Hand,
  matter: Matter | undefined,
  events: readonly Event[],
): Promise<Outcome<void>> {
  if (hand.role === 'node') return done(undefined)
  const documents = events.map((event) => event.document)
  const free = await keptOff(world, hand, matter, documents)
  if (!free.ok) return free
  const stops = await mayConfirmStop(world, hand, matter, events)
  return stops.ok ? passRedLines(world, hand, matter, events) : stops
}

/**
 * What follows from records of matters that were written or came in. They are on record already: what fails here is seen
 * in the log of the operator and made good by the next tick or the next look, and keeps no letter from its receipt.
 */
export async function followRecords(
  world: World,
  events: readonly { readonly stream: string; readonly type: string }[],
): Promise<void> {
  try {
    for (const stream of new Set(events.map((event) => event.stream)))
      await recuseNamed(world, stream)
    if (events.some(isStop)) await carryOutStops(world)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    world.observe({ what: 'fault', in: 'oversight', message })
  }
}
