import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from './cli.ts'

interface Block {
  readonly file: string
  readonly line: number
  readonly command: string
  readonly code: number
  /** Lines that the output has, in this order; `...` stands for any others. */
  readonly output: readonly string[]
}

const pattern = /<!-- run(?:: (\d+))? -->\n```sh\n([\s\S]*?)```(?:\n\n```text\n([\s\S]*?)```)?/g

function blocks(file: string): Block[] {
  const text = readFileSync(resolve(root, 'docs', file), 'utf8')
  return [...text.matchAll(pattern)].map((m) => ({
    file,
    line: text.slice(0, m.index).split('\n').length,
    code: Number(m[1] ?? 0),
    command: m[2]!,
    output: (m[3] ?? '').split('\n').filter((l) => l !== '' && l !== '...'),
  }))
}

const pages = readdirSync(resolve(root, 'docs')).filter((name) => name.endsWith('.md'))

describe.each(pages.filter((page) => blocks(page).length > 0))('docs/%s', (page) => {
  const folder = mkdtempSync(join(tmpdir(), 'comity-docs-'))
  for (const name of ['bin', 'src']) symlinkSync(resolve(root, name), join(folder, name))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(blocks(page))('line $line does what it says', ({ command, code, output }) => {
    const ran = spawnSync('sh', ['-ec', command], { cwd: folder, encoding: 'utf8' })
    expect([ran.status, ran.status === code ? '' : ran.stderr]).toEqual([code, ''])
    const lines = `${ran.stdout}\n${ran.stderr}`.split('\n')
    let at = 0
    for (const wanted of output) {
      const found = lines.findIndex((l, i) => i >= at && l.startsWith(wanted.trimEnd()))
      expect(found, `missing in the output: ${wanted}\n${lines.join('\n')}`).toBeGreaterThanOrEqual(
        0,
      )
      at = found + 1
    }
  })
})

it('the pages name only files that are there', () => {
  for (const page of pages) {
    const text = readFileSync(resolve(root, 'docs', page), 'utf8')
    for (const [, target] of text.matchAll(/\]\(([a-z-]+\.md)\)/g)) expect(pages).toContain(target)
  }
})
