import canonicalize from 'canonicalize'

/** What may stand in a signed document: I-JSON (RFC 7493) without floats; larger integers travel as strings. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

const encoder = new TextEncoder()

/**
 * Canonical bytes of a JSON value (RFC 8785). Only to *produce* bytes: a received document is verified over
 * the bytes received, never over a re-serialisation.
 *
 * @throws TypeError for a number that is not a safe integer, a lone surrogate, or nesting over 64 levels:
 * a signed document never rounds, and every reader must be able to read it back.
 */
export function canonical(value: Json): Uint8Array {
  check(value, 0)
  return encoder.encode(canonicalize(value) as string)
}

function check(value: Json | undefined, depth: number): void {
  if (depth > 64) throw new TypeError('nesting over 64 levels cannot be signed')
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value))
      throw new TypeError(`number ${value} is not a safe integer; write it as a string`)
  } else if (typeof value === 'string') {
    if (!value.isWellFormed())
      throw new TypeError('a string with a lone surrogate cannot be signed')
  } else if (Array.isArray(value)) {
    for (const item of value) check(item, depth + 1)
  } else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      check(key, depth)
      check(item, depth + 1)
    }
  } else if (value !== undefined && typeof value !== 'boolean' && value !== null) {
    throw new TypeError(`a ${typeof value} cannot be signed`)
  }
}
