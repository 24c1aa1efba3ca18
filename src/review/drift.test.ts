import { describe, expect, it } from 'vitest'
import { type DriftRow, driftOf, driftRows, type SeriesPoint } from './drift.ts'

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
