import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  AEAD_AES_256_GCM,
  CipherSuite,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
  KEM_MLKEM768_X25519,
} from 'hpke'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '#base'
import { aes256Gcm, schedule } from '../../src/base/hpke.ts'
import { hkdfSha256 } from '../../src/base/kdf.ts'
import { hybridKem, x25519Kem } from '../../src/base/kem.ts'
import { contextOf, dhKem, latticeKems, shippedCurve } from './hpke-suites.ts'

const folder = join(import.meta.dirname, '../../../shared/data/crypto/hpke')
const present = existsSync(folder)
if (!present) console.warn('vectors of HPKE: ../shared/data/crypto is not here, skipped')

interface Vector {
  readonly mode: number
  readonly kem_id: number
  readonly kdf_id: number
  readonly aead_id: number
  readonly info: string
  readonly ikmE: string
  readonly ikmR: string
  readonly ikmS?: string
  readonly skRm: string
  readonly pkRm: string
  readonly skSm?: string
  readonly pkSm?: string
  readonly psk?: string
  readonly psk_id?: string
  readonly enc: string
  readonly shared_secret: string
  readonly encryptions?: readonly { aad: string; ct: string; pt: string }[]
  readonly exports: readonly { exporter_context: string; L: number; exported_value: string }[]
}

const hex = (text = '') => Buffer.from(text, 'hex')
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

function standard(): readonly Vector[] {
  const bytes = gunzipSync(readFileSync(join(folder, 'rfc9180-vectors.json.gz')))
  return JSON.parse(bytes.toString('utf8'))
}

function postQuantum(): readonly Vector[] {
  return JSON.parse(readFileSync(join(folder, 'hpke-pq-vectors.json'), 'utf8'))
}

/** Both ends seal, open and export what the vector says; how many messages and exports were compared. */
function checkSchedule(v: Vector, shared: Uint8Array): number {
  const mixed = { mode: v.mode, psk: hex(v.psk), pskId: hex(v.psk_id) }
  const sender = contextOf(v, shared, hex(v.info), mixed)
  const receiver = contextOf(v, shared, hex(v.info), mixed)
  const messages = v.encryptions ?? []
  for (const { aad, ct, pt } of messages) {
    expect(text(sender.seal(hex(pt), hex(aad)))).toBe(ct)
    expect(text(receiver.open(hex(ct), hex(aad)))).toBe(pt)
  }
  for (const { exporter_context, L, exported_value } of v.exports)
    expect(text(receiver.exporter(hex(exporter_context), L))).toBe(exported_value)
  return messages.length + v.exports.length
}

describe.skipIf(!present)('HPKE, RFC 9180', () => {
  it('all 128 vectors of four modes: keys, encapsulation, every message, every export', () => {
    const vectors = standard()
    expect(vectors).toHaveLength(128)
    let compared = 0
    for (const v of vectors) {
      const kem = dhKem(v.kem_id)
      const receiver = kem.deriveKeyPair(hex(v.ikmR))
      expect(text(receiver.secret)).toBe(v.skRm)
      expect(text(receiver.publicKey)).toBe(v.pkRm)
      const sender = v.ikmS === undefined ? undefined : kem.deriveKeyPair(hex(v.ikmS))
      const withSender = v.mode >= 2 ? sender : undefined
      const ephemeral = kem.deriveKeyPair(hex(v.ikmE))
      expect(text(ephemeral.publicKey)).toBe(v.enc)
      expect(text(kem.encapsulate(receiver.publicKey, ephemeral, withSender))).toBe(v.shared_secret)
      const shared = kem.decapsulate(hex(v.enc), receiver, withSender?.publicKey)
      expect(text(shared)).toBe(v.shared_secret)
      compared += checkSchedule(v, shared)
    }
    expect(compared).toBeGreaterThan(20_000)
  })

  it('the group that letters are sealed with, by the code that seals them', () => {
    const ours = standard().filter((v) => v.kem_id === 32 && v.mode === 0)
    expect(ours).toHaveLength(8)
    for (const v of ours) {
      const pair = shippedCurve.deriveKeyPair(hex(v.ikmR))
      expect([text(pair.secret), text(pair.publicKey)]).toEqual([v.skRm, v.pkRm])
      const sent = shippedCurve.encapsulate(pair.publicKey, hex(v.ikmE))
      expect([text(sent.encapsulated), text(sent.secret)]).toEqual([v.enc, v.shared_secret])
      expect(text(shippedCurve.decapsulate(hex(v.enc), pair))).toBe(v.shared_secret)
    }
  })
})

