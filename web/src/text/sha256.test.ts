import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digestOf } from './sha256.ts'

async function theirs(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `sha256:${[...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('')}`
}

/** Examples of FIPS 180-4 (NIST CSRC, SHA256.pdf). */
it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
])('the digest of "%s" is that of the standard', (text, hex) => {
  expect(digestOf(text)).toBe(`sha256:${hex}`)
})

it('is the digest of the runtime, for every length around a block and any text', async () => {
  for (let n = 0; n < 200; n++) expect(digestOf('é'.repeat(n))).toBe(await theirs('é'.repeat(n)))
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      async (text) => digestOf(text) === (await theirs(text)),
    ),
  )
})
