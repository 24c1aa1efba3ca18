import { createHmac } from 'node:crypto'

/** Identifiers of one person in one search. */
export const mostTokens = 16

/**
 * Marks of a person's identifiers under a key that was drawn for one search: whoever holds the person recognises the
 * mark, whoever does not learns nothing but that somebody asked. The key travels sealed to one node.
 *
 * @param identifiers as `resolve` brings them to one form: `name:goran tellek|1974-05-11`
 * @returns base64 of 32 bytes each (RFC 2104 with SHA-256), in no order that says which is which
 */
export function tokensOf(key: Uint8Array, identifiers: Iterable<string>): readonly string[] {
  const all = new Set<string>()
  for (const identifier of identifiers) all.add(tokenOf(key, identifier))
  return [...all].sort().slice(0, mostTokens)
}

export function tokenOf(key: Uint8Array, identifier: string): string {
  return createHmac('sha256', key).update(`comity/rights/search/v1\n${identifier}`).digest('base64')
}