/** One vector writes its secret of X448 with the bits set that the function sets anyway (RFC 7748, 5). */
function clamped(v: Vector, secret: Uint8Array): Uint8Array {
  if (v.kem_id !== 33) return secret
  const bytes = Buffer.from(secret)
  bytes[0]! &= 252
  bytes[55]! |= 128
  return bytes
}

describe.skipIf(!present)('HPKE with lattices and hybrids', () => {
  it('all 13 vectors: keys from their material, decapsulation, every message, every export', () => {
    const vectors = postQuantum()
    expect(vectors).toHaveLength(13)
    for (const v of vectors) {
      const kem = latticeKems[v.kem_id] ?? dhKem(v.kem_id)
      const pair = kem.deriveKeyPair(hex(v.ikmR))
      expect(text(clamped(v, pair.secret))).toBe(text(clamped(v, hex(v.skRm))))
      expect(text(pair.publicKey)).toBe(v.pkRm)
      const shared = kem.decapsulate(hex(v.enc), pair)
      expect(text(shared)).toBe(v.shared_secret)
      expect(checkSchedule(v, shared)).toBeGreaterThan(0)
    }
  })
})

const peers = [
  { name: 'X25519', kem: x25519Kem, peer: KEM_DHKEM_X25519_HKDF_SHA256 },
  { name: 'MLKEM768-X25519', kem: hybridKem, peer: KEM_MLKEM768_X25519 },
] as const

describe.each(peers)('$name against another implementation', ({ kem, peer }) => {
  const info = Buffer.from('comity/seal/v1\nXV-FIU\nXN-FIU\nkey')
  const aad = Buffer.from('{"id":"1"}')
  const plain = systemRandom.bytes(4096)
  const theirs = new CipherSuite(peer, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
  const ours = { kem, kdf: hkdfSha256, aead: aes256Gcm }

  it('what we seal, it opens', async () => {
    const pair = kem.deriveKeyPair(systemRandom.bytes(32))
    const { secret, encapsulated } = kem.encapsulate(pair.publicKey, systemRandom.bytes(32))
    const sealed = schedule(ours, secret, info).seal(plain, aad)
    const key = await theirs.DeserializePrivateKey(pair.secret)
    const opened = await theirs.Open(key, encapsulated, sealed, { info, aad })
    expect(Buffer.compare(opened, plain)).toBe(0)
  })

  it('what it seals, we open', async () => {
    const pair = kem.deriveKeyPair(systemRandom.bytes(32))
    const key = await theirs.DeserializePublicKey(pair.publicKey)
    const { encapsulatedSecret, ciphertext } = await theirs.Seal(key, plain, { info, aad })
    const secret = kem.decapsulate(encapsulatedSecret, pair)
    expect(Buffer.from(schedule(ours, secret, info).open(ciphertext, aad))).toEqual(
      Buffer.from(plain),
    )
  })

  it('a letter sealed with one bit changed anywhere in its secret or text opens for nobody', () => {
    const pair = kem.deriveKeyPair(systemRandom.bytes(32))
    const { secret, encapsulated } = kem.encapsulate(pair.publicKey, systemRandom.bytes(32))
    const sealed = schedule(ours, secret, info).seal(plain.subarray(0, 64), aad)
    const whole = Buffer.concat([encapsulated, sealed])
    let opened = 0
    for (let at = 0; at < whole.length; at += 7) {
      const bent = Buffer.from(whole)
      // The top bit of a coordinate of X25519 is not part of it (RFC 7748, 5), so another bit.
      bent[at]! ^= 1
      try {
        const found = kem.decapsulate(bent.subarray(0, encapsulated.length), pair)
        schedule(ours, found, info).open(bent.subarray(encapsulated.length), aad)
        opened++
      } catch {
        // Refused, as it must be.
      }
    }
    expect(opened).toBe(0)
  })
})
