import crypto, {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import type { Kem, KeyPair } from './hpke.ts'
import { expandInfo, extractInput, hkdfSha256, labeledMaterial, twoBytes } from './kdf.ts'

// Raw keys in the forms that node:crypto reads: fixed prefixes of PKCS #8 and SubjectPublicKeyInfo (RFC 8410; RFC 9935).
const x25519Private = Buffer.from('302e020100300506032b656e04220420', 'hex')
const x25519Public = Buffer.from('302a300506032b656e032100', 'hex')
const mlKem768Private = Buffer.from('3054020100300b060960864801650304040204428040', 'hex')
const mlKem768Public = Buffer.from('308204b2300b0609608648016503040402038204a100', 'hex')

/** Has this runtime the hybrid? Node has, from 24.7 on; an older one has no such function. */
export const hasKems = typeof (crypto as { decapsulate?: unknown }).decapsulate === 'function'

const none = new Uint8Array()
const kemSuite = (id: number) => Buffer.concat([Buffer.from('KEM'), twoBytes(id)])

const x25519Suite = kemSuite(0x0020)

/** DHKEM(X25519, HKDF-SHA256) (RFC 9180, 4.1 and 7.1.2). The runtime refuses a shared secret of all zeros. */
export const x25519Kem: Kem = {
  id: 0x0020,
  encapsulationBytes: 32,
  deriveKeyPair(material) {
    const secret = deriveSecret(material)
    return { secret, publicKey: publicOf(montgomeryPrivate(secret)) }
  },
  encapsulate(publicKey, material) {
    if (publicKey.length !== 32) throw new RangeError('a key of X25519 has 32 bytes')
    const ephemeral = montgomeryPrivate(deriveSecret(material))
    const encapsulated = publicOf(ephemeral)
    const dh = exchanged(ephemeral, kept(publicKey, x25519Public))
    const secret = extractAndExpand(dh, Buffer.concat([encapsulated, publicKey]))
    return { secret, encapsulated }
  },
  decapsulate(encapsulated, pair) {
    if (encapsulated.length !== 32) throw new RangeError('a key of X25519 has 32 bytes')
    // The runtime has this very construction from the version on that has lattices; in one call it costs a third.
    if (hasKems) return crypto.decapsulate(montgomeryKept(pair.secret), encapsulated)
    const dh = exchanged(montgomeryKept(pair.secret), montgomeryPublic(encapsulated))
    return extractAndExpand(dh, Buffer.concat([encapsulated, pair.publicKey]))
  },
}

function deriveSecret(material: Uint8Array): Uint8Array {
  return hkdfSha256.derive(
    none,
    extractInput(x25519Suite, 'dkp_prk', material),
    expandInfo(x25519Suite, 'sk', none, 32),
    32,
  )
}

function extractAndExpand(dh: Uint8Array, context: Uint8Array): Uint8Array {
  return hkdfSha256.derive(
    none,
    extractInput(x25519Suite, 'eae_prk', dh),
    expandInfo(x25519Suite, 'shared_secret', context, 32),
    32,
  )
}

const hybridId = 0x647a
const mlKemCiphertext = 1088
const mlKemPublic = 1184
/** The label of the combiner (draft-connolly-cfrg-xwing-kem, 5.3): `\.//^\`. */
const combinerLabel = Buffer.from('5c2e2f2f5e5c', 'hex')

/**
 * MLKEM768-X25519 (draft-ietf-hpke-pq, 0x647a; X-Wing): the shared secret holds as long as one of the two does. The
 * private key is a seed of 32 bytes.
 *
 * ML-KEM takes its own randomness from the runtime, which offers no other way, and so does the curve beside it, which is
 * then made in one call. So letters under this suite are not the same from run to run, and those of the classical suite are.
 */
export const hybridKem: Kem = {
  id: hybridId,
  encapsulationBytes: mlKemCiphertext + 32,
  deriveKeyPair(material) {
    const seed = createHash('shake256', { outputLength: 32 })
      .update(labeledMaterial(kemSuite(hybridId), material, 'DeriveKeyPair', none, 32))
      .digest()
    return hybridPair(seed)
  },
  encapsulate(publicKey) {
    if (publicKey.length !== mlKemPublic + 32) throw new RangeError('a hybrid key has 1,216 bytes')
    const lattice = crypto.encapsulate(kept(publicKey.subarray(0, mlKemPublic), mlKem768Public))
    const curveKey = publicKey.subarray(mlKemPublic)
    const { privateKey } = generateKeyPairSync('x25519')
    const ephemeralKey = publicOf(privateKey)
    const dh = exchanged(privateKey, kept(curveKey, x25519Public))
    return {
      secret: combined(lattice.sharedKey, dh, ephemeralKey, curveKey),
      encapsulated: Buffer.concat([lattice.ciphertext, ephemeralKey]),
    }
  },
  decapsulate(encapsulated, pair) {
    const { lattice, curve } = expandSeed(pair.secret)
    const ephemeral = encapsulated.subarray(mlKemCiphertext)
    const secret = crypto.decapsulate(lattice, encapsulated.subarray(0, mlKemCiphertext))
    const dh = exchanged(curve, montgomeryPublic(ephemeral))
    return combined(secret, dh, ephemeral, pair.publicKey.subarray(mlKemPublic))
  },
}

/** The pair that belongs to a seed, as it stands in a keyring. */
export function hybridPair(seed: Uint8Array): KeyPair {
  const { lattice, curve } = expandSeed(seed)
  const latticeKey = createPublicKey(lattice).export({ format: 'der', type: 'spki' })
  return {
    secret: seed,
    publicKey: Buffer.concat([latticeKey.subarray(-mlKemPublic), publicOf(curve)]),
  }
}

function combined(
  lattice: Uint8Array,
  dh: Uint8Array,
  ephemeral: Uint8Array,
  curveKey: Uint8Array,
): Uint8Array {
  const mixed = createHash('sha3-256')
  for (const part of [lattice, dh, ephemeral, curveKey, combinerLabel]) mixed.update(part)
  return mixed.digest()
}

interface Expanded {
  readonly lattice: KeyObject
  readonly curve: KeyObject
}

// A node opens with few keys and seals to few; making the objects of a key costs more than using them.
const expandedSeeds = new WeakMap<Uint8Array, Expanded>()
const privateObjects = new WeakMap<Uint8Array, KeyObject>()
const publicObjects = new Map<string, KeyObject>()

function expandSeed(seed: Uint8Array): Expanded {
  const known = expandedSeeds.get(seed)
  if (known !== undefined) return known
  const full = createHash('shake256', { outputLength: 96 }).update(seed).digest()
  const lattice = createPrivateKey({
    key: Buffer.concat([mlKem768Private, full.subarray(0, 64)]),
    format: 'der',
    type: 'pkcs8',
  })
  const expanded = { lattice, curve: montgomeryPrivate(full.subarray(64)) }
  expandedSeeds.set(seed, expanded)
  return expanded
}

function kept(raw: Uint8Array, prefix: Uint8Array): KeyObject {
  const name = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('latin1')
  const known = publicObjects.get(name)
  if (known !== undefined) return known
  const object = publicObject(raw, prefix)
  if (publicObjects.size > 5000) publicObjects.clear()
  publicObjects.set(name, object)
  return object
}

function publicObject(raw: Uint8Array, prefix: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([prefix, raw]), format: 'der', type: 'spki' })
}

