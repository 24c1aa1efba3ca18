import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anomaliesIn } from './anomalies.ts'
import { anomalyRows } from './anomaly-rows.ts'
import type { Look } from './look.ts'
import { at, lookAt } from './looks-testing.ts'

const rowsOf = (looks: readonly Look[]) => anomaliesIn(looks).map((a) => a.row)
const many = (n: number, change: (i: number) => Partial<Look> = () => ({})) =>
  Array.from({ length: n }, (_, i) => lookAt(i, change(i)))

describe('looks that somebody has to explain', () => {
  it('fourteen files of one footballer, in none of which the analyst works: found at the fifth', () => {
    const found = anomaliesIn(many(14, () => ({ about: ['footballer'] })))
    const first = found[0]!
    expect(first).toMatchObject({
      row: 'AR-03',
      officer: 'XS-FIU/analyst',
      person: 'footballer',
      count: 5,
      from: at(0),
      to: at(4),
    })
    expect(first.looks).toEqual([0, 1, 2, 3, 4])
    // Ten of fourteen are used up by two alarms about the person; eight by one about browsing.
    expect(found.map((a) => a.row)).toEqual(['AR-03', 'AR-01', 'AR-03'])
  })

  it.each([
    ['AR-01', 'eight matters in an hour', many(8), many(7)],
    [
      'AR-02',
      'twenty documents out in an hour',
      many(20, (i) => ({ kind: 'export', what: `${i}`, ownStep: true })),
      many(20, () => ({ kind: 'export', what: '1', ownStep: true, subject: 'matter/1' })),
    ],
    [
      'AR-03',
      'five files of one person in a week',
      many(5, () => ({ about: ['a', 'b'] })),
      many(5, (i) => ({ about: [`${i}`] })),
    ],
    [
      'AR-04',
      'four officers at the files of one person',
      many(4, (i) => ({ officer: `XS-FIU/analyst-${i}`, about: ['a'] })),
      many(4, () => ({ about: ['a'] })),
    ],
    ['AR-05', 'a file of the own name', many(1, () => ({ ownName: true, ownStep: true })), many(1)],
    [
      'AR-06',
      'fifteen matters in a day',
      many(15, (i) => ({ at: at(i * 30) })),
      many(15, (i) => ({ at: at(i * 110) })),
    ],
    [
      'AR-07',
      'three matters at night where nobody works at night',
      many(3, (i) => ({ at: at(13 * 60 + i), dayAndNight: false })),
      many(3, (i) => ({ at: at(13 * 60 + i), dayAndNight: true })),
    ],
    [
      'AR-08',
      'a matter one was taken off',
      many(1, () => ({ recused: true, kind: 'refused' })),
      many(1),
    ],
    [
      'AR-09',
      'three broken glasses in a month',
      many(3, (i) => ({ purpose: 'emergency', at: at(i * 8000) })),
      many(2, () => ({ purpose: 'emergency' })),
    ],
  ] as const)('%s: %s, and not just below', (row, _what, looks, fewer) => {
    expect(rowsOf(looks)).toContain(row)
    expect(rowsOf(fewer)).not.toContain(row)
  })

  it('nothing is found of those who work on the matters, or whose task it is to look', () => {
    const busy = many(40, () => ({ about: ['a'], ownStep: true, at: at(1) }))
    expect(rowsOf(busy)).toEqual([])
    expect(rowsOf(busy.map((l) => ({ ...l, ownStep: false, oversees: true })))).toEqual([])
  })

  it('every row has a name, a sentence for the officer, a source, and can be met', () => {
    expect(new Set(anomalyRows.map((r) => r.id)).size).toBe(anomalyRows.length)
    for (const row of anomalyRows) {
      expect(row.sentence).toMatch(/^[a-z]/)
      expect(row.citation.length).toBeGreaterThan(10)
      expect(row.atLeast).toBeGreaterThan(0)
    }
  })

  it('no anomaly without as many different looks as its row says, within its time, each in the log before it', () => {
    const any = fc.array(
      fc.record({
        minutes: fc.integer({ min: 0, max: 3000 }),
        subject: fc.integer({ min: 0, max: 20 }),
        who: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        about: fc.subarray(['p', 'q', 'r']),
        kind: fc.constantFrom('consultation', 'export', 'refused' as const),
        ownStep: fc.boolean(),
      }),
      { maxLength: 80 },
    )
    fc.assert(
      fc.property(any, (raw) => {
        const looks = raw
          .sort((x, y) => x.minutes - y.minutes)
          .map((r, index) =>
            lookAt(index, {
              index,
              at: at(r.minutes),
              officer: `XS-FIU/${r.who}`,
              subject: `matter/${r.subject}`,
              about: r.about,
              kind: r.kind,
              ownStep: r.ownStep,
              what: `${index % 3}`,
            }),
          )
        for (const found of anomaliesIn(looks)) {
          const row = anomalyRows.find((r) => r.id === found.row)!
          const counted = found.looks.map((i) => looks[i]!)
          expect(new Set(counted.map(row.differs)).size).toBe(found.count)
          expect(found.count).toBeGreaterThanOrEqual(row.atLeast)
          expect(counted.every(row.concerns)).toBe(true)
          const span = Date.parse(found.to) - Date.parse(found.from)
          expect(span).toBeLessThanOrEqual(row.withinMinutes * 60_000)
        }
      }),
      { numRuns: 200 },
    )
  })
})
