import { done, nearest, type Outcome } from '#base'
import { forms } from './data/forms.ts'
import { p1 } from './data/p1.ts'
import { p1b } from './data/p1b.ts'
import { p2 } from './data/p2.ts'
import { p3 } from './data/p3.ts'
import { p4 } from './data/p4.ts'
import { p4b } from './data/p4b.ts'
import { p5 } from './data/p5.ts'
import { p6 } from './data/p6.ts'
import { p7 } from './data/p7.ts'
import { p8 } from './data/p8.ts'
import { p9 } from './data/p9.ts'
import { p10 } from './data/p10.ts'
import { p11 } from './data/p11.ts'
import { p12 } from './data/p12.ts'
import { p13 } from './data/p13.ts'
import { p14 } from './data/p14.ts'
import { p15 } from './data/p15.ts'
import { p16 } from './data/p16.ts'
import { p17 } from './data/p17.ts'
import { p18 } from './data/p18.ts'
import { p19 } from './data/p19.ts'
import { p20 } from './data/p20.ts'
import { p21 } from './data/p21.ts'
import { withItems } from './data/with-items.ts'
import type { Field } from './fields.ts'
import { no } from './refuse.ts'
import type { ClockRow, FormId, Procedure, StateRow, TrackId, Transition } from './rows.ts'

/** Every procedure the engine knows. To add one is to add its table here. */
export const procedures: readonly Procedure[] = [
  p1,
  p1b,
  p2,
  p3,
  p4,
  p4b,
  p5,
  p6,
  p7,
  p8,
  p9,
  p10,
  p11,
  p12,
  p13,
  p14,
  p15,
  p16,
  p17,
  p18,
  p19,
  p20,
  p21,
].map(withItems)

/** What the engine runs on: procedures and the forms they name. A test may hand in its own. */
export interface Tables {
  readonly procedures: readonly Procedure[]
  readonly forms: Readonly<Record<FormId, readonly Field[]>>
}

/** The tables that come with the program. */
export const shippedTables: Tables = { procedures, forms }

/** A table by name instead of by place, made once for each table. */
interface Index {
  readonly transitions: ReadonlyMap<string, Transition>
  readonly clocks: ReadonlyMap<string, ClockRow>
  readonly states: ReadonlyMap<string, StateRow>
}

const indexes = new WeakMap<Procedure, Index>()
const sets = new WeakMap<readonly Procedure[], ReadonlyMap<string, Procedure>>()

function indexOf(procedure: Procedure): Index {
  const known = indexes.get(procedure)
  if (known !== undefined) return known
  const made: Index = {
    transitions: new Map(procedure.transitions.map((t) => [t.id, t])),
    clocks: new Map(procedure.clocks.map((c) => [c.id, c])),
    states: new Map(procedure.states.map((s) => [`${s.track}/${s.id}`, s])),
  }
  indexes.set(procedure, made)
  return made
}

/** A procedure by its id, or a refusal with the nearest name. */
export function procedureOf(
  id: string,
  set: readonly Procedure[] = procedures,
): Outcome<Procedure> {
  let byId = sets.get(set)
  if (byId === undefined) {
    byId = new Map(set.map((p) => [p.id, p]))
    sets.set(set, byId)
  }
  const found = byId.get(id)
  if (found !== undefined) return done(found)
  return no('procedure-unknown', `there is no procedure "${id.slice(0, 40)}"`, {
    remedy: `name one of ${set.map((p) => p.id).join(', ')}`,
  })
}

/** A step by its id, or a refusal with the nearest name. */
export function transitionOf(procedure: Procedure, id: string): Outcome<Transition> {
  const { transitions } = indexOf(procedure)
  const found = transitions.get(id)
  if (found !== undefined) return done(found)
  const known = [...transitions.keys()]
  const near = nearest(id, known)
  return no('transition-unknown', `${procedure.id} has no step "${id.slice(0, 40)}"`, {
    remedy: near === undefined ? `steps: ${known.join(', ')}` : `did you mean "${near}"?`,
  })
}

/** A state of a track; undefined where the table has none. */
export function stateRow(
  procedure: Procedure,
  id: string,
  track: TrackId = 'main',
): StateRow | undefined {
  return indexOf(procedure).states.get(`${track}/${id}`)
}

/** A clock by its id; undefined where the table has none. */
export function clockRow(procedure: Procedure, id: string): ClockRow | undefined {
  return indexOf(procedure).clocks.get(id)
}
