import type { Disclosure } from './disclosure.ts'
import { gridOf, type JudgedCell } from './figure-grid.ts'
import type { Figure, Part } from './figures.ts'
import { islandsOf } from './islands.ts'
import { jointGrid } from './joint-grid.ts'
import { hide, type Judged } from './judge.ts'
import { type Protection, protect } from './protect.ts'
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

interface State extends Table {
  readonly leftOut: readonly string[]
}

/** What was hidden in a state of the tables, and what a reader would find all the same. */
interface Found {
  readonly exposed: readonly string[]
  isHidden(id: string): boolean
  isExposed(id: string): boolean
}

/** Another state of one table, in which less is told. */
type Change = (states: readonly State[]) => readonly State[]

const late = 'it would tell what changed since an earlier release'

/**
 * Steps 3 and 5 over all tables of a publication together. Where hiding cells is not enough, whole lines are left out,
 * and where that is not enough, a figure is held back for the sake of another. Of several ways the best is taken;
 * where none helps alone, all of them.
 */
export function protectTables(
  tables: readonly Table[],
  past: readonly PastRelease[],
  now: ReleasePeriod | undefined,
): readonly ProtectedTable[] {
  let states: readonly State[] = tables.map((table) => ({ ...table, leftOut: [] }))
  const known = new Map<string, Protection>()
  let found = foundIn(states, past, now, known)
  while (found.exposed.length > 0) {
    const changes = changesFor(states, found, (figure) => isHeldAgainst(figure, past, now))
    const all: Change = (some) => changes.reduce((left, change) => change(left), some)
    const look = (next: readonly State[]) => foundIn(next, past, now, known)
    const better = bestOf(states, found, changes, look) ?? bestOf(states, found, [all], look)
    // What came out before, and what a text says by itself, cannot be helped.
    if (better === undefined) break
    ;({ states, found } = better)
  }
  return states.map(({ total, parts, leftOut }) => ({
    own:
      total.judged.shown && !total.workload && found.isHidden(total.id)
        ? hide('SC-5', 'held back', late)
        : total.judged,
    parts: parts.map((cell) =>
      cell.judged.shown && found.isHidden(cell.id)
        ? { ...cell, judged: hide('SC-3', 'held back', 'it would give another cell away') }
        : cell,
    ),
    leftOut,
  }))
}

/** The state in which fewest cells are exposed, of several the first; undefined where none is better than now. */
function bestOf(
  states: readonly State[],
  now: Found,
  changes: readonly Change[],
  look: (states: readonly State[]) => Found,
): { readonly states: readonly State[]; readonly found: Found } | undefined {
  let best: { readonly states: readonly State[]; readonly found: Found } | undefined
  let least = now.exposed.length
  for (const change of changes) {
    const next = change(states)
    const found = look(next)
    if (found.exposed.length >= least) continue
    best = { states: next, found }
    least = found.exposed.length
    if (least === 0) break
  }
  return best
}

function foundIn(
  states: readonly State[],
  past: readonly PastRelease[],
  now: ReleasePeriod | undefined,
  known: Map<string, Protection>,
): Found {
  const grids = states.map(({ total, parts, disclosure }) =>
    withPast(gridOf(total, parts, disclosure), total.of as Figure, past, now),
  )
  const { grid, nameOf } = jointGrid(grids, ['', ...prefixesOf(past)])
  const hidden = new Set<string>()
  const exposed: string[] = []
  for (const island of islandsOf(grid)) {
    if (island.cells.every((cell) => cell.hidden === undefined)) continue
    // A change of one table leaves most islands as they are.
    const key = JSON.stringify(island)
    const protection = known.get(key) ?? protect(island)
    known.set(key, protection)
    for (const id of protection.hidden.keys()) hidden.add(id)
    exposed.push(...protection.exposed)
  }
  const open = new Set(exposed)
  const has = (ids: { has(id: string): boolean }) => (id: string) =>
    ids.has(nameOf(id)) || ids.has(nameOf(`${id}/of`))
  return { exposed, isHidden: has(hidden), isExposed: has(open) }
}

/** Everything of which it would help that it is not told, what says least first. */
function changesFor(
  states: readonly State[],
  { exposed, isExposed }: Found,
  isSince: (figure: Figure) => boolean,
): readonly Change[] {
  // A cell that is exposed may be one of an earlier release, or a difference: its figure is what can be told less of.
  const ids = new Set([...exposed].map((id) => /IN-\d\d/.exec(id)?.[0] ?? ''))
  const own = states.filter(({ total }) => ids.has(total.id))
  const beside = new Set([...ids].flatMap((id) => [...relatedTo(id)]))
  const others = states.filter(({ total }) => beside.has(total.id) && !ids.has(total.id))
  const lost = states.flatMap((state) => {
    const lines = new Set(state.parts.filter(({ id }) => isExposed(id)).map(byOf))
    return lines.size === 0 ? [] : [leaveOut(state, lines)]
  })
  const linesOf = (some: readonly State[]) =>
    some.flatMap((state) =>
      [...new Set(state.parts.map(byOf))].map((by) => leaveOut(state, new Set([by]))),
    )
  const held = [...others, ...own].flatMap((state) => {
    const { of, judged, workload } = state.total
    const tells = judged.shown || judged.text.endsWith('%')
    if (!tells || workload || of.value === null) return []
    const why = isSince(of as Figure)
      ? hide('SC-5', 'held back', late)
      : hide('SC-3', 'held back', 'it would give another figure away')
    return [replaced(state, { ...state, total: { ...state.total, judged: why } })]
  })
  return [...lost, ...linesOf([...own, ...others]), ...held]
}

const byOf = ({ of }: JudgedCell) => (of as Part).by

function leaveOut(state: State, lines: ReadonlySet<string>): Change {
  return (states) =>
    states.map((now) =>
      now.total.id === state.total.id
        ? {
            ...now,
            leftOut: [...now.leftOut, ...[...lines].filter((by) => !now.leftOut.includes(by))],
            parts: now.parts.filter((cell) => !lines.has(byOf(cell))),
          }
        : now,
    )
}

function replaced(state: State, other: State): Change {
  return (states) =>
    states.map((now) => (now.total.id === state.total.id ? { ...now, total: other.total } : now))
}
