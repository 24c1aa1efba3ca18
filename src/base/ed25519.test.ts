import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEd25519Key, verifyEd25519 } from './ed25519.ts'

const { Point } = ed25519
const order = Point.Fn.ORDER
const prime = Point.Fp.ORDER
const hex = (text: string) => Buffer.from(text, 'hex')

/** RFC 8032, 7.1: tests 1 to 3. */
const published = [
  {
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
] as const

function littleEndian(n: bigint): Uint8Array {
  return hex(n.toString(16).padStart(64, '0')).reverse()
}

function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
}

const seed = Buffer.alloc(32, 7)
const pkcs8 = Buffer.concat([hex('302e020100300506032b657004220420'), seed])
const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
const message = Buffer.from('comity/statement/v1\n')
const good = sign(null, message, privateKey)

/** The eight points of small order, from one of order eight. */
const torsion = (() => {
  const found = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')
  return Array.from({ length: 8 }, (_, i) =>
    i === 0 ? Point.ZERO : found.multiplyUnsafe(BigInt(i)),
  )
})()

/** The hash of RFC 8032, 5.1.7, as a scalar. */
function challenge(r: Uint8Array, a: Uint8Array, m: Uint8Array): bigint {
  return number(hash('sha512', Buffer.concat([r, a, m]), 'buffer')) % order
}

describe('the one rule for Ed25519', () => {
  it('holds for what RFC 8032 publishes', () => {
    for (const { key, message: m, signature } of published)
      expect(verifyEd25519(hex(key), hex(m), hex(signature))).toBe(true)
    expect(verifyEd25519(publicKey, message, good)).toBe(true)
  })

  it('refuses the number S in another form, which looser verifiers read as the same', () => {
    const s = number(good.subarray(32))
    const shifted = Buffer.concat([good.subarray(0, 32), littleEndian(s + order)])
    expect(verifyEd25519(publicKey, message, shifted)).toBe(false)
  })

  it('refuses every key of small order, for which anybody can make a signature', () => {
    expect(new Set(torsion.map((p) => p.toHex())).size).toBe(8)
    for (const point of torsion) {
      const a = point.toBytes()
      // R = -hA and S = 0 fulfil the equation whatever was signed; looked for, as R is part of h.
      const forged = torsion
        .map((r) => Buffer.concat([r.toBytes(), Buffer.alloc(32)]))
        .filter((f) => ed25519.verify(f, message, a, { zip215: true }))
      expect(forged.length).toBeGreaterThan(0)
      for (const f of forged) expect(verifyEd25519(a, message, f)).toBe(false)
      expect(isEd25519Key(a)).toBe(false)
    }
  })

  it('refuses a signature that is good only when the cofactor is multiplied away', () => {
    const a = ed25519.utils.getExtendedPublicKey(seed).scalar
    const r = torsion[1]!.toBytes()
    const h = challenge(r, publicKey, message)
    const signature = Buffer.concat([r, littleEndian((h * a) % order)])
    expect(ed25519.verify(signature, message, publicKey, { zip215: true })).toBe(true)
    expect(verifyEd25519(publicKey, message, signature)).toBe(false)
  })

  it('refuses keys and points that are written in a second way', () => {
    // y and y + p are the same coordinate where y is below 19 (2^255 - p); 0, 1, 3, 4, 5, 6, 9, 10 ... lie on the curve.
    const twice: Uint8Array[] = []
    for (let y = 0n; y < 19n; y++)
      for (const sign of [0n, 1n << 255n]) twice.push(littleEndian((y + prime) | sign))
    for (const bytes of twice) {
      expect(isEd25519Key(bytes)).toBe(false)
      const signature = Buffer.concat([bytes, good.subarray(32)])
      expect(verifyEd25519(bytes, message, good)).toBe(false)
      expect(verifyEd25519(publicKey, message, signature)).toBe(false)
    }
  })

  it('enrols no key with a part of small order, on whose signatures verifiers disagree by chance', () => {
    const scalar = ed25519.utils.getExtendedPublicKey(seed).scalar
    const mixed = Point.fromBytes(publicKey).add(torsion[1]!).toBytes()
    const judged = new Set<string>()
    for (let i = 0; i < 40; i++) {
      const m = Buffer.from(`message ${i}`)
      const r = BigInt(i + 1)
      const R = Point.BASE.multiply(r).toBytes()
      const h = challenge(R, mixed, m)
      const signature = Buffer.concat([R, littleEndian((r + h * scalar) % order)])
      const loose = ed25519.verify(signature, m, mixed, { zip215: true })
      judged.add(`${loose} ${verifyEd25519(mixed, m, signature)}`)
    }
    expect(judged).toEqual(new Set(['true true', 'true false']))
    expect(isEd25519Key(mixed)).toBe(false)
    expect(isEd25519Key(publicKey)).toBe(true)
  })

  it('accepts nothing that the runtime refuses, and of a good key the same', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.nat(63),
        fc.integer({ min: 0, max: 255 }),
        (m, at, by) => {
          const signature = sign(null, m, privateKey)
          const bent = Buffer.from(signature)
          bent[at]! ^= by
          const runtime = verify(null, m, createPublicKey(privateKey), bent)
          expect(verifyEd25519(publicKey, m, bent)).toBe(runtime)
          expect(runtime).toBe(by === 0)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.uint8Array({ maxLength: 80 }),
        fc.uint8Array({ maxLength: 130 }),
        (key, m, signature) => {
          expect(verifyEd25519(key, m, signature)).toBe(false)
          if (key.length !== 32) expect(isEd25519Key(key)).toBe(false)
        },
      ),
      { numRuns: 300 },
    )
  })
})
