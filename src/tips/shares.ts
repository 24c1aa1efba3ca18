import type { Random } from '#base'

/**
 * A secret in shares of which any two give it back and one alone says nothing (Shamir 1979): each byte is the height at
 * zero of a straight line over GF(2^8), and a share is the heights at its own place.
 */
export interface Share {
  /** 1 to 255, another one for each share. */
  readonly place: number
  readonly bytes: Uint8Array
}

export function splitInTwo(secret: Uint8Array, count: number, random: Random): readonly Share[] {
  if (count < 2 || count > 255) throw new RangeError('two to 255 shares')
  const slopes = random.bytes(secret.length)
  const shares = Array.from({ length: count }, (_, i) => ({
    place: i + 1,
    bytes: secret.map((byte, at) => byte ^ times(slopes[at]!, i + 1)),
  }))
  slopes.fill(0)
  return shares
}

/** Undefined where the two stand at one place or are not of one length. */
export function joinTwo(one: Share, two: Share): Uint8Array | undefined {
  const isPlace = (n: number) => Number.isInteger(n) && n >= 1 && n <= 255
  if (!isPlace(one.place) || !isPlace(two.place) || one.place === two.place) return undefined
  if (one.bytes.length !== two.bytes.length) return undefined
  return together(partAt(0, one, two.place), partAt(0, two, one.place))
}

/**
 * What a share adds, beside one at `other`, to the height of the line at `place`: the two parts together are that
 * height. At zero it is the secret, anywhere else the share of that place.
 */
export function partAt(place: number, share: Share, other: number): Uint8Array {
  // Lagrange: y = y1 * (x - x2) / (x1 - x2) + y2 * (x - x1) / (x2 - x1); plus and minus are exclusive or.
  const weight = times(place ^ other, inverse(share.place ^ other))
  return share.bytes.map((byte) => times(byte, weight))
}

/** Their sum in the field: exclusive or. */
export function together(one: Uint8Array, two: Uint8Array): Uint8Array {
  return one.map((byte, at) => byte ^ two[at]!)
}

/** Product in GF(2^8) with the polynomial of AES (FIPS 197, 4.2), without a branch on either. */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < 8; bit++) {
    product ^= -((b >> bit) & 1) & a
    a = ((a << 1) ^ (-(a >> 7) & 0x11b)) & 0xff
  }
  return product
}

/** a^254. */
function inverse(a: number): number {
  let power = 1
  for (let i = 0; i < 254; i++) power = times(power, a)
  return power
}
