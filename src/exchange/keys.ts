import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signRaw,
  verify as verifyRaw,
} from 'node:crypto'
import { digest, type Random, verifyEd25519 } from '#base'

/**
 * Signature algorithms of a letter. Every slot is a list with a required set (see `policy.ts`), so that a new
 * algorithm is a row and an old one retires without a second format. Ed25519: RFC 8032; ML-DSA-44: FIPS 204.
 */
export const signatureAlgorithms = ['Ed25519', 'ML-DSA-44'] as const
export type SignatureAlgorithm = (typeof signatureAlgorithms)[number]

/** A private signing key, raw and portable: the 32-byte seed in both algorithms. */
export interface SigningKey {
  readonly id: string
  readonly algorithm: SignatureAlgorithm
  /** 32 bytes (RFC 8032 section 5.1.5; FIPS 204 seed). */
  readonly seed: Uint8Array
  readonly publicKey: Uint8Array
}

/** A public key as a card or a vouching names it. */
export interface PublicKey {
  readonly id: string
  readonly algorithm: SignatureAlgorithm
  /** 32 bytes for Ed25519, 1,312 bytes for ML-DSA-44. */
  readonly publicKey: Uint8Array
}

const publicBytes = { Ed25519: 32, 'ML-DSA-44': 1312 } as const satisfies Record<
  SignatureAlgorithm,
  number
>

/** Name of a key: the algorithm and the first 16 hex digits of the SHA-256 of its public bytes. */
export function keyId(algorithm: string, publicKey: Uint8Array): string {
  return `${algorithm}:${digest(publicKey).slice('sha256:'.length, 'sha256:'.length + 16)}`
}

/** A new key; the same randomness gives the same one. */
export function makeSigningKey(algorithm: SignatureAlgorithm, random: Random): SigningKey {
  const seed = random.bytes(32)
  const der = createPublicKey(fromSeed(algorithm, seed)).export({ format: 'der', type: 'spki' })
  const publicKey = der.subarray(-publicBytes[algorithm])
  return { id: keyId(algorithm, publicKey), algorithm, seed, publicKey }
}

/**
 * Signature over `message`.
 *
 * @throws when the seed is none of that algorithm
 */
export function sign(key: SigningKey, message: Uint8Array): Uint8Array {
  return signRaw(null, message, privateObject(key))
}

/** True when `signature` is this key's over exactly these bytes. Never throws: a stranger chose the input. */
export function verify(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.algorithm === 'Ed25519') return verifyEd25519(key.publicKey, message, signature)
  if (key.publicKey.length !== publicBytes[key.algorithm]) return false
  try {
    return verifyRaw(null, message, publicObject(key), signature)
  } catch {
    return false
  }
}

// Building a key object costs more than a verification; a node knows few keys, so they are kept.
const publicObjects = new Map<string, KeyObject>()
const privateObjects = new WeakMap<SigningKey, KeyObject>()

function publicObject(key: PublicKey): KeyObject {
  const encoded = Buffer.from(key.publicKey).toString('latin1')
  const known = publicObjects.get(encoded)
  if (known !== undefined) return known
  const der = Buffer.concat([mlDsa44Public, key.publicKey])
  const object = createPublicKey({ key: der, format: 'der', type: 'spki' })
  if (publicObjects.size > 5000) publicObjects.clear()
  publicObjects.set(encoded, object)
  return object
}

function privateObject(key: SigningKey): KeyObject {
  const known = privateObjects.get(key)
  if (known !== undefined) return known
  const object = fromSeed(key.algorithm, key.seed)
  privateObjects.set(key, object)
  return object
}

// A raw seed and a raw public key in the forms that node:crypto reads (RFC 8410; RFC 9881).
const seedPrefix = {
  Ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  'ML-DSA-44': Buffer.from('3034020100300b060960864801650304031104228020', 'hex'),
} as const satisfies Record<SignatureAlgorithm, Uint8Array>
const mlDsa44Public = Buffer.from('30820532300b06096086480165030403110382052100', 'hex')

function fromSeed(algorithm: SignatureAlgorithm, seed: Uint8Array): KeyObject {
  const key = Buffer.concat([seedPrefix[algorithm], seed])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}
