import type { AuthorityCard } from '#directory'
import { type Procedure, procedureOf, type Side, type State, type Transition } from '#procedure'
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

/** Tips name nobody; they are seen by those of the unit they were given to who work on them, and by nobody else. */
const closedCircle = new Set(['P15'])

/**
 * May this officer see the matter? Officers of a party may, those of the other side not before it was put to them; where
 * a side is a team of authorities of one country, those whose kind a step names, once it can come to that step; auditors
 * and oversight see everything but tips.
 */
export function maySee(world: World, matter: Matter, hand: Hand): boolean {
  const { state } = matter
  const found = procedureOf(state.procedure)
  if (!found.ok) return false
  const procedure = found.value
  const isParty = partiesOf(state).some((p) => p.id === hand.authority)
  if (closedCircle.has(procedure.id))
    return isParty && procedure.transitions.some((t) => t.roles.includes(hand.role))
  const card = world.federation.card(hand.authority)
  if (hand.role === 'auditor' || card?.kind === 'oversight') return true
  const sides: readonly Side[] = isUnsent(procedure, state)
    ? ['requesting']
    : ['requesting', 'requested']
  if (isParty)
    return (
      partiesOf(state).some((p) => p.id === hand.authority && sides.includes(p.side)) ||
      hasTakenPart(state, hand.authority)
    )
  return card !== undefined && sides.some((side) => isOfTeam(procedure, state, card, side))
}

/** A draft, of which the other side knows nothing yet, even where both work on one node. */
function isUnsent(procedure: Procedure, state: State): boolean {
  if (state.sentAt !== undefined || procedure.between === 'one') return false
  const main = procedure.states.find((s) => s.track === 'main' && s.id === state.states.main)
  return main?.waitsFor !== 'requested' && procedure.transitions.some((t) => t.opensPeer === true)
}

function hasTakenPart({ doers }: State, authority: string): boolean {
  return Object.values(doers).some((all) => all.some((id) => id.startsWith(`${authority}/`)))
}

function isOfTeam(procedure: Procedure, state: State, card: AuthorityCard, side: Side): boolean {
  if (procedure.team !== 'country') return false
  const { requesting, requested, others = [] } = state.parties
  const parties = side === 'requesting' ? [requesting] : [requested, ...others]
  if (!parties.some((p) => p.country === card.country)) return false
  return procedure.transitions.some(
    (t) =>
      t.kinds?.includes(card.kind) === true &&
      (t.side === side || t.side === 'either') &&
      canCome(t, state),
  )
}

/** A step on the main track, one that can begin its track, or one of a track that has begun: a monitor waits for money. */
function canCome(row: Transition, state: State): boolean {
  if (row.track === 'main' || state.states[row.track] !== undefined) return true
  const main = state.states.main ?? ''
  return row.from.includes(null) && (row.during === undefined || row.during.includes(main))
}
