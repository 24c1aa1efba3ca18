import { createHash } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'
import { expandMessage } from './expand.ts'
import type { Group } from './group.ts'

/**
 * ristretto255 (RFC 9496) on libsodium's constant-time code, compiled to WebAssembly. Every operation is a call of the
 * library on whole encodings; nothing here looks into a scalar.
 */
export async function ristretto255(): Promise<Group> {
  await sodium.ready
  return group
}

const wide = 64

const group: Group = {
  identifier: 'ristretto255-SHA512',
  elementBytes: 32,
  scalarBytes: 32,
  hash(...parts) {
    const h = createHash('sha512')
    for (const part of parts) h.update(part)
    return h.digest()
  },
  hashToElement: (message, tag) =>
    sodium.crypto_core_ristretto255_from_hash(expandMessage('sha512', message, tag, wide)),
  hashToScalar: (message, tag) =>
    sodium.crypto_core_ristretto255_scalar_reduce(expandMessage('sha512', message, tag, wide)),
  isElement: (bytes) =>
    bytes.length === 32 && !isZero(bytes) && sodium.crypto_core_ristretto255_is_valid_point(bytes),
  isScalar: (bytes) => bytes.length === 32 && !isZero(bytes) && isReduced(bytes),
  multiply: (scalar, element) => sodium.crypto_scalarmult_ristretto255(scalar, element),
  multiplyBase: (scalar) => sodium.crypto_scalarmult_ristretto255_base(scalar),
  add: (a, b) => sodium.crypto_core_ristretto255_add(a, b),
  scalarAdd: (a, b) => sodium.crypto_core_ristretto255_scalar_add(a, b),
  scalarSubtract: (a, b) => sodium.crypto_core_ristretto255_scalar_sub(a, b),
  scalarMultiply: (a, b) => sodium.crypto_core_ristretto255_scalar_mul(a, b),
  scalarInvert(a) {
    if (isZero(a)) throw new RangeError('zero has no inverse')
    return sodium.crypto_core_ristretto255_scalar_invert(a)
  },
  isZeroScalar: isZero,
  isIdentity: isZero,
}

/** Looks at every byte, whatever the first ones are. */
function isZero(bytes: Uint8Array): boolean {
  let any = 0
  for (const byte of bytes) any |= byte
  return any === 0
}

/** True when reducing changes nothing: the scalar is below the order of the group. */
function isReduced(bytes: Uint8Array): boolean {
  const padded = new Uint8Array(wide)
  padded.set(bytes)
  return sodium.memcmp(sodium.crypto_core_ristretto255_scalar_reduce(padded), bytes)
}
