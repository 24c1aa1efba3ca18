import { type Part, type WriteName, writes } from './sqlite-writes.ts'

/**
 * A transaction on its way to the thread of the writer: texts and numbers in one list, all bytes one after the other in
 * one piece of memory, which is handed over and not copied. Row by row it would take three times as long, and a piece
 * of a larger buffer would travel with all of it.
 */
export interface Packed {
  readonly parts: readonly (readonly [name: WriteName, count: number])[]
  /** In order; for bytes their number. */
  readonly values: readonly (string | number | null)[]
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** @param spare Memory of an earlier transaction that came back; used when it is large enough. */
export function pack(parts: readonly Part[], spare?: ArrayBuffer): Packed {
  const values: (string | number | null)[] = []
  const pieces: Uint8Array[] = []
  let length = 0
  for (const [name, rows] of parts) {
    const { columns } = writes[name]
    for (const row of rows)
      for (const column of columns) {
        const value = row[column.name] ?? null
        if (value instanceof Uint8Array) {
          pieces.push(value)
          length += value.length
          values.push(value.length)
        } else values.push(value)
      }
  }
  const memory = spare && spare.byteLength >= length ? spare : new ArrayBuffer(length)
  const bytes = new Uint8Array(memory, 0, length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { parts: parts.map(([name, rows]) => [name, rows.length] as const), values, bytes }
}

export type Value = string | number | null | Uint8Array

/** The values of each row in turn, for the statement of its part. */
export function unpack(
  packed: Packed,
  each: (name: WriteName, row: readonly Value[]) => void,
): void {
  let [next, at] = [0, 0]
  for (const [name, count] of packed.parts) {
    const { columns } = writes[name]
    for (let i = 0; i < count; i++) {
      const row: Value[] = []
      for (const column of columns) {
        const value = packed.values[next++]!
        if (column.bytes && typeof value === 'number') {
          row.push(packed.bytes.subarray(at, at + value))
          at += value
        } else row.push(value)
      }
      each(name, row)
    }
  }
}
