import { describe, expect, it } from 'vitest'
import { canonical, digest, type Instant, type Json } from '#base'
import { checkExhibit, differences } from './check.ts'
import type { ExhibitData } from './data.ts'
import { exhibit } from './exhibit.ts'
import { fonts } from './fonts.ts'
import { markup } from './markup.ts'
import { place } from './picture-layout.ts'
import { sample } from './sample.ts'
import { spaced } from './words.ts'

const bytes = (text: string) => Buffer.from(text)

describe('an exhibit', () => {
  const made = exhibit(sample)

  it('is the same, byte for byte, when the data is the same', () => {
    const again = exhibit(structuredClone(sample))
    expect(again.html).toBe(made.html)
    expect(Buffer.compare(again.pdf, made.pdf)).toBe(0)
    expect(Buffer.compare(again.json, made.json)).toBe(0)
  })

  it('carries its data and the digest of it', () => {
    const check = checkExhibit(bytes(made.html))
    expect(check).toMatchObject({ ok: true, value: { digest: made.digest, findings: [] } })
    expect(digest(made.json)).toBe(made.digest)
    expect(checkExhibit(made.json)).toMatchObject({ ok: true, value: { findings: [] } })
  })

  it('runs nothing and fetches nothing', () => {
    expect(made.html).toContain("default-src 'none'")
    expect(made.html.match(/<script/g)).toHaveLength(1)
    expect(made.html).toContain('<script type="application/json"')
    expect(made.html).not.toMatch(/(src|href)=/)
  })

  it('shows a name with markup in it as that name', () => {
    expect(made.html).toContain('Boatyard &lt;Sundvik&gt;')
    expect(made.html).not.toContain('<Sundvik>')
  })

  it('is PDF/A-3a, tagged, with the data attached and without an author', () => {
    const text = Buffer.from(made.pdf).toString('latin1')
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(text).toContain('/StructTreeRoot')
    expect(text).toContain('exhibit.json')
    expect(text).not.toContain('<dc:creator>')
  })

  it('gives every table a caption and every column and row a header', () => {
    const tables = made.html.match(/<table>/g) ?? []
    expect(made.html.match(/<caption>/g)).toHaveLength(tables.length)
    expect(made.html).toContain('<th scope="col"')
    expect(made.html).toContain('<th scope="row"')
  })
})

describe('what somebody could do to an exhibit', () => {
  const { html, digest: sum } = exhibit(sample)
  const other = `sha256:${'0'.repeat(64)}`
  const changed: [string, string, string, RegExp][] = [
    ['a figure in the data', '"traced":"100.00"', '"traced":"900.00"', /one of them was changed/],
    ['the printed digest', `${sum}</span></p>`, `${other}</span></p>`, /one of them was changed/],
    ['a holding that no longer adds up', '"baseTraced":"100.00"', '"baseTraced":"40.00"', /add up/],
    [
      'a figure on the page alone',
      '<td class="n">100.00</td>',
      '<td class="n">900.00</td>',
      /not the one/,
    ],
    ['the digest removed', '<span class="digest">', '<span>', /prints no digest/],
  ]
  it.each(changed)('%s is found', (_, from, to, finding) => {
    expect(html).toContain(from)
    const check = checkExhibit(bytes(html.replace(from, to)))
    expect(check.ok && check.value.findings.join('; ')).toMatch(finding)
  })

  const refused: [string, string, string][] = [
    ['a page without data', '<!doctype html><p>hello', 'exhibit-data-missing'],
    ['data of another format', '{"format":"other/1"}', 'exhibit-format-unknown'],
    ['data with a duplicate key', '{"a":1,"a":2}', 'json-not-canonical'],
    ['data cut short', '{"format":', 'json-malformed'],
  ]
  it.each(refused)('%s is refused', (_, text, name) => {
    expect(checkExhibit(bytes(text))).toMatchObject({ ok: false, refusal: { name } })
  })
})

