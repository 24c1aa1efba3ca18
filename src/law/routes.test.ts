import { describe, expect, it } from 'vitest'
import type { Day } from '#base'
import { gaps, type Refused } from './gaps.ts'
import { type Law, shipped } from './law.ts'
import { dualCriminality } from './offences.ts'
import { findRoutes, type RouteQuestion } from './routes.ts'
import { threshold } from './thresholds.ts'

const on = '2025-03-15' as Day
const ask = (from: string, to: string, measure: RouteQuestion['measure'], more = {}) =>
  findRoutes({ from, to, measure, on, ...more }, shipped)
const instruments = (...args: Parameters<typeof ask>) =>
  ask(...args)
    .routes.filter((r) => !r.informal)
    .map((r) => r.instrument)

describe('which way a request may go', () => {
  it.each([
    ['XV', 'XN', 'freeze', ['CP', 'UNCAC']],
    ['XV', 'XN', 'fiu-information', ['XV-XN']],
    ['XV', 'XC', 'fiu-information', ['MOU-XC']],
    ['XV', 'XV', 'freeze', ['XV-LAW', 'CP']],
    ['XV', 'XS', 'extradition', ['CP', 'UNCAC']],
    ['XV', 'XZ', 'freeze', ['COMITY']],
    ['FI', 'DE', 'freeze', ['REG-2018-1805', 'UNCAC']],
    ['FI', 'DE', 'search-hearing', ['EIO', 'UNCAC']],
    ['FI', 'DK', 'freeze', ['UNCAC']],
    ['IE', 'FR', 'confiscation', ['UNCAC']],
    ['GB', 'CH', 'search-hearing', ['UNCAC']],
    ['XN', 'US', 'return', ['UNCAC']],
  ] as const)('%s to %s, %s: %j', (from, to, measure, expected) => {
    expect(ask(from, to, measure).answer).toBe('routes')
    expect(instruments(from, to, measure)).toEqual(expected)
  })

  it.each([
    ['XV', 'XZ', 'fiu-information', {}, 'unknown', 'no row of the register'],
    ['QQ', 'XN', 'freeze', {}, 'unknown', 'no row of the register'],
    ['XV', 'XC', 'suspension', {}, 'unknown', 'no row of the register'],
    ['FI', 'DK', 'freeze', { offence: 'tax-crime' }, 'none', 'tax crime is none of them'],
    ['DE', 'US', 'freeze', { on: '2014-12-11' }, 'none', 'did not bind both countries'],
    ['XV', 'XN', 'fiu-information', { fromKind: 'prosecutor' }, 'none', 'not prosecutor'],
    ['FI', 'DK', 'search-hearing', { offence: 'fraud' }, 'none', 'none of them'],
  ] as const)('%s to %s, %s %j: %s', (from, to, measure, more, answer, words) => {
    const found = ask(from, to, measure, more)
    expect(found.answer).toBe(answer)
    expect(found.because).toContain(words)
    expect(found.routes.filter((r) => !r.informal)).toEqual([])
  })

  it('says why Denmark is not reached by the regulation', () => {
    expect(ask('FI', 'DK', 'freeze').closed).toContainEqual({
      citation: 'Regulation (EU) 2018/1805; Protocol (No 22) to the Treaties, art. 1 and 2',
      reason: 'Denmark takes no part in this measure of the area of freedom, security and justice',
    })
  })

  it('a law without rows answers unknown to everything', () => {
    const empty: Law = { ...shipped, bases: [], networks: [], offences: [], criminality: [] }
    const found = findRoutes(
      { from: 'XV', to: 'XN', measure: 'freeze', on, offence: 'corruption' },
      empty,
    )
    expect([found.answer, found.routes, found.dualCriminality?.answer]).toEqual([
      'unknown',
      [],
      'unknown',
    ])
  })

  it('a freeze between members: fourteen sections, two days and two days, central facts in words', () => {
    const first = ask('XV', 'XN', 'freeze', { offence: 'corruption' }).routes[0]!
    expect(first.elements).toHaveLength(14)
    expect(first.deadlines.map((d) => [d.what, d.id])).toEqual([
      ['decide', 'CP-FREEZE-DECIDE'],
      ['execute', 'CP-FREEZE-EXECUTE'],
      ['review', 'CP-FREEZE-REVIEW.first'],
    ])
    expect(first.deadlines[0]!.text).toBe('48 hours, from receipt')
    expect(first.channel).toBe('direct between the members, node to node')
  })

  it('between Veldania and Zerev nothing is owed: no limit', () => {
    const only = ask('XV', 'XZ', 'freeze').routes[0]!
    expect(only.deadlines).toEqual([])
    expect(only.channel).toBe('diplomatic channel')
    expect(only.why).toContain('nobody owes an answer')
  })

  it('information: a word through the units comes first; otherwise it stands at the end', () => {
    expect(ask('XV', 'XN', 'fiu-information').routes[0]).toMatchObject({
      instrument: 'NET-EGMONT',
      informal: true,
    })
    expect(ask('FI', 'DE', 'freeze').routes.map((r) => r.informal)).toEqual([
      false,
      false,
      true,
      true,
    ])
    expect(ask('XV', 'XV', 'freeze').routes.some((r) => r.informal)).toBe(false)
  })

  it('tells reservations and languages where a row has them', () => {
    const toUs = ask('XN', 'US', 'extradition').routes[0]!
    expect(toUs.reservations[0]).toMatch(/^US does not take the convention/)
    expect(ask('XN', 'FI', 'search-hearing').routes[0]!.languages).toContain('sv')
    expect(ask('XN', 'PT', 'search-hearing').routes[0]!.languages).toBeUndefined()
  })
})

