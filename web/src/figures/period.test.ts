import { describe, expect, it } from 'vitest'
import { quartersUpTo, releaseName, runOf } from './period.ts'

const quarters = quartersUpTo('2026-09-30T08:00:00.000Z', 9)

describe('the periods of figures', () => {
  it('are quarters, the newest first, over the turn of the year', () => {
    expect(quarters.map((q) => q.id)).toEqual([
      '2026-Q3',
      '2026-Q2',
      '2026-Q1',
      '2025-Q4',
      '2025-Q3',
      '2025-Q2',
      '2025-Q1',
      '2024-Q4',
      '2024-Q3',
    ])
    expect(quarters[2]).toEqual({
      id: '2026-Q1',
      label: '2026, January to March',
      from: '2026-01-01',
      to: '2026-03-31',
    })
    expect(quarters[7]).toMatchObject({ from: '2024-10-01', to: '2024-12-31' })
  })

  it('are named as releases name them', () => {
    const of = (from: string, to: string) => {
      const run = runOf({ from, to }, quarters)
      return run === undefined ? undefined : releaseName(...run)
    }
    expect(of('2025-01-01', '2025-03-31')).toBe('2025-Q1')
    expect(of('2025-01-01', '2025-12-31')).toBe('2025')
    expect(of('2025-01-01', '2026-09-30')).toBe('2025-Q1_2026-Q3')
    expect(of('2025-01-02', '2026-09-30')).toBeUndefined()
    expect(of('2026-01-01', '2025-12-31')).toBeUndefined()
  })
})
