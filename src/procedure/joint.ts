import type { Refusal } from '#base'
import type { Party } from '#law'
import { partiesOn } from './parties.ts'
import { refusal } from './refuse.ts'
import type { Transition } from './rows.ts'
import type { ClockEffect, Event, Parties, Signed, State } from './state.ts'

/** Parties whose part is still missing after this one has taken the common step; none where the step is not common. */
export function waitingFor(
  row: Transition,
  state: State | undefined,
  parties: Parties,
  party: Pick<Party, 'authority'>,
): readonly string[] {
  if (row.joint !== true) return []
  const signed = state?.joint?.[row.id] ?? {}
  return partiesOn(parties, row.side)
    .map((p) => p.authority)
    .filter((id) => id !== party.authority && signed[id] === undefined)
}

/** A party takes its part of a common step once. */
export function blockedBy(
  row: Transition,
  state: State | undefined,
  parties: Parties,
  party: Party,
): Refusal | undefined {
  if (row.joint !== true || state?.joint?.[row.id]?.[party.authority] === undefined)
    return undefined
  return refusal(
    'already-done',
    `${party.authority} has done its part of "${row.name}"; still missing: ${waitingFor(row, state, parties, party).join(', ')}`,
  )
}

/** The parts of a common step after an event: kept until all are there, then taken away. */
export function signedAfter(row: Transition, state: State, event: Event): State['joint'] {
  const { party } = event.data
  if (row.joint !== true || party === undefined) return state.joint
  const rest = { ...state.joint }
  if (waitingFor(row, state, state.parties, { authority: party }).length === 0) {
    delete rest[row.id]
    return rest
  }
  rest[row.id] = { ...rest[row.id], [party]: signedBy(event) }
  return rest
}

/**
 * The part that was taken last, by its own date and then by name: it says what happens to the clocks, whatever the
 * order in which the parts arrived.
 */
export function lastPart(row: Transition, state: State, event: Event): Signed {
  const parts = { ...state.joint?.[row.id], [event.data.party ?? '']: signedBy(event) }
  return Object.entries(parts).reduce((last, part) => (key(part) > key(last) ? part : last), [
    event.data.party ?? '',
    signedBy(event),
  ] as [string, Signed])[1]
}

function key([party, { at }]: [string, Signed]): string {
  return `${at} ${party}`
}

function signedBy(event: Event): Signed {
  return { at: event.at, clocks: (event.data.clocks ?? []) as readonly ClockEffect[] }
}