/** The key of one letter: seen once and not kept. */
function montgomeryPublic(raw: Uint8Array): KeyObject {
  if (raw.length !== 32) throw new RangeError('a key of X25519 has 32 bytes')
  // Whether it was given an object of its own the runtime finds out by an error that it throws and catches, but for
  // text: of all forms this is read at less than half the cost.
  const inside = Buffer.concat([x25519Public, raw]).toString('base64')
  return createPublicKey(`-----BEGIN PUBLIC KEY-----\n${inside}\n-----END PUBLIC KEY-----\n`)
}

function montgomeryPrivate(secret: Uint8Array): KeyObject {
  const key = Buffer.concat([x25519Private, secret])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

function montgomeryKept(secret: Uint8Array): KeyObject {
  const known = privateObjects.get(secret)
  if (known !== undefined) return known
  const object = montgomeryPrivate(secret)
  privateObjects.set(secret, object)
  return object
}

/** The raw public key that belongs to a private one of X25519; of all exports this is the cheapest by far. */
function publicOf(key: KeyObject): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' }).x as string, 'base64url')
}

/** X25519 (RFC 7748, 6.1). @throws when the public key is of small order, so that anybody would know the secret */
function exchanged(privateKey: KeyObject, publicKey: KeyObject): Uint8Array {
  return diffieHellman({ privateKey, publicKey })
}
