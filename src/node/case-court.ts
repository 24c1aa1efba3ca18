import { type Day, done, type Outcome, refuse } from '#base'
import { oversightRefusal } from '#oversight'
import { maySee } from './access.ts'
import {
  caseCourtOnly,
  caseMatterUnknown,
  caseReasonMissing,
  caseRestrictionUnknown,
} from './case-refusals.ts'
import { caseEvents, caseState, casesStream, type Restriction } from './case-state.ts'
import { stranger } from './law-desk-refusals.ts'
import { load } from './matter.ts'
import { isSuspended } from './oversight-accounts.ts'
import { note, write } from './records.ts'
import { type Hand, handOf, type World } from './world.ts'

/** What a judge orders about what may be told. */
export interface CaseRestriction {
  /** Ids of matters that the judge may see; a page made from one of them is not shown. */
  readonly matters: readonly string[]
  /** Number of the decision, as the court files it. */
  readonly decision: string
  /** Last day on which it holds; without one it holds until it is lifted. */
  readonly until?: Day
}

/**
 * A court restricts what may be told of a case (ICCPR art. 14(1)). The judge signs it: nobody who prepares a page is asked
 * whether there is such an order, and a page that is out is not shown from that moment.
 */
export async function restrictCase(
  world: World,
  actor: string,
  { matters, decision, until }: CaseRestriction,
): Promise<Outcome<unknown>> {
  const hand = courtHand(world, actor)
  if (!hand.ok) return hand
  if (decision.trim() === '') return refuse(caseReasonMissing)
  for (const id of matters) {
    const matter = await load(world, `matter/${id}`)
    if (matter === undefined || !maySee(world, matter, hand.value)) return refuse(caseMatterUnknown)
  }
  return sign(world, hand.value, caseEvents.restricted, {
    matters: [...matters],
    decision: decision.trim(),
    until: until ?? null,
  })
}

/** The court that restricted it says that it may be told again. */
export async function liftCase(
  world: World,
  actor: string,
  id: string,
  decision: string,
): Promise<Outcome<unknown>> {
  const hand = courtHand(world, actor)
  if (!hand.ok) return hand
  if (decision.trim() === '') return refuse(caseReasonMissing)
  const { restrictions } = await caseState(world)
  const found = restrictions.find((each) => each.id === id)
  if (found === undefined || found.court !== hand.value.authority)
    return refuse(caseRestrictionUnknown)
  return sign(world, hand.value, caseEvents.lifted, { restriction: id, decision: decision.trim() })
}

/** The order of a court that keeps one of these matters from being told today. */
export function restrictionOn(
  restrictions: readonly Restriction[],
  matters: readonly string[],
  today: string,
): Restriction | undefined {
  return restrictions.find(
    (each) =>
      (each.until === null || each.until >= today) &&
      each.matters.some((id) => matters.includes(id)),
  )
}

async function sign(
  world: World,
  hand: Hand,
  type: string,
  facts: Parameters<typeof note>[3],
): Promise<Outcome<unknown>> {
  const { length } = await caseState(world)
  const written = write(world, hand, note(casesStream, type, world.clock.now(), facts))
  return world.store.commit({
    events: [written.event],
    bodies: [],
    expect: [{ stream: casesStream, version: length }],
  })
}

function courtHand(world: World, actor: string): Outcome<Hand> {
  const hand = handOf(world, actor)
  if (hand === undefined) return refuse(stranger)
  if (isSuspended(world, actor)) return oversightRefusal('account-suspended')
  const court = world.federation.card(hand.authority)?.kind === 'court'
  return court && hand.role === 'judge' ? done(hand) : refuse(caseCourtOnly(hand.id, hand.role))
}
