import { describe, expect, it } from 'vitest'
import { definitions } from './definitions.ts'
import { jointGrid } from './joint-grid.ts'
import type { Grid, GridCell } from './protect.ts'
import { matching, relatedTo, relations } from './relations.ts'

const shown = (id: string, value: number): GridCell => ({ id, value, keep: true })
const few = (id: string, value: number): GridCell => ({
  id,
  value,
  hidden: { step: 'SC-1', low: 1, high: 4 },
})
const grid = (...cells: GridCell[]): Grid => ({ cells, sums: [] })

describe('what definitions have in common', () => {
  it('names indicators and lines that there are', () => {
    const known = new Map(definitions.map((d) => [d.id as string, d.parts]))
    for (const relation of relations) {
      const ids =
        'same' in relation
          ? relation.same
          : 'total' in relation
            ? [relation.total, ...relation.parts]
            : [relation.least, relation.most]
      for (const id of ids) {
        const [figure = '', by] = id.split('/')
        expect([...known.keys()], id).toContain(figure)
        if (by !== undefined && by !== 'of') expect(known.get(figure), id).toContain(by)
      }
    }
  })

  it('stands for every key of a line, with or without its denominator', () => {
    const ids = ['IN-05', 'IN-05/of', 'IN-05/ground/G-07', 'IN-05/ground/G-07/of']
    expect(matching('IN-05/ground/*/of', ids)).toEqual(['IN-05/ground/G-07/of'])
    expect(matching('IN-05/ground/*', ids)).toEqual(['IN-05/ground/G-07'])
    expect(matching('IN-05', ids)).toEqual(['IN-05'])
    expect([...relatedTo('IN-07')]).toContain('IN-09')
  })
})

describe('tables as one grid', () => {
  it('have one cell for one number: what one of them shows is shown, within what the other says', () => {
    const of = {
      ...few('IN-05/amended/x/of', 9),
      hidden: { step: 'SC-2', low: 7, high: 9 },
    } as const
    const { grid: one, nameOf } = jointGrid([grid(shown('IN-05', 9), of)], [''])
    expect(nameOf('IN-05/amended/x/of')).toBe('IN-05')
    expect(one.cells).toEqual([
      { id: 'IN-05', value: 9, keep: true, least: 0, within: { low: 7, high: 9 } },
    ])
  })

  it('hide it in all where none shows it, within all that is said', () => {
    const wide = { ...few('IN-05', 3), hidden: { step: 'SC-7', low: 0, high: 4 } } as const
    const { grid: one } = jointGrid([grid(wide, few('IN-05/amended/x/of', 3))], [''])
    expect(one.cells).toEqual([
      { id: 'IN-05', value: 3, hidden: { step: 'SC-7', low: 1, high: 4 } },
    ])
  })

  it('say nothing together where what was counted does not hold it', () => {
    const cells = [shown('IN-05', 9), few('IN-05/amended/x/of', 3)]
    expect(jointGrid([grid(...cells)], ['']).grid.cells).toHaveLength(2)
    const paid = [shown('IN-17', 9), few('IN-17/stage/to victims', 3)]
    expect(jointGrid([grid(...paid)], ['']).grid.sums).toEqual([])
  })

  it('hold in each release by itself', () => {
    const now = grid(shown('IN-05', 9), shown('IN-05/amended/x/of', 9))
    const then = grid(shown('2025-Q1/1:IN-05', 5), shown('2025-Q1/1:IN-05/amended/x/of', 5))
    const { nameOf } = jointGrid([now, then], ['', '2025-Q1/1:'])
    expect(nameOf('2025-Q1/1:IN-05/amended/x/of')).toBe('2025-Q1/1:IN-05')
    expect(nameOf('IN-05/amended/x/of')).toBe('IN-05')
  })
})
