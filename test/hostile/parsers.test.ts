import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as access from '#access'
import * as directory from '#directory'
import * as exchange from '#exchange'
import * as exercise from '#exercise'
import * as hit from '#hit'
import * as intake from '#intake'
import * as knowledge from '#knowledge'
import * as law from '#law'
import * as learning from '#learning'
import * as node from '#node'
import * as oversight from '#oversight'
import * as paper from '#paper'
import * as procedure from '#procedure'
import * as resolve from '#resolve'
import * as rights from '#rights'
import * as store from '#store'
import * as tips from '#tips'
import { anyHarm, harmed } from './damage.ts'
import { ownThings, parsers } from './parsers.ts'
import type { Parser } from './row.ts'

/** More by COMITY_HARMS=10000. */
const runs = Number(process.env.COMITY_HARMS ?? 400)
/** A reader that takes longer for a message of this size has found something to count up to. */
const longest = 5000

function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

/** Why the reader must not have taken this for something; undefined where it may. */
function wrong(parser: Parser, bytes: Uint8Array, understood: string | undefined, first: string) {
  if (understood === undefined || parser.holds === 'any') return undefined
  if (parser.holds === 'signed') return understood === first ? undefined : 'says something else'
  return understood === asText(bytes) ? undefined : 'has two spellings'
}

describe('what is changed on its way, or was never good, is refused and nothing else', () => {
  it.each(parsers.map((parser, i) => [parser.name, parser, i] as const))(
    '%s',
    async (_, parser, i) => {
      const first = await parser.read(parser.sample)
      expect(first, 'the sample itself is read').toBeDefined()
      expect(wrong(parser, parser.sample, first, first!)).toBeUndefined()
      const others = parsers.map((p) => p.sample)
      await fc.assert(
        fc.asyncProperty(anyHarm, fc.nat(), async (harm, which) => {
          const bytes = harmed(parser.sample, others[(i + 1 + which) % others.length]!, harm)
          const began = performance.now()
          const understood = await parser.read(bytes)
          expect(performance.now() - began, 'it does not hang').toBeLessThan(longest)
          expect(wrong(parser, bytes, understood, first!)).toBeUndefined()
        }),
        { numRuns: Math.min(runs, parser.runs ?? runs) * (runs > 400 ? runs / 400 : 1) },
      )
    },
    120_000,
  )

  it('and no reader takes the message of another for its own', async () => {
    const taken: string[] = []
    for (const parser of parsers) {
      const first = await parser.read(parser.sample)
      for (const other of parsers) {
        const understood = await parser.read(other.sample)
        if (parser.holds === 'signed' && understood !== undefined && understood !== first)
          taken.push(`${parser.name} <- ${other.name}`)
      }
    }
    expect(taken).toEqual([])
  }, 60_000)
})

describe('the table of readers', () => {
  const faces = {
    access,
    directory,
    exchange,
    exercise,
    hit,
    intake,
    knowledge,
    law,
    learning,
    node,
    oversight,
    paper,
    procedure,
    resolve,
    rights,
    store,
    tips,
  }
  const named = /^(read|parse|unpack|load|open|verify|check)([A-Z]|$)/
  const readers = Object.entries(faces).flatMap(([folder, face]) =>
    Object.entries(face)
      .filter(([name, value]) => typeof value === 'function' && named.test(name))
      .map(([name]) => `${folder}/${name}`),
  )

  it('holds every reader of every face, or the reason why it reads nothing of a stranger', () => {
    const held = new Set([...parsers.flatMap((p) => p.covers), ...Object.keys(ownThings)])
    expect(readers.filter((name) => !held.has(name))).toEqual([])
    expect(readers.length).toBeGreaterThan(40)
  })

  it('names nothing that no face has', () => {
    const known = new Set(
      Object.entries(faces).flatMap(([folder, face]) =>
        Object.keys(face).map((name) => `${folder}/${name}`),
      ),
    )
    const listed = [...parsers.flatMap((p) => p.covers), ...Object.keys(ownThings)]
    expect(listed.filter((name) => !known.has(name))).toEqual([])
  })
})
