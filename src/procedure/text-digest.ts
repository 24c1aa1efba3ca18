import { type Digest, digest } from '#base'

/** Digest of a text that several sign: SHA-256 over its UTF-8 bytes in Unicode normal form C, so that one accent has one form. */
export function textDigest(text: string): Digest {
  return digest(new TextEncoder().encode(text.normalize('NFC')))
}
