import type { Instant, Refusal } from '#base'
import { groundsOpen } from '#law'
import { mayStep } from './decide.ts'
import type { Field } from './fields.ts'
import { procedureOf, shippedTables } from './procedures.ts'
import { fieldsOf } from './read-form.ts'
import type { FormId, Procedure, Transition } from './rows.ts'
import { dayOf, type Facts } from './situation.ts'
import type { Actor, State } from './state.ts'

/** A step that the actor may take now, with the fields of its form. */
export interface OpenStep {
  readonly transition: string
  readonly name: string
  readonly form: FormId
  readonly fields: readonly Field[]
  readonly crosses: boolean
  readonly citation: string
}

/** A step of the same side that may not be taken now, and why. */
export interface ClosedStep {
  readonly transition: string
  readonly name: string
  readonly citation: string
  readonly why: Refusal
}

/** What the node hands in beside the instant: its law, its directory, and tables where they are not the shipped ones. */
export type Around = Pick<Facts, 'law' | 'directory' | 'tables'>

/** What the actor may do with the matter now, and for every other step of the actor's side why not. */
export function available(
  state: State,
  actor: Actor,
  now: Instant,
  around: Around,
): { readonly open: readonly OpenStep[]; readonly closed: readonly ClosedStep[] } {
  const { law, directory, tables = shippedTables } = around
  const found = procedureOf(state.procedure, tables.procedures)
  if (!found.ok) return { open: [], closed: [] }
  const procedure = found.value
  const facts: Facts = { now, actor, law, directory, tables }
  const open: OpenStep[] = []
  const closed: ClosedStep[] = []
  for (const row of procedure.transitions) {
    if (row.from.every((s) => s === null) && row.track === 'main') continue
    const may = mayStep(procedure, row, state, state.parties, facts)
    const { id: transition, name, citation } = row
    if (!may.ok) {
      if (!elsewhere.includes(may.refusal.name))
        closed.push({ transition, name, citation, why: may.refusal })
      continue
    }
    const { form, crosses } = row
    const fields = fieldsFor(procedure, row, state, facts)
    open.push({ transition, name, citation, form, crosses, fields })
  }
  return { open, closed }
}

/** Steps of the other side are not shown as closed: they are not this officer's to take. */
const elsewhere = ['other-side', 'not-a-party']

/** Fields of a step, with the options that the law leaves open that day. */
function fieldsFor(
  procedure: Procedure,
  row: Transition,
  state: State,
  facts: Facts,
): readonly Field[] {
  const { now, law, tables = shippedTables } = facts
  return fieldsOf(row.form, tables.forms).map((field) => {
    if (field.name !== 'ground' || field.options !== undefined) return field
    const grounds = groundsOpen(procedure.id, state.basis?.instrument, dayOf(now), law)
    const consulted = row.guards.includes('ground-consulted') ? state.notes.ground : undefined
    return {
      ...field,
      options: grounds
        .filter((g) => consulted === undefined || g.id === consulted)
        .map((g) => ({ value: g.id, label: `${g.id} ${g.name}`, citation: g.citation })),
    }
  })
}
