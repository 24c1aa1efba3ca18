import { done, type Outcome } from '#base'
import { rules } from '#trace'
import { type DeskExhibits, deskExhibits } from './desk-exhibits.ts'
import { type DeskImport, deskImport } from './desk-import.ts'
import { type JobView, unknownJob } from './desk-jobs.ts'
import { deskRoom } from './desk-room.ts'
import { type DeskRuns, deskRuns } from './desk-runs.ts'
import { type DeskTracings, deskTracings } from './desk-tracings.ts'
import type { World } from './world.ts'

/** The tracing desk: ledgers of this authority, what was followed in them, and the exhibits made of it. */
export interface Desk extends DeskTracings, DeskImport, DeskRuns, DeskExhibits {
  rules(): readonly object[]
  job(id: string): Outcome<JobView>
  cancel(id: string): Outcome<void>
  close(): Promise<void>
}

export function openDesk(world: World): Desk {
  const room = deskRoom(world)
  const { jobs } = room
  return {
    rules: () =>
      rules.map(({ id, name, sentence, citations, ...rule }) => ({
        id,
        name,
        text: sentence,
        citations,
        order: rule.order,
        classes: rule.measure,
        rule: { ...rule },
      })),

    ...deskTracings(room),
    ...deskImport(room),
    ...deskRuns(room),
    ...deskExhibits(room),
    job: (id) => {
      const view = jobs.view(id)
      return view === undefined ? unknownJob : done(view)
    },
    cancel: (id) => (jobs.cancel(id) ? done(undefined) : unknownJob),
    close: () => room.thread.close(),
  }
}
