import { type CipherGCMTypes, createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import {
  expandInfo,
  extractInput,
  type Kdf,
  labeledExpand,
  labeledExtract,
  twoBytes,
} from './kdf.ts'

/**
 * HPKE (RFC 9180), synchronously on the runtime's own primitives: on small letters the way through a pool of threads
 * costs several times what the cryptography does. Randomness is an argument, so that a run can be repeated.
 */
export interface Kem {
  /** Code point in the registry of HPKE. */
  readonly id: number
  /** Length of the encapsulated secret, in bytes. */
  readonly encapsulationBytes: number
  /** Private and public bytes from material that nobody can guess. The same material gives the same pair. */
  deriveKeyPair(material: Uint8Array): KeyPair
  /**
   * A secret that only the owner of the public key can find again from `encapsulated`.
   *
   * @throws when the bytes are no public key of this kind
   */
  encapsulate(
    publicKey: Uint8Array,
    material: Uint8Array,
  ): { readonly secret: Uint8Array; readonly encapsulated: Uint8Array }
  /** @throws when the bytes are no encapsulation of this kind */
  decapsulate(encapsulated: Uint8Array, pair: KeyPair): Uint8Array
}

export interface KeyPair {
  readonly secret: Uint8Array
  readonly publicKey: Uint8Array
}

/** The cipher under the schedule (RFC 9180, 7.3). */
export interface Aead {
  readonly id: number
  readonly keyBytes: number
  readonly nonceBytes: number
  seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Uint8Array
  /** @throws when the text, the key, the nonce or the aad is another */
  open(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array
}

export interface Suite {
  readonly kem: Pick<Kem, 'id'>
  readonly kdf: Kdf
  readonly aead: Aead
}

/** Both ends of one shared secret. */
export interface SealingContext {
  /** Seals the next message: the nonce counts on, so two messages never share one. */
  seal(plain: Uint8Array, aad: Uint8Array): Uint8Array
  /** Opens the next message. @throws when it is not the next one, whole and unchanged */
  open(sealed: Uint8Array, aad: Uint8Array): Uint8Array
  /** A secret for another purpose (RFC 9180, 5.3). */
  exporter(context: Uint8Array, length: number): Uint8Array
}

const none = new Uint8Array()
const baseMode = 0

/** What the schedule may also mix in. Letters use base mode without it: who wrote is proven by signatures. */
export interface Mixed {
  readonly mode: number
  readonly psk: Uint8Array
  readonly pskId: Uint8Array
}

/** The key schedule (RFC 9180, 5.1). */
export function schedule(
  suite: Suite,
  shared: Uint8Array,
  info: Uint8Array,
  { mode, psk, pskId }: Mixed = { mode: baseMode, psk: none, pskId: none },
): SealingContext {
  const { kdf, aead } = suite
  const id = suiteId(suite)
  const context = Buffer.concat([
    Uint8Array.of(mode),
    hashed(kdf, id, 'psk_id_hash', pskId),
    hashed(kdf, id, 'info_hash', info),
  ])
  const material = extractInput(id, 'secret', psk)
  const derive = (label: string, length: number) =>
    length === 0
      ? none
      : kdf.derive(shared, material, expandInfo(id, label, context, length), length)
  return sealingContext(
    aead,
    derive('key', aead.keyBytes),
    derive('base_nonce', aead.nonceBytes),
    (exporterContext, length) =>
      labeledExpand(kdf, id, derive('exp', kdf.hashBytes), 'sec', exporterContext, length),
  )
}

// Between two nodes and one key of the receiver the same for every letter.
const hashes = new Map<string, Uint8Array>()

function hashed(kdf: Kdf, id: Uint8Array, label: string, text: Uint8Array): Uint8Array {
  const name = `${latin(id)} ${label} ${latin(text)}`
  const known = hashes.get(name)
  if (known !== undefined) return known
  const hash = labeledExtract(kdf, id, none, label, text)
  if (hashes.size > 5000) hashes.clear()
  hashes.set(name, hash)
  return hash
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

export function suiteId({ kem, kdf, aead }: Suite): Uint8Array {
  return Buffer.concat([Buffer.from('HPKE'), twoBytes(kem.id), twoBytes(kdf.id), twoBytes(aead.id)])
}

/** The context of RFC 9180, 5.2, from what the schedule has derived. */
export function sealingContext(
  aead: Aead,
  key: Uint8Array,
  baseNonce: Uint8Array,
  exporter: SealingContext['exporter'],
): SealingContext {
  let sequence = 0
  const nonce = () => {
    const bytes = Buffer.from(baseNonce)
    // Counts in the last four bytes: far more than the one message of a letter.
    if (sequence > 0xffffffff) throw new RangeError('this context has sealed all it may')
    const at = bytes.length - 4
    bytes.writeUInt32BE((bytes.readUInt32BE(at) ^ sequence) >>> 0, at)
    return bytes
  }
  return {
    seal(plain, aad) {
      const sealed = aead.seal(key, nonce(), aad, plain)
      sequence++
      return sealed
    },
    open(sealed, aad) {
      const plain = aead.open(key, nonce(), aad, sealed)
      sequence++
      return plain
    },
    exporter,
  }
}

const tagBytes = 16

/** AES-GCM (NIST SP 800-38D) with its tag of 16 bytes at the end. */
export function aesGcm(id: number, cipher: CipherGCMTypes, keyBytes: number): Aead {
  return {
    id,
    keyBytes,
    nonceBytes: 12,
    seal(key, nonce, aad, plain) {
      const sealing = createCipheriv(cipher, createSecretKey(key), nonce)
      sealing.setAAD(aad)
      return Buffer.concat([sealing.update(plain), sealing.final(), sealing.getAuthTag()])
    },
    open(key, nonce, aad, sealed) {
      if (sealed.length < tagBytes) throw new RangeError('the sealed bytes are cut short')
      const opening = createDecipheriv(cipher, createSecretKey(key), nonce, {
        authTagLength: tagBytes,
      })
      opening.setAAD(aad)
      opening.setAuthTag(sealed.subarray(-tagBytes))
      const plain = opening.update(sealed.subarray(0, -tagBytes))
      // Throws before a byte of what was opened can be used.
      opening.final()
      return plain
    },
  }
}

/** The cipher that letters are sealed with. */
export const aes256Gcm = aesGcm(0x0002, 'aes-256-gcm', 32)
