import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Row, roundTogether } from './round-together.ts'

const grid = { bits: 32n, bound: 0n }
const one = 1n << grid.bits

describe('claims that share accounts are rounded together', () => {
  it('three claims of 10.00, a third of each in each of three accounts: each claim and each account adds up', () => {
    const third = (1000n * one) / 3n
    const row: Row = { total: 1000n, cells: [0, 1, 2].map((column) => ({ column, value: third })) }
    const rounded = roundTogether([row, row, row], { ...grid, bound: 4n })
    expect(rounded.map((r) => r.reduce((a, b) => a + b))).toEqual([1000n, 1000n, 1000n])
    expect([0, 1, 2].map((c) => rounded.reduce((a, r) => a + r[c]!, 0n))).toEqual([
      1000n,
      1000n,
      1000n,
    ])
  })

  it('a single claim goes by largest remainder alone', () => {
    const values = [10n * one + one / 4n, 5n * one + one / 2n, (one * 3n) / 4n, one / 2n]
    const cells = values.map((value, column) => ({ column, value }))
    expect(roundTogether([{ total: 17n, cells }], grid)[0]).toEqual([10n, 6n, 1n, 0n])
  })

  it('moves a unit of another claim where the only room left is there', () => {
    const half = one / 2n
    // The second claim fits into the first account only; the first claim could go to either.
    const rows: Row[] = [
      {
        total: 1n,
        cells: [
          { column: 0, value: half },
          { column: 1, value: half },
        ],
      },
      {
        total: 1n,
        cells: [
          { column: 0, value: half },
          { column: 2, value: half },
        ],
      },
      {
        total: 1n,
        cells: [
          { column: 1, value: half },
          { column: 2, value: half },
        ],
      },
    ]
    const rounded = roundTogether(rows, grid)
    const columns = [0, 1, 2].map((column) =>
      rows.reduce(
        (a, row, r) =>
          a + row.cells.reduce((b, c, i) => b + (c.column === column ? rounded[r]![i]! : 0n), 0n),
        0n,
      ),
    )
    expect(columns).toEqual([1n, 1n, 1n])
  })

  it('always: rows add up, no figure moves by a unit, no account gets more than the ceiling of its sum', () => {
    const amounts = fc.array(
      fc.array(fc.bigInt({ min: 0n, max: one * 20n }), { minLength: 4, maxLength: 4 }),
      {
        minLength: 1,
        maxLength: 7,
      },
    )
    fc.assert(
      fc.property(amounts, (table) => {
        const rows = table.map((values): Row => {
          const cells = values.map((value, column) => ({ column, value }))
          // A claim is a whole number of units: the last cell fills it up.
          const rest = values.reduce((a, b) => a + b, 0n) & (one - 1n)
          const last = cells[3]!
          cells[3] = { column: last.column, value: last.value + ((one - rest) & (one - 1n)) }
          return { total: cells.reduce((a, c) => a + c.value, 0n) >> grid.bits, cells }
        })
        const rounded = roundTogether(rows, grid)
        rows.forEach((row, r) => {
          expect(rounded[r]!.reduce((a, b) => a + b, 0n)).toBe(row.total)
          row.cells.forEach((cell, c) => {
            const moved = (rounded[r]![c]! << grid.bits) - cell.value
            expect(moved < one && moved > -one).toBe(true)
          })
        })
        for (const column of [0, 1, 2, 3]) {
          const exact = rows.reduce((a, row) => a + row.cells[column]!.value, 0n)
          const given = rounded.reduce((a, r) => a + r[column]!, 0n)
          expect(given <= (exact + one - 1n) >> grid.bits).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