/** Recognition of freezing orders under Regulation (EU) 2018/1805 art. 8(1): what the facts let one expect. */
describe('grounds that are to be expected', () => {
  it.each([
    ['corruption: on the list, 4 years in Finland', { offence: 'corruption' }, false],
    ['fraud in Italy: on the list, exactly 3 years', { offence: 'fraud', from: 'IT' }, false],
    ['tax crime: not on the list, no German row', { offence: 'tax-crime' }, true],
    ['insider dealing: nobody entered a row', { offence: 'insider-dealing' }, true],
    ['environmental crime: on the list, penalty unknown', { offence: 'environmental-crime' }, true],
    [
      'environmental crime with a penalty of 2 years',
      { offence: 'environmental-crime', penaltyYears: 2 },
      true,
    ],
    [
      'environmental crime with a penalty of 3 years',
      { offence: 'environmental-crime', penaltyYears: 3 },
      false,
    ],
    ['no offence named', {}, true],
  ] as const)('dual criminality, %s', (_, more, likely) => {
    const found = ask('FI', 'DE', 'freeze', more)
    const regulation = found.routes.find((r) => r.instrument === 'REG-2018-1805')!
    const ground = regulation.grounds.find((g) => g.id === 'G-02')!
    expect(ground.likely).toBe(likely)
    expect(ground.citation).toBe('Regulation (EU) 2018/1805 art. 8(1)(e), 19(1)(f)')
  })

  it.each([
    ['(a) ne bis in idem', 'G-03'],
    ['(b) privilege or immunity', 'G-04'],
    ['(b) press freedom', 'G-10'],
    ['(c) incomplete after consultation', 'G-06'],
    ['(d) territoriality', 'G-11'],
    ['(e) dual criminality', 'G-02'],
    ['(f) fundamental rights', 'G-05'],
  ])('art. 8(1)%s is %s', (article, id) => {
    const regulation = ask('FI', 'DE', 'freeze').routes[0]!
    const ground = regulation.grounds.find((g) => g.id === id)!
    expect(ground.citation).toContain(`8(1)${article.slice(0, 3)}`)
  })

  it('the list of the regulation is closed: no essential interests, no small value, no missing link', () => {
    const known = ask('FI', 'DE', 'freeze')
      .routes[0]!.grounds.filter((g) => g.kind === 'refusal')
      .map((g) => g.id)
    expect(known.sort()).toEqual(['G-02', 'G-03', 'G-04', 'G-05', 'G-06', 'G-10', 'G-11'])
  })

  it('confiscation adds third persons and trials in absentia', () => {
    const known = ask('FI', 'DE', 'confiscation').routes[0]!.grounds.map((g) => g.id)
    expect(known).toEqual(expect.arrayContaining(['G-13', 'G-14', 'PO-05']))
  })

  it('what nobody may say is never expected', () => {
    for (const to of ['XN', 'XC', 'XS'])
      for (const route of ask('XV', to, 'search-hearing').routes)
        expect(route.grounds.map((g) => g.id).filter((id) => id.startsWith('FB'))).toEqual([])
  })
})

