import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonical, digest, type Json, must, readJson, systemRandom } from '#base'
import { composeLetters, openLetter } from '../../src/exchange/letter.ts'
import { draft, readerOf, sealsOf, testEnds } from '../../src/exchange/test-letters.ts'

const path = join(import.meta.dirname, '../../../shared/data/crypto/strings/blns.json')
const present = existsSync(path)
if (!present) console.warn('naughty strings: ../shared/data/crypto is not here, skipped')

describe.skipIf(!present)('515 strings that break programs', () => {
  const strings = present ? (JSON.parse(readFileSync(path, 'utf8')) as readonly string[]) : []
  const limits = { maxBytes: 1024 * 1024, maxDepth: 8 }

  it('come back from their canonical bytes as they were, as a value and as a key', () => {
    expect(strings).toHaveLength(515)
    for (const text of strings) {
      const document: Json = { value: text, list: [text], [text]: 1 }
      const bytes = canonical(document)
      const read = must(readJson(bytes, limits, true)) as Record<string, Json>
      expect(Object.getOwnPropertyNames(read).sort()).toEqual(
        Object.getOwnPropertyNames(document).sort(),
      )
      expect(read.list).toEqual([text])
      expect(Buffer.compare(canonical(read), bytes)).toBe(0)
    }
  })

  it('are never read under the name that the runtime keeps for itself', () => {
    for (const text of strings) {
      const bytes = Buffer.from(`{"__proto__":${JSON.stringify(text)}}`)
      expect(readJson(bytes, limits, true).ok).toBe(false)
    }
  })

  it('are signed, sealed and opened in a statement, with their own payload', () => {
    const ends = testEnds()
    // A purpose is a short text of at least one sign; the longer ones travel in the payload.
    const drafts = strings.map((text, n) => {
      const short = text.length >= 1 && text.length <= 200 ? text : `length ${text.length}`
      return draft(ends, n, { purposes: [short] })
    })
    const letters = composeLetters(drafts, sealsOf(ends), systemRandom)
    for (const [n, { bytes }] of letters.entries()) {
      const letter = must(openLetter(bytes, readerOf(ends)))
      expect(letter.statement.purposes).toEqual(drafts[n]!.statement.purposes)
    }
  })

  it('travel as content byte for byte', () => {
    const ends = testEnds()
    const drafts = strings.map((text, n) => {
      const payload = Buffer.from(text, 'utf8')
      const { statement, ...rest } = draft(ends, n)
      const about = { ...statement.payload, digest: digest(payload), bytes: payload.length }
      return { ...rest, payload, statement: { ...statement, payload: about } }
    })
    for (const [n, { bytes }] of composeLetters(drafts, sealsOf(ends), systemRandom).entries())
      expect(Buffer.from(must(openLetter(bytes, readerOf(ends))).payload)).toEqual(
        drafts[n]!.payload,
      )
  })
})
