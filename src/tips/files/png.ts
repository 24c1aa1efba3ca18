import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { need, Reader } from './reader.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Chunks without which the picture would look another (PNG, third edition, 11.2 and 11.3). */
const kept = new Set(['PLTE', 'tRNS', 'sRGB', 'gAMA'])
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
/** Bytes of a picture when it is unpacked. */
const mostPixels = 512 * 1024 * 1024

/**
 * A PNG with the picture alone: texts, times, EXIF, places of the screen, profiles and further pictures go. The picture
 * is unpacked and packed anew, so that nothing hides in how it was packed or behind it.
 *
 * @throws Broken
 */
export function cleanPng(bytes: Uint8Array): Uint8Array {
  const from = new Reader(bytes)
  need(from.take(8).equals(signature))
  const data: Buffer[] = []
  const others: Buffer[] = []
  let head: Buffer | undefined
  for (;;) {
    const length = from.u32be()
    const type = from.text(4)
    const body = from.take(length)
    need(from.u32be() === crc32(body, crc32(Buffer.from(type, 'latin1'))))
    if (type === 'IHDR') {
      need(head === undefined && length === 13)
      head = body
    } else need(head !== undefined)
    if (type === 'IDAT') data.push(body)
    else if (type === 'IEND') break
    else if (kept.has(type)) others.push(chunk(type, body))
    // A capital first letter marks what nobody may leave out.
    else need(type === 'IHDR' || type[0] !== type[0]!.toUpperCase())
  }
  need(head !== undefined && data.length > 0)
  const size = sizeOf(head)
  const pixels = unpacked(Buffer.concat(data), size)
  need(pixels.length === size)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    ...others,
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function unpacked(packed: Buffer, size: number): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: size + 1 })
  } catch {
    need(false)
    throw new Error('unreachable')
  }
}

/** Bytes of the picture with the filter byte of each line. */
function sizeOf(head: Buffer): number {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const [depth, colour, interlace] = [head[8]!, head[9]!, head[12]!]
  const bits = depth * (channels[colour] ?? 0)
  need(width > 0 && height > 0 && bits > 0 && [1, 2, 4, 8, 16].includes(depth))
  need(head[10] === 0 && head[11] === 0 && interlace <= 1)
  const lines = (w: number, h: number) => (w === 0 ? 0 : h * (1 + Math.ceil((w * bits) / 8)))
  need(width < 2 ** 24 && height < 2 ** 24 && lines(width, height) <= mostPixels)
  if (interlace === 0) return lines(width, height)
  // Adam7: first column, first line, steps.
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const
  return passes.reduce((sum, [x, y, dx, dy]) => {
    const w = Math.max(0, Math.ceil((width - x) / dx))
    return sum + lines(w, Math.max(0, Math.ceil((height - y) / dy)))
  }, 0)
}

function chunk(type: string, body: Buffer): Buffer {
  const whole = Buffer.alloc(12 + body.length)
  whole.writeUInt32BE(body.length)
  whole.write(type, 4, 'latin1')
  body.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + body.length)), 8 + body.length)
  return whole
}
