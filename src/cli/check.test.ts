import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Instant, Json } from '#base'
import { composeDocument, documentJson } from '#paper'
import { fieldsOf } from '#procedure'
import { comity } from '../../test/cli.ts'
import { assistanceSamples } from '../procedure/samples-assistance.ts'

const folder = mkdtempSync(join(tmpdir(), 'comity-check-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, content instanceof Uint8Array ? content : JSON.stringify(content))
  return path
}

const request = assistanceSamples['mla-request'] as Readonly<Record<string, Json>>
const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(request).filter(([name]) => !names.includes(name)))

describe('comity check', () => {
  it('a whole request for assistance has 14 of 14, and the exit code is 0', () => {
    const said = comity(['check', file('whole.json', request), '--as', 'mla-request', '--json'])
    expect(JSON.parse(said.stdout)).toMatchObject({ have: 14, of: 14, findings: [] })
    expect(said.code).toBe(0)
  })

  it('ML-01 lacks exactly three: dual criminality, translation, exact period', () => {
    const path = file('ml-01.json', without('dualCriminality', 'translation', 'period'))
    const said = comity(['check', path, '--as', 'mla-request', '--json'])
    const { have, findings } = JSON.parse(said.stdout)
    expect(have).toBe(11)
    expect(findings.map((f: { path: string }) => f.path)).toEqual([
      '/dualCriminality',
      '/period',
      '/translation',
    ])
    expect(said.code).toBe(1)
  })

  it('what the form does not have is found beside what is missing', () => {
    const said = comity([
      'check',
      file('odd.json', { ...request, colour: 'red' }),
      '--as',
      'mla-request',
    ])
    expect(said.stdout).toContain('field-unknown')
    expect(said.code).toBe(1)
  })

  it.each([
    [['--as', 'mla-requst'], 'did you mean "mla-request"?'],
    [[], 'no form is named, and none is preset'],
    [['--as', 'mla-request', '--on', 'soon'], '"soon" is not a day'],
  ])('%j is unusable', (options, text) => {
    const said = comity(['check', file('whole.json', request), ...options])
    expect(said.stderr).toContain(text)
    expect([said.code, said.stdout]).toEqual([2, ''])
  })
})

describe('comity document', () => {
  const data = composeDocument({
    form: 'mla-request',
    step: 'send the request',
    elements: [],
    procedure: { id: 'P3', name: 'mutual legal assistance', citation: 'UNCAC art. 46' },
    matter: 'matter/ml-02',
    reference: 'ML-02',
    record: null,
    at: '2025-02-25T09:00:00.000Z' as Instant,
    by: 'XV-CA, registrar',
    from: { id: 'XV-CA', name: 'Ministry of Justice, Central Authority', country: 'XV' },
    to: { id: 'XN-CA', name: 'Central Authority', country: 'XN' },
    basis: null,
    law: null,
    language: 'en',
    missing: [],
    fields: fieldsOf('mla-request'),
    document: request,
  })
  const { json, digest } = documentJson(data)

  it('writes page and PDF of one digest, which check and verify read again', () => {
    const [page, pdf] = [join(folder, 'ml-02.html'), join(folder, 'ml-02.pdf')]
    const made = comity([
      'document',
      file('ml-02.json', json),
      '--second',
      'fr',
      '--report',
      page,
      '--pdf',
      pdf,
      '--json',
    ])
    expect(JSON.parse(made.stdout)).toEqual({ digest, findings: [], written: [page, pdf] })
    expect(readFileSync(page, 'utf8')).toContain(digest)
    for (const path of [page, pdf]) {
      expect(comity(['verify', path]).stdout).toContain(digest)
      expect(comity(['check', path]).stdout).toContain('14 of 14')
    }
  })

  it('names the languages when one is unknown, and writes nothing', () => {
    const said = comity(['document', file('ml-02.json', json), '--second', 'tlh'])
    expect(said.stderr).toContain('choose one of fr')
    expect([said.code, said.stdout]).toEqual([2, ''])
  })
})
