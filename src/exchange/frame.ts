/** Parts of a letter one after the other: each with its length as four bytes, big-endian. */
export function frame(parts: readonly Uint8Array[]): Uint8Array {
  const out: Uint8Array[] = []
  for (const part of parts) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    out.push(length, part)
  }
  return Buffer.concat(out)
}

/** Exactly `count` parts and nothing after them, or undefined. */
export function unframe(bytes: Uint8Array, count: number): readonly Uint8Array[] | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 4 > view.length) return undefined
    const length = view.readUInt32BE(at)
    at += 4
    if (at + length > view.length) return undefined
    parts.push(view.subarray(at, at + length))
    at += length
  }
  return at === view.length ? parts : undefined
}
