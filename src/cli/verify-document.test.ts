import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import { composeDocument, documentAsPage, documentAsPdf, documentJson, languageOf } from '#paper'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'

const dir = mkdtempSync(join(tmpdir(), 'comity-document-'))
afterAll(() => rmSync(dir, { recursive: true }))

const data = composeDocument({
  form: 'reason',
  step: 'withdraw',
  elements: [],
  procedure: { id: 'P1', name: 'request', citation: 'Egmont Group principles' },
  matter: 'matter/rq-01',
  reference: 'RQ-01',
  record: null,
  at: '2025-01-20T09:10:00.000Z' as Instant,
  by: 'XV-FIU, analyst',
  from: { id: 'XV-FIU', name: 'Financial Intelligence Unit', country: 'XV' },
  to: null,
  basis: null,
  law: `sha256:${'b'.repeat(64)}`,
  language: 'en',
  missing: [],
  fields: [{ name: 'reasons', label: 'reasons', kind: 'long' }],
  document: { reasons: 'no longer needed' },
})

async function verified(name: string, bytes: Uint8Array | string) {
  const file = join(dir, name)
  writeFileSync(file, bytes)
  const said: unknown[] = []
  const terminal: Terminal = {
    out: (text) => said.push(text),
    json: (value) => said.push(value),
    say: (text) => said.push(text),
    progress: () => ({ step() {}, end() {} }),
  }
  const code = await run(['verify', file, '--json'], {}, terminal)
  return { code, said: said[0] }
}

describe('comity verify of a document', () => {
  const page = documentAsPage(data, languageOf('fr') ?? null)
  const { json, digest } = documentJson(data)

  it.each([
    ['page.html', page],
    ['document.pdf', documentAsPdf(data, null)],
    ['document.json', json],
  ])('%s holds, and has the digest of the data', async (name, bytes) => {
    const { code, said } = await verified(name, bytes)
    expect(said).toMatchObject({ ok: true, checked: { digest, matter: 'matter/rq-01' } })
    expect(code).toBe(0)
  })

  it('one changed word is found', async () => {
    const changed = page.replaceAll('no longer needed</p>', 'still needed</p>')
    expect(changed).not.toBe(page)
    const { code, said } = await verified('changed.html', changed)
    expect(said).toMatchObject({ ok: false })
    expect(code).toBe(1)
  })
})
