import { hashOf } from './names.ts'

/** Bytes of one id. */
export interface IdBytes {
  bytes: Uint8Array
  start: number
  end: number
}

/**
 * Finds an id that was given twice, without keeping ten million strings: while ids rise (by length, then by
 * bytes) there is nothing to keep; from the first that does not, 32-bit hashes in an open table, and on equal
 * hashes the ids themselves are compared.
 *
 * @param recall finds the id of an earlier row again
 */
export interface IdCheck {
  /** Index of the earlier row with the same id, or -1. `index` counts up from 0 without gaps. */
  add(index: number, bytes: Uint8Array, start: number, end: number): number
}

export function idCheck(recall: (index: number) => IdBytes): IdCheck {
  let rising = true
  let last = new Uint8Array(64)
  let lastLength = -1
  let rows = new Uint32Array(0)
  let hashes = new Uint32Array(0)
  let count = 0

  function rises(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start
    let after = length > lastLength
    if (length === lastLength) {
      let i = 0
      while (i < length && bytes[start + i] === last[i]) i++
      after = i < length && bytes[start + i]! > last[i]!
    }
    if (!after) return false
    if (length > last.length) last = new Uint8Array(length * 2)
    for (let i = 0; i < length; i++) last[i] = bytes[start + i]!
    lastLength = length
    return true
  }

  function place(hash: number, row: number): void {
    const mask = rows.length - 1
    let slot = hash & mask
    while (rows[slot] !== 0) slot = (slot + 1) & mask
    rows[slot] = row
    hashes[slot] = hash
  }

  function enlarge(size: number): void {
    const [oldRows, oldHashes] = [rows, hashes]
    rows = new Uint32Array(size)
    hashes = new Uint32Array(size)
    for (let i = 0; i < oldRows.length; i++) if (oldRows[i] !== 0) place(oldHashes[i]!, oldRows[i]!)
  }

  function startTable(upTo: number): void {
    rising = false
    let size = 1 << 12
    while (size < upTo * 3) size *= 2
    enlarge(size)
    for (let i = 0; i < upTo; i++) {
      const id = recall(i)
      place(hashOf(id.bytes, id.start, id.end), i + 1)
    }
    count = upTo
  }

  return {
    add(index, bytes, start, end) {
      if (rising) {
        if (rises(bytes, start, end)) return -1
        startTable(index)
      }
      if (count * 2 > rows.length) enlarge(rows.length * 2)
      const hash = hashOf(bytes, start, end)
      const mask = rows.length - 1
      let slot = hash & mask
      while (rows[slot] !== 0) {
        if (hashes[slot] === hash && equal(recall(rows[slot]! - 1), bytes, start, end))
          return rows[slot]! - 1
        slot = (slot + 1) & mask
      }
      rows[slot] = index + 1
      hashes[slot] = hash
      count++
      return -1
    },
  }
}

function equal(id: IdBytes, bytes: Uint8Array, start: number, end: number): boolean {
  if (id.end - id.start !== end - start) return false
  for (let i = 0; i < end - start; i++)
    if (id.bytes[id.start + i] !== bytes[start + i]) return false
  return true
}
