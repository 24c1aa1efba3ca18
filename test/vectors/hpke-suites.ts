import crypto, {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
} from 'node:crypto'
import {
  type Aead,
  aes256Gcm,
  aesGcm,
  type KeyPair,
  type Mixed,
  type SealingContext,
  schedule,
  sealingContext,
  suiteId,
} from '../../src/base/hpke.ts'
import {
  hkdf,
  hkdfSha256,
  type Kdf,
  labeledExpand,
  labeledExtract,
  labeledMaterial,
  twoBytes,
} from '../../src/base/kdf.ts'
import { hybridKem, x25519Kem } from '../../src/base/kem.ts'
import { turboShake } from './turbo-shake.ts'

/**
 * What HPKE has beyond the two suites that letters are sealed with: further groups, ciphers, functions and the modes
 * that are not base mode. For vectors alone, so that the schedule the program ships is held against every one of them.
 */
const none = new Uint8Array()
const kemSuite = (id: number) => Buffer.concat([Buffer.from('KEM'), twoBytes(id)])

const hkdfSha384 = hkdf(0x0002, 'sha384')
const hkdfSha512 = hkdf(0x0003, 'sha512')
const twoStep: Readonly<Record<number, Kdf>> = { 1: hkdfSha256, 2: hkdfSha384, 3: hkdfSha512 }

interface OneStep {
  readonly hashBytes: number
  derive(material: Uint8Array, length: number): Uint8Array
}

const shake = (algorithm: 'shake128' | 'shake256', hashBytes: number): OneStep => ({
  hashBytes,
  derive: (material, outputLength) =>
    createHash(algorithm, { outputLength }).update(material).digest(),
})

/** Functions in one step (draft-ietf-hpke-pq, 4). */
const oneStep: Readonly<Record<number, OneStep>> = {
  16: shake('shake128', 32),
  17: shake('shake256', 64),
  18: { hashBytes: 32, derive: (material, length) => turboShake(128, material, length) },
  19: { hashBytes: 64, derive: (material, length) => turboShake(256, material, length) },
}

const chacha: Aead = {
  id: 0x0003,
  keyBytes: 32,
  nonceBytes: 12,
  seal(key, nonce, aad, plain) {
    const sealing = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    sealing.setAAD(aad, { plaintextLength: plain.length })
    return Buffer.concat([sealing.update(plain), sealing.final(), sealing.getAuthTag()])
  },
  open(key, nonce, aad, sealed) {
    const opening = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    opening.setAAD(aad, { plaintextLength: sealed.length - 16 })
    opening.setAuthTag(sealed.subarray(-16))
    const plain = opening.update(sealed.subarray(0, -16))
    opening.final()
    return plain
  },
}

const exportOnly: Aead = {
  id: 0xffff,
  keyBytes: 0,
  nonceBytes: 0,
  seal: () => never('an export-only suite seals nothing'),
  open: () => never('an export-only suite opens nothing'),
}

const aeads: Readonly<Record<number, Aead>> = {
  1: aesGcm(0x0001, 'aes-128-gcm', 16),
  2: aes256Gcm,
  3: chacha,
  65535: exportOnly,
}

/** The context of a suite by its code points. */
export function contextOf(
  ids: { readonly kem_id: number; readonly kdf_id: number; readonly aead_id: number },
  shared: Uint8Array,
  info: Uint8Array,
  mixed: Mixed,
): SealingContext {
  const kem = { id: ids.kem_id }
  const aead = aeads[ids.aead_id]!
  const kdf = twoStep[ids.kdf_id]
  if (kdf !== undefined) return schedule({ kem, kdf, aead }, shared, info, mixed)
  const step = oneStep[ids.kdf_id]!
  const id = suiteId({ kem, kdf: { ...hkdfSha256, id: ids.kdf_id }, aead })
  const prefixed = (bytes: Uint8Array) => Buffer.concat([twoBytes(bytes.length), bytes])
  const derive = (material: Uint8Array, label: string, context: Uint8Array, length: number) =>
    step.derive(labeledMaterial(id, material, label, context, length), length)
  const secret = derive(
    Buffer.concat([prefixed(mixed.psk), prefixed(shared)]),
    'secret',
    Buffer.concat([Uint8Array.of(mixed.mode), prefixed(mixed.pskId), prefixed(info)]),
    aead.keyBytes + aead.nonceBytes + step.hashBytes,
  )
  const nonceAt = aead.keyBytes
  const exportAt = nonceAt + aead.nonceBytes
  return sealingContext(
    aead,
    secret.subarray(0, nonceAt),
    secret.subarray(nonceAt, exportAt),
    (context, length) => derive(secret.subarray(exportAt), 'sec', context, length),
  )
}

