import {
  aes256Gcm,
  hasKems,
  hkdfSha256,
  hybridKem,
  type Kem,
  type Random,
  schedule,
  x25519Kem,
} from '#base'
import { keyId } from './keys.ts'

/**
 * Sealing to one recipient: HPKE base mode (RFC 9180) with AES-256-GCM. Base mode only: who wrote is proven by the
 * signatures inside, which an authenticated mode would make deniable. MLKEM768-X25519 is the hybrid of an elliptic
 * curve and ML-KEM-768 (code point 0x647a): traffic recorded today stays closed to a later quantum computer.
 */
export const sealAlgorithms = ['MLKEM768-X25519', 'X25519'] as const
export type SealAlgorithm = (typeof sealAlgorithms)[number]

const kems = { 'MLKEM768-X25519': hybridKem, X25519: x25519Kem } as const satisfies Record<
  SealAlgorithm,
  Kem
>

export interface OpeningKey {
  readonly id: string
  readonly algorithm: SealAlgorithm
  /** 32 bytes in both algorithms. */
  readonly secret: Uint8Array
  readonly publicKey: Uint8Array
}

export interface SealingKey {
  readonly id: string
  readonly algorithm: SealAlgorithm
  /** 1,216 bytes for the hybrid, 32 for X25519. */
  readonly publicKey: Uint8Array
}

/** The strongest algorithm this runtime has: the hybrid from Node 24.7 on. */
export function bestSealAlgorithm(): SealAlgorithm {
  return hasKems ? 'MLKEM768-X25519' : 'X25519'
}

export function makeOpeningKey(random: Random, algorithm = bestSealAlgorithm()): OpeningKey {
  const { secret, publicKey } = kems[algorithm].deriveKeyPair(random.bytes(32))
  return { id: keyId(algorithm, publicKey), algorithm, secret, publicKey }
}

/** What binds a ciphertext to its purpose, its two ends and one key of the receiver. */
export interface SealContext {
  readonly from: string
  readonly to: string
  /** The outer routing header, byte for byte. */
  readonly header: Uint8Array
}

/**
 * Encapsulated secret followed by ciphertext.
 *
 * @throws when the key is none of its algorithm; a card's keys were checked when it was enrolled
 */
export function seal(
  key: SealingKey,
  plain: Uint8Array,
  context: SealContext,
  random: Random,
): Uint8Array {
  const kem = kems[key.algorithm]
  const { secret, encapsulated } = kem.encapsulate(key.publicKey, random.bytes(32))
  const sealing = schedule(suiteOf(kem), secret, info(key, context))
  return Buffer.concat([encapsulated, sealing.seal(plain, context.header)])
}

/** The plain bytes, or undefined when they were sealed for another key, other ends or another header. */
export function open(
  key: OpeningKey,
  sealed: Uint8Array,
  context: SealContext,
): Uint8Array | undefined {
  const kem = kems[key.algorithm]
  const cut = kem.encapsulationBytes
  try {
    const secret = kem.decapsulate(sealed.subarray(0, cut), key)
    const opening = schedule(suiteOf(kem), secret, info(key, context))
    return opening.open(sealed.subarray(cut), context.header)
  } catch {
    return undefined
  }
}

function suiteOf(kem: Kem) {
  return { kem, kdf: hkdfSha256, aead: aes256Gcm }
}

function info(key: { readonly id: string }, context: SealContext): Uint8Array {
  return Buffer.from(`comity/seal/v1\n${context.from}\n${context.to}\n${key.id}`)
}
