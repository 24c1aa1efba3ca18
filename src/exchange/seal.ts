import {
  AEAD_AES_256_GCM,
  CipherSuite,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
  KEM_MLKEM768_X25519,
} from 'hpke'
import { keyId } from './keys.ts'

/**
 * Sealing to one recipient: HPKE base mode (RFC 9180) with AES-256-GCM. Base mode only: who wrote is proven by the
 * signatures inside, which an authenticated mode would make deniable. MLKEM768-X25519 is the hybrid of an elliptic
 * curve and ML-KEM-768 (code point 0x647a): traffic recorded today stays closed to a later quantum computer.
 */
export const sealAlgorithms = ['MLKEM768-X25519', 'X25519'] as const
export type SealAlgorithm = (typeof sealAlgorithms)[number]

const suites = {
  'MLKEM768-X25519': () => new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM),
  X25519: () => new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM),
} as const satisfies Record<SealAlgorithm, () => CipherSuite>

/** Bytes of the encapsulated secret that precedes the ciphertext. */
export const encapsulationBytes = {
  'MLKEM768-X25519': 1120,
  X25519: 32,
} as const satisfies Record<SealAlgorithm, number>

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

let available: SealAlgorithm | undefined

/** The strongest algorithm this runtime has: the hybrid from Node 24.7 on. */
export async function bestSealAlgorithm(): Promise<SealAlgorithm> {
  if (available === undefined) {
    try {
      await suites['MLKEM768-X25519']().GenerateKeyPair(true)
      available = 'MLKEM768-X25519'
    } catch {
      available = 'X25519'
    }
  }
  return available
}

export async function makeOpeningKey(algorithm?: SealAlgorithm): Promise<OpeningKey> {
  const chosen = algorithm ?? (await bestSealAlgorithm())
  const suite = suites[chosen]()
  const pair = await suite.GenerateKeyPair(true)
  const publicKey = await suite.SerializePublicKey(pair.publicKey)
  const secret = await suite.SerializePrivateKey(pair.privateKey)
  return { id: keyId(chosen, publicKey), algorithm: chosen, secret, publicKey }
}

/** What binds a ciphertext to its purpose, its two ends and one key of the receiver. */
export interface SealContext {
  readonly from: string
  readonly to: string
  /** The outer routing header, byte for byte. */
  readonly header: Uint8Array
}

/** Encapsulated secret followed by ciphertext. */
export async function seal(
  key: SealingKey,
  plain: Uint8Array,
  context: SealContext,
): Promise<Uint8Array> {
  const suite = suites[key.algorithm]()
  const publicKey = await suite.DeserializePublicKey(key.publicKey)
  const { encapsulatedSecret, ciphertext } = await suite.Seal(publicKey, plain, {
    info: info(key, context),
    aad: context.header,
  })
  return Buffer.concat([encapsulatedSecret, ciphertext])
}

/** The plain bytes, or undefined when they were sealed for another key, other ends or another header. */
export async function open(
  key: OpeningKey,
  sealed: Uint8Array,
  context: SealContext,
): Promise<Uint8Array | undefined> {
  const suite = suites[key.algorithm]()
  const cut = encapsulationBytes[key.algorithm]
  try {
    const secret = await suite.DeserializePrivateKey(key.secret)
    return await suite.Open(secret, sealed.subarray(0, cut), sealed.subarray(cut), {
      info: info(key, context),
      aad: context.header,
    })
  } catch {
    return undefined
  }
}

function info(key: { readonly id: string }, context: SealContext): Uint8Array {
  return Buffer.from(`comity/seal/v1\n${context.from}\n${context.to}\n${key.id}`)
}
