/** Everything that is sealed has at least this size. */
const least = 16 * 1024

/**
 * The size class of so many bytes: four between each power of two and the next, so at most a quarter more, and of all
 * lengths up to 8 MiB forty classes are left. A photo or a page of text is then one of very many.
 */
export function sizeClass(length: number): number {
  const size = Math.max(length, least)
  const step = 2 ** (Math.floor(Math.log2(size)) - 2)
  return Math.ceil(size / step) * step
}

/** The bytes behind their own length, filled up with zeros to a class. */
export function padded(bytes: Uint8Array): Uint8Array {
  const whole = Buffer.alloc(sizeClass(bytes.length + 4))
  whole.writeUInt32BE(bytes.length)
  whole.set(bytes, 4)
  return whole
}

/** Undefined where the bytes were not made by `padded`. */
export function unpadded(whole: Uint8Array): Uint8Array | undefined {
  if (whole.length < least) return undefined
  const length = Buffer.from(whole.buffer, whole.byteOffset, 4).readUInt32BE()
  if (length + 4 > whole.length || sizeClass(length + 4) !== whole.length) return undefined
  if (whole.subarray(4 + length).some((byte) => byte !== 0)) return undefined
  return whole.subarray(4, 4 + length)
}
