import { must } from '#base'
import type { Node } from '#node'
import type { Interlude } from './across.ts'

/**
 * What the unit of Vesperia releases of the figures: the first quarter when the tables of pairs were due, and the whole case
 * on the last day. An analyst prepares, the head of the desk releases.
 */
export function figuresReleased(node: () => Node): readonly Interlude[] {
  const release = (at: string, period: string): Interlude => ({
    at,
    async act() {
      const { releases } = node()
      const { waiting } = must(await releases.prepare('XV-FIU/analyst', period))
      const digest = waiting.find((draft) => draft.period === period)?.digest ?? ''
      must(await releases.release('XV-FIU/head', period, digest))
    },
  })
  return [
    release('2026-04-20T09:30:00Z', '2025-Q1'),
    release('2026-09-30T07:30:00Z', '2025-Q1_2026-Q3'),
  ]
}
