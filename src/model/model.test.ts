import { describe, expect, it } from 'vitest'
import type { Day, Instant } from '#base'
import { asOf, type Statement, strictest, type UseConditions } from '#model'

const day = (text: string) => text as Day
const at = (text: string) => `${text}T00:00:00.000Z` as Instant

describe('a statement has two dates', () => {
  const owner: Statement<string>[] = [
    {
      about: 'C05',
      value: 'a nominee',
      source: 'register extract',
      validFrom: day('2020-01-01'),
      knownAt: at('2025-01-20'),
    },
    {
      about: 'C05',
      value: 'P01 65 %',
      source: 'RQ-02',
      validFrom: day('2020-01-01'),
      knownAt: at('2025-02-24'),
    },
    {
      about: 'C05',
      value: 'sold',
      source: 'register',
      validFrom: day('2026-01-01'),
      knownAt: at('2026-01-10'),
    },
  ]
  it.each([
    ['2024-06-30', '2025-02-01', 'a nominee'],
    ['2024-06-30', '2025-03-01', 'P01 65 %'],
    ['2024-06-30', '2024-12-31', undefined],
    ['2019-06-30', '2026-12-31', undefined],
  ])('what held on %s, as known on %s: %s', (on, known, value) => {
    expect(asOf(owner, day(on), at(known))?.value).toBe(value)
  })
})

describe('use conditions join to the stricter', () => {
  const a: UseConditions = {
    handling: 'TLP:AMBER',
    purposes: ['analysis', 'prosecution'],
    evidence: 'with-consent',
    onward: 'yes',
  }
  const b: UseConditions = {
    handling: 'TLP:GREEN',
    purposes: ['analysis'],
    evidence: 'yes',
    onward: 'no',
    retainUntil: '2030-01-20',
  }
  it('in every respect and in either order', () => {
    const joined = {
      handling: 'TLP:AMBER',
      purposes: ['analysis'],
      evidence: 'with-consent',
      onward: 'no',
      retainUntil: '2030-01-20',
    }
    expect(strictest(a, b)).toEqual(joined)
    expect(strictest(b, a)).toEqual(joined)
  })
})
