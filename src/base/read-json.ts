import { canonicalText, type Json } from './canonical.ts'
import { done, type Outcome, refuse } from './outcome.ts'

export interface JsonLimits {
  /** Bytes. */
  readonly maxBytes: number
  /** Levels of nesting. */
  readonly maxDepth: number
  /** Values and names of members, each of which costs memory many times its bytes; 100,000 where nothing is said. */
  readonly maxValues?: number
}

const mostValues = 100_000

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Bytes from outside become a JSON value or a refusal; size, depth and the count of values are checked before anything is
 * built. A member named twice or half a character is refused always (RFC 7493): two readers would read two documents.
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
  const size = measured(bytes, limits.maxDepth, limits.maxValues ?? mostValues)
  if (size.stop === 'depth') {
    return refuse({
      kind: 'malformed',
      name: 'json-too-deep',
      ground: `the document nests deeper than ${limits.maxDepth} levels at byte ${size.at}`,
      remedy: 'flatten the document',
    })
  }
  if (size.stop === 'values') {
    return refuse({
      kind: 'too-large',
      name: 'json-too-large',
      ground: `the document has more than ${limits.maxValues ?? mostValues} values`,
      remedy: 'send large content as an attachment',
    })
  }
  let text: string
  let value: Json
  try {
    text = decoder.decode(bytes)
    value = JSON.parse(text) as Json
  } catch (error) {
    return refuse({
      kind: 'malformed',
      name: 'json-malformed',
      ground: `the document is not JSON in UTF-8 (${error instanceof Error ? error.name : 'unreadable'})`,
      citation: 'RFC 8259',
      remedy: 'send well-formed JSON encoded as UTF-8 without a byte order mark',
    })
  }
  // What is canonical is neither.
  if (!canonicalOnly && isAmbiguous(value, size.members)) {
    return refuse({
      kind: 'malformed',
      name: 'json-ambiguous',
      ground: 'the document names a member twice, or holds half a character',
      citation: 'RFC 7493, 2.1 and 2.3',
      remedy: 'name each member once and write whole Unicode characters',
    })
  }
  if (canonicalOnly) {
    let same = false
    try {
      // Readers drop a member of this name, and then read something else than was signed.
      const dropped = text.includes('"__proto__":')
      // UTF-8 has one spelling of each text, and the decoder takes no other.
      same = !dropped && canonicalText(value) === text
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

interface Measured {
  readonly stop?: 'depth' | 'values'
  /** Byte at which it stopped, or the end. */
  readonly at: number
  /** Names of members, each as often as it stands there. */
  readonly members: number
}

/** Bytes after which the end of a string is looked for in one call of the runtime. */
const longString = 48

/**
 * How much a document would build, by its brackets, commas and colons outside of strings: nothing is kept meanwhile. What
 * is not JSON is found later, by the parser.
 */
function measured(bytes: Uint8Array, maxDepth: number, maxValues: number): Measured {
  let [depth, values, members, inString, begun] = [0, 1, 0, false, 0]
  const hasEscapes = bytes.includes(0x5c)
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (inString) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inString = false
      else if (i - begun === longString && !hasEscapes) {
        const end = bytes.indexOf(0x22, i)
        i = end === -1 ? bytes.length : end - 1
      }
    } else if (byte === 0x22) {
      inString = true
      begun = i
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > maxDepth) return { stop: 'depth', at: i, members }
      values++
    } else if (byte === 0x5d || byte === 0x7d) depth--
    else if (byte === 0x2c) values++
    else if (byte === 0x3a) {
      members++
      values++
    }
    if (values > maxValues) return { stop: 'values', at: i, members }
  }
  return { at: bytes.length, members }
}

/** Fewer members than names means that one name stood there twice. The depth was bounded before. */
function isAmbiguous(value: Json, named: number): boolean {
  let members = 0
  const isWhole = (part: Json | undefined): boolean => {
    if (typeof part === 'string') return part.isWellFormed()
    if (typeof part !== 'object' || part === null) return true
    if (Array.isArray(part)) return part.every(isWhole)
    const entries = Object.entries(part as { readonly [name: string]: Json | undefined })
    members += entries.length
    return entries.every(([name, inside]) => name.isWellFormed() && isWhole(inside))
  }
  return !isWhole(value) || members !== named
}
