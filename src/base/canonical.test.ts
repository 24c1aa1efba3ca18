import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, type Json } from './canonical.ts'

/** Names that objects of the runtime treat in their own way, among ordinary ones. */
const name = fc.oneof(
  fc.constantFrom(
    '10',
    '9',
    '1',
    '01',
    '4294967295',
    '__proto__',
    'toJSON',
    '',
    'é',
    '\ud83d\ude00',
    '\uffff',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
)
const { document } = fc.letrec<{ document: Json }>((tie) => ({
  document: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('document'), { maxLength: 4 }),
    fc.dictionary(name, tie('document'), { maxKeys: 5 }),
  ),
}))

describe('canonical bytes', () => {
  const library = (value: Json) => Buffer.from(canonicalize(value) as string)

  it('are those of the library, whatever the order and the names of the members', () => {
    fc.assert(
      fc.property(document, (value) => {
        expect(Buffer.from(canonical(value))).toEqual(library(value))
        // Read back, so that the members stand in the order of the bytes.
        const read = JSON.parse(library(value).toString()) as Json
        expect(Buffer.from(canonical(read))).toEqual(library(value))
      }),
      { numRuns: 2000 },
    )
  })

  it('keep members that are left out away, and leave the value itself as it was', () => {
    const value = { b: undefined, a: [{ d: 1, c: undefined, 2: 'x', 10: 'y' }] }
    const before = structuredClone(value)
    expect(Buffer.from(canonical(value)).toString()).toBe('{"a":[{"10":"y","2":"x","d":1}]}')
    expect(value).toEqual(before)
  })
})
