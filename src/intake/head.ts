import { detectEncoding, type Encoding, toUtf8 } from './encoding.ts'
import type { Limits } from './limits.ts'
import { stop } from './problem.ts'
import { type HeadRow, headBytes, headRows } from './sample.ts'
import { atLeast, type Received } from './source.ts'

/** The first bytes as UTF-8, and the chunks after them. */
export async function openText(
  received: Received,
  forced: Encoding | undefined,
): Promise<{
  head: Uint8Array
  last: boolean
  encoding: Encoding
  chunks: AsyncIterable<Uint8Array>
}> {
  const raw = received.chunks[Symbol.asyncIterator]()
  const rawHead = await atLeast(raw, headBytes)
  if (rawHead.length === 0) {
    stop(received.file, {
      name: 'empty',
      expected: 'a header row and payments',
      found: 'an empty file',
      remedy: 'check that the export ran to its end',
    })
  }
  const encoding = forced ?? detectEncoding(rawHead)
  const convert = toUtf8(encoding)
  const last = rawHead.length < headBytes
  async function* chunks(): AsyncGenerator<Uint8Array> {
    if (last) return
    for (let next = await raw.next(); !next.done; next = await raw.next())
      yield convert(next.value, false)
    yield convert(new Uint8Array(0), true)
  }
  return { head: convert(rawHead, last), last, encoding, chunks: chunks() }
}

/** The header row of a text, or a refusal that says why there is none. */
export function findHeader(
  file: string,
  head: Uint8Array,
  last: boolean,
  delimiter: string,
  headerRow: number | undefined,
  limits: Limits,
): HeadRow {
  const nul = head.subarray(0, 65_536).indexOf(0)
  if (nul >= 0) {
    stop(file, {
      name: 'binary',
      row: 1,
      expected: 'text',
      found: `a NUL byte at byte ${nul}`,
      remedy:
        'if this is UTF-16, name it: {"encoding": "utf-16le"}; otherwise export the table as CSV',
    })
  }
  const rows = headRows(head, delimiter, last, headerRow ?? 20, limits.columns + 1)
  const header = headerRow === undefined ? rows[0] : rows.find((row) => row.row === headerRow)
  if (header === undefined) {
    const tooBig = !last && rows.length === 0
    stop(
      file,
      {
        name: tooBig ? 'row-too-big' : 'header-missing',
        row: headerRow ?? 1,
        expected: tooBig ? `rows of at most ${limits.rowBytes} bytes` : 'a header row',
        found: tooBig ? `${head.length} bytes without a whole row` : 'no readable row',
        remedy: tooBig
          ? 'check that the file is a table with one payment in a row, and that every quote is closed'
          : 'write the column names into the first row',
      },
      tooBig ? 'too-large' : 'malformed',
    )
  }
  if (header.cells.length > limits.columns) {
    stop(
      file,
      {
        name: 'too-many-columns',
        row: header.row,
        expected: `at most ${limits.columns} columns`,
        found: 'more',
        remedy: 'leave out the columns that are not needed, or force the delimiter',
      },
      'too-large',
    )
  }
  return header
}
