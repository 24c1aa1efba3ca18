import { type Instant, instant, millis } from '#base'
import type { Lane } from '#exchange'
import type { World } from './world.ts'

/**
 * Seconds before a peer that did not answer is tried again: doubled each time. An emergency is tried more often, and
 * whichever lane gets through first ends the rest of both.
 */
const backOff = { firstSeconds: 5, mostSeconds: { routine: 600, emergency: 60 } } as const

interface Rest {
  failures: number
  until: Instant
}

const rests = new WeakMap<World, Map<string, Rest>>()

function restsOf(world: World): Map<string, Rest> {
  const known = rests.get(world) ?? new Map<string, Rest>()
  rests.set(world, known)
  return known
}

/**
 * The lane rests after a failure; tells until when. How long the peer itself has signed, counts. An answer that nobody
 * signed may ask for a longer rest than the lane would take now, and never for a longer one than it ever takes: whoever
 * stands between two nodes cannot put letters off for a day.
 */
export function restLane(
  world: World,
  peer: string,
  lane: Lane,
  {
    again,
    asks = 0,
  }: { readonly again?: number | undefined; readonly asks?: number | undefined } = {},
): Instant {
  const all = restsOf(world)
  const key = `${peer} ${lane}`
  const failures = (all.get(key)?.failures ?? 0) + 1
  const own = backOff.firstSeconds * 2 ** Math.min(10, failures - 1)
  const wait = again ?? Math.min(backOff.mostSeconds[lane], Math.max(own, asks))
  const until = instant(millis(world.clock.now()) + wait * 1000)
  all.set(key, { failures, until })
  return until
}

/** The peer has answered: nothing rests any more. */
export function peerIsUp(world: World, peer: string): void {
  restsOf(world).delete(`${peer} routine`)
  restsOf(world).delete(`${peer} emergency`)
}

/** Lanes that are left alone now. A clock that was put back far does not make a rest longer than it was. */
export function resting(
  world: World,
  now: Instant,
): readonly { readonly to: string; readonly emergency: boolean }[] {
  const latest = instant(millis(now) + 3600_000)
  return [...restsOf(world)]
    .filter(([, { until }]) => until > now && until <= latest)
    .map(([key]) => ({
      to: key.slice(0, key.lastIndexOf(' ')),
      emergency: key.endsWith(' emergency'),
    }))
}

/** How often in a row the peer has not answered, and until when it is left alone. */
export function restOf(world: World, peer: string, lane: Lane): Readonly<Rest> | undefined {
  return restsOf(world).get(`${peer} ${lane}`)
}
