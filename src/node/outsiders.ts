import type { World } from './world.ts'

/** Kinds that look on, and work on no case: they read what anybody may read of numbers, and what a partnership may of patterns. */
const kinds: readonly string[] = ['partnership', 'civil-society', 'parliament']

/** Is the officer of such a body? */
export function looksOn(world: World, actor: string): boolean {
  const kind = world.federation.card(actor.slice(0, actor.indexOf('/')))?.kind
  return kinds.includes(String(kind))
}
