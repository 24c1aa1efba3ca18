import type { Day } from '#base'
import type { Law } from './law.ts'
import { inForce, type Row } from './rows.ts'

/** Id of a procedure, `P1` to `P16`; `P1b` and `P4b` are variants with a table of their own. */
export type ProcedureId = `P${number}` | 'P1b' | 'P4b'

/**
 * What a ground is for: to refuse; to put off, with an expected end; to say that the act cannot be done; to withhold
 * consent to another use; `forbidden` is a reason that no authority may give, kept here so that it can be named.
 */
export const groundKinds = [
  'refusal',
  'postponement',
  'impossibility',
  'consent',
  'forbidden',
] as const
export type GroundKind = (typeof groundKinds)[number]

/** A ground: closed list, each with the procedures in which it may be used. */
export interface Ground extends Row {
  readonly name: string
  readonly kind: GroundKind
  /** The other authority is consulted before this ground is used. */
  readonly consult: boolean
  /** Where each instrument has it. An instrument that is not named does not know the ground. */
  readonly articles: readonly { readonly instrument: string; readonly article: string }[]
  /** Procedures in which it may be selected. */
  readonly usableIn: readonly ProcedureId[]
  /** Why it may not be selected elsewhere, by procedure, with the article. */
  readonly closedIn: readonly {
    readonly procedure: ProcedureId
    readonly citation: string
    readonly text: string
  }[]
}

/** Grounds of that kind that are in force that day and open in the procedure. */
export function groundsFor(
  procedure: ProcedureId,
  on: Day,
  law: Law,
  kind: GroundKind = 'refusal',
): readonly Ground[] {
  return law.grounds.filter(
    (g) => g.kind === kind && g.usableIn.includes(procedure) && inForce(g, on),
  )
}

/**
 * Grounds open in a matter: those of the procedure that the instrument knows. An instrument without a list in the
 * register, such as usage between States, leaves the list of the procedure.
 */
export function groundsOpen(
  procedure: ProcedureId,
  instrument: string | undefined,
  on: Day,
  law: Law,
  kind: GroundKind = 'refusal',
): readonly Ground[] {
  const open = groundsFor(procedure, on, law, kind)
  if (instrument === undefined || groundsUnder(instrument, on, law, kind).length === 0) return open
  return open.filter((g) => g.articles.some((a) => a.instrument === instrument))
}

/** Grounds of the kind that the instrument knows, in force that day. */
export function groundsUnder(
  instrument: string,
  on: Day,
  law: Law,
  kind: GroundKind = 'refusal',
): readonly Ground[] {
  return law.grounds.filter(
    (g) => g.kind === kind && inForce(g, on) && g.articles.some((a) => a.instrument === instrument),
  )
}

/** A ground by its id, whether or not it is in force; undefined where the law has none. */
export function groundOf(id: string, law: Law): Ground | undefined {
  return law.grounds.find((g) => g.id === id)
}
