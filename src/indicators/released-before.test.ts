import fc from 'fast-check'
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

describe('whatever changed', () => {
  it('of two exact cells the difference is nothing, or five and more', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }))
    const cells = fc.array(
      pair.map(([k, more]) => [k, k + more] as const),
      { minLength: 1, maxLength: 5 },
    )
    const changes = fc.array(
      fc.tuple(fc.integer({ min: -6, max: 8 }), fc.integer({ min: 0, max: 8 })),
    )
    let compared = 0
    fc.assert(
      fc.property(cells, changes, (old, change) => {
        const now = old.map(([k, n], i) => {
          const [dk = 0, dn = 0] = change[i] ?? []
          const next = Math.max(0, k + dk)
          return [next, Math.max(next, n + dn)] as const
        })
        const before = past('2025-Q1', inTime(old))
        const [after] = publicView([inTime(now)], about('2025-Q1'), [before])
        const shownBefore = new Map(
          before.published.flatMap((f) => [f, ...f.parts]).map((c) => [c.id, c]),
        )
        for (const cell of [after!, ...after!.parts]) {
          const earlier = shownBefore.get(cell.id)
          if (!cell.shown || earlier?.shown !== true) continue
          compared++
          const [a, b] = [cell.text, earlier.text].map((t) => t.split('/').map(Number))
          for (const at of [0, 1]) {
            const difference = Math.abs(a![at]! - b![at]!)
            expect(difference === 0 || difference >= 5, `${earlier.text} ${cell.text}`).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
    expect(compared).toBeGreaterThan(100)
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
