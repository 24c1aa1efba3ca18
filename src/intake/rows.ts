/**
 * Rows and cells of delimited text (RFC 4180), found on the bytes. Text is UTF-8, in which a delimiter, a quote
 * and a line end are always one byte and never part of another character.
 *
 * A quote opens a quoted cell only as the first byte of the cell; elsewhere it is a letter like any other, as
 * tab-separated exports use it. Text after a closing quote is an error.
 */
export interface RowScan {
  readonly delimiter: number
  /** Offsets of the cells' first byte and of the byte after the last, without the quotes. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** 0 plain, 1 quoted, 2 quoted with doubled quotes inside. */
  readonly quotes: Uint8Array
  /** Cells kept of one row. */
  readonly capacity: number
  /** Where the row's first cell goes in the arrays, so that a block of rows can be kept. */
  base: number
  /** Cells of the row just read; may exceed the capacity of the arrays, then the rest is only counted. */
  cells: number
  /** Offset after the row and its line end. */
  next: number
  /** Offset of what is wrong. */
  at: number
}

export type RowEnd =
  | 'row'
  | 'blank'
  /** The row is not complete yet; nothing was consumed. */
  | 'more'
  | 'stray-quote'
  | 'unclosed-quote'
  | 'nul'

export function rowScan(delimiter: number, capacity: number, rows = 1): RowScan {
  return {
    delimiter,
    starts: new Int32Array(capacity * rows),
    ends: new Int32Array(capacity * rows),
    quotes: new Uint8Array(capacity * rows),
    capacity,
    base: 0,
    cells: 0,
    next: 0,
    at: 0,
  }
}

/** Reads one row from `from`. `last` says that no byte will follow `end`. */
export function scanRow(
  scan: RowScan,
  bytes: Uint8Array,
  from: number,
  end: number,
  last: boolean,
): RowEnd {
  const { delimiter, starts, ends, quotes, capacity, base } = scan
  let cell = 0
  let p = from
  let stray = -1
  scan.at = -1
  for (;;) {
    const start = p
    let b = p < end ? bytes[p]! : -1
    if (b === 0x22) {
      let doubled = 1
      p++
      for (;;) {
        while (p < end && bytes[p] !== 0x22 && bytes[p] !== 0) p++
        if (p >= end || bytes[p] === 0) break
        if (p + 1 < end && bytes[p + 1] === 0x22) {
          doubled = 2
          p += 2
          continue
        }
        break
      }
      if (p >= end) {
        scan.at = start
        scan.cells = cell + 1
        return last ? 'unclosed-quote' : 'more'
      }
      if (bytes[p] === 0) {
        scan.at = p
        return 'nul'
      }
      if (p + 1 >= end && !last) return 'more'
      if (cell < capacity) {
        starts[base + cell] = start + 1
        ends[base + cell] = p
        quotes[base + cell] = doubled
      }
      p++
      while (p < end && bytes[p] === 0x20) p++
      if (p < end && !closes(bytes[p]!, delimiter)) {
        if (stray < 0) stray = p
        while (p < end && !closes(bytes[p]!, delimiter) && bytes[p] !== 0) p++
      }
    } else {
      while (p < end) {
        b = bytes[p]!
        if (b === delimiter || b === 0x0a || b === 0x0d || b === 0) break
        p++
      }
      if (cell < capacity) {
        starts[base + cell] = start
        ends[base + cell] = p
        quotes[base + cell] = 0
      }
    }
    cell++
    if (p >= end) {
      if (!last) return 'more'
      break
    }
    b = bytes[p]!
    if (b === delimiter) {
      p++
      continue
    }
    if (b === 0) {
      scan.at = p
      return 'nul'
    }
    if (b === 0x0d) {
      if (p + 1 >= end && !last) return 'more'
      p++
      if (p < end && bytes[p] === 0x0a) p++
      break
    }
    p++
    break
  }
  scan.next = p
  scan.cells = cell
  if (stray >= 0) {
    scan.at = stray
    return 'stray-quote'
  }
  if (cell === 1 && starts[base] === ends[base] && quotes[base] === 0) return 'blank'
  return 'row'
}

function closes(byte: number, delimiter: number): boolean {
  return byte === delimiter || byte === 0x0a || byte === 0x0d
}

/** A cell as text: outer blanks removed, doubled quotes made single. */
export function cellText(scan: RowScan, bytes: Uint8Array, cell: number): string {
  if (cell >= scan.cells || cell >= scan.capacity) return ''
  const at = scan.base + cell
  const raw = utf8(bytes, scan.starts[at]!, scan.ends[at]!)
  return (scan.quotes[at] === 2 ? raw.replaceAll('""', '"') : raw).trim()
}

export function utf8(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')
}
