import { isUtf8 } from 'node:buffer'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

/**
 * Encoding of a text by its first bytes: a byte order mark, or UTF-8 as long as nothing speaks against it. Bytes
 * that are no UTF-8, among which no longer UTF-8 sequence stands, are taken as Windows-1252. A text that has both
 * is damaged UTF-8 and is read as UTF-8, so that the damaged rows are named instead of misread.
 */
export function detectEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const whole = head.subarray(0, lastWhole(head))
  if (isUtf8(whole)) return 'utf-8'
  const { sequences, strays, undefined1252 } = highBytes(whole)
  return strays > 0 && sequences === 0 && undefined1252 === 0 ? 'windows-1252' : 'utf-8'
}

/** Length without a UTF-8 sequence that was cut off at the end. */
function lastWhole(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const b = bytes[bytes.length - back]!
    if (b < 0x80) return bytes.length
    if (b >= 0xc0) {
      const needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function highBytes(bytes: Uint8Array) {
  let sequences = 0
  let strays = 0
  let undefined1252 = 0
  for (let i = 0; i < bytes.length; i++) {
    const b = bytes[i]!
    if (b < 0x80) continue
    const needed = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : b >= 0xc2 ? 1 : 0
    let length = 0
    while (length < needed && (bytes[i + 1 + length]! & 0xc0) === 0x80) length++
    if (needed > 0 && length === needed) {
      sequences++
      i += needed
    } else {
      strays++
      if (b === 0x81 || b === 0x8d || b === 0x8f || b === 0x90 || b === 0x9d) undefined1252++
    }
  }
  return { sequences, strays, undefined1252 }
}

/** Chunks of text in any encoding as chunks of UTF-8 without a byte order mark. */
export function toUtf8(encoding: Encoding): (chunk: Uint8Array, last: boolean) => Uint8Array {
  if (encoding === 'utf-8') return withoutMark()
  const decoder = new TextDecoder(encoding, { ignoreBOM: false })
  return (chunk, last) => Buffer.from(decoder.decode(chunk, { stream: !last }), 'utf8')
}

function withoutMark(): (chunk: Uint8Array) => Uint8Array {
  let first = true
  return (chunk) => {
    if (!first || chunk.length === 0) return chunk
    first = false
    return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk
  }
}

/**
 * Whether a stretch of UTF-8 that came from `encoding` can be trusted: UTF-8 itself must be valid; what was
 * converted must not hold the marks of bytes without a meaning (U+FFFD from UTF-16, the five bytes that
 * Windows-1252 leaves undefined).
 */
export function soundText(bytes: Uint8Array, encoding: Encoding): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (encoding === 'windows-1252') return undefinedMarks.every((mark) => text.indexOf(mark) < 0)
  return text.indexOf(replacement) < 0
}

const undefinedMarks = ['\u0081', '\u008d', '\u008f', '\u0090', '\u009d'].map((c) => Buffer.from(c))
const replacement = Buffer.from('\ufffd')
