import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { kFinding, readCaseLine, type SourceCase } from '#procedure'
import { bandOf, checkerPage, checkerReport } from './checker.ts'
import { checkerWords } from './data/checker-words.ts'
import { mayBePublic } from './k-rule.ts'
import { type Publication, readableBy, stixFeed, uuid5 } from './publication.ts'

const rule = { cases: 5, jurisdictions: 2 }
const sha = (n: number) => `sha256:${String(n).padStart(64, '0')}`
const cases = (count: number, countries: number, traits = {}): SourceCase[] =>
  Array.from({ length: count }, (_, i) => ({
    digest: sha(i),
    jurisdiction: `X${'VNCS'[i % countries]}`,
    traits: { goods: 'medical', payout: 'gold', ...traits },
  }))

describe('the k-rule of publications', () => {
  it('lets TY-01 out: five cases of three jurisdictions, nobody alone', () => {
    expect(must(mayBePublic(kFinding(cases(5, 3), ['goods', 'payout']), rule))).toEqual({
      cases: 5,
      jurisdictions: 3,
      unique: [],
    })
  })

  it('holds TY-02 back: three cases', () => {
    const held = mayBePublic(kFinding(cases(3, 2), ['goods']), rule)
    expect(!held.ok && held.refusal.name).toBe('too-few-cases')
  })

  it('holds back five cases of one jurisdiction, and the same case told five times', () => {
    expect(mayBePublic(kFinding(cases(5, 1), []), rule).ok).toBe(false)
    const twice = [...cases(4, 2), { ...cases(4, 2)[0]!, jurisdiction: 'XS' }]
    expect(kFinding(twice, []).cases).toBe(4)
  })

  it('finds a case that is alone in a combination of two traits, though in neither of them', () => {
    const table = cases(8, 2).map((c, i) => ({
      ...c,
      traits: { goods: i < 4 ? 'medical' : 'ships', payout: i % 4 < 2 ? 'gold' : 'coins' },
    }))
    expect(kFinding(table, ['goods', 'payout']).unique).toEqual([])
    table[0] = { ...table[0]!, traits: { goods: 'medical', payout: 'coins' } }
    const found = kFinding(table, ['goods', 'payout'])
    expect(found.unique).toEqual([{ traits: { goods: 'medical', payout: 'gold' }, cases: 1 }])
    const held = mayBePublic(found, rule)
    expect(!held.ok && held.refusal.name).toBe('combination-unique')
  })

  it('lets no table through in which one case alone has a told trait', () => {
    const table = fc.array(
      fc.record({ goods: fc.constantFrom('a', 'b', 'c'), payout: fc.constantFrom('x', 'y') }),
      { minLength: 5, maxLength: 20 },
    )
    fc.assert(
      fc.property(table, (rows) => {
        const all = rows.map((traits, i) => ({ digest: sha(i), jurisdiction: `X${i % 3}`, traits }))
        const open = mayBePublic(kFinding(all, ['goods', 'payout']), rule).ok
        const alone = all.some(
          (c) =>
            all.filter(
              (o) => o.traits.goods === c.traits.goods && o.traits.payout === c.traits.payout,
            ).length === 1,
        )
        return open !== alone
      }),
    )
  })
})

const released = (reference: string, level: Publication['level'], more = {}): Publication => ({
  reference,
  level,
  version: '1',
  state: 'released',
  text: 'equipment is invoiced too high',
  pattern: 'over-invoicing',
  redFlags: ['a price ten times the list price'],
  detector: '',
  casesAtLeast: 5,
  jurisdictionsAtLeast: 2,
  falsePositives: 19,
  releasedAt: '2025-12-15T09:00:00.000Z',
  changedAt: '2025-12-15T09:00:00.000Z',
  until: null,
  hits: 7,
  falseAlarms: 2,
  ...more,
})

