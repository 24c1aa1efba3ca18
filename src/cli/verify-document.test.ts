import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { documentAsPage, documentAsPdf, documentJson, languageOf } from '#paper'
import { sampleDocument } from '../paper/sample-document.ts'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'

const dir = mkdtempSync(join(tmpdir(), 'comity-document-'))
afterAll(() => rmSync(dir, { recursive: true }))

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
  const page = documentAsPage(sampleDocument, languageOf('fr') ?? null)
  const { json, digest } = documentJson(sampleDocument)

  it.each([
    ['page.html', page],
    ['document.pdf', documentAsPdf(sampleDocument, null)],
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
