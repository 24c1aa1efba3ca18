import { canonical, type Json } from './canonical.ts'
import { done, type Outcome, refuse } from './outcome.ts'

export interface JsonLimits {
  /** Bytes. */
  readonly maxBytes: number
  /** Levels of nesting. */
  readonly maxDepth: number
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Bytes from outside become a JSON value or a refusal; size and depth are checked before anything is built.
 * With `canonicalOnly` the bytes must be the RFC 8785 form of what they say, which rules out duplicate keys,
 * floats and two spellings of one document in a single comparison.
 */
export function readJson(
  bytes: Uint8Array,
  limits: JsonLimits,
  canonicalOnly = false,
): Outcome<Json> {
  if (bytes.byteLength > limits.maxBytes) {
    return refuse({
      kind: 'too-large',
      name: 'json-too-large',
      ground: `the document has ${bytes.byteLength} bytes, the limit here is ${limits.maxBytes}`,
      remedy: 'send large content as an attachment',
    })
  }
  const tooDeep = deeperThan(bytes, limits.maxDepth)
  if (tooDeep !== undefined) {
    return refuse({
      kind: 'malformed',
      name: 'json-too-deep',
      ground: `the document nests deeper than ${limits.maxDepth} levels at byte ${tooDeep}`,
      remedy: 'flatten the document',
    })
  }
  let value: Json
  try {
    value = JSON.parse(decoder.decode(bytes)) as Json
  } catch (error) {
    return refuse({
      kind: 'malformed',
      name: 'json-malformed',
      ground: `the document is not JSON in UTF-8 (${error instanceof Error ? error.name : 'unreadable'})`,
      citation: 'RFC 8259',
      remedy: 'send well-formed JSON encoded as UTF-8 without a byte order mark',
    })
  }
  if (canonicalOnly) {
    let same = false
    try {
      same = Buffer.compare(canonical(value), bytes) === 0
    } catch {
      same = false
    }
    if (!same) {
      return refuse({
        kind: 'malformed',
        name: 'json-not-canonical',
        ground: 'the document is not in canonical form',
        citation: 'RFC 8785',
        remedy: 'serialise with sorted keys, no white space, no duplicate keys and integers only',
      })
    }
  }
  return done(value)
}

/** Byte offset of the first bracket beyond the depth, or undefined. Brackets inside strings do not count. */
function deeperThan(bytes: Uint8Array, maxDepth: number): number | undefined {
  let depth = 0
  let inString = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (inString) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > maxDepth) return i
    } else if (byte === 0x5d || byte === 0x7d) depth--
  }
  return undefined
}
