import type { Instant } from '#base'
import { pauseEnds, runOut } from './clocks.ts'
import { standing } from './situation.ts'
import type { Event, EventData, State } from './state.ts'

/**
 * What the clock alone makes happen: limits that have run out and pauses that are used up. Derived from the state,
 * so a node that was down finds the same events when it comes back; each fires once, because `evolve` marks it.
 * Neither crosses: each node keeps its own clock.
 */
export function dueEvents(state: State, now: Instant, node: string): readonly Event[] {
  const events: Event[] = []
  const ends = pauseEnds(state)
  if (ends !== undefined && ends <= now)
    events.push(event(state, now, node, 'clock.resumed', { clock: 'pause', due: ends }))
  for (const { clock, due } of runOut(state, now))
    if (clock.overdueSince === undefined)
      events.push(event(state, now, node, 'clock.overdue', { clock: clock.clock, due }))
  return events
}

function event(
  state: State,
  at: Instant,
  node: string,
  type: 'clock.overdue' | 'clock.resumed',
  what: Pick<EventData, 'clock' | 'due'>,
): Event {
  return {
    type,
    procedure: state.procedure,
    transition: null,
    stream: state.stream,
    at,
    node,
    actor: `${node}/clock`,
    crosses: false,
    data: {
      role: 'node',
      side: state.parties.requesting.authority === node ? 'requesting' : 'requested',
      track: 'main',
      to: standing(state, 'main') ?? '',
      ...what,
    },
  }
}
