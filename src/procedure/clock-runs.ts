import type { Instant } from '#base'
import type { Situation } from './situation.ts'

/** When a clock that still runs will run out; undefined once it has stopped, has run out, or never began. */
export function stillRuns({ state, now }: Situation, clock: string): Instant | undefined {
  const found = state?.clocks.find((c) => c.clock === clock)
  return found === undefined || found.stopped !== undefined || now > found.due
    ? undefined
    : found.due
}
