import type { Instant } from '#base'
import {
  available,
  type ClockView,
  type Command,
  clocks,
  type Facts,
  type FactsOfPeer,
  looksAtFiles,
  type State,
} from '#procedure'
import type { Matter } from './matter.ts'
import { filesOf } from './matter-files.ts'
import { servedHere } from './parties.ts'
import type { Hand, World } from './world.ts'

/** What the node knows at this moment and the decision on a command may ask for. */
export async function factsFor(world: World, hand: Hand, command: Command): Promise<Facts> {
  const { procedure, transition, stream } = command
  const files = looksAtFiles(procedure, transition) ? await filesOf(world, stream) : undefined
  return {
    ...(files === undefined ? {} : { files }),
    now: world.clock.now(),
    actor: { id: hand.id, authority: hand.authority, role: hand.role },
    directory: world.federation.cards(),
    law: world.laws.now(),
  }
}

/** The same for a step that came from a partner. */
export function factsOfPeer(world: World): FactsOfPeer {
  return {
    now: world.clock.now(),
    directory: world.federation.cards(),
    law: world.laws.now(),
    self: servedHere(world).map((card) => card.id),
  }
}

/** What the officer may do with the matter now, and why not the rest. */
export function stepsFor(
  world: World,
  matter: Matter,
  hand: Hand,
  now: Instant,
): ReturnType<typeof available> {
  const actor = { id: hand.id, authority: hand.authority, role: hand.role }
  return available(matter.state, actor, now, {
    law: world.laws.now(),
    directory: world.federation.cards(),
  })
}

export function clocksOf(world: World, state: State, now: Instant): readonly ClockView[] {
  return clocks(state, now, world.laws.now())
}
