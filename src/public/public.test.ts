import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { opinionsPart } from './data-pages.ts'
import { atomFeed } from './feed.ts'
import { type FiguresText, type FigureText, heldText, valueText, whyText } from './figure-values.ts'
import { frontBody } from './front.ts'
import { gapsBody } from './gap-pages.ts'
import { html } from './html.ts'
import { languageRows, preferred, publicLanguages } from './languages.ts'
import { nearly } from './nearest.ts'
import { type Page, page } from './page.ts'
import { periodId, periodName } from './periods.ts'
import { nowhereBody } from './refusal-page.ts'
import { found, pagesOf, siteMapXml } from './site-map.ts'
import { style } from './style.ts'

const frame: Page = {
  site: {
    authority: 'XV-FIU',
    authorityName: 'Financial <Intelligence> Service',
    countryName: 'Republic of Veldania',
    demo: false,
  },
  language: 'en',
  path: '/figures',
  title: 'Figures & "more"',
  lead: 'What was counted',
  section: 'figures',
  body: html`<p>text</p>`,
}

describe('the frame of a page', () => {
  it('names its language and direction, and offers the same page in the others', () => {
    for (const language of publicLanguages) {
      const text = page({ ...frame, language })
      expect(text).toContain(`<html lang="${language}" dir="${languageRows[language].direction}">`)
      for (const other of publicLanguages)
        expect(text).toContain(`href="/public/${other}/figures" lang="${other}"`)
    }
  })

  it('says on every page of a demonstration that the world is invented', () => {
    expect(page({ ...frame, site: { ...frame.site, demo: true } })).toContain(
      'Demonstration: authorities, persons and cases are invented.',
    )
    expect(page(frame)).not.toContain('Demonstration:')
  })

  it('has no script, no inline style, nothing from elsewhere, and escapes names', () => {
    const text = page(frame)
    expect(text).not.toMatch(/<script|style="|https?:\/\//)
    expect(text).toContain('Financial &lt;Intelligence&gt; Service')
    expect(text).toContain('<h1>Figures &amp; &quot;more&quot;</h1>')
  })

  it('tells search engines nothing of a page that belongs to one person', () => {
    const text = page({ ...frame, alone: true })
    expect(text).toContain('<meta name="robots" content="noindex">')
    expect(text).not.toContain('hreflang')
  })
})

describe('the style sheet and the pages', () => {
  const files = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'style.ts',
  )
  const source = files
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n')
  const ruled = new Set(
    [...style.matchAll(/([^{}]+)\{/g)].flatMap(([, selector]) =>
      [...selector!.matchAll(/\.(-?[a-z][\w-]*)/g)].map(([, name]) => name!),
    ),
  )
  /** Whole names in class="a b" and in the choices of class="${x ? 'a' : 'b c'}". */
  const used = new Set(
    [...source.matchAll(/class="([^"]*)"/g)].flatMap(([, value]) => {
      const named = value!.replaceAll(/===? '[^']*'/g, '')
      const choices = [...named.matchAll(/'([^']*)'/g)].map(([, words]) => words!)
      const plain = value!.includes('$'.concat('{')) ? '' : value!
      return [plain, ...choices].flatMap((words) => words.split(/\s+/)).filter((w) => w !== '')
    }),
  )

  it('have a rule for every class that a page names', () => {
    expect([...used].filter((name) => !ruled.has(name))).toEqual([])
    expect(used.size).toBeGreaterThan(30)
  })

  it('have no rule that nothing uses', () => {
    const unused = [...ruled].filter(
      (name) => !new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(source),
    )
    expect(unused).toEqual([])
  })

  it('move nothing, so that nobody has to ask for less of it', () => {
    expect(style).not.toMatch(/\b(?:transition|animation|scroll-behavior)\b/)
  })

  it('are light enough for a slow line', () => {
    expect(Buffer.byteLength(style)).toBeLessThan(16 * 1024)
  })
})

