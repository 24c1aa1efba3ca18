import { detectEncoding, type Encoding, toUtf8 } from './encoding.ts'
import { findHeader } from './head.ts'
import { guessColumns, type LedgerColumn, ledgerColumns, requiredColumns } from './header.ts'
import { limits } from './limits.ts'
import { type Reading, reading } from './problem.ts'
import { type Delimiter, delimiters, detectDelimiter, headBytes, headRows } from './sample.ts'
import { atLeast, receive } from './source.ts'

/** A first look at a file, for a page that lets the user say which column is which. */
export interface Detected {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly gzip: boolean
  readonly header: readonly string[]
  /** The first 20 rows after the header. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
  /** Which header seems to hold which ledger column: a suggestion that the user confirms, never applied unasked. */
  readonly guess: Readonly<Partial<Record<LedgerColumn, string>>>
  /** Required columns for which nothing in the header is a candidate. */
  readonly missing: readonly LedgerColumn[]
}

/** Looks at the beginning of a file. The bytes may be cut off anywhere. */
export function detect(
  bytes: Uint8Array,
  forced: { readonly encoding?: Encoding; readonly delimiter?: Delimiter } = {},
): Promise<Reading<Detected>> {
  return reading(async () => {
    const received = await receive({ name: 'the file', bytes }, limits, {})
    const { raw, whole } = await firstBytes(received.chunks)
    const encoding = forced.encoding ?? detectEncoding(raw)
    const head = toUtf8(encoding)(raw, true)
    const words = [...ledgerColumns]
    const delimiter = forced.delimiter ?? detectDelimiter(head, whole, words)
    const header = findHeader('the file', head, whole, delimiter, undefined, limits)
    const rows = headRows(head, delimiter, whole, 21, limits.columns + 1)
    const guess = guessColumns(header.cells)
    return {
      ok: true,
      value: {
        encoding,
        delimiter: delimiters.includes(delimiter) ? delimiter : ',',
        gzip: received.packed(),
        header: header.cells,
        rows: rows.slice(1).map(({ row, cells }) => ({ row, cells })),
        guess,
        missing: requiredColumns.filter((column) => guess[column] === undefined),
      },
    }
  })
}

/** Enough to judge by; the rest, and a packed file that was cut off, does not matter here. */
async function firstBytes(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ raw: Uint8Array; whole: boolean }> {
  const raw = await atLeast(chunks[Symbol.asyncIterator](), headBytes)
  if (raw.length === 0) return { raw: Buffer.from('\n'), whole: true }
  return { raw, whole: raw.length < headBytes }
}
