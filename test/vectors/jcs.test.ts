import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { describe, expect, it } from 'vitest'
import { canonical, type Json } from '#base'
import { listIn } from './strictness.ts'

const folder = join(import.meta.dirname, '../../../shared/data/crypto/jcs/testdata')
const present = existsSync(folder)
if (!present) console.warn('vectors of RFC 8785: ../shared/data/crypto is not here, skipped')

describe.skipIf(!present)('canonical bytes, RFC 8785', () => {
  const files = present ? readdirSync(join(folder, 'input')).sort() : []
  const input = (file: string) =>
    JSON.parse(readFileSync(join(folder, 'input', file), 'utf8')) as Json
  const bytesOf = (file: string) => {
    const hex = readFileSync(join(folder, 'outhex', file.replace('json', 'txt')), 'utf8')
    return Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')
  }

  it('are those of all six published documents', () => {
    expect(files).toHaveLength(6)
    for (const file of files) {
      expect(Buffer.from(canonicalize(input(file)) as string)).toEqual(bytesOf(file))
      expect(readFileSync(join(folder, 'output', file))).toEqual(bytesOf(file))
    }
  })

  it('are written by us for every document that can be signed, and for the others never otherwise', () => {
    const refused: string[] = []
    for (const file of files) {
      try {
        expect(Buffer.compare(canonical(input(file)), bytesOf(file))).toBe(0)
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError)
        refused.push(file.replace('.json', ''))
      }
    }
    expect(refused).toEqual(listIn('canonical, not signed'))
  })

  it('of the document with fractions are right where it is taken apart', () => {
    const { numbers, ...rest } = input('values.json') as { numbers: readonly number[] }
    expect(() => canonical({ numbers })).toThrow(TypeError)
    const words = numbers.map((n) => canonicalize(n) as string)
    expect(words).toEqual(['333333333.3333333', '1e+30', '4.5', '0.002', '1e-27'])
    expect(Buffer.from(canonical(rest as Json)).toString()).toBe(
      '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })
})
