import type { Facts } from '#procedure'
import type { Hand, World } from './world.ts'

/** What the node knows at this moment and a decision may ask for. */
export function factsFor(world: World, hand: Hand): Facts {
  return {
    now: world.clock.now(),
    actor: { id: hand.id, authority: hand.authority, role: hand.role },
    directory: world.federation.cards(),
  }
}

/** The same for a step that came from a partner. */
export function factsOfPeer(
  world: World,
): Pick<Facts, 'now' | 'directory'> & { readonly self: string } {
  return { now: world.clock.now(), directory: world.federation.cards(), self: world.id }
}
