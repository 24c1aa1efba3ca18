import type { DateFormat } from './dates.ts'
import { folded } from './header.ts'
import { type Decimal, look } from './numbers.ts'
import { cellText, rowScan, scanRow } from './rows.ts'

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** Bytes at the beginning from which delimiter, header and number formats are judged. */
export const headBytes = 1024 * 1024

export interface HeadRow {
  /** 1-based row of the file. */
  readonly row: number
  readonly cells: readonly string[]
  /** Offset after the row. */
  readonly next: number
}

/** The first rows of a text, blank ones counted and left out. Rows that cannot be read end the list. */
export function headRows(
  head: Uint8Array,
  delimiter: string,
  last: boolean,
  count: number,
  columns = 2_000,
): HeadRow[] {
  const scan = rowScan(delimiter.charCodeAt(0), columns)
  const rows: HeadRow[] = []
  let row = 0
  for (let from = 0; from < head.length && rows.length < count; from = scan.next) {
    const end = scanRow(scan, head, from, head.length, last)
    if (end === 'more' || end === 'nul' || end === 'unclosed-quote') break
    row++
    if (end === 'blank') continue
    const cells: string[] = []
    for (let i = 0; i < Math.min(scan.cells, columns); i++) cells.push(cellText(scan, head, i))
    rows.push({ row, cells, next: scan.next })
  }
  return rows
}

/**
 * The delimiter under which the header has most of the wanted names and the first rows have as many cells as the
 * header; a comma when nothing speaks for another.
 */
export function detectDelimiter(
  head: Uint8Array,
  last: boolean,
  wanted: readonly string[],
  headerRow = 1,
): Delimiter {
  const names = new Set(wanted.map(folded))
  let best: Delimiter = ','
  let most = 0
  for (const delimiter of delimiters) {
    const rows = headRows(head, delimiter, last, 60).filter((r) => r.row >= headerRow)
    const header = rows[0]?.cells ?? []
    if (header.length < 2) continue
    const same = rows.filter((r) => r.cells.length === header.length).length / rows.length
    const hits = header.filter((name) => names.has(folded(name))).length
    const score = hits * 1_000 + same * 100 + Math.min(header.length, 50)
    if (score > most) {
      most = score
      best = delimiter
    }
  }
  return best
}

/** What most values of a column prove, or undefined; the first wins a tie. */
export function sampleDecimal(values: readonly string[]): Decimal | undefined {
  let points = 0
  let commas = 0
  let first: Decimal | undefined
  for (const value of values) {
    const decimal = value === '' ? undefined : look(value.slice(0, 64))?.decimal
    first ??= decimal
    if (decimal === '.') points++
    else if (decimal === ',') commas++
  }
  return points === commas ? first : points > commas ? '.' : ','
}

/** What most dates of a column prove, or undefined. */
export function sampleDates(values: readonly string[]): DateFormat | undefined {
  const votes = { iso: 0, 'day-first': 0, 'month-first': 0 }
  let open = 0
  for (const value of values) {
    if (/^\d{4}-\d{2}-\d{2}/.test(value)) votes.iso++
    const civil = /^(\d{1,2})[./-](\d{1,2})[./-]\d{4}/.exec(value)
    if (!civil) continue
    if (+civil[1]! > 12) votes['day-first']++
    else if (+civil[2]! > 12) votes['month-first']++
    else open++
  }
  const civil = votes['day-first'] >= votes['month-first'] ? 'day-first' : 'month-first'
  const civils = votes['day-first'] + votes['month-first'] + open
  if (votes.iso > 0 && votes.iso >= civils) return 'iso'
  return votes[civil] > 0 ? civil : undefined
}
