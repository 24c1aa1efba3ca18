import { describe, expect, it } from 'vitest'
import type { Day } from '#base'
import { layUnsigned } from './compile.ts'
import { shippedPacks } from './data/packs.ts'
import { shipped } from './law.ts'
import type { Pack } from './pack.ts'
import { checkReckonable } from './reckonable.ts'

const row = {
  citation: 'Act 1 of 2026 s. 1',
  text: 'a text',
  from: '2026-01-01',
  status: 'to-verify',
  source: 'gazette',
}
const xc = shipped.calendars.find((c) => c.id === 'XC')!
const freeze = { ...row, id: 'freeze', replaces: 'freeze', ...shipped.safeguards.freeze }

/** What becomes of a national pack with these rows, laid over everything that is shipped. */
function laid(rows: object): string {
  const pack = {
    id: 'XC-2026',
    name: 'Carrow, 2026',
    layer: 'national',
    version: 1,
    from: '2026-01-01',
    over: shippedPacks.map((p) => p.id),
    rows,
  }
  const outcome = layUnsigned([pack as unknown as Pack], '2026-06-01' as Day)
  return outcome.ok ? 'law' : outcome.refusal.name
}

const term = (more: object) => ({
  rules: [
    {
      ...row,
      id: 'XC-X',
      terms: [
        {
          id: 'XC-X',
          when: 'from the order',
          count: 5,
          unit: 'working-days',
          ends: 'end-of-day',
          roll: 'none',
          ...more,
        },
      ],
    },
  ],
})
const calendar = (more: object) => ({ calendars: [{ ...xc, replaces: 'XC', ...more }] })
const again = (table: 'grounds' | 'thresholds' | 'bases' | 'rules', id: string, more: object) => {
  const found = (shipped[table] as readonly { readonly id: string }[]).find((r) => r.id === id)!
  return { [table]: [{ ...found, replaces: id, ...more }] }
}
const ground = (like: string, more: object) => ({
  grounds: [{ ...shipped.grounds.find((g) => g.id === like)!, id: 'XC-G', ...more }],
})

describe('a pack whose limits cannot be reckoned never becomes law', () => {
  it('while one that can, does', () => {
    expect(laid(term({}))).toBe('law')
    expect(laid(calendar({ weekend: [5, 6] }))).toBe('law')
    expect(checkReckonable(shipped).ok).toBe(true)
  })

  it.each([
    ['a count that is no number', term({ count: Number.NaN })],
    ['a count without end', term({ count: Number.POSITIVE_INFINITY })],
    ['half a month', term({ count: 0.5, unit: 'months' })],
    ['an end that is none', term({ ends: 'some day' })],
    ['an hour that is none', term({ ends: { at: '25:99' } })],
    ['a zone of no country', term({ zone: 'Mars/Base' })],
    ['a date that is none', term({ unit: 'years', on: { month: 14, day: 1 } })],
    [
      'a limit that is put off for ever',
      term({ extension: { count: 1, unit: 'years', times: 9999, citation: 'x' } }),
    ],
    ['a calendar in a zone of no country', calendar({ zone: 'Mars/Base' })],
    ['a week without a working day', calendar({ weekend: [1, 2, 3, 4, 5, 6, 7] })],
    [
      'the same, by holidays',
      calendar({
        holidays: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
          Array.from({ length: 53 }, (_, i) => ({
            name: 'feast',
            on: 'weekday-after',
            weekday,
            month: 1,
            day: 1,
            offset: i * 7,
          })),
        ),
      }),
    ],
    [
      'a holiday in month 13',
      calendar({ holidays: [{ name: 'x', on: 'date', month: 13, day: 1 }] }),
    ],
    ['a holiday of no kind', calendar({ holidays: [{ name: 'x', on: 'whenever' }] })],
    ['feasts without days', calendar({ holidays: [{ name: 'x', on: 'days' }] })],
    [
      'a demand without points',
      { rules: [{ ...row, id: 'XC-X', terms: [], asks: [{ id: 'XC-X', kind: 'all', of: 'x' }] }] },
    ],
    ['names of objects', JSON.parse('{"__proto__":[],"rules":[]}')],
  ])('%s', (_, rows) => {
    expect(['pack-malformed', 'count-absurd', 'row-uncited']).toContain(laid(rows as object))
  })
})

describe('a pack never makes the law looser for persons', () => {
  it.each([
    [
      'a full stop in place of a remedy',
      { safeguards: [{ ...freeze, remedy: '.' }] },
      'safeguard-loosened',
    ],
    ['a space', { safeguards: [{ ...freeze, remedy: '\u00a0' }] }, 'safeguard-loosened'],
    [
      'a typology of one case',
      again('thresholds', 'TH-CASES', { value: '1' }),
      'safeguard-loosened',
    ],
    [
      'an attribution in the same numbers of another unit',
      again('thresholds', 'TH-ATTRIBUTION', { unit: 'percent' }),
      'safeguard-loosened',
    ],
    [
      'a claim window of a day',
      again('thresholds', 'TH-CLAIM-WINDOW', { value: '1' }),
      'safeguard-loosened',
    ],
    [
      'a freeze without the last day',
      again('rules', 'CP-LONG-STOP', {
        terms: [{ ...shipped.rules.find((r) => r.id === 'CP-LONG-STOP')!.terms[0]!, count: 90 }],
      }),
      'safeguard-loosened',
    ],
    [
      'a last day that counts nothing',
      again('rules', 'CP-LONG-STOP', { terms: [] }),
      'safeguard-loosened',
    ],
    [
      'a freeze outside the matrix',
      again('bases', 'UNCAC/freeze', { safeguards: null }),
      'safeguard-loosened',
    ],
    [
      'bank secrecy by another name',
      ground('FB-01', { kind: 'refusal', consult: true, usableIn: ['P3'] }),
      'ground-opened',
    ],
    [
      'dual criminality by another name',
      ground('G-02', { usableIn: ['P1'], closedIn: [] }),
      'ground-opened',
    ],
    [
      'a new ground without a consultation',
      ground('G-01', { consult: false }),
      'safeguard-loosened',
    ],
  ] as const)('%s', (_, rows, refused) => expect(laid(rows)).toBe(refused))

  it('and may make it stricter', () => {
    expect(laid(again('thresholds', 'TH-CASES', { value: '10' }))).toBe('law')
    expect(laid({ safeguards: [{ ...freeze, remedy: 'the court of first instance' }] })).toBe('law')
  })
})
