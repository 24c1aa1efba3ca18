/**
 * TurboSHAKE128 and TurboSHAKE256 (RFC 9861, 2), which the runtime does not have. For vectors alone: nothing that the
 * program seals uses them. Written for reading, with lanes of 64 bits as big integers.
 */
const mask = (1n << 64n) - 1n
const rounds = 12

const rotate = (x: bigint, n: number): bigint =>
  n === 0 ? x : ((x << BigInt(n)) | (x >> BigInt(64 - n))) & mask

/** Round constants of Keccak-p (FIPS 202, 3.2.5), from its feedback shift register. */
const constants: readonly bigint[] = (() => {
  let register = 1
  const bit = () => {
    const out = register & 1
    register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1
    return out
  }
  return Array.from({ length: 24 }, () => {
    let constant = 0n
    for (let j = 0; j <= 6; j++) if (bit()) constant |= 1n << BigInt(2 ** j - 1)
    return constant
  })
})()

/** Rotation offsets and the walk of rho and pi (FIPS 202, 3.2.2 and 3.2.3). */
const walk: readonly { readonly to: number; readonly by: number }[] = (() => {
  const out: { to: number; by: number }[] = []
  let [x, y] = [1, 0]
  for (let t = 0; t < 24; t++) {
    out.push({ to: y + 5 * ((2 * x + 3 * y) % 5), by: (((t + 1) * (t + 2)) / 2) % 64 })
    ;[x, y] = [y, (2 * x + 3 * y) % 5]
  }
  return out
})()

function permute(a: bigint[]): void {
  for (let round = 24 - rounds; round < 24; round++) {
    const c = [0, 1, 2, 3, 4].map((x) => a[x]! ^ a[x + 5]! ^ a[x + 10]! ^ a[x + 15]! ^ a[x + 20]!)
    for (let i = 0; i < 25; i++) a[i]! ^= c[(i + 4) % 5]! ^ rotate(c[(i + 1) % 5]!, 1)
    let moving = a[1]!
    for (const { to, by } of walk) {
      const next = a[to]!
      a[to] = rotate(moving, by)
      moving = next
    }
    for (let y = 0; y < 25; y += 5) {
      const row = a.slice(y, y + 5)
      for (let x = 0; x < 5; x++)
        a[y + x] = row[x]! ^ (~row[(x + 1) % 5]! & mask & row[(x + 2) % 5]!)
    }
    a[0]! ^= constants[round]!
  }
}

/** @param strength 128 or 256 bits; the domain byte is 0x1f */
export function turboShake(strength: 128 | 256, message: Uint8Array, length: number): Uint8Array {
  const rate = 200 - strength / 4
  const padded = Buffer.alloc(Math.ceil((message.length + 1) / rate) * rate)
  padded.set(message)
  padded[message.length] = 0x1f
  padded[padded.length - 1]! ^= 0x80
  const state = new Array<bigint>(25).fill(0n)
  for (let at = 0; at < padded.length; at += rate) {
    for (let lane = 0; lane * 8 < rate; lane++)
      state[lane]! ^= padded.readBigUInt64LE(at + lane * 8)
    permute(state)
  }
  const out: Buffer[] = []
  while (out.length * rate < length) {
    if (out.length > 0) permute(state)
    const block = Buffer.alloc(rate)
    for (let lane = 0; lane * 8 < rate; lane++) block.writeBigUInt64LE(state[lane]!, lane * 8)
    out.push(block)
  }
  return Buffer.concat(out).subarray(0, length)
}
