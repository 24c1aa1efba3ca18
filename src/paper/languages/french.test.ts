import { describe, expect, it } from 'vitest'
import { roles } from '#directory'
import { shipped } from '#law'
import { procedures, shippedTables } from '#procedure'
import { languages } from '../document.ts'
import { headings } from '../titles.ts'
import { pageWords } from './page-words.ts'

const fields = Object.values(shippedTables.forms).flat()

/** Every English word that a document, a form or a timeline of a procedure can show. */
const groups: readonly (readonly [string, readonly string[]])[] = [
  ['labels of fields', fields.map((f) => f.label)],
  ['options', fields.flatMap((f) => f.options ?? []).map((o) => o.label)],
  ['names of procedures', procedures.map((p) => p.name)],
  ['names of the two sides', procedures.flatMap((p) => Object.values(p.sides))],
  ['names of states', procedures.flatMap((p) => p.states).map((s) => s.name)],
  ['names of steps', procedures.flatMap((p) => p.transitions).map((t) => t.name)],
  ['elements of the law', shipped.elements.map((e) => e.label)],
  ['functions', roles],
  [
    'headings',
    Object.values(headings).flatMap((h) => [h.title, h.lead ?? h.title, h.addressee ?? h.title]),
  ],
  ['words of the page', pageWords],
]

describe.each(languages)('$name', ({ words }) => {
  it.each(groups)('has all %s', (_, english) => {
    const missing = [...new Set(english)].filter((word) => words[word] === undefined)
    expect(missing).toEqual([])
  })

  it.each(Object.entries(headings))('heads the form %s, which exists', (key) => {
    expect(shippedTables.forms[key.split('/').at(-1)!]).toBeDefined()
  })

  it('has nothing empty, and no English left standing in a sentence', () => {
    for (const [english, own] of Object.entries(words)) {
      expect(own.trim(), english).not.toBe('')
      if (english.split(' ').length > 3) expect(own).not.toBe(english)
    }
  })
})