interface Group {
  readonly kdf: Kdf
  readonly secretBytes: number
  pair(secret: Uint8Array): KeyPair
  exchange(secret: Uint8Array, publicKey: Uint8Array): Uint8Array
  /** First byte of a candidate is cut to this; absent where every string is a key (RFC 9180, 7.1.3). */
  readonly bitmask?: number
}

const montgomery = (kdf: Kdf, secretBytes: number, priv: string, pub: string): Group => {
  const secretObject = (secret: Uint8Array) =>
    createPrivateKey({
      key: Buffer.concat([Buffer.from(priv, 'hex'), secret]),
      format: 'der',
      type: 'pkcs8',
    })
  return {
    kdf,
    secretBytes,
    pair: (secret) => ({
      secret,
      publicKey: createPublicKey(secretObject(secret))
        .export({ format: 'der', type: 'spki' })
        .subarray(-secretBytes),
    }),
    exchange: (secret, publicKey) =>
      diffieHellman({
        privateKey: secretObject(secret),
        publicKey: createPublicKey({
          key: Buffer.concat([Buffer.from(pub, 'hex'), publicKey]),
          format: 'der',
          type: 'spki',
        }),
      }),
  }
}

const weierstrass = (kdf: Kdf, curve: string, secretBytes: number, bitmask: number): Group => {
  const ecdh = (secret: Uint8Array) => {
    const one = createECDH(curve)
    one.setPrivateKey(secret)
    return one
  }
  return {
    kdf,
    secretBytes,
    bitmask,
    pair: (secret) => ({ secret, publicKey: ecdh(secret).getPublicKey() }),
    exchange: (secret, publicKey) => ecdh(secret).computeSecret(publicKey),
  }
}

const groups: Readonly<Record<number, Group>> = {
  16: weierstrass(hkdfSha256, 'prime256v1', 32, 0xff),
  17: weierstrass(hkdfSha384, 'secp384r1', 48, 0xff),
  18: weierstrass(hkdfSha512, 'secp521r1', 66, 0x01),
  32: montgomery(hkdfSha256, 32, '302e020100300506032b656e04220420', '302a300506032b656e032100'),
  33: montgomery(hkdfSha512, 56, '3046020100300506032b656f043a0438', '3042300506032b656f033900'),
}

/** DHKEM (RFC 9180, 4.1) over a group, with and without the sender's own key. */
export function dhKem(id: number) {
  const group = groups[id]!
  const suite = kemSuite(id)
  const derived = (dh: Uint8Array, context: readonly Uint8Array[]) => {
    const prk = labeledExtract(group.kdf, suite, none, 'eae_prk', dh)
    return labeledExpand(
      group.kdf,
      suite,
      prk,
      'shared_secret',
      Buffer.concat(context),
      group.kdf.hashBytes,
    )
  }
  return {
    deriveKeyPair(material: Uint8Array): KeyPair {
      const prk = labeledExtract(group.kdf, suite, none, 'dkp_prk', material)
      const expand = (label: string, info: Uint8Array) =>
        Buffer.from(labeledExpand(group.kdf, suite, prk, label, info, group.secretBytes))
      if (group.bitmask === undefined) return group.pair(expand('sk', none))
      for (let counter = 0; counter < 256; counter++) {
        const candidate = expand('candidate', Uint8Array.of(counter))
        candidate[0]! &= group.bitmask
        try {
          return group.pair(candidate)
        } catch {
          // Not below the order of the group: the next one.
        }
      }
      return never('no candidate is a key')
    },
    encapsulate(publicKey: Uint8Array, ephemeral: KeyPair, sender?: KeyPair) {
      const dh = [group.exchange(ephemeral.secret, publicKey)]
      const context = [ephemeral.publicKey, publicKey]
      if (sender !== undefined) {
        dh.push(group.exchange(sender.secret, publicKey))
        context.push(sender.publicKey)
      }
      return derived(Buffer.concat(dh), context)
    },
    decapsulate(enc: Uint8Array, pair: KeyPair, sender?: Uint8Array) {
      const dh = [group.exchange(pair.secret, enc)]
      const context = [enc, pair.publicKey]
      if (sender !== undefined) {
        dh.push(group.exchange(pair.secret, sender))
        context.push(sender)
      }
      return derived(Buffer.concat(dh), context)
    },
  }
}

