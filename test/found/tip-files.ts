import { crc32, deflateSync } from 'node:zlib'

/** What a source carries about without knowing it. None of it may be found anywhere after a run. */
export const marks = {
  camera: 'MARKED-CAMERA-5D',
  owner: 'Ada Marker',
  place: 'N 41 MARKED-LATITUDE',
  thumbnail: 'MARKED-THUMBNAIL-BYTES',
  program: 'MarkedOffice 7.31',
} as const

/** A picture of one point whose EXIF, XMP, IPTC and comment say who took it, where and with what. */
export function markedJpeg(): Uint8Array {
  const plain = Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  )
  const segment = (marker: number, body: string | Buffer) => {
    const bytes = typeof body === 'string' ? Buffer.from(body, 'latin1') : body
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(bytes.length + 2, 2)
    return Buffer.concat([head, bytes])
  }
  return Buffer.concat([
    plain.subarray(0, 20),
    segment(0xe1, exif()),
    segment(
      0xe1,
      `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>${marks.owner}</dc:creator></x:xmpmeta>`,
    ),
    segment(0xe2, `ICC_PROFILE\0\x01\x01 ${marks.camera}`),
    segment(0xed, `Photoshop 3.0\0 ${marks.owner} ${marks.program}`),
    segment(0xfe, `taken by ${marks.owner}`),
    plain.subarray(20),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(`behind the end: ${marks.thumbnail}`),
  ])
}

/** Side up 6, camera, owner, and a thumbnail. */
function exif(): Buffer {
  const texts = [
    [0x010f, marks.camera],
    [0x013b, marks.owner],
    [0x8769, marks.place],
  ] as const
  const entries = texts.length + 1
  const start = 8 + 2 + 12 * entries + 4
  const head = Buffer.alloc(start)
  head.write('MM\0*', 'latin1')
  head.writeUInt32BE(8, 4)
  head.writeUInt16BE(entries, 8)
  let [at, tail] = [10, Buffer.alloc(0)]
  const put = (tag: number, type: number, count: number, write: (at: number) => void) => {
    head.writeUInt16BE(tag, at)
    head.writeUInt16BE(type, at + 2)
    head.writeUInt32BE(count, at + 4)
    write(at + 8)
    at += 12
  }
  put(0x0112, 3, 1, (place) => head.writeUInt16BE(6, place))
  for (const [tag, text] of texts)
    put(tag, 2, text.length + 1, (place) => {
      head.writeUInt32BE(start + tail.length, place)
      tail = Buffer.concat([tail, Buffer.from(`${text}\0`, 'latin1')])
    })
  return Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    head,
    tail,
    Buffer.from(marks.thumbnail),
  ])
}

/** Two points, with texts, a time, EXIF and something behind the end. */
export function markedPng(): Uint8Array {
  const chunk = (type: string, body: Buffer) => {
    const whole = Buffer.alloc(12 + body.length)
    whole.writeUInt32BE(body.length)
    whole.write(type, 4, 'latin1')
    body.copy(whole, 8)
    whole.writeUInt32BE(crc32(whole.subarray(4, 8 + body.length)), 8 + body.length)
    return whole
  }
  const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  const pixels = deflateSync(Buffer.from([0, 255, 0, 0, 0, 0, 255]))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`Author\0${marks.owner}`, 'latin1')),
    chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${marks.program}`, 'latin1')),
    chunk('tIME', Buffer.from([7, 233, 2, 14, 9, 10, 11])),
    chunk('eXIf', exif().subarray(6)),
    chunk('IDAT', Buffer.concat([pixels, Buffer.from(marks.thumbnail)])),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(marks.place),
  ])
}

/** A WebP whose extended head announces a profile, EXIF and XMP, and carries them. */
export function markedWebp(): Uint8Array {
  // One point, lossless.
  const picture = Buffer.from('LwAAAAAHEP1PRP8HAA==', 'base64')
  const chunk = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
  }
  const content = Buffer.concat([
    chunk('VP8X', Buffer.from([0x3c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    chunk('ICCP', Buffer.from(marks.camera)),
    chunk('VP8L', picture),
    chunk('EXIF', exif()),
    chunk('XMP ', Buffer.from(`<dc:creator>${marks.owner}</dc:creator>`)),
  ])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(content.length + 4, 4)
  return Buffer.concat([head, content])
}
