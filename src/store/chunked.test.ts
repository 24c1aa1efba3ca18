import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ChunkSuite,
  chunkBytes,
  chunkHeaderBytes,
  chunkKeyOf,
  newChunkKey,
  openChunk,
  plainLength,
  sealChunk,
  sealedChunkBytes,
  sealedLength,
} from './chunked.ts'

const key = new Uint8Array(32).fill(7)
const salt = new Uint8Array(24).fill(9)
const context = Buffer.from('comity test')

describe('chunked encryption as C2SP lays it out', () => {
  // Known answers for SHA-256 and AES-128-GCM: pyca/cryptography, tests/test_chunked.py (Apache-2.0 or BSD).
  const suite: ChunkSuite = {
    hash: 'sha256',
    cipher: 'aes-128-gcm',
    aead: 'AEAD_AES_128_GCM',
    keyBytes: 16,
  }
  const known = [
    [
      '',
      '',
      '75e15016f9c6148f4187e0d5a8bae956547f6cdb0bbe186893f89be78b2eb99e24b59214be2555c6be3d9c47e69bb360',
    ],
    [
      'hello world',
      '',
      '75e15016f9c6148f4187e0d5a8bae956547f6cdb0bbe186893f89be78b2eb99e6d10d8998e07bb7c7af28058b509d8f318f3997000a8fbc9b3b1b1',
    ],
    [
      'hello world',
      'context',
      '711dfd6fbb3120e7395b4789dab0ceeb762130ac47db988d757715173d00543a48b27223e04af784859ccd37e9a68020556e4e0e12b66b3fe91241',
    ],
  ] as const
  it.each(known)(
    'gives the published bytes for "%s" under the context "%s"',
    (text, about, hex) => {
      const chunks = newChunkKey(
        Uint8Array.from({ length: 16 }, (_, i) => i),
        Uint8Array.from({ length: 24 }, (_, i) => 100 + i),
        Buffer.from(about),
        suite,
      )
      const file = Buffer.concat([chunks.header, sealChunk(chunks, 0, Buffer.from(text))])
      expect(file.subarray(24).toString('hex')).toBe(hex)
    },
  )

  it('has one division into chunks for each length, and knows a length that no file has', () => {
    fc.assert(
      fc.property(fc.nat(5 * chunkBytes), (length) => {
        expect(plainLength(sealedLength(length))).toBe(length)
      }),
    )
    for (const [length, chunks] of [
      [0, 1],
      [1024, 1],
      [chunkBytes - 1, 1],
      [chunkBytes, 2],
      [20 * 1024, 2],
    ] as const)
      expect(sealedLength(length)).toBe(56 + length + 16 * chunks)
    for (const wrong of [0, 55, 56, 71, 56 + sealedChunkBytes, 56 + sealedChunkBytes + 15])
      expect(plainLength(wrong)).toBeUndefined()
  })

  it('opens no chunk in another place, with another byte, or under another key, salt or context', () => {
    const made = newChunkKey(key, salt, context)
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(2 ** 34),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (plain, number, at, flip) => {
          const sealed = sealChunk(made, number, plain)
          expect(new Uint8Array(openChunk(made, number, sealed)!)).toEqual(plain)
          expect(openChunk(made, number + 1, sealed)).toBeUndefined()
          // the counter is wider than 32 bits
          expect(openChunk(made, number + 2 ** 32, sealed)).toBeUndefined()
          const changed = Uint8Array.from(sealed)
          changed[at % changed.length]! ^= flip
          expect(openChunk(made, number, changed)).toBeUndefined()
          expect(openChunk(made, number, sealed.subarray(0, -1))).toBeUndefined()
        },
      ),
    )
    expect(chunkKeyOf(key, made.header, context)).toBeDefined()
    expect(chunkKeyOf(key, made.header, Buffer.from('other'))).toBeUndefined()
    expect(chunkKeyOf(new Uint8Array(32), made.header, context)).toBeUndefined()
    for (let at = 0; at < chunkHeaderBytes; at++) {
      const header = Uint8Array.from(made.header)
      header[at]! ^= 1
      expect(chunkKeyOf(key, header, context)).toBeUndefined()
    }
  })
})
