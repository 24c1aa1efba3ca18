import type { Day } from '#base'
import { type Law, shipped } from './law.ts'
import { inForce, type Row } from './rows.ts'

export type ProcedureId = `P${number}` | 'P1b' | 'P4b'

/** A ground of refusal: closed list, each with the procedures in which it may be used. */
export interface Ground extends Row {
  readonly name: string
  /** Procedures in which it may be selected. */
  readonly usableIn: readonly ProcedureId[]
  /** Why it may not be selected elsewhere, by procedure, with the article. */
  readonly closedIn: readonly {
    readonly procedure: ProcedureId
    readonly citation: string
    readonly text: string
  }[]
}

/** Grounds in force that day, open or closed for the procedure. */
export function groundsFor(procedure: ProcedureId, on: Day, law: Law = shipped): readonly Ground[] {
  return law.grounds.filter((g) => g.usableIn.includes(procedure) && inForce(g, on))
}

export function groundOf(id: string, law: Law = shipped): Ground | undefined {
  return law.grounds.find((g) => g.id === id)
}
