import type { Disclosure } from './disclosure.ts'
import { gridOf, type JudgedCell } from './figure-grid.ts'
import type { Figure, Part } from './figures.ts'
import { jointGrid } from './joint-grid.ts'
import { hide, type Judged } from './judge.ts'
import { protect } from './protect.ts'
import { relatedTo } from './relations.ts'
import type { ReleasePeriod } from './release-period.ts'
import { isHeldAgainst, type PastRelease, prefixesOf, withPast } from './released-before.ts'

/** One figure with its parts, each judged by itself. */
export interface Table {
  readonly disclosure?: Disclosure | undefined
  readonly total: JudgedCell
  readonly parts: readonly JudgedCell[]
}

/** The same after step 3 and step 5. */
export interface ProtectedTable {
  readonly own: Judged
  readonly parts: readonly JudgedCell[]
  /** Lines of parts that no choice of cells would protect. */
  readonly leftOut: readonly string[]
}

interface State {
  table: Table
  readonly leftOut: string[]
}

/**
 * Steps 3 and 5 over all tables of a publication together. Where hiding cells is not enough, whole lines are left out,
 * and where that is not enough, a figure is held back for the sake of another.
 */
export function protectTables(
  tables: readonly Table[],
  past: readonly PastRelease[],
  now: ReleasePeriod | undefined,
): readonly ProtectedTable[] {
  const states = tables.map((table): State => ({ table, leftOut: [] }))
  for (;;) {
    const { hidden, exposed, has } = protectedNow(states, past, now)
    if (exposed.length > 0 && makeRoom(states, new Set(exposed), has, past, now)) continue
    return states.map(({ table: { total, parts }, leftOut }) => ({
      own:
        total.judged.shown && !total.workload && has(hidden, total.id)
          ? hide('SC-5', 'held back', 'it would tell what changed since an earlier release')
          : total.judged,
      parts: parts.map((cell) =>
        cell.judged.shown && has(hidden, cell.id)
          ? { ...cell, judged: hide('SC-3', 'held back', 'it would give another cell away') }
          : cell,
      ),
      leftOut,
    }))
  }
}

type Has = (ids: { has(id: string): boolean }, id: string) => boolean

function protectedNow(
  states: readonly State[],
  past: readonly PastRelease[],
  now: ReleasePeriod | undefined,
) {
  const grids = states.map(({ table: { total, parts, disclosure } }) =>
    withPast(gridOf(total, parts, disclosure), total.of as Figure, past, now),
  )
  const { grid, nameOf } = jointGrid(grids, ['', ...prefixesOf(past)])
  const has: Has = (ids, id) => ids.has(nameOf(id)) || ids.has(nameOf(`${id}/of`))
  return { ...protect(grid), has }
}

const byOf = ({ of }: JudgedCell) => (of as Part).by

/** Takes the least away that may help the first exposed cell; false when nothing is left to take. */
function makeRoom(
  states: readonly State[],
  exposed: ReadonlySet<string>,
  has: Has,
  past: readonly PastRelease[],
  now: ReleasePeriod | undefined,
): boolean {
  for (const state of states) {
    const lost = state.table.parts.filter(({ id }) => has(exposed, id))
    if (lost.length > 0) return leaveOut(state, lost)
  }
  // What stays exposed is a figure itself, or a cell of an earlier release.
  const ids = new Set([...exposed].map((id) => /IN-\d\d/.exec(id)?.[0] ?? ''))
  const own = states.filter(({ table }) => ids.has(table.total.id))
  const others = states.filter(({ table }) =>
    [...ids].some((id) => relatedTo(id).has(table.total.id)),
  )
  for (const state of own)
    if (has(exposed, state.table.total.id) || others.length === 0)
      if (state.table.parts.length > 0) return leaveOut(state, state.table.parts)
  for (const state of others)
    if (state.table.parts.length > 0) return leaveOut(state, state.table.parts)
  for (const state of [...others, ...own]) {
    const { total } = state.table
    if (!total.judged.shown || total.workload || total.of.value === null) continue
    const judged = isHeldAgainst(total.of as Figure, past, now)
      ? hide('SC-5', 'held back', 'it would tell what changed since an earlier release')
      : hide('SC-3', 'held back', 'it would give another figure away')
    state.table = { ...state.table, total: { ...total, judged } }
    return true
  }
  return false
}

function leaveOut(state: State, cells: readonly JudgedCell[]): true {
  const lines = new Set(cells.map(byOf))
  state.leftOut.push(...lines)
  state.table = {
    ...state.table,
    parts: state.table.parts.filter((cell) => !lines.has(byOf(cell))),
  }
  return true
}
