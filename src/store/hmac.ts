import { createHmac, createSecretKey } from 'node:crypto'
import { sha256Into, sha256Of } from './sha.ts'

/** SHA-256 works on 64 bytes at a time. */
const block = 64
/** Above this the object of the runtime is cheaper than a copy. */
const small = 4096

/**
 * HMAC-SHA-256 (RFC 2104) under one key of at most 64 bytes. A row of a few kilobytes is hashed in two calls of the
 * runtime's one-shot SHA-256, which cost less than one HMAC object; longer ones take that object.
 */
export function hmacSha256(
  secret: Uint8Array,
): (parts: readonly (string | Uint8Array)[]) => Uint8Array {
  if (secret.length > block) throw new TypeError('the key is longer than a block of SHA-256')
  const key = createSecretKey(secret)
  const inner = Buffer.alloc(block, 0x36)
  const outer = Buffer.alloc(block + 32, 0x5c)
  for (const [i, byte] of secret.entries()) {
    inner[i]! ^= byte
    outer[i]! ^= byte
  }
  const message = Buffer.alloc(block + small)
  inner.copy(message)
  return (parts) => {
    // What it can come to at most; to count it takes as long as to write it.
    let most = 0
    for (const part of parts) most += typeof part === 'string' ? part.length * 3 : part.length
    if (most > small) {
      const hmac = createHmac('sha256', key)
      for (const part of parts) hmac.update(part)
      return new Uint8Array(hmac.digest())
    }
    let at = block
    for (const part of parts)
      if (typeof part === 'string') at += message.write(part, at, 'utf8')
      else {
        message.set(part, at)
        at += part.length
      }
    sha256Into(outer, block, message.subarray(0, at))
    return sha256Of(outer)
  }
}
