import { sha256 } from '#base'
import { sha256Into, sha256Of } from './sha.ts'

const leafLabel = new TextEncoder().encode('comity/leaf/v1')
// Label, salt and two hashes; the same piece of memory each time.
const place = Buffer.alloc(leafLabel.length + 96)
place.set(leafLabel)
const bodyLabel = new TextEncoder().encode('comity/body/v1')

/**
 * The 32 bytes that the tree commits to: SHA-256(label, salt, SHA-256(record), SHA-256(signature)). Without
 * the salt nobody can test a guess about the record against the log, so a leaf is no personal data; once
 * the salt is erased the leaf stands for itself alone.
 */
export function leafData(event: {
  readonly salt: Uint8Array
  readonly record: Uint8Array
  readonly signature: Uint8Array
}): Uint8Array {
  if (event.salt.length !== 32) throw new TypeError('the salt of a leaf has 32 bytes')
  place.set(event.salt, leafLabel.length)
  sha256Into(place, leafLabel.length + 32, event.record)
  sha256Into(place, leafLabel.length + 64, event.signature)
  return sha256Of(place)
}

/** What a record may say about a body without saying the body: SHA-256(label, salt, bytes). */
export function bodyCommitment(salt: Uint8Array, bytes: Uint8Array): Uint8Array {
  if (salt.length !== 32) throw new TypeError('the salt of a body has 32 bytes')
  return sha256(bodyLabel, salt, bytes)
}
