import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import { type Random, sha256 } from '#base'
import { frame, unframe } from './frame.ts'
import { type OpeningKey, open, type SealContext, type SealingKey, seal } from './seal.ts'

/**
 * One sealed content for several recipients: encrypted once under a key of its own, and that key sealed to each of them.
 * With the key goes the digest of the sealed content, so that one recipient, who knows the key too, cannot put other
 * content beside the seal of another.
 */
export interface SharedContent {
  readonly key: Uint8Array
  readonly sealed: Uint8Array
}

const keyBytes = 32
const tagBytes = 16
// A key that encrypts one content alone needs no nonce of its own.
const nonce = Buffer.alloc(12)
const label = Buffer.from('comity/shared/v1\n')

export function shareContent(plain: Uint8Array, random: Random): SharedContent {
  const key = random.bytes(keyBytes)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce)
  cipher.setAAD(label)
  return { key, sealed: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) }
}

/** What one recipient gets: the content, and its key sealed to that recipient alone. */
export function sealShared(
  to: SealingKey,
  content: SharedContent,
  context: SealContext,
  random: Random,
): Uint8Array {
  const inside = Buffer.concat([label, content.key, sha256(content.sealed)])
  return frame([seal(to, inside, context, random), content.sealed])
}

/** The plain bytes, or undefined when the key is not for us, or the content not the one that it was sealed with. */
export function openShared(
  key: OpeningKey,
  bytes: Uint8Array,
  context: SealContext,
): Uint8Array | undefined {
  const [wrapped, sealed] = unframe(bytes, 2) ?? []
  if (wrapped === undefined || sealed === undefined) return undefined
  const inside = open(key, wrapped, context)
  if (inside?.length !== label.length + keyBytes + 32) return undefined
  const at = label.length
  const sameLabel = Buffer.compare(inside.subarray(0, at), label) === 0
  const sameContent = Buffer.compare(inside.subarray(at + keyBytes), sha256(sealed)) === 0
  if (!sameLabel || !sameContent || sealed.length < tagBytes) return undefined
  try {
    const contentKey = createSecretKey(inside.subarray(at, at + keyBytes))
    const decipher = createDecipheriv('aes-256-gcm', contentKey, nonce, { authTagLength: tagBytes })
    decipher.setAAD(label)
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    const plain = decipher.update(sealed.subarray(0, -tagBytes))
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}
