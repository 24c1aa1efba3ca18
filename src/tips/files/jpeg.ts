import { need, Reader } from './reader.ts'

/** Segments that a decoder needs (ITU-T T.81, B.1.1.3): tables, frame, scan, restart interval. */
const frames = new Set([0xc0, 0xc1, 0xc2])
const tables = new Set([0xdb, 0xc4, 0xdd])

/** JFIF without a thumbnail and without a density: seven bytes that every picture shares. */
const jfif = Buffer.from([0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0])

/**
 * A JPEG with the picture alone. EXIF (place, device, owner, thumbnail), XMP, IPTC, colour profiles, comments and what
 * lies behind the end go; which side is up stays, for a picture that lies on its side says nothing about anybody.
 *
 * @throws Broken
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array {
  const from = new Reader(bytes)
  need(from.u16be() === 0xffd8)
  const parts: Buffer[] = []
  let [side, adobe, hasFrame, hasScan] = [1, undefined as Buffer | undefined, false, false]
  for (;;) {
    const marker = nextMarker(from)
    if (marker === 0xd9) break
    const length = from.u16be()
    need(length >= 2)
    const body = from.take(length - 2)
    if (marker === 0xe1) side = sideUp(body) ?? side
    else if (marker === 0xee) adobe = adobeOf(body) ?? adobe
    else if (tables.has(marker)) parts.push(segment(marker, body))
    else if (frames.has(marker)) {
      need(!hasFrame && isFrame(body))
      hasFrame = true
      parts.push(segment(marker, body))
    } else if (marker === 0xda) {
      need(hasFrame)
      hasScan = true
      parts.push(segment(marker, body), scanOf(from))
    } else need((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe)
  }
  need(hasScan)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    // Adobe's mark says how the colours are coded; with it there is no JFIF.
    ...(adobe === undefined ? [jfif] : [adobe]),
    ...(side === 1 ? [] : [orientation(side)]),
    ...parts,
    Buffer.from([0xff, 0xd9]),
  ])
}

function nextMarker(from: Reader): number {
  need(from.u8() === 0xff)
  let marker = from.u8()
  while (marker === 0xff) marker = from.u8()
  need(marker !== 0)
  return marker
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Precision 8, lines, columns, components: as long as it says. */
function isFrame(body: Buffer): boolean {
  const components = body[5] ?? 0
  return (
    body[0] === 8 &&
    body.length === 6 + 3 * components &&
    components >= 1 &&
    components <= 4 &&
    body.readUInt16BE(1) > 0 &&
    body.readUInt16BE(3) > 0
  )
}

/** Entropy-coded bytes up to the next marker: a stuffed zero follows each 0xff that is none; restarts belong to it. */
function scanOf(from: Reader): Buffer {
  const begun = from.at
  const { bytes } = from
  for (;;) {
    const next = bytes.indexOf(0xff, from.at)
    need(next >= 0 && next + 1 < bytes.length)
    const after = bytes[next + 1]!
    if (after === 0 || (after >= 0xd0 && after <= 0xd7)) from.at = next + 2
    else if (after === 0xff) from.at = next + 1
    else {
      from.at = next
      return bytes.subarray(begun, next)
    }
  }
}

/** Tag 0x0112 of the first directory of EXIF (CIPA DC-008, 4.6), or undefined. Nothing else of it is read. */
function sideUp(body: Buffer): number | undefined {
  if (body.length < 20 || body.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined
  const tiff = body.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const at = u32(4)
  if (at + 2 > tiff.length) return undefined
  for (let i = 0; i < u16(at); i++) {
    const entry = at + 2 + 12 * i
    if (entry + 12 > tiff.length) return undefined
    if (u16(entry) !== 0x0112) continue
    const side = u16(entry + 8)
    return side >= 1 && side <= 8 ? side : undefined
  }
  return undefined
}

/** EXIF with one entry: which side is up. */
function orientation(side: number): Buffer {
  const body = Buffer.alloc(6 + 8 + 2 + 12 + 4)
  body.write('Exif\0\0MM', 'latin1')
  body.writeUInt16BE(42, 8)
  body.writeUInt32BE(8, 10)
  body.writeUInt16BE(1, 14)
  body.writeUInt16BE(0x0112, 16)
  body.writeUInt16BE(3, 18)
  body.writeUInt32BE(1, 20)
  body.writeUInt16BE(side, 24)
  return segment(0xe1, body)
}

/** How the colours are coded, and nothing else of Adobe's mark. */
function adobeOf(body: Buffer): Buffer | undefined {
  if (body.length < 12 || body.toString('latin1', 0, 5) !== 'Adobe') return undefined
  const transform = body[11]!
  if (transform > 2) return undefined
  return segment(0xee, Buffer.from([0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform]))
}
