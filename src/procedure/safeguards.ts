import type { Refusal } from '#base'
import { type SafeguardColumn, type SafeguardRowId, safeguardColumns, safeguardsOf } from '#law'
import { fieldsOf } from './read-form.ts'
import { refusal } from './refuse.ts'
import type { Procedure, Transition } from './rows.ts'
import type { Situation } from './situation.ts'
import type { ClockEffect, FilledColumns } from './state.ts'

/** The row of the matrix for which a step fills columns; `null` where it fills none. */
export function matrixRowOf(
  procedure: Pick<Procedure, 'safeguards'>,
  row: Transition,
): SafeguardRowId | null {
  return row.fills ?? row.coercive ?? procedure.safeguards
}

/** Columns of the safeguard matrix that the step itself fills. */
export function filledBy(
  s: Situation,
  effects: readonly ClockEffect[],
): readonly SafeguardColumn[] {
  const rows = s.row.safeguards
  if (rows === undefined) return []
  return safeguardColumns.filter((column) => {
    const how = rows[column]
    if (how === undefined) return false
    if (how === 'role' || how === 'log') return true
    if (how.startsWith('clock:'))
      return effects.some((e) => e.do === 'start' && e.clock === how.slice(6))
    return isSaid(s.document?.[how])
  })
}

/** A box that was not ticked, an empty list and an empty text say nothing. */
function isSaid(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  return !Array.isArray(value) || value.length > 0
}

/**
 * Columns that a letter says were filled at home, and that no step there can have filled: neither seen here, nor
 * filled by the step itself, nor by one that stays at home or that this node counted without applying it.
 */
export function invented(
  s: Situation,
  own: readonly SafeguardColumn[],
  told: FilledColumns,
): readonly SafeguardColumn[] {
  const mine = matrixRowOf(s.procedure, s.row)
  return Object.entries(told).flatMap(([id, columns]) =>
    columns.filter(
      (column) =>
        s.state?.filled[id as SafeguardRowId]?.[column] === undefined &&
        !(id === mine && own.includes(column)) &&
        !s.procedure.transitions.some(
          (t) =>
            t.safeguards?.[column] !== undefined &&
            matrixRowOf(s.procedure, t) === id &&
            (!t.crosses ||
              s.state === undefined ||
              (t.crossed !== undefined && (s.state.counts[t.id] ?? 0) > 0)),
        ),
    ),
  )
}

/** The columns that the matrix row asks for, in order. */
export function columnsOf(
  s: Pick<Situation, 'law'>,
  id: SafeguardRowId,
): readonly SafeguardColumn[] {
  const matrix = safeguardsOf(id, s.law)
  return safeguardColumns.filter((column) => matrix[column] !== null)
}

/**
 * Why a step that restrains a person or property cannot be taken yet. A column that the step fills itself, by a field
 * or by its officer, is filled anew each time: what was said of one leg says nothing of the next.
 *
 * @param own columns that this step fills.
 * @param told columns that were filled by steps which only the other side saw.
 */
export function emptySafeguard(
  s: Situation,
  own: readonly SafeguardColumn[],
  told: readonly SafeguardColumn[] = [],
): Refusal | undefined {
  const id = s.row.coercive
  if (id === undefined) return undefined
  const anew = matrixRowOf(s.procedure, s.row) === id ? (s.row.safeguards ?? {}) : {}
  const empty = columnsOf(s, id).filter((c) => {
    if (own.includes(c)) return false
    const how = anew[c]
    if (how !== undefined && !how.startsWith('clock:')) return true
    return !told.includes(c) && s.state?.filled[id]?.[c] === undefined
  })
  const column = empty[0]
  if (column === undefined) return undefined
  return refusal(
    'safeguard-empty',
    `${named(column)} is empty: ${safeguardsOf(id, s.law)[column]}${empty.length > 1 ? `; also empty: ${empty.slice(1).map(named).join(', ')}` : ''}`,
    {
      citation: `safeguard matrix, row ${named(id)}, column ${named(column)}`,
      remedy: whatFills(s, column),
      where: { pointer: pointerOf(s, column) },
    },
  )
}

function whatFills(s: Situation, column: SafeguardColumn): string {
  const own = s.row.safeguards?.[column]
  const field = fieldsOf(s.row.form, s.tables.forms).find((f) => f.name === own)
  if (field !== undefined) return `fill "${field.label}"`
  if (own?.startsWith('clock:')) return 'give the date or the basis from which the limit runs'
  const steps = s.procedure.transitions.filter(
    (t) => t.safeguards?.[column] !== undefined && matrixRowOf(s.procedure, t) === s.row.coercive,
  )
  return steps.length === 0
    ? `no step of ${s.procedure.name} fills it; ask the treaty desk`
    : `take first: ${steps.map((t) => `"${t.name}"`).join(' or ')}`
}

function pointerOf(s: Situation, column: SafeguardColumn): string {
  const own = s.row.safeguards?.[column]
  return own === undefined || own.includes(':') ? '/document' : `/document/${own}`
}

/** `independentAuthority` as a person reads it. */
function named(id: string): string {
  return id.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`).replaceAll('-', ' ')
}
