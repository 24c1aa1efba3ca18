import { describe, expect, it } from 'vitest'
import { publicLanguages } from './languages.ts'
import * as words from './rights-words.ts'

/** Everything that the pages for persons say, whatever table it stands in. */
function* said(value: unknown, at: string): Generator<readonly [string, string, string]> {
  if (value === null || typeof value !== 'object') return
  const row = value as Readonly<Record<string, unknown>>
  if (publicLanguages.every((language) => typeof row[language] === 'string'))
    for (const language of publicLanguages) yield [at, language, String(row[language])]
  else for (const [name, inner] of Object.entries(row)) yield* said(inner, `${at}.${name}`)
}

const all = Object.entries(words).flatMap(([name, table]) => [...said(table, name)])
/** A stop ends a sentence where a blank or the end follows: `12.30` is one number. */
const sentences = (text: string) => text.split(/(?<=[.!?؟:؛;])\s+/)
const wordsIn = (sentence: string) => sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word))
/** French needs more words than English for the same, Arabic fewer. */
const longest = { en: 24, fr: 28, ar: 22 } as const

describe('what persons read', () => {
  it('is said in every language', () => {
    expect(all.length).toBeGreaterThan(200)
    expect(all.filter(([, , text]) => text.trim() === '')).toEqual([])
  })

  it.each(publicLanguages)('has no sentence in %s that one has to read twice', (language) => {
    const long = all
      .filter(([, of]) => of === language)
      .flatMap(([at, , text]) => sentences(text).map((one) => [at, wordsIn(one).length] as const))
      .filter(([, count]) => count > longest[language])
    expect(long).toEqual([])
  })

  it('says no word of the office where a plain one is there', () => {
    const office =
      /\b(pursuant|aforementioned|hereby|herein|thereof|notwithstanding|prior to|in accordance with|susmentionné|ci-après|nonobstant|en vertu)\b/i
    expect(all.filter(([, , text]) => office.test(text)).map(([at]) => at)).toEqual([])
  })
})
