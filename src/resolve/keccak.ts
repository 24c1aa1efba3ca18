const lanes = (1n << 64n) - 1n

/** Round constants of Keccak-f[1600], by its own linear feedback register (Keccak reference, 1.2). */
const rounds: readonly bigint[] = (() => {
  const out: bigint[] = []
  let register = 1
  for (let round = 0; round < 24; round++) {
    let constant = 0n
    for (let j = 0; j < 7; j++) {
      if (register & 1) constant |= 1n << BigInt((1 << j) - 1)
      register = (register << 1) ^ (register & 0x80 ? 0x171 : 0)
    }
    out.push(constant)
  }
  return out
})()

function turn(value: bigint, by: number): bigint {
  const n = BigInt(by % 64)
  return ((value << n) | (value >> (64n - n))) & lanes
}

/** Keccak-f[1600] on 25 lanes: theta, rho, pi, chi, iota. */
function permute(a: bigint[]): void {
  for (const constant of rounds) {
    const c = [0, 1, 2, 3, 4].map((x) => a[x]! ^ a[x + 5]! ^ a[x + 10]! ^ a[x + 15]! ^ a[x + 20]!)
    for (let x = 0; x < 5; x++) {
      const d = c[(x + 4) % 5]! ^ turn(c[(x + 1) % 5]!, 1)
      for (let y = 0; y < 25; y += 5) a[x + y] = a[x + y]! ^ d
    }
    let x = 1
    let y = 0
    let lane = a[1]!
    for (let t = 0; t < 24; t++) {
      const next = (2 * x + 3 * y) % 5
      x = y
      y = next
      const kept = a[x + 5 * y]!
      a[x + 5 * y] = turn(lane, ((t + 1) * (t + 2)) / 2)
      lane = kept
    }
    for (let row = 0; row < 25; row += 5) {
      const b = a.slice(row, row + 5)
      for (let i = 0; i < 5; i++) a[row + i] = b[i]! ^ (~b[(i + 1) % 5]! & lanes & b[(i + 2) % 5]!)
    }
    a[0] = a[0]! ^ constant
  }
}

/** Keccak-256 with the padding of the original submission, which Ethereum kept (SHA3-256 pads otherwise). */
export function keccak256(message: Uint8Array): Uint8Array {
  const rate = 136
  const padded = Buffer.alloc(Math.ceil((message.length + 1) / rate) * rate)
  padded.set(message)
  padded[message.length]! ^= 0x01
  padded[padded.length - 1]! ^= 0x80
  const state: bigint[] = Array.from({ length: 25 }, () => 0n)
  for (let block = 0; block < padded.length; block += rate) {
    for (let i = 0; i < rate / 8; i++) state[i] = state[i]! ^ padded.readBigUInt64LE(block + 8 * i)
    permute(state)
  }
  const out = Buffer.alloc(32)
  for (let i = 0; i < 4; i++) out.writeBigUInt64LE(state[i]!, 8 * i)
  return out
}
