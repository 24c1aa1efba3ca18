import { createHash, hash } from 'node:crypto'
import type { Digest } from './brand.ts'
import { canonical, type Json } from './canonical.ts'

/** SHA-256 of bytes, as `sha256:<64 hex>`. */
export function digest(bytes: Uint8Array): Digest {
  return `sha256:${hash('sha256', bytes)}` as Digest
}

/** Digest of a document's canonical bytes (RFC 8785). */
export function digestOf(value: Json): Digest {
  return digest(canonical(value))
}

/** Raw SHA-256 over several parts without joining them. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  let bytes = 0
  for (const part of parts) bytes += part.length
  // One call for what is small: a hash object costs as much as hashing two kilobytes.
  if (parts.length === 1 || bytes <= 2048)
    return hash('sha256', parts.length === 1 ? parts[0]! : Buffer.concat(parts, bytes), 'buffer')
  const h = createHash('sha256')
  for (const part of parts) h.update(part)
  return h.digest()
}

/** The 32 bytes behind a digest. */
export function digestBytes(value: Digest): Uint8Array {
  return Buffer.from(value.slice('sha256:'.length), 'hex')
}

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && /^sha256:[0-9a-f]{64}$/.test(text)
}
