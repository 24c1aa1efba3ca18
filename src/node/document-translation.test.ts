import { describe, expect, it } from 'vitest'
import { translationIn } from './document-translation.ts'

const fields = ['facts', 'urgency']
const delivered = {
  language: 'French',
  digest: `sha256:${'5'.repeat(64)}`,
  translator: 'sworn translator of the ministry',
  by: 'sworn',
  binding: 'original',
  texts: ['facts: Le ministère a payé : rien n’a été livré.', 'note: ceci est autre chose'],
}

describe('a translation that was delivered in a matter', () => {
  it('gives the texts of the fields of the form, and of no others', () => {
    expect(translationIn(delivered, fields)).toEqual({
      language: 'fr',
      by: 'sworn',
      binding: 'original',
      texts: { facts: 'Le ministère a payé : rien n’a été livré.' },
    })
  })

  it('is not taken for sworn where it does not say so', () => {
    const { by: _, ...silent } = delivered
    expect(translationIn(silent, fields)?.by).toBe('office')
  })

  it('is none where only a digest of it was filed', () => {
    const { texts: _, ...bare } = delivered
    expect(translationIn(bare, fields)).toBeUndefined()
    expect(translationIn({ ...delivered, texts: ['nothing of the form'] }, fields)).toBeUndefined()
  })

  it('the original counts unless the translation says that it does', () => {
    expect(translationIn({ ...delivered, binding: 'x' }, fields)?.binding).toBe('original')
    expect(translationIn({ ...delivered, binding: 'translation' }, fields)?.binding).toBe(
      'translation',
    )
  })
})
