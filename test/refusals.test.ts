import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { accessRefusals } from '#access'
import { packRefusals } from '#law'
import { oversightRefusals } from '#oversight'
import { refusalRows } from '#procedure'
import { tipRefusals } from '#tips'
import { exchangeRefusals } from '../src/exchange/refusals.ts'
import { hitRefusals } from '../src/hit/refusals.ts'
import { resolveRefusals } from '../src/resolve/refusals.ts'
import { root } from './cli.ts'
import { galleries, leave } from './gallery/galleries.ts'
import { refusalIn } from './gallery/gallery.ts'

afterAll(leave)

describe.each(galleries)('$area: every "no", brought about', ({ gallery }) => {
  it.each(Object.entries(gallery))('%s', async (name, { situation, example }) => {
    const refusal = refusalIn(await example())
    expect(refusal?.name).toBe(name)
    if (refusal === undefined) return
    for (const text of [refusal.ground, refusal.remedy, situation]) {
      expect(text).not.toMatch(/[.!]$/)
      expect(text.length).toBeGreaterThan(9)
      expect(text).not.toMatch(/undefined|\[object|NaN\b/)
    }
    // In lower case, but for a name or an id that stands first.
    expect(refusal.ground).not.toMatch(/^(The|A|An|This|That|There|No|Not|It|You|Only)\b/)
    expect(refusal.remedy).toMatch(/^[a-z]/)
    if (refusal.kind === 'unlawful') expect(refusal.citation).toBeTruthy()
  })
})

/** What has a name in the source and is no refusal, each with the reason. */
const noRefusals: Readonly<Record<string, string>> = {
  'api/fault': 'a fault is not a "no": HTTP 500, nothing was decided',
  'api/store-stopped': 'a fault is not a "no": HTTP 503, the disk failed',
  'store/head': 'a refused checkpoint is a fault of the disk, and a line of the verification',
  'node/unknown': 'name of a fault in a message to the operator',
  'node/refused': 'word in a receipt for a reason whose name an older record does not carry',
}

/** Refusals that are tables: every row must be shown. */
const tables = {
  access: accessRefusals,
  law: packRefusals,
  procedure: refusalRows,
  exchange: exchangeRefusals,
  hit: hitRefusals,
  resolve: resolveRefusals,
  oversight: oversightRefusals,
  tips: tipRefusals,
}

const word = /'([a-z][a-z0-9]*(?:-[a-z0-9]+)*)'/g
const kinds =
  /^(malformed|unauthenticated|forbidden|unknown|conflict|too-large|unlawful|too-early|too-many)$/

/** Names of refusals in a source: a `name` beside a remedy, or the first words of a call that refuses. */
function namesIn(text: string): string[] {
  const names: string[] = []
  for (const m of text.matchAll(/\bname:([^\n]*)/g)) {
    const around = text.slice(Math.max(0, m.index - 160), m.index + 400)
    if (!/\b(ground|expected)\b/.test(around) || !/remedy/.test(around)) continue
    const chosen = m[1]!.replace(/\w+ === '[^']*'|startsWith\('[^']*'\)/g, '')
    names.push(...[...chosen.matchAll(word)].map((w) => w[1]!))
  }
  const call =
    /\b(?:no|bad|broken|trouble|exchangeRefusal)\(\s*(?:\w+,\s*)?('[a-z-]+')(?:,\s*('[a-z-]+'))?/g
  for (const [, first, second] of text.matchAll(call)) {
    const name = kinds.test(first!.slice(1, -1)) ? second : first
    if (name !== undefined) names.push(name.slice(1, -1))
  }
  return names
}

function saidIn(folder: string): Set<string> {
  const path = join(root, 'src', folder)
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(
    (f) => f.endsWith('.ts') && !/\.test\.ts$|testing|gallery|samples|examples|^loan\.ts$/.test(f),
  )
  // What the simulator calls broken are its invariants, not refusals.
  const own = files
    .filter((f) => !f.startsWith('simulate'))
    .flatMap((f) => namesIn(readFileSync(join(path, f), 'utf8')))
  return new Set([...own, ...Object.keys((tables as Record<string, object>)[folder] ?? {})])
}

describe('the gallery is complete', () => {
  const folders = readdirSync(join(root, 'src'))

  it.each(folders)('src/%s says no refusal that has no example', (folder) => {
    const shown = galleries.filter((g) => g.folders.includes(folder))
    const known = new Set(shown.flatMap((g) => Object.keys(g.gallery)))
    const missing = [...saidIn(folder)].filter(
      (name) => !known.has(name) && noRefusals[`${folder}/${name}`] === undefined,
    )
    expect(missing).toEqual([])
  })

  it('excuses only names that the source has', () => {
    for (const place of Object.keys(noRefusals)) {
      const [folder, name] = place.split('/') as [string, string]
      const path = join(root, 'src', folder)
      const texts = readdirSync(path).filter((f) => f.endsWith('.ts'))
      expect(texts.some((f) => readFileSync(join(path, f), 'utf8').includes(`'${name}'`))).toBe(
        true,
      )
    }
  })

  it('finds a refusal wherever it is written', () => {
    expect(namesIn("refuse({ kind: 'unknown', name: 'x-gone',\n ground, remedy })")).toEqual([
      'x-gone',
    ])
    expect(namesIn("no('conflict', 'x-twice', 'it is there', 'go')")).toEqual(['x-twice'])
    expect(namesIn("name: a ? 'x-one' : 'x-two',\n expected, remedy")).toEqual(['x-one', 'x-two'])
  })
})
