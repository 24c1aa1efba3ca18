import { type Disclosure, disclosures } from './disclosure.ts'
import { gridOf, type JudgedCell } from './figure-grid.ts'
import type { Figure, Part } from './figures.ts'
import type { Judged } from './judge.ts'
import type { Grid, GridCell, GridSum } from './protect.ts'
import type { PublicFigure } from './public-view.ts'
import { smallCount } from './small-count.ts'

/** A release that is out, with what nobody saw: it cannot be taken back, so it counts in the next proof. */
export interface PastRelease {
  /** `2025-Q1/1`: period and version. */
  readonly id: string
  /** Of the same period; a quarter of the year that is published now; the year of the quarter, or beside such a year. */
  readonly relation: 'same' | 'part' | 'whole'
  readonly figures: readonly Figure[]
  readonly published: readonly PublicFigure[]
}

/**
 * Step 5: one grid of what is published now and what was published before. A cell of the same period is the old one
 * and a difference, and a difference of 1 to 4 is hidden like a count; quarters add up to their year, and what is missing
 * in the sum is a cell like others.
 */
export function withPast(grid: Grid, figure: Figure, past: readonly PastRelease[]): Grid {
  const disclosure = disclosures[figure.definition.id]
  const before = past.flatMap((release) => {
    const old = release.figures.find((f) => f.id === figure.id)
    const seen = release.published.find((f) => f.id === figure.id)
    return old === undefined || seen === undefined
      ? []
      : [{ release, grid: frozen(pastGrid(old, seen, disclosure), release.id) }]
  })
  if (before.length === 0) return grid
  const works = disclosure?.workload !== undefined
  // A total that would tell what changed may go as well, unless it is known to be told whatever happens.
  const cells: GridCell[] = grid.cells.map((cell) => {
    const isTotal = cell.id === figure.id || cell.id === `${figure.id}/of`
    return isTotal && !works ? { ...cell, keep: false } : cell
  })
  const sums: GridSum[] = [...grid.sums]
  for (const { release, grid: old } of before) {
    cells.push(...old.cells)
    sums.push(...old.sums)
    if (release.relation === 'same')
      for (const cell of grid.cells) tieToEarlier(cell, old, release.id, cells, sums, works)
  }
  const quarters = before.filter(({ release }) => release.relation === 'part')
  const year = before.find(({ release }) => release.relation === 'whole')
  for (const cell of grid.cells) {
    const parts = quarters.map(({ release, grid: old }) =>
      old.cells.find(({ id }) => id === `${release.id}:${cell.id}`),
    )
    if (parts.some((part) => part === undefined)) continue
    const known = parts.map((part) => part!)
    const whole = year?.grid.cells.find(({ id }) => id === `${year.release.id}:${cell.id}`)
    if (whole !== undefined)
      addRest(whole, [cell, ...known], cells, sums, works && cell.keep === true)
    else if (known.length > 0 && year === undefined)
      addRest(cell, known, cells, sums, works && cell.keep === true)
  }
  return {
    cells,
    sums,
    statements: [
      ...(grid.statements ?? []),
      ...before.flatMap(({ grid: old }) => old.statements ?? []),
    ],
  }
}

/** The new cell is the old one and a difference. */
function tieToEarlier(
  cell: GridCell,
  old: Grid,
  release: string,
  cells: GridCell[],
  sums: GridSum[],
  works: boolean,
): void {
  const earlier = old.cells.find(({ id }) => id === `${release}:${cell.id}`)
  if (earlier === undefined) return
  const id = `${release}-:${cell.id}`
  cells.push(differenceCell(id, cell.value - earlier.value, works && cell.keep === true))
  sums.push({ total: cell.id, parts: [earlier.id, id] })
}

/** What the published parts leave of the published whole. */
function addRest(
  whole: GridCell,
  parts: readonly GridCell[],
  cells: GridCell[],
  sums: GridSum[],
  told: boolean,
): void {
  const id = `rest:${whole.id}`
  const rest = whole.value - parts.reduce((sum, part) => sum + part.value, 0)
  cells.push(differenceCell(id, rest, told))
  sums.push({ total: whole.id, parts: [...parts.map((part) => part.id), id] })
}

/** Nobody publishes it, and everybody can subtract. Of a workload, which is told as it is, the difference is told too. */
function differenceCell(id: string, value: number, told: boolean): GridCell {
  const small = !told && value !== 0 && Math.abs(value) < smallCount.count
  const most = Number.MAX_SAFE_INTEGER
  return small
    ? { id, value, hidden: { step: 'SC-5', low: -most, high: most } }
    : { id, value, keep: true }
}

/** The old tables under names of their own; nothing of them can still be hidden or shown. */
function frozen(grid: Grid, release: string): Grid {
  const named = (id: string) => `${release}:${id}`
  return {
    cells: grid.cells.map((cell) => ({ ...cell, id: named(cell.id), keep: true })),
    sums: grid.sums.map(({ total, parts }) => ({ total: named(total), parts: parts.map(named) })),
    statements: (grid.statements ?? []).map(({ terms, ...ends }) => ({
      ...ends,
      terms: terms.map(([id, factor]) => [named(id), factor] as const),
    })),
  }
}

/** What was published then, over what was true then. */
function pastGrid(old: Figure, seen: PublicFigure, disclosure: Disclosure | undefined): Grid {
  const parts = seen.parts.flatMap((published): JudgedCell[] => {
    const of = old.parts.find((p) => p.by === published.by && p.key === published.key)
    return of === undefined ? [] : [cellOf(published.id, old, of, published)]
  })
  return gridOf(cellOf(seen.id, old, old, seen), parts, disclosure)
}

function cellOf(
  id: string,
  figure: Figure,
  of: Figure | Part,
  seen: Pick<Judged, 'shown' | 'text' | 'note' | 'rule' | 'value'>,
): JudgedCell {
  const unit = (of as { unit?: JudgedCell['unit'] }).unit ?? figure.definition.unit
  const round = unit === 'eur' ? smallCount.euros : smallCount.pairs
  return {
    id,
    unit,
    of,
    workload: false,
    judged: {
      shown: seen.shown,
      text: seen.text,
      note: seen.note,
      rule: seen.rule,
      value: seen.value,
      ...(seen.rule === 'SC-4' ? { round } : {}),
    },
  }
}
