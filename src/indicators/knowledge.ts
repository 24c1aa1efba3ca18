import { type Equation, type Programme, searchFrom } from './simplex.ts'

/**
 * What a reader of published tables can write down: for each number an interval, and linear statements that bind
 * several numbers. All numbers are whole: cases, or cents.
 */
export interface Knowledge {
  readonly cells: readonly KnownCell[]
  readonly statements: readonly Statement[]
}

export interface KnownCell {
  readonly id: string
  /** What is true; a reader does not have it, the proof starts at it. */
  readonly value: number
  /** What is known of the cell alone, both ends included. */
  readonly low: number
  readonly high: number
}

/** The sum of factor times cell lies between the two, both included. Factors are whole. */
export interface Statement {
  readonly terms: readonly (readonly [id: string, factor: number])[]
  readonly low: number
  readonly high: number
}

/** The lowest and the highest value of a cell for which a whole filling of the tables was found and checked. */
export interface Range {
  readonly low: number
  readonly high: number
}

/**
 * How far a reader must leave each of the cells open. A range is proven by two fillings of all cells in whole numbers
 * that fit everything published: whoever sees only the publication cannot tell them from the truth.
 *
 * @param enough stops the search of a cell early; a wider range must then be enough as well
 * @throws RangeError when the true values do not fit the statements: then something false is about to be published
 */
export function rangesOf(
  knowledge: Knowledge,
  asked: readonly string[],
  enough: (range: Range, id: string) => boolean = () => false,
): ReadonlyMap<string, Range> {
  const system = systemOf(knowledge)
  const ranges = new Map(system.cells.map(({ id, value }) => [id, { low: value, high: value }]))
  const keep = (filling: readonly number[]) =>
    system.cells.forEach(({ id }, i) => {
      const range = ranges.get(id)!
      ranges.set(id, {
        low: Math.min(range.low, filling[i]!),
        high: Math.max(range.high, filling[i]!),
      })
    })
  const search = searchFrom(system, system.truth)
  for (const id of asked) {
    const at = system.at.get(id)
    if (at === undefined) continue
    for (const direction of [-1, 1] as const) {
      if (enough(ranges.get(id)!, id)) break
      const found = search.extreme(at, direction)
      const whole = fits(system, found) ?? wholeTowards(system, at, direction, found)
      if (whole !== undefined) keep(whole)
    }
  }
  return new Map(
    asked.map((id) => {
      const known = knowledge.cells.find((cell) => cell.id === id)
      if (known === undefined) throw new RangeError(`no cell ${id}`)
      return [id, ranges.get(id) ?? { low: known.value, high: known.value }]
    }),
  )
}

interface System extends Programme {
  /** Cells that are not known exactly; their slacks follow them as variables. */
  readonly cells: readonly KnownCell[]
  readonly at: ReadonlyMap<string, number>
  readonly statements: readonly Bound[]
  readonly truth: readonly number[]
}

interface Bound {
  readonly terms: readonly (readonly [variable: number, factor: number])[]
  readonly low: number
  readonly high: number
}

function systemOf({ cells, statements }: Knowledge): System {
  for (const { id, value, low, high } of cells)
    if (!Number.isSafeInteger(value) || value < low || value > high)
      throw new RangeError(`the cell ${id} does not hold what would be published of it`)
  const open = cells.filter((cell) => cell.low < cell.high)
  const at = new Map(open.map(({ id }, i) => [id, i]))
  const fixed = new Map(cells.filter((c) => c.low === c.high).map((c) => [c.id, c.value]))
  const bounds: Bound[] = []
  for (const { terms, low, high } of statements) {
    let rest = 0
    const left: [number, number][] = []
    for (const [id, factor] of terms) {
      const variable = at.get(id)
      if (variable !== undefined) left.push([variable, factor])
      else if (fixed.has(id)) rest += factor * fixed.get(id)!
      else throw new RangeError(`no cell ${id}`)
    }
    if (left.length > 0) bounds.push({ terms: left, low: low - rest, high: high - rest })
  }
  const values = open.map((cell) => cell.value)
  const sums = bounds.map(({ terms }) => sumOf(terms, values))
  sums.forEach((sum, i) => {
    if (sum < bounds[i]!.low || sum > bounds[i]!.high)
      throw new RangeError('a statement about to be published is not true')
  })
  const ranged = bounds.flatMap((b, i) => (b.low === b.high ? [] : [i]))
  const equations = bounds.map(({ terms, low, high }, i): Equation => {
    if (low === high) return { terms }
    return { terms: [...terms, [open.length + ranged.indexOf(i), -1]] }
  })
  return {
    cells: open,
    at,
    statements: bounds,
    truth: [...values, ...ranged.map((i) => sums[i]!)],
    low: [...open.map((c) => c.low), ...ranged.map((i) => bounds[i]!.low)],
    high: [...open.map((c) => c.high), ...ranged.map((i) => bounds[i]!.high)],
    equations,
  }
}

function sumOf(terms: Bound['terms'], values: readonly number[]): number {
  return terms.reduce((sum, [variable, factor]) => sum + factor * values[variable]!, 0)
}

/** The filling in whole numbers, when it fits everything; exact, for whole numbers below 2^53 add up exactly. */
function fits(system: System, found: readonly number[]): readonly number[] | undefined {
  const whole = system.cells.map((_, i) => Math.round(found[i]!))
  const within = system.cells.every(
    (_, i) => whole[i]! >= system.low[i]! && whole[i]! <= system.high[i]!,
  )
  if (!within) return undefined
  const holds = system.statements.every(({ terms, low, high }) => {
    const sum = sumOf(terms, whole)
    return sum >= low && sum <= high
  })
  return holds ? whole : undefined
}

/** Where the end of the way is not whole: the fractions are cut off on the side of the truth, one after the other. */
function wholeTowards(
  system: System,
  at: number,
  direction: -1 | 1,
  found: readonly number[],
): readonly number[] | undefined {
  const low = [...system.low]
  const high = [...system.high]
  let now = found
  for (let round = 0; round < 40; round++) {
    const broken = system.cells.findIndex((_, i) => Math.abs(now[i]! - Math.round(now[i]!)) > 1e-6)
    if (broken === -1) return undefined
    const floor = Math.floor(now[broken]!)
    if (system.truth[broken]! <= floor) high[broken] = floor
    else low[broken] = floor + 1
    now = searchFrom({ ...system, low, high }, system.truth).extreme(at, direction)
    const whole = fits(system, now)
    if (whole !== undefined) return whole
  }
  return undefined
}
