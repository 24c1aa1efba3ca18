import { describe, expect, it } from 'vitest'
import { stateOf } from './attachment-words.ts'

describe('a file in words', () => {
  it('is as far as the slowest of those it goes to', () => {
    const to = (
      sent: number,
      verifiedAt: string | null = null,
      erasedAt: string | null = null,
    ) => ({
      node: 'XN-FIU',
      sent,
      verifiedAt,
      erasedAt,
    })
    const gone = to(1000, '2025-01-20', '2025-04-01')
    expect(stateOf({ state: 'sent', arrived: null, to: [gone] }).text).toContain('erased')
    expect(stateOf({ state: 'sent', arrived: null, to: [gone, to(1000, '2025-01-20')] }).text).toBe(
      'there, whole and checked',
    )
    expect(stateOf({ state: 'sent', arrived: null, to: [to(436), to(990)] }).text).toBe(
      'sending 43 %',
    )
    expect(stateOf({ state: 'sent', arrived: null, to: [to(1000, '2025-01-20')] }).text).toContain(
      'whole',
    )
    expect(stateOf({ state: 'wanted', arrived: 5, to: [] }).text).toBe('arriving 0 %')
  })
})