const shake256 = (material: Uint8Array, outputLength: number) =>
  createHash('shake256', { outputLength }).update(material).digest()

interface LatticeKem {
  deriveKeyPair(material: Uint8Array): KeyPair
  decapsulate(enc: Uint8Array, pair: KeyPair): Uint8Array
}

function derivedSeed(id: number, material: Uint8Array, length: number): Uint8Array {
  return shake256(labeledMaterial(kemSuite(id), material, 'DeriveKeyPair', none, length), length)
}

function lattice(arc: number, publicBytes: number) {
  const prefix = Buffer.from(`3054020100300b060960864801650304040${arc}04428040`, 'hex')
  const key = (seed: Uint8Array) =>
    createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  return {
    key,
    publicKey: (seed: Uint8Array) =>
      createPublicKey(key(seed)).export({ format: 'der', type: 'spki' }).subarray(-publicBytes),
  }
}

const lattices = {
  512: lattice(0x01, 800),
  768: lattice(0x02, 1184),
  1024: lattice(0x03, 1568),
} as const

const plainLattice = (id: number, of: ReturnType<typeof lattice>): LatticeKem => ({
  deriveKeyPair(material) {
    const secret = derivedSeed(id, material, 64)
    return { secret, publicKey: of.publicKey(secret) }
  },
  decapsulate: (enc, pair) => crypto.decapsulate(of.key(pair.secret), enc),
})

interface HybridParts {
  readonly of: ReturnType<typeof lattice>
  readonly latticeCiphertext: number
  readonly group: Group
  /** Bytes of the seed that candidates for the scalar are cut from. */
  readonly seedBytes: number
  readonly label: string
}

/** A lattice and a curve of NIST together (draft-irtf-cfrg-hybrid-kems, 5.1). */
const hybrid = (id: number, parts: HybridParts): LatticeKem => {
  const { of, latticeCiphertext, group, seedBytes, label } = parts
  const expand = (seed: Uint8Array) => {
    const full = shake256(seed, 64 + seedBytes)
    for (let at = 64; at < full.length; at += group.secretBytes) {
      try {
        return {
          latticeSeed: full.subarray(0, 64),
          curve: group.pair(full.subarray(at, at + group.secretBytes)),
        }
      } catch {
        // Not below the order of the group: the next one.
      }
    }
    return never('no candidate is a key')
  }
  return {
    deriveKeyPair(material) {
      const secret = derivedSeed(id, material, 32)
      const { latticeSeed, curve } = expand(secret)
      return { secret, publicKey: Buffer.concat([of.publicKey(latticeSeed), curve.publicKey]) }
    },
    decapsulate(enc, pair) {
      const { latticeSeed, curve } = expand(pair.secret)
      const ephemeral = enc.subarray(latticeCiphertext)
      return createHash('sha3-256')
        .update(crypto.decapsulate(of.key(latticeSeed), enc.subarray(0, latticeCiphertext)))
        .update(group.exchange(curve.secret, ephemeral))
        .update(ephemeral)
        .update(curve.publicKey)
        .update(label)
        .digest()
    },
  }
}

export const latticeKems: Readonly<Record<number, LatticeKem>> = {
  64: plainLattice(64, lattices[512]),
  65: plainLattice(65, lattices[768]),
  66: plainLattice(66, lattices[1024]),
  80: hybrid(80, {
    of: lattices[768],
    latticeCiphertext: 1088,
    group: groups[16]!,
    seedBytes: 128,
    label: 'MLKEM768-P256',
  }),
  81: hybrid(81, {
    of: lattices[1024],
    latticeCiphertext: 1568,
    group: groups[17]!,
    seedBytes: 48,
    label: 'MLKEM1024-P384',
  }),
  // The one that is shipped.
  25722: hybridKem,
}

/** The one of the curve that is shipped. */
export const shippedCurve = x25519Kem

function never(why: string): never {
  throw new Error(why)
}
