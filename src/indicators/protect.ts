import { type Bound, type Knowledge, proverOf, type Range, type Statement } from './knowledge.ts'
import { type StepId, smallCount } from './small-count.ts'

/** One number of the tables that are about to be published together. */
export interface GridCell {
  readonly id: string
  /** Whole: cases, or cents. */
  readonly value: number
  /** Hidden from the start, and what the published text says of it all the same, both ends included. */
  readonly hidden?: {
    readonly step: StepId
    readonly low: number
    readonly high: number
    /** Where the text itself leaves fewer than 4 values, as a band can: so many must stay possible. */
    readonly possible?: number
  }
  /** Shown to the nearest multiple of this; exactly where it is left out. */
  readonly round?: number
  /** What a reader knows of the cell when it is hidden for the sake of others: 5 cases where fewer are told as such. */
  readonly least?: number
  /** What another table says of the same number in any case, both ends included. */
  readonly within?: Range
  /** Not published and not protected, but bound to what is: the amounts of which only the ratio is told. */
  readonly loose?: true
  /** Shown whatever happens: a total of the whole network, a cell that an earlier release showed, a zero that must be. */
  readonly keep?: boolean
}

/** A total and what adds up to it, wherever they stand: rows, columns, quarters of a year, parts of parts. */
export interface GridSum {
  readonly total: string
  readonly parts: readonly string[]
}

export interface Grid {
  readonly cells: readonly GridCell[]
  readonly sums: readonly GridSum[]
  /** What else is published of the cells: a share is a statement over its numerator and denominator. */
  readonly statements?: readonly Statement[]
}

export interface Protection {
  /** Every cell that is not shown, with the step that hides it. */
  readonly hidden: ReadonlyMap<string, StepId>
  /** What stays possible for each hidden cell: proven by two fillings that nobody outside can tell from the truth. */
  readonly ranges: ReadonlyMap<string, Range>
  /** Hidden cells that stay open to a reader whatever is hidden beside them: their tables must not be published. */
  readonly exposed: readonly string[]
}

/**
 * Step 3: hides the smallest cells beside those that must be hidden, until linear programming leaves each of them
 * open. The reader is taken to know the rule: what went for the sake of others is no larger than what stayed in the
 * same sum. Whether a cell is open enough is judged by what a reader can find and not by the true value, so that the
 * choice itself tells nothing.
 */
export function protect(grid: Grid): Protection {
  const hidden = new Map<string, StepId>()
  const because = new Map<string, GridSum>()
  for (const cell of grid.cells)
    if (cell.hidden !== undefined) hidden.set(cell.id, cell.hidden.step)
  const cellOf = new Map(grid.cells.map((cell) => [cell.id, cell]))
  const sumsOf = sumsByCell(grid)
  const knowledge = knowledgeOf(grid, hidden, because)
  const prover = proverOf(knowledge, (id) => isFree(cellOf.get(id)!, hidden))
  const most = mostOf(grid)
  /** What is known now of a cell, and of those that went for the sake of others in a sum with it. */
  const boundsBeside = (id: string): readonly Bound[] =>
    [...because]
      .filter(([other, { parts }]) => other !== id && parts.includes(id))
      .map(([other]) => other)
      .concat(id)
      .map((other) => ({
        id: other,
        ...boundsOf(cellOf.get(other)!, hidden, because, cellOf, most),
      }))
  const isOpenNow = (id: string) => {
    const possible = cellOf.get(id)!.hidden?.possible
    return isOpen(
      prover.range(id, (range) => isOpen(range, possible)),
      possible,
    )
  }
  const hide = (id: string, sum: GridSum) => {
    hidden.set(id, 'SC-3')
    because.set(id, sum)
  }

  let exposed: string[] = []
  const waiting = [...hidden.keys()]
  for (const id of waiting)
    while (!isOpenNow(id)) {
      const next = nextBeside(id, sumsOf, cellOf, hidden)
      if (next === undefined) {
        exposed.push(id)
        break
      }
      hide(next.id, next.sum)
      prover.loosen(boundsBeside(next.id))
      waiting.push(next.id)
    }
  // What was hidden for a later one may have opened it after all.
  exposed = exposed.filter((id) => !isOpenNow(id))
  if (exposed.length === 0) {
    // Later ones may have made earlier ones needless: the largest comes back first.
    const back = [...because.keys()].sort((a, b) => cellOf.get(b)!.value - cellOf.get(a)!.value)
    for (const id of back) {
      if (isBound(id, because, cellOf)) continue
      const sum = because.get(id)!
      hidden.delete(id)
      because.delete(id)
      const shown = prover.tighten(boundsBeside(id), () => [...hidden.keys()].every(isOpenNow))
      if (!shown) hide(id, sum)
    }
  }
  return {
    hidden,
    ranges: new Map([...hidden.keys()].map((id) => [id, prover.range(id, () => true)])),
    exposed,
  }
}

/** Larger ones of the same sum stay hidden: shown again, it would contradict that the smallest are hidden. */
function isBound(
  id: string,
  because: ReadonlyMap<string, GridSum>,
  cellOf: ReadonlyMap<string, GridCell>,
): boolean {
  const { value } = cellOf.get(id)!
  return [...because].some(
    ([other, { parts }]) => other !== id && parts.includes(id) && cellOf.get(other)!.value > value,
  )
}

/**
 * At least 4 values, and half of the highest possible one; or all that the text itself leaves. A wider range is open as
 * well.
 */
