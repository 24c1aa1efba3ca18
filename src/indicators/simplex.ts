/**
 * How low and how high one cell can be, when everything that a reader knows is a list of linear equations and bounds:
 * the simplex method with bounded variables (Dantzig 1955), started at a point that is known to fit. It works in
 * floating point and is only a search: what it finds is used after it was rounded and checked in whole numbers.
 */
export interface Programme {
  readonly low: readonly number[]
  readonly high: readonly number[]
  readonly equations: readonly Equation[]
}

/** The sum of the terms stays what it is at the start. */
export interface Equation {
  readonly terms: readonly (readonly [variable: number, factor: number])[]
}

/** A filling of all variables at which one of them is as low or as high as the search could bring it. */
export interface Search {
  extreme(variable: number, direction: -1 | 1): readonly number[]
  /** Begins at the start again: to be called when a bound became tighter. Wider bounds count from the next search on. */
  restart(): void
  /** Steps since the equations were solved: with each the fractions become a little less exact. */
  readonly steps: number
}

const tiny = 1e-9

/** @param start fits the bounds and the equations; the search begins there and never leaves what fits */
export function searchFrom(programme: Programme, start: readonly number[]): Search {
  const size = start.length
  const { rows, basis, rowOf } = reduced(programme.equations, size)
  const x = Float64Array.from(start)
  let steps = 0
  const room = (j: number, way: number) =>
    way > 0 ? programme.high[j]! - x[j]! : x[j]! - programme.low[j]!

  /** How far the variable outside the basis may go that way, and the row that stops it; -1 when its own bound does. */
  function step(enter: number, way: number): { readonly length: number; readonly row: number } {
    let length = room(enter, way)
    let row = -1
    rows.forEach((line, r) => {
      const rate = -line[enter]! * way
      if (Math.abs(rate) < tiny) return
      const most = Math.max(0, room(basis[r]!, Math.sign(rate)) / Math.abs(rate))
      const firmer = row >= 0 && Math.abs(line[enter]!) > Math.abs(rows[row]![enter]!)
      if (most < length - tiny || (most < length + tiny && firmer)) {
        length = Math.min(length, most)
        row = r
      }
    })
    return { length, row }
  }

  function move(enter: number, way: number, length: number): void {
    x[enter] = x[enter]! + way * length
    rows.forEach((line, r) => {
      if (line[enter] !== 0) x[basis[r]!] = x[basis[r]!]! - line[enter]! * way * length
    })
  }

  function swap(row: number, enter: number): void {
    rowOf[basis[row]!] = -1
    basis[row] = enter
    rowOf[enter] = row
    clear(rows, row, enter)
    steps++
  }

  /** A variable outside the basis that can move so that the wanted one gains; undefined at the end of the way. */
  function entering(row: number, direction: number, first: boolean): number | undefined {
    const line = rows[row]!
    let best: number | undefined
    for (let j = 0; j < size; j++) {
      if (rowOf[j] !== -1 || Math.abs(line[j]!) < tiny) continue
      if (room(j, -Math.sign(line[j]!) * direction) < 1e-7) continue
      if (best === undefined || Math.abs(line[j]!) > Math.abs(line[best]!)) best = j
      // The lowest number first: slower, and never in a circle (Bland 1977).
      if (first) return best
    }
    return best
  }

  return {
    extreme(variable, direction) {
      if (rowOf[variable] === -1) {
        const { length, row } = step(variable, direction)
        move(variable, direction, length)
        if (row === -1) return Array.from(x)
        swap(row, variable)
      }
      for (let round = 0, still = 0; round < 50 * (size + rows.length); round++) {
        const own = rowOf[variable]!
        const enter = entering(own, direction, still > size)
        if (enter === undefined) break
        const way = -Math.sign(rows[own]![enter]!) * direction
        const { length, row } = step(enter, way)
        move(enter, way, length)
        still = length < tiny ? still + 1 : 0
        if (row === -1) continue
        swap(row, enter)
        if (row === own) break
      }
      return Array.from(x)
    },
    restart() {
      x.set(start)
    },
    get steps() {
      return steps
    },
  }
}

interface Reduced {
  readonly rows: Float64Array[]
  /** The variable that each row gives. */
  readonly basis: number[]
  /** The row that gives a variable, or -1. */
  readonly rowOf: Int32Array
}

/** Equations solved for one variable each; those that follow from others fall away. */
function reduced(equations: readonly Equation[], size: number): Reduced {
  const rows: Float64Array[] = []
  const basis: number[] = []
  const rowOf = new Int32Array(size).fill(-1)
  for (const { terms } of equations) {
    const line = new Float64Array(size)
    for (const [j, factor] of terms) line[j]! += factor
    for (const [r, known] of rows.entries())
      if (line[basis[r]!] !== 0) subtract(line, known, basis[r]!, filled(known))
    const pivot = largest(line)
    if (Math.abs(line[pivot] ?? 0) < tiny) continue
    rows.push(line)
    basis.push(pivot)
    rowOf[pivot] = rows.length - 1
    clear(rows, rows.length - 1, pivot)
  }
  return { rows, basis, rowOf }
}

function largest(line: Float64Array): number {
  let best = 0
  for (let j = 1; j < line.length; j++) if (Math.abs(line[j]!) > Math.abs(line[best]!)) best = j
  return best
}

/** Makes the row give the variable, and takes the variable out of all other rows. */
function clear(rows: readonly Float64Array[], row: number, variable: number): void {
  const line = rows[row]!
  const factor = line[variable]!
  const places = filled(line)
  for (const j of places) line[j] = line[j]! / factor
  line[variable] = 1
  for (let r = 0; r < rows.length; r++)
    if (r !== row && rows[r]![variable] !== 0) subtract(rows[r]!, line, variable, places)
}

/** Where something stands: rows of tables are mostly empty. */
function filled(line: Float64Array): readonly number[] {
  const places: number[] = []
  for (let j = 0; j < line.length; j++) if (line[j] !== 0) places.push(j)
  return places
}

function subtract(
  from: Float64Array,
  line: Float64Array,
  variable: number,
  places: readonly number[],
): void {
  const factor = from[variable]!
  for (const j of places) {
    const left = from[j]! - factor * line[j]!
    from[j] = Math.abs(left) < 1e-11 ? 0 : left
  }
  from[variable] = 0
}
