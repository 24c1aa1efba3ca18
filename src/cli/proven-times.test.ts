import { describe, expect, it } from 'vitest'
import { type Instant, instant } from '#base'
import type { AuthorityCard } from '#directory'
import type { CosignerKey, WitnessPolicy } from '#store'
import { ProvenTimes, quorumTime, unprovenBy } from './proven-times.ts'

const day = (text: string) => `2025-${text}T00:00:00.000Z` as Instant

describe('the time by which an entry was there', () => {
  it('is that of the earliest head that covers it', () => {
    const times = new ProvenTimes()
    times.head(9, day('03-01'))
    times.head(5, day('02-01'))
    times.head(9, day('04-01'))
    expect([0, 4, 5, 8, 9].map((index) => times.of(index))).toEqual([
      day('02-01'),
      day('02-01'),
      day('03-01'),
      day('03-01'),
      undefined,
    ])
  })

  it('is that of the witness with whom the quorum was there', () => {
    const key = {} as CosignerKey
    const policy: WitnessPolicy = {
      witnesses: ['a', 'b', 'c'].map((name) => ({ name, key })),
      groups: [{ name: 'two', atLeast: 2, members: ['a', 'b', 'c'] }],
      quorum: 'two',
    } as never
    const at = (...seconds: (readonly [string, number])[]) => quorumTime(policy, new Map(seconds))
    expect(at(['c', 900], ['a', 100], ['b', 500])).toBe(instant(500_999))
    expect(at(['a', 100])).toBeUndefined()
  })
})

describe('a key that was taken back', () => {
  const card = {
    keys: [{ id: 'seal', from: day('01-01'), revoked: { at: day('06-01'), reason: 'stolen' } }],
    officers: [{ id: 'XV-FIU/analyst', key: 'officer', from: day('01-01') }],
  } as unknown as AuthorityCard

  it.each([
    ['seen by somebody before', 'seal', day('05-01'), true],
    ['seen by nobody', 'seal', undefined, false],
    ['seen afterwards alone', 'seal', day('06-02'), false],
    ['seen in the very moment', 'seal', day('06-01'), false],
    ['under another key', 'officer', undefined, true],
    ['under a key of no card', 'nowhere', undefined, true],
  ])('judges what was signed before: %s', (_what, key, proven, good) => {
    expect(unprovenBy(card, key, day('03-01'), proven) === undefined).toBe(good)
  })
})
