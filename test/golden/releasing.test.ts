import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comity } from '../cli.ts'

/** The whole road of docs/releasing-figures.md from the command line: two officers, the files, the check. */

const folder = mkdtempSync(join(tmpdir(), 'comity-release-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const node = join(folder, 'xq')
const files = join(folder, 'files')
const period = '2025-Q1'

function release(...args: string[]) {
  const { code, stdout, stderr } = comity(['release', ...args, '--json'])
  return { code, stderr, json: stdout === '' ? undefined : JSON.parse(stdout) }
}

describe('figures from the command line', () => {
  let digest = ''

  beforeAll(() => {
    const who = ['--id', 'XQ-FIU', '--name', 'XQ-FIU unit', '--country', 'XQ', '--kind', 'FIU']
    const officers = ['mira:analyst:Mira Solen', 'bram:head-of-desk:Bram Okeln']
    const made = comity(['init', node, ...who, ...officers.flatMap((o) => ['--officer', o])])
    expect(made.code, made.stderr).toBe(0)
  })

  it('are prepared by one officer, and shown with the digest to the second', () => {
    expect(release(node).json).toEqual({ releases: [] })
    const prepared = release('prepare', node, period, '--officer', 'XQ-FIU/mira')
    expect([prepared.code, prepared.stderr]).toEqual([0, ''])
    const shown = release('show', node, period, '--officer', 'XQ-FIU/bram')
    expect(shown.json).toMatchObject({ period, version: 1, by: 'XQ-FIU/mira' })
    expect(shown.json.tables).toHaveLength(prepared.json.tables.length)
    digest = shown.json.digest
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('come out under the digest of the second officer alone', () => {
    const without = release('approve', node, period, '--officer', 'XQ-FIU/bram')
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('looked at')])
    const own = release('approve', node, period, '--digest', digest, '--officer', 'XQ-FIU/mira')
    expect(own.code).toBe(3)
    const wrong = `sha256:${'0'.repeat(64)}`
    const blind = release('approve', node, period, '--digest', wrong, '--officer', 'XQ-FIU/bram')
    expect(blind.code).not.toBe(0)
    expect(release(node).json.releases).toEqual([])
    const out = release('approve', node, period, '--digest', digest, '--officer', 'XQ-FIU/bram')
    expect(out.json.releases).toMatchObject([{ id: '2025-Q1/1', state: 'current', digest }])
  })

  it('are fetched by anybody and verified with two files', () => {
    const got = release('get', node, period, '--out', files)
    expect(got.json).toMatchObject({ id: '2025-Q1/1', digest })
    const [figures, proof] = [join(files, 'release.json'), join(files, 'proof.json')]
    const sum = createHash('sha256').update(readFileSync(figures)).digest('hex')
    expect(`sha256:${sum}`).toBe(digest)
    expect(readFileSync(join(files, 'figures.csv'), 'utf8')).toContain('IN-01')
    const verified = comity(['verify', figures, proof])
    expect([verified.code, verified.stderr]).toEqual([0, ''])
    const bent = join(files, 'bent.json')
    writeFileSync(bent, readFileSync(figures, 'utf8').replace('"version":1', '"version":2'))
    expect(comity(['verify', bent, proof]).code).toBe(1)
  })

  it('are withdrawn with a reason, and handed out no more', () => {
    const args = ['withdraw', node, period, '1', '--officer', 'XQ-FIU/bram'] as const
    expect(release(...args).code).toBe(2)
    const gone = release(...args, '--reason', 'a table was counted twice')
    expect(gone.json.releases).toMatchObject([
      { state: 'withdrawn', withdrawn: { reason: 'a table was counted twice' } },
    ])
    const again = release('get', node, period, '--out', files)
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('not released')])
    expect(comity(['verify', node]).code).toBe(0)
  })

  it('are refused with what to write instead', () => {
    for (const [args, what] of [
      [['publish', node, period], 'a verb'],
      [['prepare', node, '2025-02', '--officer', 'XQ-FIU/mira'], 'a period'],
      [['prepare', node, period], 'who acts'],
      [['get', node, period, 'first'], 'a version'],
    ] as const)
      expect(release(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(what) })
  })
})
