import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signRaw,
  verify as verifyRaw,
} from 'node:crypto'
import { digest } from '#base'

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

export function makeSigningKey(algorithm: SignatureAlgorithm): SigningKey {
  const pair =
    algorithm === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ml-dsa-44')
  const jwk = pair.privateKey.export({ format: 'jwk' }) as Record<string, string>
  const seed = Buffer.from(algorithm === 'Ed25519' ? jwk.d! : jwk.priv!, 'base64url')
  const publicKey = Buffer.from(algorithm === 'Ed25519' ? jwk.x! : jwk.pub!, 'base64url')
  return { id: keyId(algorithm, publicKey), algorithm, seed, publicKey }
}

/**
 * Signature over `message`.
 *
 * @throws when the seed and the public key are not a pair of that algorithm
 */
export function sign(key: SigningKey, message: Uint8Array): Uint8Array {
  return signRaw(null, message, privateObject(key))
}

/** True when `signature` is this key's over exactly these bytes. Never throws: a stranger chose the input. */
export function verify(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
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
  const encoded = Buffer.from(key.publicKey).toString('base64url')
  const known = publicObjects.get(encoded)
  if (known !== undefined) return known
  const jwk =
    key.algorithm === 'Ed25519'
      ? { kty: 'OKP', crv: 'Ed25519', x: encoded }
      : { kty: 'AKP', alg: 'ML-DSA-44', pub: encoded }
  const object = createPublicKey({ key: jwk, format: 'jwk' })
  if (publicObjects.size > 5000) publicObjects.clear()
  publicObjects.set(encoded, object)
  return object
}

function privateObject(key: SigningKey): KeyObject {
  const known = privateObjects.get(key)
  if (known !== undefined) return known
  const seed = Buffer.from(key.seed).toString('base64url')
  const pub = Buffer.from(key.publicKey).toString('base64url')
  const jwk =
    key.algorithm === 'Ed25519'
      ? { kty: 'OKP', crv: 'Ed25519', d: seed, x: pub }
      : { kty: 'AKP', alg: 'ML-DSA-44', priv: seed, pub }
  const object = createPrivateKey({ key: jwk, format: 'jwk' })
  privateObjects.set(key, object)
  return object
}
