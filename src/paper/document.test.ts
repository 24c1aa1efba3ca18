import { describe, expect, it } from 'vitest'
import { digest, type Instant } from '#base'
import { checkDocument } from './check-document.ts'
import { composeDocument } from './compose-document.ts'
import { documentAsPage, documentAsPdf, documentJson, languageOf } from './document.ts'
import { pageWords } from './languages/page-words.ts'

const fr = languageOf('fr')!

const sample = composeDocument({
  form: 'freezing-certificate',
  step: 'transmit the order',
  elements: [],
  procedure: { id: 'P4', name: 'freezing order', citation: 'Regulation (EU) 2018/1805' },
  matter: 'matter/fz-15',
  reference: 'FZ-15',
  record: { id: '0198-rec', digest: `sha256:${'a'.repeat(64)}` },
  at: '2025-03-15T12:00:00.000Z' as Instant,
  by: 'XV-CA, registrar',
  from: { id: 'XV-CA', name: 'Ministry of Justice, Central Authority', country: 'XV' },
  to: { id: 'XN-CA', name: 'Central Authority', country: 'XN' },
  basis: { name: 'Treaty Veldania-Norrhavn', citation: 'art. 12' },
  law: `sha256:${'b'.repeat(64)}`,
  language: 'en',
  missing: [{ label: 'remedies', citation: 'Regulation (EU) 2018/1805 Annex I, L' }],
  translation: {
    language: 'fr',
    by: 'sworn',
    binding: 'original',
    texts: { facts: 'Le ministère a payé sans livraison.' },
  },
  fields: [
    {
      name: 'urgent',
      label: 'is it urgent?',
      kind: 'choice',
      section: 'B',
      options: [{ value: 'y', label: 'yes' }],
    },
    {
      name: 'facts',
      label: 'summary of the facts',
      kind: 'long',
      section: 'E',
      citation: 'art. 6',
    },
    { name: 'property', label: 'property', kind: 'assets', section: 'F' },
    { name: 'reasons', label: 'reasons <why>', kind: 'long', section: 'M' },
    { name: 'remedy', label: 'remedies', kind: 'long', section: 'L' },
  ],
  document: {
    urgent: 'y',
    facts: 'The ministry paid, nothing was delivered.',
    property: [
      {
        description: 'Lanternegade 14',
        kind: 'real-estate',
        place: 'Sundvik',
        value: { amount: '9400000.00', currency: 'EUR' },
      },
    ],
    reasons: 'The house <was> bought with it.',
  },
})

describe('a document in two languages', () => {
  const { json, digest: sum } = documentJson(sample)
  const english = documentAsPage(sample, null)
  const both = documentAsPage(sample, fr)

  it('has one digest in every language and shape', () => {
    expect(digest(json)).toBe(sum)
    for (const page of [english, both])
      expect(checkDocument(Buffer.from(page))).toMatchObject({
        ok: true,
        value: { digest: sum, findings: [] },
      })
    expect(checkDocument(json)).toMatchObject({ ok: true, value: { digest: sum } })
    expect(Buffer.from(documentAsPdf(sample, fr)).toString('latin1')).toContain('document.json')
  })

  it('sets the sworn translation beside the original, and says where there is none', () => {
    expect(both).toContain('Le ministère a payé sans livraison.')
    expect(both).toContain('The ministry paid, nothing was delivered.')
    expect(both).toContain('texte original, non traduit')
    expect(both).toContain('l’original fait foi')
    expect(both).toContain(
      '9 400 000.00 EUR'.replaceAll(' ', '\u00a0').replace('\u00a0EUR', ' EUR'),
    )
  })

  it('shows what was left empty and which required element is missing', () => {
    expect(english).toContain('(left empty)')
    expect(english).toContain('Missing elements')
    expect(both).toContain('Éléments manquants')
  })

  it('gives the same bytes for the same data', () => {
    const again = structuredClone(sample)
    expect(documentAsPage(again, fr)).toBe(both)
    expect(Buffer.compare(documentAsPdf(again, fr), documentAsPdf(sample, fr))).toBe(0)
  })

  it('runs nothing, fetches nothing, and shows markup as text', () => {
    expect(both).toContain("default-src 'none'")
    expect(both).toContain('The house &lt;was&gt; bought with it.')
    expect(both.match(/<script/g)).toHaveLength(1)
  })

  it('one changed word is found', () => {
    const changed = both.replace('nothing was delivered.</p>', 'all was delivered.</p>')
    expect(changed).not.toBe(both)
    const check = checkDocument(Buffer.from(changed))
    expect(check.ok && check.value.findings).toHaveLength(1)
  })

  it('is PDF/A-3a, tagged', () => {
    const text = Buffer.from(documentAsPdf(sample, fr)).toString('latin1')
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(text).toContain('/StructTreeRoot')
  })

  it.each([fr])('$name has every word of the page', (language) => {
    expect(pageWords.filter((w) => language.words[w] === undefined)).toEqual([])
  })
})
