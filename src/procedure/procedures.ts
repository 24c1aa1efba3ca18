import { done, nearest, type Outcome } from '#base'
import { p1 } from './data/p1.ts'
import { p1b } from './data/p1b.ts'
import { no } from './refuse.ts'
import type { Procedure, StateRow, TrackId, Transition } from './rows.ts'

/** Every procedure the engine knows. To add one is to add its table here. */
export const procedures: readonly Procedure[] = [p1, p1b]

export function procedureOf(id: string): Outcome<Procedure> {
  const found = procedures.find((p) => p.id === id)
  if (found !== undefined) return done(found)
  return no('procedure-unknown', `there is no procedure "${id.slice(0, 40)}"`, {
    remedy: `name one of ${procedures.map((p) => p.id).join(', ')}`,
  })
}

export function transitionOf(procedure: Procedure, id: string): Outcome<Transition> {
  const found = procedure.transitions.find((t) => t.id === id)
  if (found !== undefined) return done(found)
  const known = procedure.transitions.map((t) => t.id)
  const near = nearest(id, known)
  return no('transition-unknown', `${procedure.id} has no step "${id.slice(0, 40)}"`, {
    remedy: near === undefined ? `steps: ${known.join(', ')}` : `did you mean "${near}"?`,
  })
}

export function stateRow(
  procedure: Procedure,
  id: string,
  track: TrackId = 'main',
): StateRow | undefined {
  return procedure.states.find((s) => s.id === id && s.track === track)
}
