import { crc32, deflateSync } from 'node:zlib'

/** What the source of the story wrote down on the site. */
export const labels = [
  'unit;label of the maker (USD)',
  ...Array.from({ length: 11 }, (_, i) => `${i + 1};${181_000 + 500 * (i % 3)}`),
].join('\n')

/** A picture of a label: grey wall, white paper, eight dark lines (PNG, third edition; greyscale, 8 bits). */
export function priceLabel(): Uint8Array {
  const [width, height] = [240, 160]
  const lines = Array.from({ length: height }, (_, y) =>
    Buffer.from([
      0,
      ...Array.from({ length: width }, (_, x) => {
        const isPaper = x > 40 && x < 200 && y > 30 && y < 130
        const isInk = isPaper && x > 55 && x < 120 + ((y * 7) % 60) && y % 12 < 3
        return isInk ? 40 : isPaper ? 245 : 150 - ((x + y) % 9)
      }),
    ]),
  )
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
