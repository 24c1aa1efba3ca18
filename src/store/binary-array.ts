/**
 * Columns on their way into the database: one array for each column, in the binary form of PostgreSQL (array_recv:
 * dimensions, whether one is null, type of the elements; then length and bytes of each, length -1 for null). Nothing is
 * quoted, written as hex or decoded again; with the text form that was most of the time of a large transaction.
 */

/** Object ids of bigint, text and bytea, the same in every PostgreSQL. */
const elementType = { int: 20, text: 25, json: 25, bytes: 17 } as const

export type ElementType = keyof typeof elementType

const headBytes = 20

export function binaryArray(
  type: ElementType,
  values: readonly (string | number | Uint8Array | null)[],
): Uint8Array {
  if (values.length === 0) return empty(type)
  const lengths = values.map(byteLength)
  let total = headBytes + 4 * values.length
  for (const length of lengths) total += length
  // Its own piece of memory: a part of a larger one would travel whole to the thread of the database.
  const out = Buffer.from(new ArrayBuffer(total))
  out.writeInt32BE(1)
  out.writeInt32BE(values.includes(null) ? 1 : 0, 4)
  out.writeInt32BE(elementType[type], 8)
  out.writeInt32BE(values.length, 12)
  out.writeInt32BE(1, 16)
  let at = headBytes
  for (const [i, value] of values.entries()) {
    const length = lengths[i]!
    out.writeInt32BE(value === null ? -1 : length, at)
    at += 4
    if (typeof value === 'string') out.write(value, at, 'utf8')
    else if (typeof value === 'number') out.writeBigInt64BE(BigInt(value), at)
    else if (value !== null) out.set(value, at)
    at += length
  }
  return out
}

/** An array without elements has no dimensions. */
function empty(type: ElementType): Uint8Array {
  const out = Buffer.from(new ArrayBuffer(12))
  out.writeInt32BE(elementType[type], 8)
  return out
}

function byteLength(value: string | number | Uint8Array | null): number {
  if (value === null) return 0
  if (typeof value === 'string') return Buffer.byteLength(value)
  return typeof value === 'number' ? 8 : value.length
}
