import { describe, expect, it } from 'vitest'
import type { Digest } from '#base'
import { isOf, translationIn } from './document-translation.ts'

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
      vouchedBy: 'sworn translator of the ministry',
    })
  })

  it('is of the record that it names by digest, and of no other', () => {
    const [one, other] = ['1', '2'].map((n) => `sha256:${n.repeat(64)}`) as [Digest, Digest]
    expect(isOf({ ...delivered, of: one }, one)).toBe(true)
    expect(isOf({ ...delivered, of: one }, other)).toBe(false)
    expect(isOf(delivered, other)).toBe(true)
  })

  it('says who vouches for it, under which oath and since when', () => {
    const sworn = { ...delivered, oath: 'oath 417 of the court', translatedOn: '2025-02-14' }
    expect(translationIn(sworn, fields)?.vouchedBy).toBe(
      'sworn translator of the ministry, oath 417 of the court, 2025-02-14',
    )
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
