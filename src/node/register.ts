import { termOf } from '#law'
import {
  type BoundDocument,
  documentsOf,
  type Observation,
  type ObservationDays,
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
    observations: publicObservations(observationsOf(events, now, observationDays(world))),
    documents: documentsOf(events),
  }
}

/** Limits of P20 in days, from the rows in force; without a row nothing is late. */
function observationDays(world: World): ObservationDays {
  const days = (id: string) => {
    const found = termOf(id, world.laws.now())
    return found.ok ? found.value.term.count : Number.POSITIVE_INFINITY
  }
  return { ack: days('CP-OBSERVATION-ACK'), answer: days('CP-OBSERVATION-ANSWER') }
}
