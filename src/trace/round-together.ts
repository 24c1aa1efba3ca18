import { byRemainder } from './remainder.ts'

/** One claim: whole units it must add up to, and its exact parts, each in a column (an account, or untraceable). */
export interface Row {
  readonly total: bigint
  readonly cells: readonly { readonly column: number; readonly value: bigint }[]
}

export interface Grid {
  /** Fractional bits of the values. */
  readonly bits: bigint
  /** Error bound in the same fixed point. */
  readonly bound: bigint
}

/**
 * Fixed-point values as whole units, every figure its floor or its ceiling. Each row adds up to its total: the units
 * left over go to the largest remainders, ties to the earlier column. No column gets more units than the ceiling of
 * its exact sum, so several claims in one account never add up to more than its balance: where the largest remainder
 * would, the unit goes to the next column that has room. Such a rounding always exists (L. H. Cox, Controlled rounding,
 * INFOR 20 (1982)); where the greedy hand finds none, units are moved along an alternating path.
 *
 * @param free columns without a ceiling (untraceable)
 */
export function roundTogether(
  rows: readonly Row[],
  grid: Grid,
  free: ReadonlySet<number> = new Set(),
): bigint[][] {
  const one = 1n << grid.bits
  const mask = one - 1n
  const snapped = rows.map((row) => row.cells.map(({ value }) => snap(value, one, grid.bound)))
  const parts = snapped.map((values) => values.map((v) => v >> grid.bits))
  const room = roomOf(rows, snapped, mask, grid)
  const hands = new Hands(rows, room, free)
  rows.forEach((row, r) => {
    let left = row.total - parts[r]!.reduce((a, b) => a + b, 0n)
    const order = byRemainder(
      snapped[r]!.map((v) => v & mask),
      2n * grid.bound,
    )
    hands.offer(r, order)
    for (const cell of order) {
      if (left <= 0n) break
      if (hands.take(r, cell)) left--
    }
    while (left > 0n && hands.shift(r)) left--
    // A claim whose own value was rounded past its parts, or below them: the last figure takes it.
    const last = row.cells.length - 1
    if (left !== 0n && last >= 0) parts[r]![last] = parts[r]![last]! + left
  })
  hands.given((r, cell) => {
    parts[r]![cell] = parts[r]![cell]! + 1n
  })
  return parts
}

/** What is within the bound of a whole unit is that unit. */
function snap(value: bigint, one: bigint, bound: bigint): bigint {
  const rest = value & (one - 1n)
  return rest <= bound ? value - rest : one - rest <= bound ? value - rest + one : value
}

/** Units each column may still be given: the ceiling of the sum of its remainders. */
function roomOf(
  rows: readonly Row[],
  snapped: readonly (readonly bigint[])[],
  mask: bigint,
  { bits, bound }: Grid,
): Map<number, number> {
  const sums = new Map<number, { sum: bigint; cells: bigint }>()
  rows.forEach((row, r) => {
    row.cells.forEach(({ column }, c) => {
      const was = sums.get(column) ?? { sum: 0n, cells: 0n }
      sums.set(column, { sum: was.sum + (snapped[r]![c]! & mask), cells: was.cells + 1n })
    })
  })
  const room = new Map<number, number>()
  for (const [column, { sum, cells }] of sums) {
    const over = (sum & mask) > bound * cells ? 1n : 0n
    room.set(column, Number((sum >> bits) + over))
  }
  return room
}

/** Which cells were given a unit, with the room that is left in each column. */
class Hands {
  readonly #rows: readonly Row[]
  readonly #room: Map<number, number>
  readonly #free: ReadonlySet<number>
  readonly #offered: (readonly number[])[] = []
  readonly #given: Set<number>[]
  /** Rows that gave a unit to a column, and by which cell. */
  readonly #holders = new Map<number, Map<number, number>>()

  constructor(rows: readonly Row[], room: Map<number, number>, free: ReadonlySet<number>) {
    this.#rows = rows
    this.#room = room
    this.#free = free
    this.#given = rows.map(() => new Set())
  }

  /** Cells of a row that may be given a unit, best first. */
  offer(row: number, cells: readonly number[]): void {
    this.#offered[row] = cells
  }

  take(row: number, cell: number): boolean {
    const column = this.#rows[row]!.cells[cell]!.column
    if (!this.#hasRoom(column)) return false
    this.#give(row, cell, column)
    return true
  }

  /** Finds room for one more unit of the row by moving units of other rows to columns where they fit as well. */
  shift(row: number): boolean {
    const seen = new Map<number, { row: number; cell: number; from: number | undefined }>()
    const queue: number[] = []
    const reach = (r: number, from: number | undefined) => {
      for (const cell of this.#offered[r] ?? []) {
        const column = this.#rows[r]!.cells[cell]!.column
        if (this.#given[r]!.has(cell) || seen.has(column)) continue
        seen.set(column, { row: r, cell, from })
        queue.push(column)
      }
    }
    reach(row, undefined)
    for (let column = queue.shift(); column !== undefined; column = queue.shift()) {
      if (this.#hasRoom(column)) {
        this.#move(column, seen)
        return true
      }
      for (const holder of this.#holders.get(column)?.keys() ?? []) reach(holder, column)
    }
    return false
  }

  given(tell: (row: number, cell: number) => void): void {
    this.#given.forEach((cells, row) => {
      for (const cell of cells) tell(row, cell)
    })
  }

  #move(
    end: number,
    seen: ReadonlyMap<number, { row: number; cell: number; from: number | undefined }>,
  ): void {
    for (let column: number | undefined = end; column !== undefined; ) {
      const step: { row: number; cell: number; from: number | undefined } = seen.get(column)!
      if (step.from !== undefined) this.#back(step.row, step.from)
      this.#give(step.row, step.cell, column)
      column = step.from
    }
  }

  #hasRoom(column: number): boolean {
    return this.#free.has(column) || (this.#room.get(column) ?? 0) > 0
  }

  #give(row: number, cell: number, column: number): void {
    this.#room.set(column, (this.#room.get(column) ?? 0) - 1)
    this.#given[row]!.add(cell)
    const holders = this.#holders.get(column) ?? new Map<number, number>()
    holders.set(row, cell)
    this.#holders.set(column, holders)
  }

  #back(row: number, column: number): void {
    const holders = this.#holders.get(column)!
    this.#given[row]!.delete(holders.get(row)!)
    holders.delete(row)
    this.#room.set(column, (this.#room.get(column) ?? 0) + 1)
  }
}
