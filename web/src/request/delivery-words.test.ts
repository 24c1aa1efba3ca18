import { describe, expect, it } from 'vitest'
import { alarmWords } from '../channels/words.ts'
import { counted, type Letter, saidOf, stateOf, toldWords, whyWaiting } from './delivery-words.ts'

const letter: Letter = {
  id: 'a',
  record: 'r',
  to: 'XN-FIU',
  toName: 'Norrhavn FIU',
  lane: 'routine',
  number: 3,
  sentAt: '2025-01-20T09:10:00.000Z',
  expires: '2025-02-19T09:10:00.000Z',
  rung: 'none',
  refused: false,
  contradicted: false,
  late: false,
  words: '',
  waiting: '',
  attempts: 1,
  evidence: [],
}
const asked = { says: 'not-understood', by: 'XN-FIU', at: '', digest: '', reason: '', index: 1 }

describe('the state of a letter in words', () => {
  it.each([
    [{}, 'no evidence yet'],
    [{ rung: 'admitted' }, 'admitted'],
    [{ rung: 'admitted', late: true }, 'admitted, late'],
    [{ rung: 'retrieved' }, 'opened by an officer'],
    [{ rung: 'retrieved', evidence: [asked] }, 'questions asked'],
    [{ refused: true }, 'refused'],
    [{ rung: 'answered', refused: true, contradicted: true }, 'contradicted: both are on record'],
  ] as const)('%j is "%s"', (changes, text) => {
    expect(stateOf({ ...letter, ...changes }).text).toBe(text)
  })

  it('names why it waits, and leaves what the machine said readable', () => {
    expect(whyWaiting('ECONNREFUSED')).toBe('the other node does not answer')
    expect(whyWaiting('status 502')).toBe('not delivered yet (status 502)')
  })

  it('counts and tells', () => {
    expect([counted(1, 'letter'), counted(2, 'letter')]).toEqual(['1 letter', '2 letters'])
    expect(saidOf('retrieved')).toBe('opened by an officer')
    expect(toldWords([])).toBe('its sender has a receipt and no later word')
    expect(toldWords(['retrieved', 'answered'])).toBe(
      'its sender was told that it was opened, that it was answered',
    )
    expect(alarmWords({ at: '', type: 'gap.queried', reason: 'letters 2 to 4', index: 1 })).toBe(
      'We asked for letters 2 to 4, which had not arrived.',
    )
    expect(alarmWords({ at: '', type: 'gap.alarm', reason: 'number-unknown', index: 1 })).toMatch(
      /^Alarm: a letter was asked for that was never written/,
    )
  })
})
