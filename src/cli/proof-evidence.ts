import { type Instant, type Json, readJson } from '#base'
import { admissibilityOf, checkAdmissibility } from '#exchange'

const limits = { maxBytes: 4 * 1024 * 1024, maxDepth: 32 } as const
const fields = ['attestation', 'apostilleNumber', 'paperDigest', 'handovers']

/**
 * What is wrong with a document as evidence, by what it says of itself: who vouches for it, its apostille, its hands in
 * order. `broken` contradicts itself; the rest is missing and may stand elsewhere. Nothing of a document that says none.
 */
export function evidenceFaults(
  words: Uint8Array,
  filedAt: Instant,
): readonly { readonly broken: boolean; readonly text: string }[] {
  const read = readJson(words, limits)
  if (!read.ok || typeof read.value !== 'object' || read.value === null) return []
  const document = read.value as Readonly<Record<string, Json>>
  if (!fields.some((field) => field in document)) return []
  const stated = admissibilityOf(document)
  if (!stated.ok) return [{ broken: true, text: stated.refusal.ground }]
  return checkAdmissibility(stated.value, { filedAt }).map(({ what, citation, weight }) => ({
    broken: weight === 'broken',
    text: `${what} (${citation})`,
  }))
}
