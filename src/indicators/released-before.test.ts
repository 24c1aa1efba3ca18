import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import { definitionOf } from './definitions.ts'
import type { Figure } from './figures.ts'
import { publicView } from './public-view.ts'
import { releasePeriod } from './release-period.ts'
import type { PastRelease } from './released-before.ts'

const later = { to: '2025-04-01T00:00:00.000Z', on: '2026-07-01T00:00:00.000Z' } as {
  to: Instant
  on: Instant
}

/** Answers in time, by pair. */
function inTime(cells: readonly (readonly [number, number])[]): Figure {
  const sum = (at: 0 | 1) => cells.reduce((all, cell) => all + cell[at], 0)
  return {
    id: 'IN-04',
    definition: definitionOf('IN-04'),
    value: sum(0) / sum(1),
    n: sum(1),
    numerator: sum(0),
    text: `${sum(0)}/${sum(1)}`,
    parts: cells.map(([k, n], i) => ({
      by: 'pair',
      key: `X${i}-FIU→XZ-FIU`,
      value: k / n,
      n,
      numerator: k,
      text: `${k}/${n}`,
    })),
  }
}

function past(id: string, figure: Figure, version = 1): PastRelease {
  const period = releasePeriod(id)!
  return { period, version, figures: [figure], published: publicView([figure], later) }
}

const about = (id: string) => ({ ...later, period: releasePeriod(id)! })

const first = inTime([
  [20, 30],
  [25, 40],
])

describe('a second release', () => {
  it('of the same figures shows the same', () => {
    const before = past('2025-Q1', first)
    expect(publicView([first], about('2025-Q1'), [before])).toEqual(before.published)
  })

  it('in which two cases were added does not let them be subtracted', () => {
    const [figure] = publicView(
      [
        inTime([
          [20, 30],
          [27, 42],
        ]),
      ],
      about('2025-Q1'),
      [past('2025-Q1', first)],
    )
    expect(figure).toMatchObject({ shown: false, rule: 'SC-5' })
    for (const part of figure!.parts.filter((p) => p.key.startsWith('X1')))
      expect(part.shown).toBe(false)
  })

  it('in which many were added is shown', () => {
    const [figure] = publicView(
      [
        inTime([
          [30, 45],
          [45, 80],
        ]),
      ],
      about('2025-Q1'),
      [past('2025-Q1', first)],
    )
    expect(figure).toMatchObject({ shown: true, text: '75/125' })
  })
})

describe('a year beside its quarters', () => {
  const quarter = (k: number, n: number) => inTime([[k, n]])
  const three = [
    past('2025-Q1', quarter(20, 30)),
    past('2025-Q2', quarter(15, 30)),
    past('2025-Q3', quarter(25, 30)),
  ]

  it('is held back where it would give a small fourth quarter away', () => {
    const [figure] = publicView([quarter(63, 95)], about('2025'), three)
    expect(figure).toMatchObject({ shown: false, rule: 'SC-5' })
  })

  it('is shown where the fourth quarter is large', () => {
    const [figure] = publicView([quarter(80, 120)], about('2025'), three)
    expect(figure).toMatchObject({ shown: true })
  })

  it('that is out already keeps the last quarter back, where both would tell', () => {
    const year = past('2025', quarter(73, 105))
    const [figure] = publicView([quarter(10, 12)], about('2025-Q4'), [...three.slice(0, 2), year])
    // 73 - 20 - 15 - 10 leaves 28 of a quarter that is not out: nothing small.
    expect(figure).toMatchObject({ shown: true })
    const [other] = publicView([quarter(35, 42)], about('2025-Q4'), [...three.slice(0, 2), year])
    // 105 - 30 - 30 - 42 leaves 3.
    expect(other).toMatchObject({ shown: false, rule: 'SC-5' })
  })
})
