import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { formBody, formLimits } from './form-body.ts'

const read = (text: string) => formBody(Buffer.from(text))
const nameOf = (text: string) => {
  const outcome = read(text)
  return outcome.ok ? 'read' : outcome.refusal.name
}

describe('a form of a page without scripts', () => {
  it('is read as a browser writes it', () => {
    const sent = new URLSearchParams({ name: 'Goran Tellek & é/ع', words: 'one\r\ntwo', empty: '' })
    expect(must(read(sent.toString()))).toEqual({
      name: 'Goran Tellek & é/ع',
      words: 'one\ntwo',
      empty: '',
    })
    expect(must(read(''))).toEqual({})
  })

  it.each([
    ['a=1&a=2', 'form-malformed'],
    ['__proto__=1', 'form-malformed'],
    ['constructor=1', 'form-malformed'],
    ['a%=1', 'form-malformed'],
    ['a=%ff', 'form-malformed'],
    [`${'a'.repeat(41)}=1`, 'form-malformed'],
    [
      Array.from({ length: formLimits.maxFields + 1 }, (_, i) => `f${i}=1`).join('&'),
      'form-malformed',
    ],
    [`a=${'x'.repeat(formLimits.maxBytes)}`, 'form-too-large'],
  ])('%.30s is refused', (text, name) => {
    expect(nameOf(text)).toBe(name)
  })

  it('never throws, whatever comes, and what it reads reads the same again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const outcome = formBody(bytes)
        if (!outcome.ok) return
        const again = must(read(new URLSearchParams({ ...outcome.value }).toString()))
        expect(again).toEqual(outcome.value)
      }),
      { numRuns: 2000 },
    )
  })
})
