import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
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
}

export function openVault(kek: Uint8Array, random: Random): Vault {
  if (kek.length !== 32) throw new TypeError('the key-encryption key has 32 bytes')
  const wrapping = derive(kek, 'comity/wrap/v1')
  return {
    seal(name, plain) {
      const key = random.bytes(32)
      return {
        cipher: encrypt(key, random.bytes(12), `body ${name}`, plain),
        wrapped: encrypt(wrapping, random.bytes(12), `key ${name}`, key),
      }
    },
    open(name, { cipher, wrapped }) {
      const key = decrypt(wrapping, `key ${name}`, wrapped)
      return key && decrypt(key, `body ${name}`, cipher)
    },
  }
}

/** A key of its own for each use of the one key-encryption key (HKDF-SHA-256, RFC 5869). */
export function derive(kek: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', kek, new Uint8Array(), use, 32))
}

function encrypt(key: Uint8Array, nonce: Uint8Array, aad: string, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(aad))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Uint8Array, aad: string, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), {
    authTagLength: 16,
  })
  decipher.setAAD(Buffer.from(aad))
  decipher.setAuthTag(sealed.subarray(sealed.length - 16))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
  } catch {
    return undefined
  }
}
