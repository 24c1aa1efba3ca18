import { describe, expect, it } from 'vitest'
import type { Actor } from '../api/types.ts'
import { cardIn, isDue, isKeeper, waitsFor } from './keepers.ts'
import type { OwnKey, WaitingCard } from './types.ts'

const officer = (role: string, authority = 'XV-FIU', name = 'mira'): Actor => ({
  id: `${authority}/${name}`,
  name,
  role,
  roleName: role,
  authority,
})

describe('the cards of partners', () => {
  it.each([
    ['a head of desk of the node', officer('head-of-desk'), true],
    ['an analyst of the node', officer('analyst'), true],
    ['an auditor', officer('auditor'), false],
    ['a registrar of an authority that is served', officer('registrar', 'XV-CA'), false],
    ['nobody', null, false],
  ])('are kept by %s: or not', (_who, actor, may) => {
    expect(isKeeper(actor, 'XV-FIU')).toBe(may)
  })

  it('wait for another officer than the one who put them forward', () => {
    const card = { by: 'XV-FIU/mira' } as WaitingCard
    expect(waitsFor(card, officer('analyst'))).toMatch(/Another officer/)
    expect(waitsFor(card, officer('head-of-desk', 'XV-FIU', 'hedda'))).toBeUndefined()
  })

  it('are read from a file of one, or as a node hands them out', () => {
    const card = { card: 'abc', signatures: [] }
    expect(cardIn(JSON.stringify(card))).toEqual(card)
    expect(cardIn(JSON.stringify({ cards: [card, { card: 'other' }] }))).toEqual(card)
    expect(cardIn('no card')).toBeUndefined()
  })
})

describe('a key of this node', () => {
  const key: OwnKey = {
    id: 'k1',
    use: 'open',
    algorithm: 'MLKEM768-X25519',
    from: '2026-08-31T06:00:00.000Z',
    to: null,
    revoked: null,
    due: '2026-11-29T06:00:00.000Z',
  }

  it.each([
    ['before its day', key, '2026-09-30T08:00:00.000Z', false],
    ['on its day', key, '2026-11-29T06:00:00.000Z', true],
    [
      'that has a successor',
      { ...key, to: '2026-12-01T00:00:00.000Z' },
      '2026-12-24T00:00:00.000Z',
      false,
    ],
    [
      'that was taken back',
      { ...key, revoked: '2026-12-01T00:00:00.000Z' },
      '2026-12-24T00:00:00.000Z',
      false,
    ],
    ['that has no term', { ...key, due: null }, '2036-01-01T00:00:00.000Z', false],
  ])('is due, or not: %s', (_when, one, now, due) => {
    expect(isDue(one, now)).toBe(due)
  })
})
