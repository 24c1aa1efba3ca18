/**
 * Bytes of a text in base64 (RFC 4648, 4, with padding) or base64url (5, without), in the one spelling that an encoder
 * writes: no white space, no foreign alphabet, no unused bits that are not zero (RFC 4648, 3.5). Undefined for any other
 * text: what has two spellings has two digests.
 */
export function fromBase64(
  text: string,
  alphabet: 'base64' | 'base64url' = 'base64',
): Uint8Array | undefined {
  const bytes = Buffer.from(text, alphabet)
  return bytes.toString(alphabet) === text ? bytes : undefined
}
