import { done, isEd25519Key, type Outcome, refuse } from '#base'
import type { KeyAlgorithm } from './cards.ts'

// Field prime of edwards25519 and curve25519 (RFC 7748, 4.1).
const p = 2n ** 255n - 19n
// d = -121665/121666 (RFC 8032, 5.1).
const d = modulo(-121665n * power(121666n, p - 2n))
const squareRootOfMinusOne = power(2n, (p - 1n) / 4n)

/**
 * Is this a key that every verifier reads the same way? Verifiers of Ed25519 disagree on keys that are not
 * canonical or of small order, so such a key is not enrolled: otherwise one court could accept a signature that
 * another rejects. X25519 keys of small order give a shared secret that anybody knows (RFC 7748, 6.1).
 */
export function checkPublicKey(algorithm: KeyAlgorithm, publicKey: string): Outcome<Uint8Array> {
  const length = publicKeyBytes[algorithm]
  if (!/^[A-Za-z0-9_-]+$/.test(publicKey))
    return bad(`is not ${length} bytes in base64url without padding`)
  const bytes = Buffer.from(publicKey, 'base64url')
  if (bytes.length !== length) return bad(`is not ${length} bytes in base64url without padding`)
  if (bytes.toString('base64url') !== publicKey)
    return bad('is not written in its only base64url form')
  if (algorithm === 'Ed25519') return checkEdwardsOnce(publicKey, bytes)
  if (algorithm === 'X25519') return checkMontgomery(bytes)
  // The hybrid ends with its X25519 part; every ML-DSA-44 and ML-KEM-768 string of the right length is a key.
  if (algorithm === 'MLKEM768-X25519') {
    const curve = checkMontgomery(bytes.subarray(-32))
    return curve.ok ? done(bytes) : curve
  }
  return done(bytes)
}

/** Length of a raw public key (RFC 8032, RFC 7748, FIPS 203 and 204). */
const publicKeyBytes = {
  Ed25519: 32,
  'ML-DSA-44': 1312,
  X25519: 32,
  'MLKEM768-X25519': 1184 + 32,
} as const satisfies Record<KeyAlgorithm, number>

// A node reads the same cards at each start, and the arithmetic takes milliseconds; what is sound stays sound.
const sound = new Set<string>()

function checkEdwardsOnce(publicKey: string, bytes: Uint8Array): Outcome<Uint8Array> {
  if (sound.has(publicKey)) return done(bytes)
  const checked = checkEdwards(bytes)
  if (sound.size > 5000) sound.clear()
  if (checked.ok) sound.add(publicKey)
  return checked
}

function checkEdwards(bytes: Uint8Array): Outcome<Uint8Array> {
  const y = littleEndian(bytes) & ((1n << 255n) - 1n)
  const sign = bytes[31]! >> 7
  if (y >= p) return bad('is not canonical: its coordinate is not below 2^255 - 19')
  const x = recover(y, sign)
  if (x === undefined) return bad('is not a point of the curve')
  if (x === 0n && sign === 1) return bad('is not canonical: zero has no sign')
  // [8]P is the neutral element exactly for the eight points of small order.
  let point: Point = { x, y }
  for (let i = 0; i < 3; i++) point = double(point)
  if (point.x === 0n && point.y === 1n) return bad('is a point of small order')
  if (!isEd25519Key(bytes)) return bad('is not in the group of prime order')
  return done(bytes)
}

function checkMontgomery(bytes: Uint8Array): Outcome<Uint8Array> {
  const u = littleEndian(bytes)
  if (u >= p) return bad('is not canonical: its coordinate is not below 2^255 - 19')
  // Small order on the curve or its twist: [8] by doubling in x only (RFC 7748, 5) ends at infinity.
  let x = u
  let z = 1n
  for (let i = 0; i < 3; i++) {
    const s = modulo((x + z) * (x + z))
    const t = modulo((x - z) * (x - z))
    const e = modulo(s - t)
    x = modulo(s * t)
    z = modulo(e * modulo(s + 121665n * e))
  }
  if (z === 0n) return bad('is a point of small order')
  return done(bytes)
}

interface Point {
  readonly x: bigint
  readonly y: bigint
}

/** x from y on -x^2 + y^2 = 1 + d x^2 y^2 (RFC 8032, 5.1.3). */
function recover(y: bigint, sign: number): bigint | undefined {
  const u = modulo(y * y - 1n)
  const v = modulo(d * y * y + 1n)
  const square = modulo(u * power(v, p - 2n))
  let x = power(square, (p + 3n) / 8n)
  if (modulo(x * x) !== square) x = modulo(x * squareRootOfMinusOne)
  if (modulo(x * x) !== square) return undefined
  return Number(x & 1n) === sign || x === 0n ? x : modulo(-x)
}

function double({ x, y }: Point): Point {
  const t = modulo(d * x * x * y * y)
  return {
    x: modulo(2n * x * y * power(modulo(1n + t), p - 2n)),
    y: modulo((y * y + x * x) * power(modulo(1n - t), p - 2n)),
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)
}

function modulo(a: bigint): bigint {
  const r = a % p
  return r < 0n ? r + p : r
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let b = modulo(base), e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = modulo(result * b)
    b = modulo(b * b)
  }
  return result
}

function bad(why: string): Outcome<never> {
  return refuse({
    kind: 'malformed',
    name: 'public-key-invalid',
    ground: `the public key ${why}`,
    citation: 'RFC 8032, 5.1.3; RFC 7748, 5',
    remedy: 'make a new key pair and enrol its public key',
  })
}
