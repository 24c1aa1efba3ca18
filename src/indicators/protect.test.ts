import { describe, expect, it } from 'vitest'
import { proverOf } from './knowledge.ts'
import { type Grid, type GridCell, protect } from './protect.ts'

const count = (id: string, value: number): GridCell => ({
  id,
  value,
  least: 5,
  ...(value > 0 && value < 5 ? { hidden: { step: 'SC-1', low: 1, high: 4 } } : {}),
})

/** Rows and columns with their totals, and the total of all. */
function square(rows: readonly (readonly number[])[]): Grid {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  const width = rows[0]!.length
  const columns = Array.from({ length: width }, (_, j) => rows.map((row) => row[j]!))
  return {
    cells: [
      ...rows.flatMap((row, i) => row.map((value, j) => count(`${i}.${j}`, value))),
      ...rows.map((row, i) => count(`${i}.*`, sum(row))),
      ...columns.map((column, j) => count(`*.${j}`, sum(column))),
      { ...count('*', sum(rows.flat())), keep: true },
    ],
    sums: [
      ...rows.map((row, i) => ({ total: `${i}.*`, parts: row.map((_, j) => `${i}.${j}`) })),
      ...columns.map((column, j) => ({
        total: `*.${j}`,
        parts: column.map((_, i) => `${i}.${j}`),
      })),
      { total: '*', parts: rows.map((_, i) => `${i}.*`) },
      { total: '*', parts: columns.map((_, j) => `*.${j}`) },
    ],
  }
}

describe('what must be hidden beside a hidden cell', () => {
  it('in a row and a column, and in the row and the column of what was hidden for it', () => {
    const { hidden, exposed, ranges } = protect(
      square([
        [3, 20, 30, 80],
        [25, 9, 40, 90],
        [35, 45, 50, 60],
        [70, 80, 90, 99],
      ]),
    )
    expect(exposed).toEqual([])
    for (const line of ['0.', '.0']) {
      const beside = [...hidden.keys()].filter((id) => !id.includes('*') && id !== '0.0')
      expect(
        beside.filter((id) => id.startsWith(line) || id.endsWith(line)).length,
      ).toBeGreaterThan(0)
    }
    expect(ranges.get('0.0')).toEqual({ low: 1, high: 4 })
  })

  it('where everything beside it is rounded, the one small cell is hidden alone', () => {
    const grid = square([
      [3, 20, 30],
      [25, 9, 40],
      [35, 45, 50],
    ])
    const cells = grid.cells.map((cell) => (cell.keep ? cell : { ...cell, round: 5 }))
    expect([...protect({ ...grid, cells }).hidden.keys()]).toEqual(['0.0'])
  })

  it('nothing is hidden where nothing is small', () => {
    expect(
      protect(
        square([
          [8, 20],
          [25, 9],
        ]),
      ).hidden.size,
    ).toBe(0)
  })

  it('a table whose hidden cells stay open to no choice is named, and not published', () => {
    const grid: Grid = {
      cells: [count('a', 1), count('b', 1), { id: '*', value: 2, keep: true }],
      sums: [{ total: '*', parts: ['a', 'b'] }],
    }
    expect(protect(grid).exposed).toEqual(['a', 'b'])
  })

  it('a share beside its denominator gives the numerator away, unless the denominator goes too', () => {
    // 3 of 40 is 7.5 %: whoever reads 7.5 % and 40 has the 3.
    const known = proverOf({
      cells: [
        { id: 'part', value: 3, low: 1, high: 4 },
        { id: 'whole', value: 40, low: 40, high: 40 },
      ],
      statements: [
        {
          terms: [
            ['part', 10_000],
            ['whole', -745],
          ],
          low: 0,
          high: 1e9,
        },
        {
          terms: [
            ['part', 10_000],
            ['whole', -755],
          ],
          low: -1e9,
          high: 0,
        },
      ],
    })
    expect(known.range('part')).toEqual({ low: 3, high: 3 })
  })

  it('quarters and their year are one table, whatever was published first', () => {
    const { hidden, exposed } = protect({
      cells: [
        ...[12, 9, 3, 14].map((n, q) => ({ ...count(`Q${q + 1}`, n), keep: q < 2 })),
        count('year', 38),
      ],
      sums: [{ total: 'year', parts: ['Q1', 'Q2', 'Q3', 'Q4'] }],
    })
    expect(exposed).toEqual([])
    // With the year, 17 - Q3 would bring the 14 of the fourth quarter back to within four.
    expect([...hidden.keys()].sort()).toEqual(['Q3', 'Q4', 'year'])
  })

  it('refuses to reason about something false', () => {
    const cells = [{ id: 'a', value: 7, low: 1, high: 4 }]
    expect(() => proverOf({ cells, statements: [] })).toThrow('does not hold')
  })
})

describe('what a reader cannot rule out', () => {
  const sum = [
    {
      terms: [
        ['a', 1],
        ['b', 1],
      ],
      low: 12,
      high: 12,
    },
  ] as const
  const knowledge = {
    cells: [
      { id: 'a', value: 5, low: 5, high: 5 },
      { id: 'b', value: 7, low: 0, high: 99 },
    ],
    statements: sum,
  }

  it('grows when less is known, and is taken back where a test of more does not hold', () => {
    const prover = proverOf(knowledge, (id) => id === 'a')
    expect(prover.range('b')).toEqual({ low: 7, high: 7 })
    prover.loosen([{ id: 'a', low: 0, high: 9 }])
    expect(prover.range('b')).toEqual({ low: 3, high: 12 })
    const seen: unknown[] = []
    const tighter = [{ id: 'a', low: 4, high: 6 }]
    expect(prover.tighten(tighter, () => seen.push(prover.range('b')) === 0)).toBe(false)
    expect(seen).toEqual([{ low: 6, high: 8 }])
    expect(prover.range('b')).toEqual({ low: 3, high: 12 })
    expect(prover.tighten(tighter, () => true)).toBe(true)
    expect(prover.range('b')).toEqual({ low: 6, high: 8 })
  })
})
