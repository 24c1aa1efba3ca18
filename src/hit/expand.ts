import { createHash } from 'node:crypto'
import { octets } from './group.ts'

const sizes = {
  sha256: { output: 32, block: 64 },
  sha384: { output: 48, block: 128 },
  sha512: { output: 64, block: 128 },
} as const

export type ExpandHash = keyof typeof sizes

/**
 * expand_message_xmd (RFC 9380, 5.3.1): `length` uniform bytes from a message and a domain separation tag. A tag over
 * 255 bytes is hashed first (5.3.3).
 *
 * @throws RangeError for more bytes than 255 blocks or 65,535
 */
export function expandMessage(
  hash: ExpandHash,
  message: Uint8Array,
  tag: Uint8Array,
  length: number,
): Uint8Array {
  const { output, block } = sizes[hash]
  const blocks = Math.ceil(length / output)
  if (blocks > 255 || length > 0xffff)
    throw new RangeError(`${length} bytes are more than expand_message_xmd makes of ${hash}`)
  const of = (...parts: readonly Uint8Array[]) => {
    const h = createHash(hash)
    for (const part of parts) h.update(part)
    return h.digest()
  }
  const shortTag = tag.length > 255 ? of(Buffer.from('H2C-OVERSIZE-DST-'), tag) : tag
  const suffix = Buffer.concat([shortTag, octets(shortTag.length, 1)])
  const first = of(new Uint8Array(block), message, octets(length, 2), octets(0, 1), suffix)
  let last: Uint8Array = of(first, octets(1, 1), suffix)
  const out = [last]
  for (let i = 2; i <= blocks; i++) {
    const mixed = first.map((byte, j) => byte ^ last[j]!)
    last = of(mixed, octets(i, 1), suffix)
    out.push(last)
  }
  return Buffer.concat(out).subarray(0, length)
}
