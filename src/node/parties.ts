import type { AuthorityCard } from '#directory'
import { procedureOf, type Side, type State } from '#procedure'
import type { Matter } from './matter.ts'
import type { Hand, World } from './world.ts'

/** The node that serves an authority: its own, or the one its card names; undefined where no node does. */
export function nodeOf(world: World, authority: string): string | undefined {
  const card = world.federation.card(authority)
  if (card?.outside === true) return undefined
  return card?.servedBy ?? authority
}

/** Does the directory know it as a node, and not as an authority that another one serves? */
export function isNode(world: World, id: string): boolean {
  return world.federation.card(id) !== undefined && nodeOf(world, id) === id
}

export function isServedHere(world: World, authority: string): boolean {
  return nodeOf(world, authority) === world.id
}

/** Every authority that acts through this node, its own first. */
export function servedHere(world: World): readonly AuthorityCard[] {
  return world.federation
    .cards()
    .filter((card) => isServedHere(world, card.id))
    .sort((a, b) => (a.id === world.id ? -1 : b.id === world.id ? 1 : a.id < b.id ? -1 : 1))
}

/** All parties of a matter, each once, the two sides first. */
export function partiesOf(state: State): readonly { readonly side: Side; readonly id: string }[] {
  const { requesting, requested, others = [] } = state.parties
  const all = [
    { side: 'requesting' as const, id: requesting.authority },
    { side: 'requested' as const, id: requested.authority },
    ...others.map((o) => ({ side: 'requested' as const, id: o.authority })),
  ]
  return all.filter((p, i) => all.findIndex((q) => q.id === p.id) === i)
}

/** Nodes elsewhere that keep the matter too, and so get its crossing records. */
export function peerNodes(world: World, state: State): readonly string[] {
  const nodes = partiesOf(state).map((p) => nodeOf(world, p.id))
  return [...new Set(nodes)].filter((n): n is string => n !== undefined && n !== world.id).sort()
}

/** The party of a matter whose letters that node takes in. */
export function servedParty(world: World, state: State, node: string): string {
  return partiesOf(state).find((p) => nodeOf(world, p.id) === node)?.id ?? node
}

/**
 * The side on which somebody looks at a matter. An officer whose authority is no party of its own stands on the side
 * whose steps name that kind of authority, else where this node stands.
 */
export function sideHere(world: World, matter: Matter, hand?: Pick<Hand, 'authority'>): Side {
  const { requesting, requested, others = [] } = matter.state.parties
  if (hand !== undefined) {
    if (requesting.authority === hand.authority) return 'requesting'
    if ([requested, ...others].some((p) => p.authority === hand.authority)) return 'requested'
  }
  const asks = isServedHere(world, requesting.authority)
  const isAsked = [requested, ...others].some((p) => isServedHere(world, p.authority))
  if (asks !== isAsked) return asks ? 'requesting' : 'requested'
  const kind = hand === undefined ? undefined : world.federation.card(hand.authority)?.kind
  const procedure = procedureOf(matter.state.procedure)
  const names = (side: Side) =>
    kind !== undefined &&
    procedure.ok &&
    procedure.value.transitions.some((t) => t.side === side && t.kinds?.includes(kind))
  return names('requested') || !names('requesting') ? 'requested' : 'requesting'
}

/** The other authority, as the side that looks sees it. */
export function counterpartOf(matter: Matter, side: Side): string {
  const { requesting, requested } = matter.state.parties
  return side === 'requesting' ? requested.authority : requesting.authority
}
