import type { ResultRow } from './driver.ts'

/**
 * What the database answers, read from its bytes (PostgreSQL, "Message Formats") with every column in binary: content as
 * it lies there and not as hexadecimal digits, which were twice as long and had to be read one by one.
 */
export function rowsFrom(answer: Uint8Array): readonly (readonly ResultRow[])[] {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength)
  const results: ResultRow[][] = []
  let columns: readonly Column[] = []
  let rows: ResultRow[] = []
  let at = 0
  while (at < bytes.length) {
    const kind = bytes[at]
    const body = at + 5
    at += 1 + bytes.readUInt32BE(at + 1)
    if (kind === rowDescription) columns = columnsAt(bytes, body)
    else if (kind === dataRow) rows.push(rowAt(bytes, body, columns))
    else if (kind === commandComplete || kind === emptyQuery) {
      results.push(rows)
      rows = []
    }
  }
  return results
}

const rowDescription = 0x54
const dataRow = 0x44
const commandComplete = 0x43
const emptyQuery = 0x49

interface Column {
  readonly name: string
  readonly read: (bytes: Buffer, from: number, to: number) => unknown
}

const text: Column['read'] = (bytes, from, to) => bytes.toString('utf8', from, to)

/** By object id, the same in every PostgreSQL. 64-bit integers as numbers: sizes and indexes stay far below 2^53. */
const readers: Readonly<Record<number, Column['read']>> = {
  16: (bytes, from) => bytes[from] !== 0,
  // Its own memory, so that what is kept of a row does not keep the whole answer.
  17: (bytes, from, to) => new Uint8Array(bytes.subarray(from, to)),
  20: (bytes, from) => Number(bytes.readBigInt64BE(from)),
  21: (bytes, from) => bytes.readInt16BE(from),
  23: (bytes, from) => bytes.readInt32BE(from),
  // name, text, json (the text it was sealed as), varchar
  19: text,
  25: text,
  114: text,
  1043: text,
}

function columnsAt(bytes: Buffer, start: number): readonly Column[] {
  let at = start + 2
  return Array.from({ length: bytes.readUInt16BE(start) }, () => {
    const end = bytes.indexOf(0, at)
    const name = bytes.toString('utf8', at, end)
    const type = bytes.readUInt32BE(end + 7)
    at = end + 19
    return { name, read: readers[type] ?? unread(name, type) }
  })
}

function unread(name: string, type: number): Column['read'] {
  return () => {
    throw new TypeError(`the column ${name} is of type ${type}, which is not read here`)
  }
}

function rowAt(bytes: Buffer, start: number, columns: readonly Column[]): ResultRow {
  const row: Record<string, unknown> = {}
  let at = start + 2
  for (const { name, read } of columns) {
    const length = bytes.readInt32BE(at)
    at += 4
    row[name] = length < 0 ? null : read(bytes, at, at + length)
    at += Math.max(0, length)
  }
  return row
}
