import type { ReleasePeriod } from '#indicators'
import type { World } from './world.ts'

/** In the demonstration, whose story is told to the end on that day, the last day counts as over. */
export function isOver({ demo, clock }: World, { end, to }: ReleasePeriod): boolean {
  return demo ? to <= clock.now().slice(0, 10) : end <= clock.now()
}
