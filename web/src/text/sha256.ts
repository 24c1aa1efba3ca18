/**
 * SHA-256 (FIPS 180-4) of a short text. The browser offers its own on secure origins alone, and an office may serve the
 * workbench inside its network without them; the same few lines answer everywhere. For public digests, never for keys.
 *
 * @returns `sha256:` and 64 hexadecimal digits
 */
export function digestOf(text: string): string {
  const state = Uint32Array.from(first)
  const blocks = padded(new TextEncoder().encode(text))
  for (let at = 0; at < blocks.byteLength; at += 64)
    take(state, new DataView(blocks.buffer, at, 64))
  return `sha256:${[...state].map((word) => word.toString(16).padStart(8, '0')).join('')}`
}

/** FIPS 180-4, 5.1.1: a one, zeros, and the length in bits. */
function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  const view = new DataView(whole.buffer)
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 0x2000_0000))
  view.setUint32(whole.length - 4, bytes.length << 3)
  return whole
}

/** FIPS 180-4, 6.2.2: one block into the state. */
function take(state: Uint32Array, block: DataView): void {
  const w = new Uint32Array(64)
  for (let t = 0; t < 64; t++)
    w[t] =
      t < 16
        ? block.getUint32(4 * t)
        : small(w[t - 2]!, 17, 19, 10) + w[t - 7]! + small(w[t - 15]!, 7, 18, 3) + w[t - 16]!
  let [a, b, c, d, e, f, g, h] = state as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let t = 0; t < 64; t++) {
    const one = (h + big(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + constants[t]! + w[t]!) | 0
    const two = (big(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = state[i]! + word
}

function turned(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by))
}

function big(x: number, a: number, b: number, c: number): number {
  return turned(x, a) ^ turned(x, b) ^ turned(x, c)
}

function small(x: number, a: number, b: number, shift: number): number {
  return turned(x, a) ^ turned(x, b) ^ (x >>> shift)
}

/** The first primes; their roots give the constants, so that none can be mistyped. */
const primes = Array.from({ length: 310 }, (_, i) => i + 2)
  .filter((n) => Array.from({ length: n - 2 }, (_, i) => i + 2).every((d) => n % d !== 0))
  .slice(0, 64)

/** The first 32 bits behind the point of a root. */
function bitsOf(root: number): number {
  return Math.floor((root % 1) * 0x1_0000_0000)
}

/** 4.2.2: of the cube roots of the first 64 primes; 5.3.3: of the square roots of the first eight. */
const constants = Uint32Array.from(primes, (p) => bitsOf(Math.cbrt(p)))
const first = Uint32Array.from(primes.slice(0, 8), (p) => bitsOf(Math.sqrt(p)))
