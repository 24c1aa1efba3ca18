import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Json, readJson } from '#base'
import { statementLimits } from '../../src/exchange/statement.ts'
import { listIn } from './strictness.ts'

const folder = join(import.meta.dirname, '../../../shared/data/crypto/json')
const present = existsSync(folder)
if (!present) console.warn('vectors of JSON: ../shared/data/crypto is not here, skipped')

const limits = { maxBytes: 1024 * 1024, maxDepth: 64 }

interface Read {
  readonly file: string
  readonly outcome: string
  readonly value?: Json
}

function readAll(part: string, signed: boolean): readonly Read[] {
  return readdirSync(join(folder, part))
    .sort()
    .map((file) => {
      const read = readJson(readFileSync(join(folder, part, file)), limits, signed)
      return read.ok
        ? { file, outcome: 'accepted', value: read.value }
        : { file, outcome: read.refusal.name }
    })
}

const names = (reads: readonly Read[], outcome: (text: string) => boolean) =>
  reads.filter((r) => outcome(r.outcome)).map((r) => r.file.replace(/\.json$/, ''))

describe.skipIf(!present)('a document from outside', () => {
  const of = (letter: string) =>
    readAll('test_parsing', false).filter((r) => r.file.startsWith(letter))

  it('is read where every reader must, but for a name that stands there twice: 93 of 95', () => {
    expect(of('y_')).toHaveLength(95)
    expect(names(of('y_'), (o) => o !== 'accepted')).toEqual(listIn('accepted elsewhere, refused'))
  })

  it('is refused by name where every reader must: all 188', () => {
    expect(of('n_')).toHaveLength(188)
    expect(names(of('n_'), (o) => o === 'accepted')).toEqual([])
    expect(names(of('n_'), (o) => !['json-malformed', 'json-too-deep'].includes(o))).toEqual([])
  })

  it('is read or refused where readers are free, as the list in the manual says: all 35', () => {
    expect(of('i_')).toHaveLength(35)
    expect(names(of('i_'), (o) => o === 'accepted')).toEqual(listIn('free, read'))
    expect(names(of('i_'), (o) => o !== 'accepted')).toEqual(listIn('free, refused'))
  })
})

describe.skipIf(!present)('a signed document', () => {
  const of = (letter: string) =>
    readAll('test_parsing', true).filter((r) => r.file.startsWith(letter))

  it('is read in its canonical form alone, as the list in the manual says', () => {
    expect(names(of('y_'), (o) => o !== 'accepted')).toEqual(listIn('well-formed, not signed'))
    expect(names([...of('n_'), ...of('i_')], (o) => o === 'accepted')).toEqual([])
  })

  it('says one thing: what is read of it, is written again byte for byte', () => {
    const transformed = readAll('test_transform', true)
    expect(names(transformed, (o) => o === 'accepted')).toEqual(listIn('ambiguous, read'))
    expect(names(transformed, (o) => o !== 'accepted')).toEqual(listIn('ambiguous, refused'))
  })

  it('of a hundred thousand brackets is refused before anything is built', () => {
    const deep = Buffer.from('['.repeat(100_000))
    const began = process.hrtime.bigint()
    const read = readJson(deep, statementLimits, true)
    const milliseconds = Number(process.hrtime.bigint() - began) / 1e6
    expect(read.ok ? 'read' : read.refusal.name).toBe('json-too-large')
    const shallow = readJson(deep.subarray(0, 1000), statementLimits, true)
    expect(shallow.ok ? 'read' : shallow.refusal.name).toBe('json-too-deep')
    expect(milliseconds).toBeLessThan(50)
  })
})
