import type { Refusal } from '#base'
import { type SafeguardColumn, type SafeguardRowId, safeguardColumns, safeguardsOf } from '#law'
import { fieldsOf } from './read-form.ts'
import { refusal } from './refuse.ts'
import type { Situation } from './situation.ts'
import type { ClockEffect } from './state.ts'

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

/** The columns that the matrix row asks for, in order. */
export function columnsOf(
  s: Pick<Situation, 'law'>,
  id: SafeguardRowId,
): readonly SafeguardColumn[] {
  const matrix = safeguardsOf(id, s.law)
  return safeguardColumns.filter((column) => matrix[column] !== null)
}

/** Why a step that restrains a person or property cannot be taken yet. */
export function emptySafeguard(
  s: Situation,
  filled: readonly SafeguardColumn[],
): Refusal | undefined {
  const id = s.row.coercive
  if (id === undefined) return undefined
  const empty = columnsOf(s, id).filter(
    (c) => !filled.includes(c) && s.state?.filled[c] === undefined,
  )
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
  const steps = s.procedure.transitions.filter((t) => t.safeguards?.[column] !== undefined)
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
