import { describe, expect, it } from 'vitest'
import { asDay, type Day } from '#base'
import { bases } from './data/bases.ts'
import { elements } from './data/elements.ts'
import { grounds } from './data/grounds.ts'
import { instruments } from './data/instruments.ts'
import { rules } from './data/rules.ts'
import { groundsFor } from './grounds.ts'
import { shipped } from './law.ts'
import type { AuthorityKind, Measure } from './measures.ts'
import { type Party, permits, type Question } from './permits.ts'
import { termOf } from './reckoning.ts'
import type { Row } from './rows.ts'

const party = (country: string, kind: AuthorityKind = 'FIU'): Party => ({
  authority: `${country}-${kind}`,
  country,
  kind,
})
const ask = (
  from: string,
  to: string,
  measure: Measure = 'fiu-information',
  on = '2025-01-20',
): Question => ({ measure, from: party(from), to: party(to), on: on as Day })

describe('what the law permits', () => {
  it.each([
    ['XV', 'XN', 'fiu-information', 'XV-XN/fiu-information'],
    ['XN', 'XV', 'fiu-information', 'XV-XN/fiu-information'],
    ['XV', 'XN', 'suspension', 'XV-XN/suspension'],
    ['XV', 'XC', 'fiu-information', 'MOU-XC/fiu-information'],
    ['XC', 'XN', 'fiu-information', 'MOU-XC/fiu-information'],
    ['XN', 'XS', 'fiu-disclosure', 'MOU-XS/fiu-disclosure'],
    ['XS', 'XV', 'onward-use', 'MOU-XS/onward-use'],
    ['DE', 'PL', 'suspension', 'CETS-198/suspension'],
  ] as const)('%s asks %s for %s: %s', (from, to, measure, basis) => {
    const answer = permits(ask(from, to, measure), shipped)
    expect(answer.ok && answer.value.basis.id).toBe(basis)
  })

  it.each([
    ['a country without an instrument', ask('XV', 'XZ'), 'basis-unknown'],
    ['a measure that the memorandum does not name', ask('XV', 'XC', 'suspension'), 'basis-unknown'],
    [
      'a day before the treaty',
      ask('XV', 'XN', 'fiu-information', '2021-02-28'),
      'basis-not-in-force',
    ],
    [
      'a prosecutor who asks a unit',
      { ...ask('XV', 'XN'), from: party('XV', 'prosecutor') },
      'authority-not-competent',
    ],
    ['a country that asks itself', ask('XV', 'XV'), 'basis-unknown'],
  ] as const)('%s is refused', (_, question, name) => {
    const answer = permits(question, shipped)
    expect(answer.ok).toBe(false)
    if (answer.ok) return
    expect(answer.refusal.name).toBe(name)
    expect(answer.refusal.kind).toBe('unlawful')
    expect(answer.refusal.citation).toBeTruthy()
  })

  it.each([
    ['XV', 'XN', 'search-hearing', 'central-authority', 'CP/search-hearing'],
    ['XN', 'XV', 'search-hearing', 'prosecutor', 'CP/search-hearing'],
    ['XV', 'XS', 'extradition', 'central-authority', 'CP/extradition'],
    ['XV', 'XN', 'freeze', 'ARO', 'CP/freeze'],
    ['XV', 'XV', 'freeze', 'ARO', 'XV-LAW/freeze'],
    ['XC', 'XC', 'confiscation', 'court', 'XC-LAW/confiscation'],
    ['XV', 'XN', 'automatic-exchange', 'tax', 'CRS/automatic-exchange'],
    ['XV', 'XV', 'tip', 'oversight', 'CP/tip'],
    ['XV', 'XX', 'dispute', 'central-authority', 'CP/dispute'],
    ['XV', 'XZ', 'search-hearing', 'central-authority', 'COMITY/search-hearing'],
    ['FI', 'DE', 'freeze', 'prosecutor', 'REG-2018-1805/freeze'],
    ['FI', 'DE', 'search-hearing', 'prosecutor', 'EIO/search-hearing'],
    ['FI', 'DK', 'freeze', 'prosecutor', 'UNCAC/freeze'],
    ['XV', 'CH', 'return', 'central-authority', 'UNCAC/return'],
  ] as const)('%s and %s, %s by a %s: %s', (a, b, measure, kind, basis) => {
    const to = a === 'XV' && b === 'XZ' ? 'government' : kind
    const answer = permits(
      {
        measure,
        from: party(a, kind),
        to: party(b, to),
        on: '2025-03-20' as Day,
      },
      shipped,
    )
    expect(answer.ok && answer.value.basis.id).toBe(basis)
  })

  it('between Veldania and Zerev there is no limit at all (ML-09)', () => {
    const answer = permits(
      {
        measure: 'freeze',
        from: party('XV', 'central-authority'),
        to: party('XZ', 'government'),
        on: '2025-03-20' as Day,
      },
      shipped,
    )
    expect(answer.ok && [answer.value.basis.answer, answer.value.basis.limits]).toEqual([
      {},
      undefined,
    ])
  })

  it('a country is a party only from the day on which it was bound', () => {
    const on = (day: string) =>
      permits(
        {
          measure: 'freeze',
          from: party('US', 'central-authority'),
          to: party('DE', 'central-authority'),
          on: day as Day,
        },
        shipped,
      )
    expect(on('2014-12-12').ok).toBe(true)
    expect(on('2014-12-11')).toMatchObject({ ok: false, refusal: { name: 'basis-not-in-force' } })
  })

  it('the treaty answers within 7 days, the memoranda within 30 or, in an open register, 7', () => {
    const normal = (to: string) => {
      const answer = permits(ask('XV', to), shipped)
      return answer.ok ? answer.value.basis.answer : {}
    }
    const days = (id: string | undefined) => {
      const found = termOf(id ?? '', shipped)
      return found.ok ? found.value.term.count : undefined
    }
    expect(days(normal('XN').normal)).toBe(7)
    expect(days(normal('XC').normal)).toBe(30)
    expect(days(normal('XS').register)).toBe(7)
    expect(normal('XN').register).toBeUndefined()
  })
})

