import { createHash } from 'node:crypto'
import { decaf448, decaf448_hasher } from '@noble/curves/ed448.js'
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js'
import { p256, p256_hasher, p384, p384_hasher, p521, p521_hasher } from '@noble/curves/nist.js'
import type { Group } from '../../src/hit/group.ts'

/** What of a noble curve a group needs. */
interface Point {
  add(other: Point): Point
  multiplyUnsafe(scalar: bigint): Point
  toBytes(compressed?: boolean): Uint8Array
  is0(): boolean
}

interface Curve {
  readonly Point: {
    readonly BASE: Point
    readonly ZERO: Point
    readonly Fn: {
      readonly ORDER: bigint
      readonly BYTES: number
      toBytes(x: bigint): Uint8Array
      fromBytes(b: Uint8Array): bigint
      create(x: bigint): bigint
      inv(x: bigint): bigint
    }
    fromBytes(bytes: Uint8Array): Point
  }
}

interface Hasher {
  hashToCurve(message: Uint8Array, options: { DST: Uint8Array }): Point
  hashToScalar(message: Uint8Array, options: { DST: Uint8Array }): bigint
}

/** The oracle: the same protocol code over another library's groups. Not constant-time, for tests alone. */
function nobleGroup(identifier: string, curve: Curve, hasher: Hasher, hash: string): Group {
  const { Point } = curve
  const { Fn } = Point
  const elementBytes = Point.BASE.toBytes().length
  const scalar = (bytes: Uint8Array) => Fn.fromBytes(bytes)
  const element = (bytes: Uint8Array) => Point.fromBytes(bytes)
  return {
    identifier,
    elementBytes,
    scalarBytes: Fn.BYTES,
    hash(...parts) {
      const h = hash === 'shake256' ? createHash(hash, { outputLength: 64 }) : createHash(hash)
      for (const part of parts) h.update(part)
      return h.digest()
    },
    hashToElement: (message, tag) => hasher.hashToCurve(message, { DST: tag }).toBytes(),
    hashToScalar: (message, tag) => Fn.toBytes(hasher.hashToScalar(message, { DST: tag })),
    isElement(bytes) {
      try {
        return bytes.length === elementBytes && !element(bytes).is0()
      } catch {
        return false
      }
    },
    isScalar(bytes) {
      try {
        return scalar(bytes) !== 0n
      } catch {
        return false
      }
    },
    multiply: (k, e) => element(e).multiplyUnsafe(scalar(k)).toBytes(),
    multiplyBase: (k) => Point.BASE.multiplyUnsafe(scalar(k)).toBytes(),
    add: (a, b) => element(a).add(element(b)).toBytes(),
    scalarAdd: (a, b) => Fn.toBytes(Fn.create(scalar(a) + scalar(b))),
    scalarSubtract: (a, b) => Fn.toBytes(Fn.create(scalar(a) - scalar(b))),
    scalarMultiply: (a, b) => Fn.toBytes(Fn.create(scalar(a) * scalar(b))),
    scalarInvert: (a) => Fn.toBytes(Fn.inv(scalar(a))),
    isZeroScalar: (a) => scalar(a) === 0n,
    isIdentity(bytes) {
      return element(bytes).is0()
    },
  }
}

const make = nobleGroup as (id: string, curve: unknown, hasher: unknown, hash: string) => Group

export const nobleGroups: readonly Group[] = [
  make('ristretto255-SHA512', ristretto255, ristretto255_hasher, 'sha512'),
  make('decaf448-SHAKE256', decaf448, decaf448_hasher, 'shake256'),
  make('P256-SHA256', p256, p256_hasher, 'sha256'),
  make('P384-SHA384', p384, p384_hasher, 'sha384'),
  make('P521-SHA512', p521, p521_hasher, 'sha512'),
]