describe('the feed', () => {
  const both = [released('TY-01', 'public'), released('TY-02', 'partnership')]
  const feed = { authority: 'XN-FIU', name: 'Norrhavn FIU' }
  const ids = (circle: Publication['level']) =>
    (
      stixFeed(both, { ...feed, circle }) as {
        objects: { external_references?: { external_id: string }[] }[]
      }
    ).objects
      .flatMap((o) => o.external_references ?? [])
      .map((r) => r.external_id)

  it('gives the public what is public, and the partnership more', () => {
    expect(ids('public')).toEqual(['TY-01'])
    expect(ids('partnership').sort()).toEqual(['TY-01', 'TY-02'])
    expect(readableBy([released('TY-03', 'authorities')], 'partnership')).toEqual([])
  })

  it('says of what was withdrawn that it is revoked, and never drops it in silence', () => {
    const gone = [released('TY-01', 'public', { state: 'withdrawn' })]
    expect(JSON.stringify(stixFeed(gone, { ...feed, circle: 'public' }))).toContain(
      '"revoked":true',
    )
  })

  it('marks every object by its traffic light, with the ids that STIX fixes', () => {
    const text = JSON.stringify(stixFeed(both, { ...feed, circle: 'partnership' }))
    expect(text).toContain('marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487')
    expect(text).toContain('marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421')
    expect(text).not.toContain('"cases":')
  })

  it('makes name-based ids as RFC 9562 does', () => {
    expect(uuid5('www.example.com')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/)
    expect(uuid5('a')).not.toBe(uuid5('b'))
  })
})

describe('a line of the table of cases', () => {
  const told = ['pay-out', '__proto__']
  const line = `sha256:${'0'.repeat(64)}; XV; pay-out=gold; __proto__=x`

  it('has each told trait once, and nothing that the text does not tell', () => {
    expect(readCaseLine(line, ['pay-out'])).toBeUndefined()
    expect(readCaseLine(line.replace('; __proto__=x', ''), ['pay-out'])).toMatchObject({
      jurisdiction: 'XV',
      traits: { 'pay-out': 'gold' },
    })
    expect(readCaseLine(line.replace('; __proto__=x', '; pay-out=cash'), ['pay-out'])).toBe(
      undefined,
    )
    expect(readCaseLine(line.replace('XV', 'xv'), ['pay-out'])).toBeUndefined()
  })

  it('never throws, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.nat(line.length), (text, at) => {
        readCaseLine(text, told)
        readCaseLine(line.slice(0, at) + text + line.slice(at), told)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the ten questions for small firms', () => {
  it('asks the same ten in four languages, one of them from right to left', () => {
    expect(checkerWords).toHaveLength(4)
    for (const w of checkerWords) expect(w.questions).toHaveLength(10)
    expect(checkerWords.filter((w) => w.direction === 'rtl').map((w) => w.tag)).toEqual(['ar'])
  })

  it('reports the seven flags of TP-02 by their questions, with nothing of who reports', () => {
    const [english] = checkerWords
    const text = checkerReport(english!, [1, 2, 3, 4, 5, 8, 10, 10, 99])
    expect(text.split('\n').slice(0, 2)).toEqual([english!.reportHead, '7 flags of ten'])
    expect(text.split('\n')).toHaveLength(9)
    expect([2, 3, 5, 6, 7].map(bandOf)).toEqual(['few', 'some', 'some', 'many', 'many'])
  })

  it('is one file without scripts that fetches nothing, and names no address but the box', () => {
    const page = checkerPage({ node: 'https://fiu.example' })
    expect(page).not.toMatch(/ src=|@import|url\(|fetch\(|XMLHttp|<link|<script|<img/)
    expect([...page.matchAll(/https?:\/\/[^"\s]+/g)].map((m) => m[0])).toEqual([
      'https://fiu.example',
      ...['en', 'fr', 'en', 'ar'].map((l) => `https://fiu.example/public/${l}/tips/new`),
    ])
    expect(checkerPage()).toContain("form-action 'none'")
    expect(page).toContain("default-src 'none'")
    expect(Buffer.byteLength(page)).toBeLessThan(40_000)
  })

  it('takes no address that could run something', () => {
    for (const node of [
      'javascript:alert(1)',
      'http://fiu.example',
      'https://a"onclick=x',
      'data:,',
      "https://a;script-src 'unsafe-inline'",
      'https://a/path',
    ])
      expect(checkerPage({ node })).not.toContain('class="report"')
  })
})
