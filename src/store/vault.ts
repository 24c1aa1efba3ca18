import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import type { Random } from '#base'

/**
 * Bodies at rest: each under its own random key (AES-256-GCM, NIST SP 800-38D), that key wrapped under the
 * node's key-encryption key. Deleting the wrapped key is erasing the body, in every copy of the table.
 */
export interface SealedBody {
  /** nonce(12) ciphertext tag(16). */
  readonly cipher: Uint8Array
  /** nonce(12) wrapped key(32) tag(16). */
  readonly wrapped: Uint8Array
}

export interface Vault {
  seal(name: string, plain: Uint8Array): SealedBody
  /** Undefined when key, name or bytes do not belong together: tampered with, or another node's. */
  open(name: string, sealed: SealedBody): Uint8Array | undefined
  wrap(name: string, key: Uint8Array): Uint8Array
  unwrap(name: string, wrapped: Uint8Array): Uint8Array | undefined
  /** The same key under the key-encryption key of now; undefined when it is so already, or cannot be opened. */
  rewrap(name: string, wrapped: Uint8Array): Uint8Array | undefined
}

/** The keys of the vault before its first rotation: one key, from which the fixed ones are derived. */
export type Kek = Uint8Array | VaultKeys

/** The keys of the vault once its key-encryption key was changed. */
export interface VaultKeys {
  readonly kek: Uint8Array
  /** Keys of before, which still open, newest first: for backups until their term is over. */
  readonly former: readonly FormerKek[]
  /** Outlive every rotation and open nothing: they only prove that a row is ours and give files their names. */
  readonly fixed: FixedKeys
}

export interface FormerKek {
  readonly kek: Uint8Array
  /** Instant at which it is forgotten; what was erased before is then beyond every backup. */
  readonly until: string
}

export interface FixedKeys {
  readonly seal: Uint8Array
  readonly names: Uint8Array
}

export function keysOf(kek: Kek): VaultKeys {
  if (!(kek instanceof Uint8Array)) return kek
  return { kek, former: [], fixed: fixedFrom(kek) }
}

/** What the first key-encryption key gave, to be kept when it is changed. */
function fixedFrom(kek: Uint8Array): FixedKeys {
  return { seal: derive(kek, 'comity/seal/v1'), names: derive(kek, 'comity/blob-name/v1') }
}

/** A new key-encryption key; the present one still opens until `until`. Nothing on disk is changed by it. */
export function rotatedKek(before: Kek, fresh: Uint8Array, until: string): VaultKeys {
  const { kek, former, fixed } = keysOf(before)
  return { kek: fresh, former: [{ kek, until }, ...former], fixed }
}

/** Without the former keys whose term is over. */
export function unexpired(kek: Kek, now: string): Kek {
  if (kek instanceof Uint8Array) return kek
  const former = kek.former.filter((item) => item.until > now)
  return former.length === kek.former.length ? kek : { ...kek, former }
}

/** Says, so that nobody else can say it, that everything is wrapped under the key of now. */
export function kekMark(kek: Kek): string {
  const keys = keysOf(kek)
  const id = Buffer.from(derive(keys.kek, 'comity/kek-id/v1')).toString('hex')
  return hiddenName(keys.fixed, 'comity/kek-mark/v1', id)
}

export function openVault(kek: Kek, random: Random): Vault {
  const keys = keysOf(kek)
  const keyOf = (kek: Uint8Array) => createSecretKey(derive(checked(kek), 'comity/wrap/v1'))
  const wrapping = keyOf(keys.kek)
  const former = keys.former.map((item) => keyOf(item.kek))
  const now = (name: string, wrapped: Uint8Array) => decrypt(wrapping, `key ${name}`, wrapped)
  const before = (name: string, wrapped: Uint8Array) => {
    for (const key of former) {
      const opened = decrypt(key, `key ${name}`, wrapped)
      if (opened) return opened
    }
    return undefined
  }
  const wrap = (name: string, key: Uint8Array) =>
    encrypt(wrapping, random.bytes(12), `key ${name}`, key)
  const unwrap = (name: string, wrapped: Uint8Array) => now(name, wrapped) ?? before(name, wrapped)
  return {
    seal(name, plain) {
      // Key and both nonces from one question for randomness.
      const fresh = random.bytes(56)
      const key = fresh.subarray(0, 32)
      return {
        cipher: encrypt(createSecretKey(key), fresh.subarray(32, 44), `body ${name}`, plain),
        wrapped: encrypt(wrapping, fresh.subarray(44), `key ${name}`, key),
      }
    },
    open(name, { cipher, wrapped }) {
      const key = unwrap(name, wrapped)
      return key && decrypt(createSecretKey(key), `body ${name}`, cipher)
    },
    wrap,
    unwrap,
    rewrap(name, wrapped) {
      if (former.length === 0 || now(name, wrapped)) return undefined
      const key = before(name, wrapped)
      return key && wrap(name, key)
    },
  }
}

function checked(kek: Uint8Array): Uint8Array {
  if (kek.length !== 32) throw new TypeError('the key-encryption key has 32 bytes')
  return kek
}

/** A key of its own for each use of the one key-encryption key (HKDF-SHA-256, RFC 5869). */
export function derive(kek: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', kek, new Uint8Array(), use, 32))
}

/** What stands for a name on disk or in the erasure ledger: nobody without the key can tell which name it is. */
export function hiddenName(fixed: FixedKeys, use: string, name: string): string {
  return createHmac('sha256', fixed.names).update(`${use}\n${name}`).digest('hex')
}

function encrypt(key: KeyObject, nonce: Uint8Array, aad: string, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(aad))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: KeyObject, aad: string, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), {
    authTagLength: 16,
  })
  decipher.setAAD(Buffer.from(aad))
  decipher.setAuthTag(sealed.subarray(sealed.length - 16))
  try {
    const plain = decipher.update(sealed.subarray(12, -16))
    // In this mode the end brings no bytes, only the verdict.
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}
