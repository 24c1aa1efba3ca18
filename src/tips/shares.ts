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
  // Lagrange at zero: s = y1 * x2 / (x1 + x2) + y2 * x1 / (x1 + x2); plus is exclusive or.
  const over = inverse(one.place ^ two.place)
  const [a, b] = [times(two.place, over), times(one.place, over)]
  return one.bytes.map((byte, at) => times(byte, a) ^ times(two.bytes[at]!, b))
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
