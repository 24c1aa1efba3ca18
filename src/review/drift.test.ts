import { describe, expect, it } from 'vitest'
import {
  alarmAt,
  type DriftRow,
  driftOf,
  driftRows,
  nextSum,
  type SeriesPoint,
  slack,
} from './drift.ts'

const row = (id: string): DriftRow => driftRows.find((r) => r.id === id)!
const quarters = Array.from({ length: 16 }, (_, i) => `${2023 + Math.floor(i / 4)}-Q${(i % 4) + 1}`)
const times = (values: readonly number[], n = 12): readonly SeriesPoint[] =>
  values.map((value, i) => ({ period: quarters[i]!, value, n }))
const shares = (values: readonly (readonly [number, number])[]): readonly SeriesPoint[] =>
  values.map(([numerator, n], i) => ({ period: quarters[i]!, value: numerator / n, n, numerator }))

describe('early warning of backsliding', () => {
  it('a lasting shift of the median is seen, and from when', () => {
    const verdict = driftOf(row('EW-01'), times([100, 110, 95, 105, 101, 115, 118, 121, 124]))
    expect(verdict).toMatchObject({ state: 'warning', since: '2024-Q2' })
  })

  it('the same shift to the better side is none', () => {
    expect(driftOf(row('EW-01'), times([100, 110, 95, 105, 90, 85, 82, 79, 76])).state).toBe(
      'steady',
    )
  })

  it('one bad quarter among good ones is none', () => {
    expect(driftOf(row('EW-01'), times([100, 110, 95, 105, 99, 125, 98, 101, 97])).state).toBe(
      'steady',
    )
  })

  it('a share that falls within the noise of its few cases is none, with many cases it is', () => {
    const falling = [9, 9, 10, 9, 9, 8, 8, 8, 8] as const
    const few = driftOf(row('EW-02'), shares(falling.map((x) => [x, 10])))
    const many = driftOf(row('EW-02'), shares(falling.map((x) => [x * 40, 400])))
    expect([few.state, many.state]).toEqual(['steady', 'warning'])
  })

  it('six quarters in a row on the worse side are a warning, five and a good one are none', () => {
    const base = [
      [1, 10],
      [1, 10],
      [1, 10],
      [1, 10],
    ] as const
    const bad = (n: number) => Array.from({ length: n }, () => [3, 10] as const)
    expect(driftOf(row('EW-03'), shares([...base, ...bad(6)])).since).toBe('2024-Q1')
    expect(driftOf(row('EW-03'), shares([...base, ...bad(5), [0, 10], ...bad(3)])).state).toBe(
      'steady',
    )
  })

  it('quarters of few cases say nothing, and saying nothing is not called steady', () => {
    const verdict = driftOf(row('EW-01'), times([100, 110, 95, 105, 101, 150, 180, 220], 3))
    expect(verdict.state).toBe('too little')
    expect(verdict.words).toContain('0 of 8 quarters')
  })

  it('every row names an indicator, a method with its source, and the cases it needs', () => {
    for (const r of driftRows) {
      expect(r.indicator).toMatch(/^IN-\d{2}$/)
      expect(r.leastCases).toBeGreaterThan(2)
      expect(r.citation.length).toBeGreaterThan(20)
    }
    expect(new Set(driftRows.map((r) => r.id)).size).toBe(driftRows.length)
  })
})

/** Normal numbers from a seed (mulberry32 and Box-Muller): the same at every run. */
function normals(seed: number): () => number {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

describe('how soon a drift is found', () => {
  // One-sided, slack 0.5, alarm at 4: Montgomery, table 9.3; 336 is twice its 168 for both sides together.
  it.each([
    [0, 336, 40],
    [0.5, 26.6, 2],
    [1, 8.38, 0.5],
    [2, 3.34, 0.2],
  ])('a shift of %d deviations after %d points on average', (shift, points, tolerance) => {
    expect([slack, alarmAt]).toEqual([0.5, 4])
    const draw = normals(1954)
    const rounds = shift === 0 ? 1500 : 4000
    let all = 0
    for (let round = 0; round < rounds; round++) {
      let n = 0
      for (let sum = 0; sum <= alarmAt; n++) sum = nextSum(sum, draw() + shift)
      all += n
    }
    expect(Math.abs(all / rounds - points)).toBeLessThan(tolerance)
  })
})
