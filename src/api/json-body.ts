import { done, type Json, type Outcome, type Refusal, readJson, refuse } from '#base'

/** Of a JSON body: as large as a route takes, as deep as a document can be signed. */
const limits = { maxBytes: 1024 * 1024, maxDepth: 64, maxValues: 100_000 } as const

/** A refusal on its way through the framework, which knows errors alone. */
export class RefusedCall extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.name)
    this.refusal = refusal
  }
}

/** The body of a call: bounded before anything is built, each name once, and no name that programs give to objects themselves. */
export function jsonBody(bytes: Uint8Array): Outcome<Json> {
  const read = readJson(bytes, limits)
  if (!read.ok) return read
  return isPlain(read.value) ? done(read.value) : refuse(notPlain)
}

const notPlain = {
  kind: 'malformed',
  name: 'call-malformed',
  ground: 'the body names a member as programs name the inside of an object',
  citation: 'RFC 8259, 4',
  remedy: 'leave out the members __proto__ and constructor; see /openapi.json for the shape',
} as const satisfies Refusal

function isPlain(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isPlain)
  return Object.entries(value as { readonly [name: string]: Json | undefined }).every(
    ([name, part]) => name !== '__proto__' && name !== 'constructor' && isPlain(part),
  )
}
