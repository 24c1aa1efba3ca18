import { type Encoding, soundText } from './encoding.ts'
import { findHeader, openText } from './head.ts'
import { placeColumns } from './header.ts'
import { limits as standard } from './limits.ts'
import {
  type ProblemList,
  problemList,
  type Reading,
  reading,
  rowsRefusal,
  stop,
} from './problem.ts'
import { detectDelimiter, headRows } from './sample.ts'
import { type Input, receive } from './source.ts'

/** A small table, whole: openings, rates, aliases. */
export interface Table<Column extends string> {
  readonly file: string
  readonly header: readonly string[]
  readonly rows: readonly {
    readonly row: number
    readonly cells: Readonly<Record<Column, string>>
  }[]
  readonly has: (column: Column) => boolean
  readonly problems: ProblemList
}

export interface TableShape<Column extends string> {
  readonly columns: readonly Column[]
  readonly required: readonly Column[]
  readonly mapped?: Readonly<Partial<Record<Column, string>>>
  readonly encoding?: Encoding
  readonly delimiter?: string
}

/** Largest small table, in bytes of text. */
const tableBytes = 256 * 1024 * 1024

export function readTable<Column extends string>(
  input: Input,
  shape: TableShape<Column>,
): Promise<Reading<Table<Column>>> {
  return reading(async () => {
    const received = await receive(input, standard, {})
    const { file } = received
    const { head, chunks, encoding } = await openText(received, shape.encoding)
    const parts = [head]
    let length = head.length
    for await (const chunk of chunks) {
      length += chunk.length
      if (length > tableBytes) {
        stop(
          file,
          {
            name: 'too-much-text',
            expected: `a table of at most ${tableBytes} bytes`,
            found: 'more',
            remedy: 'check that this is the right file',
          },
          'too-large',
        )
      }
      parts.push(chunk)
    }
    const bytes = Buffer.concat(parts)
    const wanted = shape.columns.map((column) => shape.mapped?.[column] ?? column)
    const delimiter = shape.delimiter ?? detectDelimiter(bytes, true, wanted)
    const header = findHeader(file, bytes, true, delimiter, undefined, standard)
    const problems = problemList(standard.problems)
    const { places } = placeColumns(
      header.cells,
      shape.columns,
      shape.required,
      shape.mapped ?? ({} as Partial<Record<Column, string>>),
      new Set<Column>(),
      problems,
    )
    if (!soundText(bytes, encoding)) {
      problems.add({
        name: 'encoding-invalid',
        expected: `text in ${encoding}`,
        found: 'bytes that are none',
        remedy: 'save the table as UTF-8',
      })
    }
    if (problems.count > 0) return { ok: false, refusal: rowsRefusal(file, problems) }
    const read = headRows(bytes, delimiter, true, Number.POSITIVE_INFINITY, standard.columns + 1)
    const rows = read.slice(1).map(({ row, cells }) => {
      if (cells.length !== header.cells.length) {
        problems.add({
          name: cells.length > header.cells.length ? 'row-too-long' : 'row-too-short',
          row,
          expected: `${header.cells.length} cells as in the header`,
          found: `${cells.length}`,
          remedy: 'complete the row; put cells that contain the delimiter in quotes',
        })
      }
      return {
        row,
        cells: Object.fromEntries(
          shape.columns.map((column) => [column, cells[places[column]] ?? '']),
        ) as Record<Column, string>,
      }
    })
    const lastRead = read.at(-1)
    if (lastRead !== undefined && bytes.subarray(lastRead.next).some((b) => b > 0x20)) {
      problems.add({
        name: 'quote-unclosed',
        row: lastRead.row + 1,
        expected: 'a closing quote',
        found: 'the end of the file',
        remedy: 'close the quote; a quote inside a quoted cell is written twice',
      })
    }
    if (problems.count > 0) return { ok: false, refusal: rowsRefusal(file, problems) }
    return {
      ok: true,
      value: { file, header: header.cells, rows, has: (column) => places[column] >= 0, problems },
    }
  })
}
