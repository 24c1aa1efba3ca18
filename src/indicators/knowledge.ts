import { type Equation, type Programme, type Search, searchFrom } from './simplex.ts'

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
 * How far a reader must leave each cell open. A range is proven by two fillings of all cells in whole numbers that fit
 * everything published: whoever sees only the publication cannot tell them from the truth.
 */
export interface Prover {
  /** @param enough stops the search early; a wider range must then be enough as well */
  range(id: string, enough?: (range: Range) => boolean): Range
  /** Less is known of these cells from now on: every filling that was found stays. */
  loosen(bounds: readonly Bound[]): void
  /** More is known of these cells; taken back where the test does not hold. */
  tighten(bounds: readonly Bound[], test: () => boolean): boolean
}

export interface Bound extends Range {
  readonly id: string
}

/** After so many steps the equations are solved anew when a search does not end at whole numbers. */
const mostSteps = 50

/**
 * @param changing cells that are known exactly and may be bounded otherwise later
 * @throws RangeError when the true values do not fit the statements: then something false is about to be published
 */
export function proverOf(
  knowledge: Knowledge,
  changing: (id: string) => boolean = () => false,
): Prover {
  const system = systemOf(knowledge, changing)
  const { at, low, high, truth } = system
  const values = new Map(knowledge.cells.map((cell) => [cell.id, cell.value]))
  const size = system.cells.length
  const found = { lowest: truth.slice(0, size), highest: truth.slice(0, size) }
  let fillings: (readonly number[])[] = []
  let search: Search | undefined

  function keep(filling: readonly number[]): void {
    let wider = false
    for (let i = 0; i < size; i++) {
      const value = filling[i]!
      if (value < found.lowest[i]!) found.lowest[i] = value
      else if (value > found.highest[i]!) found.highest[i] = value
      else continue
      wider = true
    }
    if (wider) fillings.push(filling)
  }

  function extreme(variable: number, direction: -1 | 1): readonly number[] | undefined {
    search ??= searchFrom(system, truth)
    let end = search.extreme(variable, direction)
    let whole = fits(system, end)
    if (whole === undefined && search.steps > mostSteps) {
      search = searchFrom(system, truth)
      end = search.extreme(variable, direction)
      whole = fits(system, end)
    }
    return whole ?? wholeTowards(system, search, variable, direction, end)
  }

  function set(bounds: readonly Bound[]): readonly Bound[] {
    return bounds.flatMap(({ id, ...range }) => {
      const i = at.get(id)
      if (i === undefined) return []
      const before = { id, low: low[i]!, high: high[i]! }
      low[i] = range.low
      high[i] = range.high
      return [before]
    })
  }

  return {
    range(id, enough = () => false) {
      const i = at.get(id)
      const value = values.get(id)
      if (value === undefined) throw new RangeError(`no cell ${id}`)
      if (i === undefined) return { low: value, high: value }
      const now = () => ({ low: found.lowest[i]!, high: found.highest[i]! })
      for (const direction of [-1, 1] as const) {
        if (enough(now())) break
        const filling = extreme(i, direction)
        if (filling !== undefined) keep(filling)
      }
      return now()
    },
    loosen(bounds) {
      set(bounds)
    },
    tighten(bounds, test) {
      const before = set(bounds)
      const all = fillings
      fillings = []
      found.lowest = truth.slice(0, size)
      found.highest = truth.slice(0, size)
      const places = before.map(({ id }) => at.get(id)!)
      for (const filling of all)
        if (places.every((i) => filling[i]! >= low[i]! && filling[i]! <= high[i]!)) keep(filling)
      search?.restart()
      if (test()) return true
      set(before)
      for (const filling of all) keep(filling)
      return false
    },
  }
}

interface System extends Programme {
  /** Cells that are not known exactly, or may come to be so; the slacks of statements follow them as variables. */
  readonly cells: readonly KnownCell[]
  readonly at: ReadonlyMap<string, number>
  readonly statements: readonly Bounded[]
  readonly truth: readonly number[]
  readonly low: number[]
  readonly high: number[]
}

interface Bounded {
  readonly terms: readonly (readonly [variable: number, factor: number])[]
  readonly low: number
  readonly high: number
}

function systemOf({ cells, statements }: Knowledge, changing: (id: string) => boolean): System {
  for (const { id, value, low, high } of cells)
    if (!Number.isSafeInteger(value) || value < low || value > high)
      throw new RangeError(`the cell ${id} does not hold what would be published of it`)
  const open = cells.filter((cell) => cell.low < cell.high || changing(cell.id))
  const at = new Map(open.map(({ id }, i) => [id, i]))
  const fixed = new Map(cells.filter(({ id }) => !at.has(id)).map((c) => [c.id, c.value]))
  const bounds: Bounded[] = []
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
  const slacks: number[] = []
  const equations = bounds.map(({ terms, low, high }, i): Equation => {
    if (low === high) return { terms }
    slacks.push(i)
    return { terms: [...terms, [open.length + slacks.length - 1, -1]] }
  })
  return {
    cells: open,
    at,
    statements: bounds,
    truth: [...values, ...slacks.map((i) => sums[i]!)],
    low: [...open.map((c) => c.low), ...slacks.map((i) => bounds[i]!.low)],
    high: [...open.map((c) => c.high), ...slacks.map((i) => bounds[i]!.high)],
    equations,
  }
}

function sumOf(terms: Bounded['terms'], values: readonly number[]): number {
  let sum = 0
  for (const [variable, factor] of terms) sum += factor * values[variable]!
  return sum
}

/** The filling in whole numbers, when it fits everything; exact, for whole numbers below 2^53 add up exactly. */
function fits(system: System, found: readonly number[]): readonly number[] | undefined {
  const whole = system.cells.map((_, i) => Math.round(found[i]!))
  const within = whole.every((value, i) => value >= system.low[i]! && value <= system.high[i]!)
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
  search: Search,
  at: number,
  direction: -1 | 1,
  found: readonly number[],
): readonly number[] | undefined {
  const { low, high, truth, cells } = system
  const before: [place: number, low: number, high: number][] = []
  let now = found
  let whole: readonly number[] | undefined
  for (let round = 0; round < 40 && whole === undefined; round++) {
    const broken = cells.findIndex((_, i) => Math.abs(now[i]! - Math.round(now[i]!)) > 1e-6)
    if (broken === -1) break
    before.push([broken, low[broken]!, high[broken]!])
    const floor = Math.floor(now[broken]!)
    if (truth[broken]! <= floor) high[broken] = floor
    else low[broken] = floor + 1
    search.restart()
    now = search.extreme(at, direction)
    whole = fits(system, now)
  }
  for (const [place, lower, higher] of before.reverse()) {
    low[place] = lower
    high[place] = higher
  }
  return whole
}
