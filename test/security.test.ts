import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './cli.ts'

const page = readFileSync(join(root, 'SECURITY.md'), 'utf8')
const threats = page.slice(page.indexOf('## Threats'), page.indexOf('## Not defended yet'))
const rows = threats
  .split('\n')
  .filter((line) => line.startsWith('|') && line.includes('.test.ts`'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

describe('SECURITY.md names for each attack a test that exists', () => {
  it.each(rows.map((cells) => [cells[1]!, cells[3]!]))('%s', (_attack, shown) => {
    const named = [...shown.matchAll(/`([^`]+\.test\.ts)`([^`]*)/g)]
    expect(named.length).toBeGreaterThan(0)
    for (const [, file, rest] of named) {
      expect(existsSync(join(root, file!)), file).toBe(true)
      const text = readFileSync(join(root, file!), 'utf8').replaceAll(/'\s*\+?\s*'/g, '')
      const words = [...rest!.matchAll(/"([^"]+)"/g)].map(([, quoted]) => quoted!)
      expect(words.length).toBeGreaterThan(0)
      for (const quoted of words) expect(text).toContain(quoted)
    }
  })

  it('and more than ninety attacks', () => {
    expect(rows.length).toBeGreaterThan(90)
  })

  it('has a row for each adversary, and no row without a test', () => {
    const headings = threats.split('\n').filter((line) => line.startsWith('### '))
    expect(headings.length).toBe(14)
    const all = threats
      .split('\n')
      .filter(
        (line) =>
          line.startsWith('| ') && !line.startsWith('| attack') && !line.startsWith('| fault'),
      )
    expect(all.length).toBe(rows.length)
    for (const cells of rows) expect(cells).toHaveLength(5)
  })
})
