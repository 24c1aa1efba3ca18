import { describe, expect, it } from 'vitest'
import type { Day, Instant } from '#base'
import { digest } from '#base'
import { requiredElements, shipped } from '#law'
import { procedures, shippedTables } from '#procedure'
import { samples } from '../procedure/samples.ts'
import { checkDocument } from './check-document.ts'
import { composeDocument } from './compose-document.ts'
import { documentAsPage, documentAsPdf, documentJson, languageOf } from './document.ts'
import type { DocumentData } from './document-data.ts'

const fr = languageOf('fr')!
const on = '2025-03-15' as Day

/** Every form with fields, under the first procedure that uses it. */
const filed = Object.keys(shippedTables.forms).flatMap((form) => {
  const procedure = procedures.find((p) => p.transitions.some((t) => t.form === form))
  return procedure === undefined ? [] : [[form, procedure.id] as const]
})

function documentOf(form: string, id: string, values: object = samples[form] ?? {}): DocumentData {
  const procedure = procedures.find((p) => p.id === id)!
  return composeDocument({
    form,
    step: procedure.transitions.find((t) => t.form === form)!.name,
    procedure: { id, name: procedure.name, citation: procedure.citation },
    matter: 'matter/x',
    reference: 'FZ-15',
    record: { id: '0198-rec', digest: `sha256:${'a'.repeat(64)}` },
    at: '2025-03-15T12:00:00.000Z' as Instant,
    by: 'XV-CA, registrar',
    from: { id: 'XV-CA', name: 'Ministry of Justice, Central Authority', country: 'XV' },
    to: { id: 'XN-CA', name: 'Central Authority', country: 'XN' },
    basis: { name: 'Treaty Veldania-Norrhavn', citation: 'art. 12' },
    law: shipped.version,
    language: 'en',
    missing: [],
    fields: shippedTables.forms[form]!,
    elements: requiredElements(form, on, shipped),
    document: values as never,
  })
}

/** What a reader of the screen needs, and what no page may have. */
function structure(whole: string): void {
  const page = whole.replace(/(<script[^>]*>)[\s\S]*(<\/script>)/, '$1$2')
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
  expect(page.match(/<h1[ >]/g)).toHaveLength(1)
  expect(page.match(/<script/g)).toHaveLength(1)
  expect(page).not.toMatch(/\son\w+=|style="|https?:\/\/[^<"]*"/)
  for (const [cell] of page.matchAll(/<th[ >][^>]*>?/g)) expect(cell).toMatch(/scope="(row|col)"/)
  for (const [table] of page.matchAll(/<table[\s\S]*?<\/table>/g)) {
    expect(table).toContain('<th scope=')
    const wide = [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(
      ([, row]) => row!.match(/<t[hd][ >]/g)?.length,
    )
    expect(new Set(wide).size).toBe(1)
  }
  const levels = [...page.matchAll(/<h(\d)[ >]/g)].map(([, level]) => Number(level))
  for (const [i, level] of levels.entries())
    if (i > 0) expect(level - levels[i - 1]!).toBeLessThanOrEqual(1 + Number(levels[i - 1] === 1))
}

describe('the document of every form', () => {
  it('is there', () => expect(filed.length).toBeGreaterThan(180))

  it.each(filed)('%s of %s has one digest in both languages and all is in French', (form, id) => {
    const data = documentOf(form, id)
    const sum = documentJson(data).digest
    for (const second of [null, fr]) {
      const page = documentAsPage(data, second)
      structure(page)
      expect(page).not.toContain('[en]')
      expect(checkDocument(Buffer.from(page))).toMatchObject({
        ok: true,
        value: { digest: sum, findings: [] },
      })
    }
    expect(documentAsPage(data, fr)).toContain('<span lang="fr">')
  })

  it.each([
    'freezing-certificate',
    'confiscation-certificate',
    'mla-request',
    'fiu-request',
    'person-told',
    'return-agreement',
    'stall-central',
    'dsr-decision',
    'claim-partly',
  ])('%s as PDF carries the same data', (form) => {
    const data = documentOf(form, filed.find(([f]) => f === form)![1])
    const pdf = Buffer.from(documentAsPdf(data, fr))
    expect(pdf.toString('latin1')).toContain('document.json')
    expect(digest(documentJson(data).json)).toBe(documentJson(data).digest)
  })
})

describe('official forms', () => {
  it.each([
    ['freezing-certificate', 'P4', 'ABCDEFGHIJKLMN'],
    ['confiscation-certificate', 'P5', 'ABCDEFGHIJK'],
  ])('%s has its sections in their order', (form, id, letters) => {
    const data = documentOf(form, id)
    expect(data.elements?.map((e) => e.mark).join('')).toBe(letters)
    const page = documentAsPage(data, fr)
    const marks = [...page.matchAll(/<h2[^>]*><span[^>]*><span class="mark">(.*?)</g)].map(
      (m) => m[1],
    )
    expect(marks.join('')).toBe(letters)
  })

  it.each([
    ['mla-request', 'P3', 14],
    ['fiu-request', 'P1', 5],
  ])('%s of %s numbers the %i elements and names their article', (form, id, count) => {
    const data = documentOf(form, id)
    expect(data.elements?.map((e) => e.mark)).toEqual(
      Array.from({ length: count }, (_, i) => String(i + 1)),
    )
    const page = documentAsPage(data, null)
    expect(page).toContain(`<td>${`<span>${count} / ${count}</span>`}</td>`)
    for (const { citation } of data.elements!) expect(citation).not.toBe('')
  })

  it('an element that is not there is counted and marked', () => {
    const { period: _, ...rest } = samples['mla-request'] as Record<string, unknown>
    const page = documentAsPage(documentOf('mla-request', 'P3', rest), fr)
    expect(page).toContain('13 / 14')
    expect(page).toContain(
      '<p class="lacks"><span lang="en">missing</span> · <span lang="fr">manquant</span></p>',
    )
  })

  it('a notice speaks to the person; the other authority has a copy', () => {
    const page = documentAsPage(documentOf('person-told', 'P4'), fr)
    expect(page).toContain('the person affected')
    expect(page).toContain('Copie à')
    expect(page).toContain('Vous pouvez contester la décision')
  })
})

describe('hostile texts', () => {
  const hostile = '</script><img src=x onerror=alert(1)>\u202e" #panic() $x$ \u0000 @y 字'
  const values = {
    ...samples['freezing-certificate'],
    issuing: hostile,
    persons: [{ name: hostile, kind: 'person', country: 'XV', role: '__proto__' }],
    property: [
      {
        description: hostile,
        kind: 'constructor',
        place: hostile,
        value: { amount: hostile, currency: 'EUR' },
      },
    ],
  }
  const data = documentOf('freezing-certificate', 'P4', values)

  it('are shown as text on the page, which still checks', () => {
    const page = documentAsPage(data, fr)
    structure(page.replaceAll(/ onerror=alert\(1\)/g, ''))
    expect(page).not.toContain('<img')
    expect(page).not.toContain('\u202e<')
    const check = checkDocument(Buffer.from(page))
    expect(check.ok && check.value.findings).toEqual([])
  })

  it('are set as text in the PDF', () => {
    expect(documentAsPdf(data, fr).length).toBeGreaterThan(10_000)
  })
})
