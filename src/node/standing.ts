import type { AccessQuestion } from '#access'
import { type Procedure, procedureOf, type Side, type State, type Transition } from '#procedure'
import type { Matter } from './matter.ts'
import { partiesOf } from './parties.ts'
import type { Hand, World } from './world.ts'

/** Tips name nobody; they are seen by those of the unit they were given to who work on them, and by nobody else. */
export const closedCircle: ReadonlySet<string> = new Set(['P15'])

/** How an officer stands to a matter, as plain values. */
export type Standing = Pick<AccessQuestion, 'relation' | 'works'> & { readonly circle: boolean }

/**
 * Officers of a party stand in a matter, those of the other side not before it was put to them; where a side is a team
 * of authorities of one country, those whose kind a step names, once it can come to that step.
 */
export function standingOf(
  world: World,
  matter: Matter,
  hand: Pick<Hand, 'id' | 'authority' | 'role'>,
): Standing {
  const { state } = matter
  const found = procedureOf(state.procedure)
  if (!found.ok) return { relation: 'none', works: false, circle: true }
  const procedure = found.value
  const circle = closedCircle.has(procedure.id)
  const relation = relationOf(world, procedure, state, hand)
  const inside = relation === 'party' || relation === 'team'
  const works =
    inside &&
    (procedure.transitions.some((t) => t.roles.includes(hand.role)) ||
      Object.values(state.doers).some((all) => all.includes(hand.id)))
  return { relation, works, circle }
}

function relationOf(
  world: World,
  procedure: Procedure,
  state: State,
  hand: Pick<Hand, 'authority'>,
): Standing['relation'] {
  const parties = partiesOf(state).filter((p) => p.id === hand.authority)
  const unsent = isUnsent(procedure, state)
  const sides: readonly Side[] = unsent ? ['requesting'] : ['requesting', 'requested']
  if (parties.length > 0)
    return parties.some((p) => sides.includes(p.side)) || hasTakenPart(state, hand.authority)
      ? 'party'
      : 'not-yet'
  const card = world.federation.card(hand.authority)
  if (card === undefined) return 'none'
  if (sides.some((side) => isOfTeam(procedure, state, card, side))) return 'team'
  return unsent && isOfTeam(procedure, state, card, 'requested') ? 'not-yet' : 'none'
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

function isOfTeam(
  procedure: Procedure,
  state: State,
  card: { readonly country: string; readonly kind: string },
  side: Side,
): boolean {
  if (procedure.team !== 'country') return false
  const { requesting, requested, others = [] } = state.parties
  const parties = side === 'requesting' ? [requesting] : [requested, ...others]
  if (!parties.some((p) => p.country === card.country)) return false
  return procedure.transitions.some(
    (t) =>
      (t.kinds as readonly string[] | undefined)?.includes(card.kind) === true &&
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
