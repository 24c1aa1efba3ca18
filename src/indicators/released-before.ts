import { type Disclosure, disclosures, linesOfCase } from './disclosure.ts'
import { gridOf, type JudgedCell } from './figure-grid.ts'
import type { Figure, Part } from './figures.ts'
import type { Judged } from './judge.ts'
import type { Grid, GridCell, GridSum } from './protect.ts'
import type { PublicFigure } from './public-view.ts'
import { overlap, type ReleasePeriod, relationOf } from './release-period.ts'
import { smallCount } from './small-count.ts'

/** A release that is out, with what nobody saw: it cannot be taken back, so it counts in the next proof. */
export interface PastRelease {
  readonly period: ReleasePeriod
  readonly version: number
  readonly figures: readonly Figure[]
  readonly published: readonly PublicFigure[]
}

interface Before {
  readonly id: string
  readonly period: ReleasePeriod
  readonly version: number
  readonly grid: Grid
}

/**
 * Step 5: one grid of what is published now and what was published before. A cell of the same period is the old one
 * and a difference, and a difference of 1 to 4 is hidden like a count; quarters add up to their year, and what is missing
 * in the sum is a cell like others.
 */
export function withPast(
  grid: Grid,
  figure: Figure,
  past: readonly PastRelease[],
  now: ReleasePeriod | undefined,
): Grid {
  const disclosure = disclosures[figure.definition.id]
  const before = past.flatMap((release) => beforeOf(release, figure, disclosure))
  if (before.length === 0 || now === undefined) return grid
  const works = disclosure?.workload !== undefined
  // A total that would tell what changed may go as well, unless it is known to be told whatever happens.
  const cells: GridCell[] = grid.cells.map((cell) => {
    const isTotal = cell.id === figure.id || cell.id === `${figure.id}/of`
    return isTotal && !works ? { ...cell, keep: false } : cell
  })
  const sums: GridSum[] = [...grid.sums]
  for (const { grid: old } of before) {
    cells.push(...old.cells)
    sums.push(...old.sums)
  }
  const newest = before.filter(
    ({ period, version }) =>
      !before.some((other) => other.period.id === period.id && other.version > version),
  )
  for (const cell of grid.cells) {
    const told = (works && cell.keep === true) || isOfCase(cell.id, figure)
    const add = (id: string, total: GridCell, parts: readonly GridCell[]) => {
      const rest = total.value - parts.reduce((sum, part) => sum + part.value, 0)
      cells.push(differenceCell(id, rest, told))
      sums.push({ total: total.id, parts: [...parts.map((part) => part.id), id] })
    }
    for (const old of before) {
      const earlier = cellIn(old, cell.id)
      if (earlier === undefined || old.period.id !== now.id) continue
      add(`${old.id}-:${cell.id}`, cell, [earlier])
    }
    const inside = partsOf(newest, now, undefined, cell.id)
    if (inside.length > 0) add(`rest:${cell.id}`, cell, inside)
    for (const old of newest) {
      const whole = relationOf(old.period, now) === 'whole' ? cellIn(old, cell.id) : undefined
      if (whole === undefined) continue
      add(`rest:${whole.id}`, whole, [cell, ...partsOf(newest, old.period, now, cell.id)])
    }
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

/** Whether something of this figure came out before that is held against it now. */
export function isHeldAgainst(
  { id }: Figure,
  past: readonly PastRelease[],
  now: ReleasePeriod | undefined,
): boolean {
  return now !== undefined && past.some(({ published }) => published.some((f) => f.id === id))
}

/** Under which names the cells of earlier releases stand in the grid. */
export function prefixesOf(past: readonly PastRelease[]): readonly string[] {
  return past.map(({ period, version }) => `${period.id}/${version}:`)
}

function beforeOf(
  { period, version, figures, published }: PastRelease,
  figure: Figure,
  disclosure: Disclosure | undefined,
): readonly Before[] {
  const old = figures.find((f) => f.id === figure.id)
  const seen = published.find((f) => f.id === figure.id)
  if (old === undefined || seen === undefined) return []
  const id = `${period.id}/${version}`
  const then = pastGrid(old, seen, disclosure)
  // What is told now of cases with a final judgment needs no protection in an earlier release either.
  const cells = then.cells.map((cell): GridCell => {
    const { hidden, ...rest } = cell
    return hidden !== undefined && isOfCase(cell.id, figure) ? { ...rest, loose: true } : cell
  })
  return [{ id, period, version, grid: frozen({ ...then, cells }, id) }]
}

/** Told like the page of a case: the figure itself, its stages and its variants. */
function isOfCase(cell: string, { id, finalCase }: Figure): boolean {
  const [, by, key] = cell.split('/')
  return (
    finalCase === true &&
    (key === undefined || linesOfCase.includes(by ?? '')) &&
    cell.startsWith(id)
  )
}

/** Cells of releases inside a period that have no day in common, the longest periods first. */
function partsOf(
  before: readonly Before[],
  whole: ReleasePeriod,
  beside: ReleasePeriod | undefined,
  cell: string,
): readonly GridCell[] {
  const taken: ReleasePeriod[] = beside === undefined ? [] : [beside]
  const found: GridCell[] = []
  const days = ({ from, to }: ReleasePeriod) => Date.parse(to) - Date.parse(from)
  for (const old of [...before].sort((a, b) => days(b.period) - days(a.period))) {
    const earlier = cellIn(old, cell)
    if (earlier === undefined || relationOf(old.period, whole) !== 'part') continue
    if (taken.some((period) => overlap(period, old.period))) continue
    taken.push(old.period)
    found.push(earlier)
  }
  return found
}

function cellIn({ id, grid }: Before, cell: string): GridCell | undefined {
  return grid.cells.find((c) => c.id === `${id}:${cell}`)
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
  const unit = ('unit' in of ? of.unit : undefined) ?? figure.definition.unit
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
