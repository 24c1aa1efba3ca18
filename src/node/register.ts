import {
  type BoundDocument,
  documentsOf,
  type Observation,
  observationsOf,
  publicObservations,
} from '#review'
import { signedEvents } from './figures.ts'
import type { World } from './world.ts'

/** What anybody may read of observations from outside and of documents in force. */
export interface Register {
  readonly asOf: string
  readonly observations: readonly Observation[]
  readonly documents: readonly BoundDocument[]
}

/** From signed headers alone, of this node and of those that are counted together with it. */
export async function registerOf(world: World): Promise<Register> {
  const now = world.clock.now()
  const events = [
    ...(await signedEvents(world)),
    ...(await Promise.all(world.figuresWith.map((source) => source.events()))).flat(),
  ].filter((e) => e.type.startsWith('observation.') || e.type.startsWith('register.'))
  return {
    asOf: now,
    observations: publicObservations(observationsOf(events, now)),
    documents: documentsOf(events),
  }
}
