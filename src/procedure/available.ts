import type { Instant, Refusal } from '#base'
import { groundsFor } from '#law'
import { mayStep } from './decide.ts'
import type { Field } from './fields.ts'
import { procedureOf } from './procedures.ts'
import { fieldsOf } from './read-form.ts'
import type { FormId, Procedure, Transition } from './rows.ts'
import { dayOf, sideOf } from './situation.ts'
import type { Actor, State } from './state.ts'

export interface OpenStep {
  readonly transition: string
  readonly name: string
  readonly form: FormId
  readonly fields: readonly Field[]
  readonly crosses: boolean
  readonly citation: string
}

export interface ClosedStep {
  readonly transition: string
  readonly name: string
  readonly citation: string
  readonly why: Refusal
}

/** What the actor may do with the matter now, and for every other step of the actor's side why not. */
export function available(
  state: State,
  actor: Actor,
  now: Instant,
): { readonly open: readonly OpenStep[]; readonly closed: readonly ClosedStep[] } {
  const found = procedureOf(state.procedure)
  if (!found.ok) return { open: [], closed: [] }
  const procedure = found.value
  const side = sideOf(state.parties, actor.authority)
  const open: OpenStep[] = []
  const closed: ClosedStep[] = []
  for (const row of procedure.transitions) {
    if (row.from.every((s) => s === null) && row.track === 'main') continue
    if (row.side !== 'either' && row.side !== side) continue
    const may = mayStep(procedure, row, state, state.parties, { now, actor })
    const { id: transition, name, citation } = row
    if (!may.ok) closed.push({ transition, name, citation, why: may.refusal })
    else
      open.push({
        transition,
        name,
        citation,
        form: row.form,
        crosses: row.crosses,
        fields: fieldsFor(procedure, row, state, now),
      })
  }
  return { open, closed }
}

/** Fields of a step, with the options that the law leaves open that day. */
function fieldsFor(
  procedure: Procedure,
  row: Transition,
  state: State,
  now: Instant,
): readonly Field[] {
  return fieldsOf(row.form).map((field) => {
    if (field.name !== 'ground') return field
    const grounds = groundsFor(procedure.id, dayOf(now))
    const consulted = row.guards.includes('ground-consulted') ? state.notes.ground : undefined
    return {
      ...field,
      options: grounds
        .filter((g) => consulted === undefined || g.id === consulted)
        .map((g) => ({ value: g.id, label: `${g.id} ${g.name}`, citation: g.citation })),
    }
  })
}
