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
  return encoder.encode(canonicalText(value))
}

/** The same as text, for whoever compares it with text. */
export function canonicalText(value: Json): string | undefined {
  const ordered = inOrder(value, 0)
  // What the runtime writes of members in order is canonical; only names that look like numbers it would move.
  return ordered === elsewhere ? canonicalize(value) : JSON.stringify(ordered)
}

/** Stands for a value whose members an object of the runtime cannot hold in canonical order. */
const elsewhere = Symbol('left to the library')

type Members = { readonly [key: string]: Json | undefined }

/** The value with the members of every object in canonical order: itself where they are, as in all that was received. */
function inOrder(value: Json | undefined, depth: number): Json | undefined | typeof elsewhere {
  if (depth > 64) throw new TypeError('nesting over 64 levels cannot be signed')
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed())
        throw new TypeError('a string with a lone surrogate cannot be signed')
      return value
    case 'number':
      if (!Number.isSafeInteger(value))
        throw new TypeError(`number ${value} is not a safe integer; write it as a string`)
      return value
    case 'boolean':
    case 'undefined':
      return value
    case 'object':
      if (value === null) return value
      return Array.isArray(value)
        ? listInOrder(value, depth)
        : membersInOrder(value as Members, depth)
    default:
      throw new TypeError(`a ${typeof value} cannot be signed`)
  }
}

function listInOrder(list: readonly Json[], depth: number): readonly Json[] | typeof elsewhere {
  let copy: Json[] | undefined
  let lost = false
  for (let i = 0; i < list.length; i++) {
    const item = inOrder(list[i], depth + 1)
    if (item === elsewhere) lost = true
    else if (item !== list[i]) {
      copy ??= [...list]
      copy[i] = item as Json
    }
  }
  return lost ? elsewhere : (copy ?? list)
}

function membersInOrder(members: Members, depth: number): Members | typeof elsewhere {
  const names = Object.keys(members)
  let lost = typeof members.toJSON === 'function'
  let sorted = true
  let changed: Record<string, Json | undefined> | undefined
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!
    if (!name.isWellFormed()) throw new TypeError('a string with a lone surrogate cannot be signed')
    if (i > 0 && names[i - 1]! > name) sorted = false
    const item = inOrder(members[name], depth + 1)
    if (item === elsewhere) lost = true
    else if (item !== members[name]) {
      changed ??= Object.create(null) as Record<string, Json | undefined>
      changed[name] = item
    }
  }
  if (lost) return elsewhere
  if (sorted && changed === undefined) return members
  if (!sorted && names.some(movedByTheRuntime)) return elsewhere
  if (!sorted) names.sort()
  const put = changed
  return Object.fromEntries(
    names.map((name) => [name, put !== undefined && name in put ? put[name] : members[name]]),
  )
}

/** An object lists names that are array indexes first, by their number; all of those begin with a digit. */
function movedByTheRuntime(name: string): boolean {
  const first = name.charCodeAt(0)
  return first >= 0x30 && first <= 0x39
}