describe('dual criminality', () => {
  it.each([
    ['corruption', 'XV', 'XN', 'yes'],
    ['embezzlement', 'XV', 'XC', 'yes'],
    ['tax-crime', 'XV', 'XC', 'no'],
    ['illicit-enrichment', 'XV', 'XN', 'no'],
    ['trading-influence', 'XV', 'XC', 'unknown'],
    ['insider-dealing', 'XV', 'XN', 'unknown'],
    ['corruption', 'XV', 'XZ', 'unknown'],
    ['corruption', 'FI', 'DE', 'yes'],
    ['witchcraft', 'FI', 'DE', 'unknown'],
  ] as const)('%s in %s and %s: %s', (offence, a, b, answer) => {
    expect(dualCriminality(offence, [a, b], on, shipped).answer).toBe(answer)
  })

  it('is asked for a day: before the code was in force it is unknown', () => {
    expect(dualCriminality('corruption', ['XV', 'XS'], '2011-12-31' as Day, shipped).answer).toBe(
      'unknown',
    )
  })

  it('every answer but unknown names its articles', () => {
    expect(dualCriminality('corruption', ['XV', 'XN'], on, shipped).because).toBe(
      'corruption is an offence in XV (Veldanian criminal code art. 301) and in XN (Norrhavn penal code s. 144)',
    )
  })

  it('has at least 25 offences, and the articles of the convention', () => {
    expect(shipped.offences.length).toBeGreaterThanOrEqual(25)
    const articles = shipped.offences.flatMap((o) => o.uncac?.split(', ') ?? [])
    expect([...new Set(articles)].map(Number).sort((a, b) => a - b)).toEqual([
      15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
    ])
  })
})

describe('the gap map', () => {
  const refused: readonly Refused[] = [
    { from: 'XV', to: 'XC', measure: 'search-hearing', ground: 'G-04', on: '2025-07-02' as Day },
    { from: 'XV', to: 'XZ', measure: 'freeze', ground: 'unknown', on: '2025-03-20' as Day },
    { from: 'XV', to: 'XZ', measure: 'freeze', ground: 'unknown', on: '2025-05-01' as Day },
    { from: 'XN', to: 'XS', measure: 'fiu-information', ground: 'G-07', on: '2025-02-14' as Day },
  ]
  it('counts by corridor, measure and ground, the commonest first', () => {
    expect(gaps(refused, shipped).map((g) => [g.from, g.to, g.name, g.count, g.last])).toEqual([
      ['XV', 'XZ', 'no row in the register', 2, '2025-05-01'],
      ['XN', 'XS', 'link or relevance not shown', 1, '2025-02-14'],
      ['XV', 'XC', 'privilege or immunity', 1, '2025-07-02'],
    ])
  })

  it('does not depend on the order of what was refused', () => {
    expect(gaps([...refused].reverse(), shipped)).toEqual(gaps(refused, shipped))
  })
})

describe('lines that the law draws', () => {
  it.each([
    ['TH-ATTRIBUTION', '0.80'],
    ['TH-SHARING', '10000.00'],
    ['TH-SHARE', '50'],
    ['TH-CASES', '5'],
    ['TH-JURISDICTIONS', '2'],
    ['TH-CLAIM-WINDOW', '90'],
    ['TH-RESPONDENTS', '5'],
    ['TH-RESPONDENTS-OECD', '3'],
  ])('%s is %s', (id, value) => {
    expect(threshold(id, shipped)?.value).toBe(value)
  })

  it('a line that nobody drew is not there', () => {
    expect(threshold('TH-NOTHING', shipped)).toBeUndefined()
  })
})
