/**
 * A group of prime order as RFC 9497 section 2.1 asks for it: elements and scalars as their encodings, nothing else.
 * The protocol above it (`oprf.ts`) is written once; the shipped group is ristretto255 on libsodium, and the tests run
 * the same lines over other groups to hold them against every vector of the standard.
 */
export interface Group {
  /** Ciphersuite identifier, `ristretto255-SHA512`. */
  readonly identifier: string
  readonly elementBytes: number
  readonly scalarBytes: number
  /** The hash of the ciphersuite over the parts joined. */
  hash(...parts: readonly Uint8Array[]): Uint8Array
  /** RFC 9380, hash_to_group with this domain separation tag. */
  hashToElement(message: Uint8Array, tag: Uint8Array): Uint8Array
  hashToScalar(message: Uint8Array, tag: Uint8Array): Uint8Array
  /** The one encoding of an element that is not the identity (RFC 9497, 2.1: DeserializeElement). */
  isElement(bytes: Uint8Array): boolean
  /** The one encoding of a number from 1 to the order less one. */
  isScalar(bytes: Uint8Array): boolean
  multiply(scalar: Uint8Array, element: Uint8Array): Uint8Array
  multiplyBase(scalar: Uint8Array): Uint8Array
  add(a: Uint8Array, b: Uint8Array): Uint8Array
  scalarAdd(a: Uint8Array, b: Uint8Array): Uint8Array
  scalarSubtract(a: Uint8Array, b: Uint8Array): Uint8Array
  scalarMultiply(a: Uint8Array, b: Uint8Array): Uint8Array
  /** @throws RangeError for zero, which has no inverse */
  scalarInvert(a: Uint8Array): Uint8Array
  isZeroScalar(a: Uint8Array): boolean
  isIdentity(element: Uint8Array): boolean
}

/** I2OSP of RFC 8017 for one and two bytes. */
export function octets(value: number, length: 1 | 2): Uint8Array {
  return length === 1 ? Uint8Array.of(value) : Uint8Array.of((value >> 8) & 0xff, value & 0xff)
}

/** Bytes behind their length in two octets. */
export function framed(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([octets(bytes.length, 2), bytes])
}
