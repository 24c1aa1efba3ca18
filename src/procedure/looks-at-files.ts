import type { ProcedureId } from '#law'
import { guardOf } from './guards.ts'
import { procedureOf } from './procedures.ts'
import type { Transition } from './rows.ts'

/** Does a guard of this step look at the files of the matter? Then the node reads them first. */
export function looksAtFiles(procedure: ProcedureId, transition: string): boolean {
  const found = procedureOf(procedure)
  const row: Transition | undefined = found.ok
    ? found.value.transitions.find((t) => t.id === transition)
    : undefined
  return row?.guards.some((ref) => guardOf(ref).guard.files === true) ?? false
}