export function isOpen({ low, high }: Range, possible?: number): boolean {
  return high - low + 1 >= (possible ?? Math.max(smallCount.possible, Math.ceil(high / 2)))
}

/** What a reader of the published tables knows, who also knows the rule. */
function knowledgeOf(
  grid: Grid,
  hidden: ReadonlyMap<string, StepId>,
  because: ReadonlyMap<string, GridSum>,
): Knowledge {
  const { cells, sums, statements = [] } = grid
  const most = mostOf(grid)
  const cellOf = new Map(cells.map((cell) => [cell.id, cell]))
  return {
    cells: cells.map((cell) => ({
      id: cell.id,
      value: cell.value,
      ...boundsOf(cell, hidden, because, cellOf, most),
    })),
    statements: [
      ...sums.map(({ total, parts }): Statement => {
        const terms = parts.map((id) => [id, 1] as const)
        return { terms: [[total, -1], ...terms], low: 0, high: 0 }
      }),
      ...statements,
    ],
  }
}

/** More than any cell can be: what a reader may think of a hidden number ends somewhere. */
function mostOf({ cells }: Grid): number {
  return 1000 + 4 * cells.reduce((sum, cell) => sum + Math.abs(cell.value), 0)
}

function boundsOf(
  cell: GridCell,
  hidden: ReadonlyMap<string, StepId>,
  because: ReadonlyMap<string, GridSum>,
  cellOf: ReadonlyMap<string, GridCell>,
  most: number,
): Range {
  if (cell.loose === true) return { low: Math.min(0, cell.value), high: most }
  if (!hidden.has(cell.id)) return shownBounds(cell)
  if (cell.hidden !== undefined) {
    const { low, high } = cell.hidden
    return { low: Math.max(low, -most), high: Math.min(high, most) }
  }
  const shown = because
    .get(cell.id)!
    .parts.map((id) => cellOf.get(id)!)
    .filter((other) => isFree(other, hidden))
    .map((other) => other.value)
  return within(cell, { low: cell.least ?? 0, high: Math.min(most, ...shown) })
}

function within({ within: known }: GridCell, { low, high }: Range): Range {
  if (known === undefined) return { low, high }
  return { low: Math.max(low, known.low), high: Math.min(high, known.high) }
}

/** Rounded half up: 12.5 is 13. A count that would have been hidden is not among those that a rounded cell can be. */
function shownBounds(cell: GridCell): Range {
  const { value, round, least = 0 } = cell
  if (round === undefined) return { low: value, high: value }
  const middle = rounded(value, round)
  const low = middle - Math.floor(round / 2)
  const high = middle + Math.ceil(round / 2) - 1
  return within(cell, { low: Math.max(low, Math.min(least, value)), high })
}

/** To the nearest multiple, half up. */
export function rounded(value: number, step: number): number {
  return Math.floor((value + Math.floor(step / 2)) / step) * step
}

function sumsByCell({ sums }: Grid): ReadonlyMap<string, readonly GridSum[]> {
  const found = new Map<string, GridSum[]>()
  for (const sum of sums)
    for (const id of [sum.total, ...sum.parts]) {
      const known = found.get(id)
      if (known === undefined) found.set(id, [sum])
      else known.push(sum)
    }
  return found
}

/**
 * The smallest shown part of a sum with the exposed cell; where there is none left, of a sum with a hidden cell beside it,
 * and so on outwards. A total goes last: it says most to those who read the table.
 */
function nextBeside(
  id: string,
  sumsOf: ReadonlyMap<string, readonly GridSum[]>,
  cellOf: ReadonlyMap<string, GridCell>,
  hidden: ReadonlyMap<string, StepId>,
): { readonly id: string; readonly sum: GridSum } | undefined {
  const free = (other: string) => isFree(cellOf.get(other)!, hidden)
  const seen = new Set([id])
  const passed: GridSum[] = []
  for (let edge = [id]; edge.length > 0; ) {
    const sums = [...new Set(edge.flatMap((at) => sumsOf.get(at) ?? []))]
      .filter((sum) => !passed.includes(sum))
      .sort((a, b) => few(a, hidden) - few(b, hidden))
    for (const sum of sums) {
      const parts = sum.parts.filter(free).map((part) => cellOf.get(part)!)
      parts.sort((a, b) => a.value - b.value || (a.id < b.id ? -1 : 1))
      if (parts[0] !== undefined) return { id: parts[0].id, sum }
    }
    passed.push(...sums)
    edge = sums.flatMap(({ total, parts }) =>
      [total, ...parts].filter((at) => hidden.has(at) && !seen.has(at)),
    )
    for (const at of edge) seen.add(at)
  }
  // A hidden total says nothing of its size beside its own parts: it is bounded by what it stands under.
  for (const { total } of passed) if (free(total)) return { id: total, sum: alone(total) }
  return undefined
}

/** Shown as yet, and may go for the sake of another. A zero may not: everybody would know what is missing. */
function isFree(cell: GridCell, hidden: ReadonlyMap<string, StepId>): boolean {
  return !hidden.has(cell.id) && cell.keep !== true && cell.loose !== true && cell.value !== 0
}

function few({ parts }: GridSum, hidden: ReadonlyMap<string, StepId>): number {
  return parts.filter((part) => hidden.has(part)).length
}

function alone(total: string): GridSum {
  return { total, parts: [] }
}
