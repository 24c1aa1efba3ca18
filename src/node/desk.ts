import { rules } from '#trace'
import { type GuardedDesk, guardDesk } from './desk-door.ts'
import { deskExhibits } from './desk-exhibits.ts'
import { deskImport } from './desk-import.ts'
import { deskRoom } from './desk-room.ts'
import { deskRuns } from './desk-runs.ts'
import { deskTracings } from './desk-tracings.ts'
import type { World } from './world.ts'

/** The tracing desk: ledgers of this authority, what was followed in them, and the exhibits made of it. */
export interface Desk extends GuardedDesk {
  rules(): readonly object[]
  close(): Promise<void>
}

export function openDesk(world: World): Desk {
  const room = deskRoom(world)
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
    ...guardDesk(room, {
      ...deskTracings(room),
      ...deskImport(room),
      ...deskRuns(room),
      ...deskExhibits(room),
    }),
    close: () => room.thread.close(),
  }
}
