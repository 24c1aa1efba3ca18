import type { Event, State } from './state.ts'

/** Events of the clock mark; they never move the matter. */
export function tick(state: State, event: Event): State {
  const { clock, due, warning } = event.data
  const next = { ...state, events: state.events + 1 }
  if (event.type === 'clock.resumed') {
    const open = state.pauses.at(-1)
    if (open === undefined || open.to !== undefined || due === undefined) return next
    return { ...next, pauses: [...state.pauses.slice(0, -1), { from: open.from, to: due }] }
  }
  return {
    ...next,
    clocks: state.clocks.map((c) => {
      if (c.clock !== clock) return c
      // One warning stands for those that were missed before it.
      if (event.type === 'clock.warned')
        return { ...c, warned: Array.from({ length: (warning ?? 0) + 1 }, (_, i) => i) }
      return c.overdueSince === undefined ? { ...c, overdueSince: event.at } : c
    }),
  }
}
