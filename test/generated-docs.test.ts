import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { shipped } from '#law'
import { accessPage } from './access-page.ts'
import { root } from './cli.ts'
import { leave } from './gallery/galleries.ts'
import { refusalsPage } from './gallery/refusals-page.ts'
import { lawPage } from './law-page.ts'

afterAll(leave)

describe('pages made from rows', () => {
  it.each([
    ['refusals.md', refusalsPage],
    ['law.md', async () => lawPage()],
    ['access.md', async () => accessPage()],
  ] as const)(
    'docs/%s is what the rows give today',
    async (name, make) => {
      const path = join(root, 'docs', name)
      const text = await make()
      if (process.env.COMITY_UPDATE_DOCS === '1') writeFileSync(path, text)
      const there = existsSync(path) ? readFileSync(path, 'utf8') : ''
      expect(firstDifference(there, text), 'COMITY_UPDATE_DOCS=1 writes the page anew').toBe(null)
    },
    180_000,
  )

  it('has every row of the register on the page of the law', () => {
    const text = lawPage()
    const { instruments, bases, rules, grounds, elements, thresholds, offences } = shipped
    const shown = [
      ...[...instruments, ...rules, ...grounds, ...thresholds].map((row) => `| ${row.id} |`),
      ...[...bases, ...elements].map((row) => row.citation),
      ...offences.map((o) => `| ${o.name} |`),
      ...shipped.calendars.map((c) => `| ${c.id} | ${c.name} |`),
      ...Array.from({ length: 54 }, (_, i) => `| DL-${String(i + 1).padStart(2, '0')} |`),
    ]
    expect(shown.filter((part) => !text.includes(part))).toEqual([])
  })

  it('have a table of contents whose links lead somewhere', () => {
    for (const name of ['refusals.md', 'law.md']) {
      const text = readFileSync(join(root, 'docs', name), 'utf8')
      const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, h]) =>
        h!
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-'),
      )
      const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, to]) => to)
      expect(links.length).toBeGreaterThan(5)
      expect(links.filter((to) => !anchors.includes(to!))).toEqual([])
      expect(new Set(anchors).size).toBe(anchors.length)
    }
  })
})

/** The first line in which two texts differ: a page of thousands of lines is not shown whole. */
function firstDifference(a: string, b: string): object | null {
  const [before, after] = [a.split('\n'), b.split('\n')]
  const line = after.findIndex((text, i) => text !== before[i])
  if (line === -1 && before.length === after.length) return null
  const at = line === -1 ? after.length : line
  return { line: at + 1, there: before[at], now: after[at] }
}
