import { describe, expect, it } from 'vitest'
import { spanOf } from './span.ts'

describe('a scale of time', () => {
  const span = spanOf(['2025-05-14T09:00:00.000Z', '2026-12-31'])

  it('begins and ends with whole months', () => {
    expect(new Date(span.from).toISOString().slice(0, 10)).toBe('2025-05-01')
    expect(new Date(span.to).toISOString().slice(0, 10)).toBe('2027-01-01')
    expect(span.at('2025-05-01')).toBe(0)
    expect(span.at('2027-01-01')).toBe(1)
  })

  it('has a few ticks, each inside', () => {
    expect(span.ticks.map((t) => t.text)).toEqual(['Jul 2025', 'Jan 2026', 'Jul 2026', 'Jan 2027'])
    expect(span.ticks.every((t) => t.at >= 0 && t.at <= 1)).toBe(true)
  })

  it('is years where it is long', () => {
    expect(spanOf(['2025-01-10', '2028-12-31']).ticks.map((t) => t.text)).toContain('2027')
  })
})