describe('grounds of refusal', () => {
  it('between units: no dual criminality, no value limit, no ne bis in idem', () => {
    expect(groundsFor('P1', '2025-01-20' as Day, shipped).map((g) => g.id)).toEqual([
      'G-01',
      'G-04',
      'G-05',
      'G-06',
      'G-07',
      'G-09',
      'G-10',
    ])
  })

  it('the article that closes dual criminality stands beside it', () => {
    const closed = grounds.find((g) => g.id === 'G-02')?.closedIn[0]
    expect(closed).toMatchObject({
      procedure: 'P1',
      citation: 'DL-06, Directive (EU) 2024/1640 art. 35',
    })
  })
})

describe('every row of law', () => {
  const rows: readonly Row[] = [...rules, ...grounds, ...elements, ...instruments, ...bases]
  it.each(rows.map((r) => [r.id, r] as const))(
    '%s has days, a citation, a source and a plain sentence',
    (_, row) => {
      expect(asDay(row.from)).toBe(row.from)
      if (row.to !== undefined) expect(row.to >= row.from).toBe(true)
      for (const text of [row.citation, row.source, row.text])
        expect(text.length).toBeGreaterThan(5)
      expect(row.text).toMatch(/\.$/)
    },
  )

  it('has its own id, and every limit too', () => {
    for (const table of [rules, grounds, elements, instruments, bases]) {
      const ids = table.map((r: Row) => r.id)
      expect(new Set(ids).size).toBe(ids.length)
    }
    const terms = rules.flatMap((r) => r.terms.map((t: { id: string }) => t.id))
    expect(new Set(terms).size).toBe(terms.length)
  })

  it('every basis names limits that the register holds', () => {
    for (const basis of bases)
      for (const id of [
        ...Object.values(basis.answer),
        ...Object.values(basis.limits ?? {}),
        ...(basis.acknowledge ? [basis.acknowledge] : []),
        ...(basis.acknowledgeEmergency ? [basis.acknowledgeEmergency] : []),
      ])
        expect(termOf(id, shipped).ok, id).toBe(true)
  })
})