describe('a hostile ledger', () => {
  const nasty =
    '</script><script>alert(1)</script>\\u003c \\\\u003c "quoted" \u202Eevil 中文 \u0007'
  const data: ExhibitData = {
    ...sample,
    title: nasty,
    holdings: sample.holdings.map((h) => ({ ...h, account: `${nasty}${h.account}` })),
    warnings: [{ code: 'x', text: '#panic("typst") $math$ `raw` *bold* @ref' }],
  }

  it('neither ends the data element nor changes the data', () => {
    const { html, digest: sum } = exhibit(data)
    expect(html.match(/<script/g)).toHaveLength(1)
    const check = checkExhibit(bytes(html))
    expect(check).toMatchObject({ ok: true, value: { digest: sum, findings: [] } })
    expect(check.ok && check.value.data.title).toBe(nasty)
  })

  it('shows direction marks and control characters by their code point', () => {
    expect(markup('a\u202Eb\u0007')).toBe('a[U+202E]b[U+0007]')
  })

  it('is set in the PDF as text, also where no font has the character', () => {
    expect(Buffer.from(exhibit(data).pdf.subarray(0, 5)).toString()).toBe('%PDF-')
  })
})

describe('an exhibit too long to be set in full', () => {
  const [one] = sample.holdings
  const many = Array.from({ length: 6_000 }, (_, i) => ({ ...one!, account: `H${i}` }))
  const { html, json } = exhibit({ ...sample, holdings: many })
  it('says what it sets, and its data holds everything', () => {
    expect(html).toContain('the first 5000 of 6000 holdings')
    expect(html).not.toContain('<th scope="row">H5000<')
    expect(Buffer.from(json).toString()).toContain('"H5999"')
  })
})

describe('differences between a printed result and a second run', () => {
  it('are none for the same data, whoever prepared it and whenever', () => {
    const again = { ...sample, preparedAt: '2027-01-01T00:00:00.000Z' as Instant, preparedBy: 'b' }
    expect(differences(sample, again)).toEqual([])
  })
  it('name the holding, its printed figure and the new one', () => {
    const [first, ...rest] = sample.holdings
    const again = { ...sample, holdings: [{ ...first!, traced: '99.00' }, ...rest] }
    expect(differences(sample, again)).toEqual([
      'Harbour (EUR), Lisa: the exhibit says 100.00, the trace run again gives 99.00',
    ])
  })
})

describe('the flow picture', () => {
  it('puts each account one column to the right of the one that first paid it', () => {
    const placed = place(sample.flow)
    const x = (name: string) =>
      placed.nodes.find((n) => sample.flow.nodes[n.index]?.account === name)?.x
    expect(x('Peter')).toBe(x('Lisa'))
    expect(x('Harbour')).toBeGreaterThan(x('Peter')!)
    expect(x('Boatyard <Sundvik>')).toBeGreaterThan(x('Harbour')!)
  })
  it('draws money that comes back as returning, and a cycle does not keep it from ending', () => {
    const links = [
      ...sample.flow.links,
      { from: 3, to: 2, value: '50.00', payments: 1, first: '2025-03-04', last: '2025-03-04' },
      { from: 3, to: 3, value: '1.00', payments: 1, first: '2025-03-05', last: '2025-03-05' },
    ]
    const placed = place({ ...sample.flow, links })
    expect(
      placed.links
        .filter((l) => l.returns)
        .map((l) => l.index)
        .sort(),
    ).toEqual([3, 4])
  })
})

describe('the words', () => {
  const cases: [string, string][] = [
    ['1870000.00', '1\u00a0870\u00a0000.00'],
    ['-5', '\u22125'],
    ['999.10', '999.10'],
    ['touched', 'touched'],
  ]
  it.each(cases)('%s is shown as %s', (amount, shown) => {
    expect(spaced(amount)).toBe(shown)
  })
})

describe('the fonts', () => {
  it('cover Latin with its accents, Greek and Cyrillic', () => {
    const all = new Set(fonts().flatMap((f) => [...f.covers]))
    for (const c of 'Łódź Ştefan Ệ Ελλάδα Μαρία Россия Київ Ђорђе – − €') {
      if (c !== ' ') expect(all.has(c.codePointAt(0)!), c).toBe(true)
    }
  })
})

it('the data is a document that can be signed: no floats, nothing undefined', () => {
  expect(() => canonical(sample as unknown as Json)).not.toThrow()
})
