/** An exact rational number in lowest terms; the denominator is positive. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

export function fraction(n: bigint, d: bigint = 1n): Fraction {
  if (d === 0n) throw new RangeError('a fraction has no zero denominator')
  const sign = d < 0n ? -1n : 1n
  const g = gcd(n < 0n ? -n : n, d < 0n ? -d : d)
  return g === 0n ? { n: 0n, d: 1n } : { n: (sign * n) / g, d: (sign * d) / g }
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

export const zero: Fraction = { n: 0n, d: 1n }

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d)
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d - b.n * a.d, a.d * b.d)
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.n, a.d * b.d)
}

export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d, a.d * b.n)
}

export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** `12/25`, or `3` when whole. */
export function formatFraction(f: Fraction): string {
  return f.d === 1n ? f.n.toString() : `${f.n}/${f.d}`
}

/** `1.0842` or `12/25` as a fraction, or undefined. */
export function parseFraction(text: string): Fraction | undefined {
  const ratio = /^(-?\d+)\/(\d+)$/.exec(text)
  if (ratio)
    return BigInt(ratio[2]!) === 0n ? undefined : fraction(BigInt(ratio[1]!), BigInt(ratio[2]!))
  const decimal = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!decimal) return undefined
  const [, sign, whole, digits = ''] = decimal
  const n = BigInt(whole! + digits)
  return fraction(sign ? -n : n, 10n ** BigInt(digits.length))
}
