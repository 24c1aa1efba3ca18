import { need, Reader } from './reader.ts'

/** Alpha alone: the flags for profile, EXIF, XMP and movement are cleared. */
const alpha = 0x10

/**
 * A WebP (RFC 9649) with one picture alone: profile, EXIF, XMP and unknown chunks go. A moving one is refused: save one
 * picture of it.
 *
 * @throws Broken
 */
export function cleanWebp(bytes: Uint8Array): Uint8Array {
  const from = new Reader(bytes)
  need(from.text(4) === 'RIFF')
  const size = from.u32le()
  need(size >= 4 && size + 8 <= bytes.length)
  need(from.text(4) === 'WEBP')
  const end = size + 8
  const parts: Buffer[] = []
  let pictures = 0
  while (from.at < end) {
    const type = from.text(4)
    const length = from.u32le()
    const body = from.take(length)
    if (length % 2 === 1 && from.at < end) from.take(1)
    if (type === 'VP8X') {
      need(length === 10 && parts.length === 0 && (body[0]! & 0x02) === 0)
      const plain = Buffer.from(body)
      plain[0]! &= alpha
      plain.fill(0, 1, 4)
      parts.push(chunk(type, plain))
    } else if (type === 'ALPH') parts.push(chunk(type, body))
    else if (type === 'VP8 ' || type === 'VP8L') {
      pictures++
      parts.push(chunk(type, body))
    } else need(type !== 'ANIM' && type !== 'ANMF')
  }
  need(pictures === 1)
  const content = Buffer.concat(parts)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(content.length + 4, 4)
  return Buffer.concat([head, content])
}

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}