describe('the language of a reader', () => {
  it.each([
    ['fr-CH, en;q=0.8', 'fr'],
    ['de, ar;q=0.7, en;q=0.3', 'ar'],
    ['en;q=0, fr;q=0.1', 'fr'],
    ['*', 'en'],
    ['', 'en'],
    [`${'x,'.repeat(100_000)}fr`, 'en'],
  ] as const)('%s', (header, expected) => {
    expect(preferred(header)).toBe(expected)
  })
})

const share: FigureText = {
  id: 'IN-04',
  name: 'answered within the limit',
  formula: 'good / due',
  unit: 'share',
  shown: true,
  value: 11 / 13,
  text: '11/13 = 84.6 %',
  cases: '10 or more',
  interval: [0.5777, 0.9567],
  note: '',
  parts: [],
}

describe('a value in words', () => {
  it.each([
    ['en', '84.6%'],
    ['fr', '84,6 %'],
    ['ar', '84.6%'],
  ] as const)('is written as %s writes it', (language, expected) => {
    const text = String(valueText(share, 'share', language)).replaceAll(/[\u00a0\u202f]/g, ' ')
    expect(text).toBe(expected)
  })

  it('tells what was held back only in the words of the release', () => {
    const hidden = { ...share, shown: false, value: 0.25, text: 'fewer than 5 cases' }
    expect(valueText(hidden, 'share', 'en')).toBe('fewer than 5 cases')
    expect(valueText(hidden, 'share', 'fr')).toBe('moins de 5 cas')
    expect(heldText('50 to 75 %', 'fr')).toBe('de 50 à 75 %')
    expect(String(heldText('something <new>', 'ar'))).toBe(
      '<span lang="en" dir="ltr">something &lt;new&gt;</span>',
    )
  })

  it.each([
    [95, 'days', 'en', '95 days'],
    [1, 'days', 'en', '1 day'],
    [1.5, 'hours', 'fr', '1,5 heure'],
    [2, 'hours', 'ar', 'ساعتان'],
    [95, 'days', 'ar', '95 يومًا'],
    [61.4, 'seconds', 'fr', '61 secondes'],
    [50_000_000, 'eur', 'fr', '0,5 million d’euros'],
    [5_310_000_000, 'eur', 'fr', '53,1 millions d’euros'],
  ] as const)('has the plural of its language: %d %s in %s', (value, unit, language, expected) => {
    const text = String(valueText({ shown: true, value, text: '' }, unit, language))
    expect(text.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(expected)
  })

  it.each([
    ['not told', 'غير معلن'],
    ['fewer than 10', 'أقل من 10'],
    ['fewer than 5 cases', 'أقل من 5 حالات'],
    ['10 or more', '10 أو أكثر'],
  ])('has no English left in what is held back: %s', (text, expected) => {
    expect(heldText(text, 'ar')).toBe(expected)
  })

  it('leads on to the same period, in every language', () => {
    const front = String(frontBody(figures, [], 'fr'))
    expect(front).toContain('href="/public/fr/figures/IN-04?quarter=2025-Q1"')
    const text = page({ ...frame, query: '?quarter=2025-Q1' })
    expect(text).toContain('href="/public/ar/figures?quarter=2025-Q1" lang="ar"')
  })

  it('says in plain words which step held it back', () => {
    expect(whyText('step 1: a count from 1 to 4', 'en')).toMatch(/^Counts from 1 to 4/)
    expect(whyText('step 3: it would give another cell away', 'fr')).toMatch(/^Masqué/)
  })

  it('shows cents of millions with one decimal, and a part by its own unit', () => {
    expect(valueText({ shown: true, value: 5_310_000_000, text: '' }, 'eur', 'en')).toBe(
      'EUR 53.1 million',
    )
    expect(valueText({ shown: true, value: 1860, text: '1860' }, 'count', 'en')).toBe('1,860')
  })
})

const figures: FiguresText = {
  asOf: '2026-09-30T08:00:00.000Z',
  from: '2025-01-01',
  to: '2025-03-31',
  nodes: ['XV-FIU'],
  indicators: [share],
  log: { origin: 'comity.invalid/xv-fiu', size: 10, root: 'abc=' },
}

describe('the front page', () => {
  it('shows what there is and leaves out what was not counted', () => {
    const text = String(frontBody(figures, [], 'en'))
    expect(text).toContain('84.6%')
    expect(text).not.toContain('From what was found')
    const none = {
      ...figures,
      indicators: [{ ...share, value: null, text: 'none', cases: 'none' }],
    }
    expect(String(frontBody(none, [], 'en'))).toContain('No figures have been published')
  })
})

describe('the front page, where figures are held back', () => {
  const hidden = {
    ...share,
    id: 'IN-02',
    shown: false,
    value: null,
    text: 'held back',
    cases: 'not told',
  }
  it('says how many, and shows the rest', () => {
    const text = String(frontBody({ ...figures, indicators: [share, hidden] }, [], 'en'))
    expect(text).toContain('84.6%')
    expect(text).toContain('Held back here: 1.')
    expect(text).not.toContain('How long things take')
  })

  it('does not say that nothing was published when all of it is held back', () => {
    const all = { ...figures, indicators: [{ ...share, shown: false, text: 'held back' }] }
    expect(String(frontBody(all, [], 'en'))).not.toContain('No figures have been published')
  })
})

describe('the map of gaps', () => {
  const way = (to: 'routes' | 'none') => [['self', to] as const, ['routes', 'self'] as const]
  const gaps = {
    on: '2026-09-30',
    countries: [
      { id: 'XN', name: 'Norrhavn' },
      { id: 'XV', name: 'Veldania' },
    ],
    measures: [
      { id: 'freeze', ways: way('routes'), desks: [] },
      { id: 'return', ways: way('none'), desks: [] },
    ],
  }
  it('begins with what is blocked most, and draws no table where every way is open', () => {
    const text = String(gapsBody(gaps, [], 'en'))
    expect(text.indexOf('Return of property')).toBeLessThan(text.indexOf('Freezing property'))
    expect(text.match(/<table/g)).toHaveLength(1)
    expect(text).toContain('Nothing was refused so often')
  })

  it('tells what is refused most in its order', () => {
    const common = [
      { measure: 'freeze', name: 'no <legal> basis' },
      { measure: 'return', name: 'late' },
    ]
    expect(String(gapsBody(gaps, common, 'fr'))).toMatch(
      /<ol><li>Gel de biens: <span lang="en" dir="ltr">no &lt;legal&gt; basis<\/span><\/li>\n<li>Restitution de biens/,
    )
  })
})

describe('a period', () => {
  it.each([
    ['2025-01-01', '2025-03-31', '2025-Q1', 'quarter 1 of 2025', '1er trimestre 2025'],
    ['2025-01-01', '2025-12-31', '2025', '2025', '2025'],
    [
      '2025-01-01',
      '2026-09-30',
      '2025-Q1_2026-Q3',
      'January 2025 to September 2026',
      'de janvier 2025 à septembre 2026',
    ],
  ])('from %s to %s', (from, to, id, en, fr) => {
    expect(periodId({ from, to })).toBe(id)
    expect(periodName({ from, to }, 'en')).toBe(en)
    expect(periodName({ from, to }, 'fr')).toBe(fr)
  })
})

describe('search and lists', () => {
  const authorities = [
    {
      id: 'XN-FIU',
      name: 'Norrhavn FIU',
      country: 'XN',
      countryName: 'Kingdom of Norrhavn',
      kind: 'a financial intelligence unit',
      answersFor: ['freeze'],
    },
  ]
  const pages = pagesOf({ authorities, grown: [] }, 'fr')

  it('finds without accents and case, every word, titles first', () => {
    expect(found(pages, 'DELAI reponse')[0]?.path).toMatch(/IN-0[34]/)
    expect(found(pages, 'in-18').map((p) => p.path)).toEqual(['/figures/IN-18', '/method/IN-18'])
    expect(found(pages, 'xn-fiu gel').map((p) => p.path)).toEqual(['/authorities/XN-FIU'])
    expect(found(pages, 'nobody-of-that-name')).toEqual([])
    expect(found(pages, '   ')).toEqual([])
  })

  it.each([
    ['compte bloque', '/frozen'],
    ['arnaqe', '/victims'],
    ['journalsite', '/journalists'],
    ['lanceur alerte', '/tips'],
    ['reclamtion', '/rights/complain'],
  ])('leads %s, however it is written, to %s', (query, path) => {
    expect(found(pages, query).map((p) => p.path)).toContain(path)
  })

  it('takes a slip of the hand for the word, and nothing for everything', () => {
    expect(nearly('freze', 'freeze')).toBe(true)
    expect(nearly('authroities', 'authorities')).toBe(true)
    expect(nearly('confisc', 'confiscated')).toBe(true)
    expect(nearly('cat', 'car')).toBe(false)
    expect(nearly('figures', 'freezes')).toBe(false)
    expect(found(pages, 'zzzzzz')).toEqual([])
    expect(found(pages, 'a '.repeat(5000))).not.toEqual([])
  })

  it('says at an unknown address what was probably meant, and the ways in', () => {
    const at = (path: string) => String(nowhereBody({ path, pages }, 'fr'))
    expect(at('/figurs')).toContain('href="/public/fr/figures"')
    expect(at('/authorities/XN-FUI')).toContain('href="/public/fr/authorities/XN-FIU"')
    expect(at('/<script>alert(1)</script>')).not.toContain('<script>alert')
    expect(at('/qqqqqqqq')).toContain('href="/public/fr/frozen"')
  })

  it('lists every page once', () => {
    const paths = pages.map((p) => p.path)
    expect(new Set(paths).size).toBe(paths.length)
    const xml = siteMapXml(pages, 'https://node.example')
    expect(xml.match(/<loc>/g)).toHaveLength(3 * (pages.length + 1))
  })

  it('writes a feed of which each entry has an id, a day and an address, whatever a title holds', () => {
    const feed = atomFeed({
      base: 'https://node.example',
      path: '/public/feed.atom',
      page: '/public/en',
      title: 'Public record',
      author: 'A & B',
      id: 'urn:comity:XV-FIU:public',
      began: '2026-01-01T00:00:00.000Z',
      news: [
        {
          id: 'urn:comity:XV-FIU:release:2025-Q1:1',
          title: ']]><script>',
          summary: 'first',
          at: '2026-04-02T00:00:00.000Z',
          path: '/public/en/figures',
        },
      ],
    })
    expect(feed).toContain('<updated>2026-04-02T00:00:00.000Z</updated>')
    expect(feed).toContain(']]&gt;&lt;script&gt;')
    expect(feed).toContain('<name>A &amp; B</name>')
    expect(feed).toContain('href="https://node.example/public/feed.atom"')
  })
})

describe('opinions of evaluators beside a figure', () => {
  const opinion = {
    evaluator: 'NET-EVAL',
    at: '2026-09-30T07:00:00.000Z',
    from: '2025-01-01',
    to: '2026-09-30',
    kind: 'qualified',
    recounted: 42,
    differing: ['IN-21'],
    reservations: [
      { figure: 'IN-21', text: 'owners of <one> entity are not known' },
      { figure: null, text: 'two logs have no witness' },
    ],
  } as const

  it('show the reservations on this figure and on all of them, and no others', () => {
    const text = String(opinionsPart([opinion], 'IN-04', 'en'))
    expect(text).toContain('in order but for the reservations')
    expect(text).toContain('42 figures counted again, 1 came out otherwise.')
    expect(text).toContain('two logs have no witness')
    expect(text).not.toContain('owners of')
    expect(String(opinionsPart([opinion], 'IN-21', 'fr'))).toContain('owners of &lt;one&gt; entity')
  })

  it('say so where there are none', () => {
    expect(String(opinionsPart([], undefined, 'fr'))).toContain('Aucun évaluateur')
  })
})
