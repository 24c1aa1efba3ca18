import { describe, expect, it } from 'vitest'
import type { Day } from '#base'
import { commonGaps, type Refused } from './gaps.ts'
import { shipped } from './law.ts'

const rule = { before: '2026-07-01' as Day, least: 5 }
const refused = (
  n: number,
  ground: string,
  to: readonly string[],
  on = '2026-06-30',
): readonly Refused[] =>
  Array.from({ length: n }, (_, i) => ({
    from: 'XV',
    to: to[i % to.length]!,
    measure: 'freeze',
    ground,
    on: on as Day,
  }))
const told = (list: readonly Refused[]) =>
  commonGaps(list, shipped, rule).map(({ ground }) => ground)

describe('what anybody may read of refusals', () => {
  it('is their order alone, the commonest first', () => {
    const list = [...refused(5, 'unknown', ['XN', 'XS']), ...refused(9, 'G-04', ['XN', 'XC'])]
    const gaps = commonGaps(list, shipped, rule)
    expect(gaps.map(({ ground }) => ground)).toEqual(['G-04', 'unknown'])
    expect(Object.keys(gaps[0]!).sort()).toEqual(['ground', 'measure', 'name'])
    expect(JSON.stringify(gaps)).not.toMatch(/XN|XC|XS|\b9\b|\b5\b/)
  })

  it('holds back what happened fewer than five times', () => {
    expect(told(refused(4, 'G-04', ['XN', 'XS']))).toEqual([])
    expect(told(refused(5, 'G-04', ['XN', 'XS']))).toEqual(['G-04'])
  })

  it('holds back what one pair of countries alone would be known by', () => {
    expect(told(refused(50, 'G-04', ['XN']))).toEqual([])
  })

  it('does not change within a quarter: one more case today moves nothing', () => {
    const before = refused(4, 'G-04', ['XN', 'XS'])
    expect(told([...before, ...refused(9, 'G-04', ['XN', 'XS'], '2026-07-01')])).toEqual([])
  })
})
