import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { idTokenOf, signedInWith } from './parsers-sign-in.ts'

/** Whoever stands on the line between node and sign-in service writes the answer himself. */
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

describe('what the sign-in service of the agency says', () => {
  it('is believed under its signature', async () => {
    expect(await signedInWith(idTokenOf('h.desk'))).toBe('"XV-FIU/head"')
  })

  it.each([
    ['of somebody else', (text: string) => signatureOf(text, idTokenOf('h.desk')), 'RS256'],
    ['of nobody', () => '', 'RS256'],
    ['that says that it needs none', () => '', 'none'],
    [
      'of a stranger',
      (text: string) => sign('sha256', Buffer.from(text), stranger).toString('base64url'),
      'RS256',
    ],
    [
      'by the secret that node and service share',
      (text: string) => createHmac('sha256', 'secret').update(text).digest('base64url'),
      'HS256',
    ],
  ])('is not believed under a signature %s', async (_what, signed, alg) => {
    expect(await signedInWith(idTokenOf('i.desk', signed, alg))).toBeUndefined()
  })
})

/** The last part of another token, put under this text. */
function signatureOf(_text: string, token: string): string {
  return token.split('.')[2]!
}
