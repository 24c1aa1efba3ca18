import { expect, it } from 'vitest'
import { islandsOf } from './islands.ts'
import { protect } from './protect.ts'

const few = (id: string, value: number) =>
  ({ id, value, hidden: { step: 'SC-1', low: 1, high: 4 } }) as const

it('takes a grid apart where nothing binds its cells, and what is hidden stays the same', () => {
  const grid = {
    cells: [
      few('a', 2),
      { id: 'b', value: 9 },
      { id: 'ab', value: 11, keep: true },
      few('c', 3),
      { id: 'd', value: 12 },
      { id: 'e', value: 20 },
    ],
    sums: [{ total: 'ab', parts: ['a', 'b'] }],
    statements: [
      {
        terms: [
          ['c', 1],
          ['d', -1],
        ] as const,
        low: -100,
        high: 0,
      },
    ],
  }
  const islands = islandsOf(grid)
  expect(islands.map(({ cells }) => cells.map(({ id }) => id))).toEqual([
    ['a', 'b', 'ab'],
    ['c', 'd'],
    ['e'],
  ])
  const apart = islands.flatMap((island) => [...protect(island).hidden.keys()])
  expect(apart.sort()).toEqual([...protect(grid).hidden.keys()].sort())
})
