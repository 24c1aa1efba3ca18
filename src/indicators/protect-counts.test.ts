import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { protectCounts } from './protect-counts.ts'

const tell = (counts: Readonly<Record<string, number>>, of: string, ...parts: string[]) =>
  Object.fromEntries(
    protectCounts(
      Object.entries(counts).map(([id, value]) => ({ id, value })),
      [{ of: [of], parts }],
    ),
  )

describe('a list of counts', () => {
  it('tells everyday work as it is, and of persons nothing below five', () => {
    const counts = [
      { id: 'reads', value: 2, everyday: true },
      { id: 'misuse', value: 0 },
      { id: 'alarms', value: 5 },
    ]
    expect([...protectCounts(counts, []).values()]).toEqual(['shown', 'few', 'shown'])
  })

  it('hides a large part beside a small one, when the whole would give the small one away', () => {
    const told = tell({ alarms: 20, explained: 11, misuse: 1 }, 'alarms', 'explained', 'misuse')
    // The rest, 8, is told nowhere: 9 less nothing known.
    expect(told).toEqual({ alarms: 'shown', explained: 'shown', misuse: 'few' })
    const close = tell({ alarms: 12, explained: 11, misuse: 1 }, 'alarms', 'explained', 'misuse')
    expect(close).toEqual({ alarms: 'shown', explained: 'beside', misuse: 'few' })
  })

  it('tells no part where whatever is hidden would come out', () => {
    const told = tell({ alarms: 12, explained: 6, misuse: 6 }, 'alarms', 'explained', 'misuse')
    expect(told).toEqual({ alarms: 'shown', explained: 'beside', misuse: 'beside' })
  })

  it('never lets a part below five, or a rest below five, be subtracted', () => {
    const count = fc.integer({ min: 0, max: 30 })
    let held = 0
    fc.assert(
      fc.property(count, count, count, (a, b, rest) => {
        const whole = a + b + rest
        const told = tell({ whole, a, b }, 'whole', 'a', 'b')
        if (told.whole !== 'shown' || told.a === 'shown' || told.b === 'shown') return
        held++
        // Every filling with the same tellings: what is few stays below five, what went beside stays five and more.
        const fits = (value: number, telling: string | undefined) =>
          telling === 'few' ? value < 5 : value >= 0
        const seen = new Set<number>()
        for (let x = 0; x <= whole; x++)
          for (let y = 0; x + y <= whole; y++)
            if (fits(x, told.a) && fits(y, told.b)) seen.add(whole - x - y)
        expect(rest >= 5 || seen.size >= 4, JSON.stringify({ whole, a, b, told })).toBe(true)
      }),
      { numRuns: 400 },
    )
    expect(held).toBeGreaterThan(20)
  })
})
