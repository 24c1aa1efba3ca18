import { hash } from 'node:crypto'

/**
 * SHA-256 for what is hashed by the million. The runtime hands a digest over as text three times as fast as it makes a
 * piece of memory of its own for it; its characters are the bytes, and an array of 32 of them costs next to nothing.
 */
export function sha256Of(data: Uint8Array): Uint8Array {
  const digest = new Uint8Array(32)
  sha256Into(digest, 0, data)
  return digest
}

/** The same, written into a larger piece of memory. */
export function sha256Into(target: Uint8Array, at: number, data: Uint8Array): void {
  const text = hash('sha256', data, 'binary')
  for (let i = 0; i < 32; i++) target[at + i] = text.charCodeAt(i)
}
