import { type Event, procedureOf, type Side, stateRow, transitionOf } from '#procedure'
import { tellSenders } from './delivery-notices.ts'
import { load, type Matter } from './matter.ts'
import { isServedHere, partiesOf, sideHere } from './parties.ts'
import type { Hand, World } from './world.ts'

/** Matters whose senders were asked after in this process: most views have nothing new to tell. */
const looked = new WeakMap<World, Map<string, number>>()

/**
 * An officer of a party has opened the matter: whoever sent letters into it learns that they were retrieved, once each.
 * An auditor's look tells nobody anything. The view does not wait for it.
 */
export function tellRetrieved(world: World, matter: Matter, hand: Hand): void {
  const { stream, version, state } = matter
  const isParty = partiesOf(state).some((p) => p.id === hand.authority)
  if (!isParty && sideHere(world, matter, hand) !== sideHere(world, matter)) return
  if (hand.role === 'auditor' || !isServedHere(world, hand.authority)) return
  const known = looked.get(world) ?? new Map<string, number>()
  looked.set(world, known)
  if (known.get(stream) === version) return
  if (known.size > 10_000) known.clear()
  known.set(stream, version)
  world.flights.start(`tell:${stream}`, () => tellSenders(world, stream, 'retrieved'))
}

/**
 * A step that crosses says something of the letters that led to it: questions say that they cannot be worked on as they
 * are, a step after which the other side is to act answers them, any other says that they are understood. A reminder
 * says nothing.
 */
export function tellOfStep(
  world: World,
  hand: Hand,
  stream: string,
  events: readonly Event[],
): void {
  const event = events.findLast((e) => e.crosses)
  if (event === undefined || opens(event)) return
  world.flights.start(`tell:${stream}`, async () => {
    const matter = await load(world, stream)
    const word =
      matter === undefined ? undefined : wordOfStep(matter, event, sideHere(world, matter, hand))
    if (matter === undefined || word === undefined) return
    await tellSenders(world, stream, word, {
      priority: matter.state.class === 'emergency' ? 0 : 5,
      ...(word === 'incomplete' ? { codes: [event.transition ?? event.type] } : {}),
    })
  })
}

/** The first letter of a matter has none before it that it could speak of. */
function opens({ procedure, transition }: Event): boolean {
  const found = procedureOf(procedure)
  const row = found.ok && transition !== null ? transitionOf(found.value, transition) : undefined
  return row?.ok === true && row.value.opensPeer === true
}

function wordOfStep(
  { state }: Matter,
  event: Event,
  side: Side,
): 'understood' | 'incomplete' | 'answered' | undefined {
  const procedure = procedureOf(event.procedure)
  if (!procedure.ok || event.transition === null) return undefined
  const row = transitionOf(procedure.value, event.transition)
  if (!row.ok || row.value.to === 'same' || row.value.opensPeer === true) return undefined
  if (row.value.pause === 'begin') return 'incomplete'
  const track = row.value.track
  const after =
    track === 'main'
      ? stateRow(procedure.value, state.states.main ?? '')
      : procedure.value.states.find((s) => s.track === track && s.id === state.states[track])
  return after?.waitsFor === side ? 'understood' : 'answered'
}
