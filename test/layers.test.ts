import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')

/** Rows of the Markdown table that follows a heading. */
function table(heading: string): string[][] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

function words(cell: string): Set<string> {
  return new Set(cell === '-' ? [] : cell.split(/\s+/))
}

const layers = new Map(table('The table').map(([folder, , may]) => [folder!, words(may!)]))
const effects = table('Effects').map(([effect, where]) => ({
  effect: effect!,
  where: words(where!),
}))

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.m?ts$/.test(entry.name) ? [path] : []
  })
}

const folders = readdirSync(join(root, 'src')).filter((name) =>
  statSync(join(root, 'src', name)).isDirectory(),
)
const files = folders.flatMap((folder) =>
  sources(join(root, 'src', folder)).map((path) => ({ folder, path })),
)
const importPattern = /(?:from|import)\s*\(?\s*'([^']+)'/g

describe('the house of ARCHITECTURE.md', () => {
  it('has a row for every folder and a folder for every row', () => {
    expect([...layers.keys()].sort()).toEqual([...folders].sort())
  })

  it('has a face and a page for every folder', () => {
    for (const folder of folders) {
      expect(statSync(join(root, 'src', folder, 'index.ts')).isFile(), `${folder}/index.ts`).toBe(
        true,
      )
      expect(statSync(join(root, 'src', folder, 'README.md')).isFile(), `${folder}/README.md`).toBe(
        true,
      )
    }
  })

  it.each(files.map(({ folder, path }) => [relative(root, path), folder, path] as const))(
    '%s imports what its folder may',
    (_name, folder, path) => {
      const test = /\.test\.ts$|contract-tests\.ts$|testing\.ts$/.test(path)
      for (const [, target] of readFileSync(path, 'utf8').matchAll(importPattern)) {
        if (target!.startsWith('#')) {
          const name = target!.slice(1)
          expect(layers.has(name), `${target} is a folder of the table`).toBe(true)
          if (!test) expect(layers.get(folder), `${folder} may import ${name}`).toContain(name)
        } else if (target!.startsWith('.')) {
          expect(target, 'inside a folder nobody imports the own face').not.toMatch(
            /^\.\/(index\.ts)?$/,
          )
          const inside = relative(join(root, 'src', folder), join(path, '..', target!))
          const bench = folder === 'cli' && inside.includes('bench/')
          const launcher = inside.startsWith('..') && (bench || inside.endsWith('package.json'))
          if (!test && !launcher)
            expect(inside, `${target} stays inside ${folder}`).not.toMatch(/^\.\./)
        }
      }
    },
  )

  const signs: readonly (readonly [string, RegExp])[] = [
    ['disk', /from 'node:(fs(\/promises)?|sqlite)'/],
    ['network', /from 'node:(http|https|net|tls|dgram)'|[^.\w]fetch\(/],
    ['clock, randomness', /Date\.now\(|new Date\(\)|Math\.random\(|randomBytes\(|randomUUID\(/],
    ['environment', /process\.env/],
    ['threads and processes', /from 'node:(worker_threads|child_process)'/],
  ]

  it.each(signs)('keeps %s at the rim', (name, sign) => {
    const row = effects.find(({ effect }) => effect.startsWith(name))
    expect(row, `a row for ${name}`).toBeDefined()
    const outside = files
      .filter(
        ({ folder, path }) =>
          !row!.where.has(folder) && !/\.test\.ts$|contract-tests\.ts$|testing\.ts$/.test(path),
      )
      .filter(({ path }) => sign.test(withoutComments(readFileSync(path, 'utf8'))))
      .map(({ path }) => relative(root, path))
    expect(outside).toEqual([])
  })
})

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
