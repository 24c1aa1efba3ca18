import type { Day } from '#base'
import type { Payments, Source } from '#model'
import { type CurrencyTable, currencies, formatMinor } from '#money'
import { assemble } from './assemble.ts'
import { type DateFormat, dateColumn, offsetMinutes } from './dates.ts'
import type { Encoding } from './encoding.ts'
import { type Finding, findingsOf } from './findings.ts'
import { findHeader, openText } from './head.ts'
import {
  folded,
  type LedgerColumn,
  ledgerColumns,
  placeColumns,
  requiredColumns,
} from './header.ts'
import { type RowReader, rowReader } from './ledger-rows.ts'
import { type Limits, limits as standardLimits } from './limits.ts'
import type { LedgerMap } from './map.ts'
import { normalName } from './names.ts'
import { type Decimal, type NumberColumn, numberColumn } from './numbers.ts'
import type { OpeningRow } from './openings.ts'
import {
  fileRefusal,
  type Problem,
  problemList,
  quoted,
  type Reading,
  reading,
  rowsRefusal,
  stop,
} from './problem.ts'
import type { RowPlan } from './row-plan.ts'
import { detectDelimiter, headRows, sampleDates, sampleDecimal } from './sample.ts'
import { type Input, type ReadOptions, type Received, receive } from './source.ts'
import { readTable } from './table.ts'
import { type Feed, feed, type Text } from './text.ts'

/** Payments of one file, with what was understood of it, what is odd about it and what was left out. */
export interface Ledger {
  readonly payments: Payments
  readonly source: Source
  readonly understood: Understood
  readonly findings: readonly Finding[]
  readonly leftOut: LeftOut
}

/** How the file was read. Shown to the user before anything is computed from it. */
export interface Understood {
  readonly encoding: Encoding
  readonly delimiter: string
  readonly gzip: boolean
  readonly header: readonly string[]
  /** Ledger column: the header that holds it, `= value` for a constant, or how it is made. */
  readonly columns: Readonly<Partial<Record<LedgerColumn, string>>>
  /** Columns of the file that no ledger column uses. */
  readonly ignored: readonly string[]
  /** Separator by column, where one was proved or forced. */
  readonly decimal: Readonly<Partial<Record<LedgerColumn, Decimal>>>
  readonly dateFormat: DateFormat | 'any'
  readonly accounts: 'as-given' | 'normalised'
  readonly sequence: boolean
  /** Rows after the header that are not blank. */
  readonly rows: number
  readonly payments: number
  readonly accountCount: number
  readonly currencies: readonly string[]
}

/** What the payments do not contain. Empty unless the caller asked to read on past bad rows or the map says so. */
export interface LeftOut {
  readonly rows: number
  readonly problems: readonly Problem[]
  readonly problemCount: number
  /** Sums of the rows left out whose amount could be read, as decimal texts. */
  readonly totals: readonly {
    readonly currency: string
    readonly amount: string
    readonly rows: number
  }[]
  /** Rows left out whose amount could not be read. */
  readonly unknownAmounts: number
  /** Payments of nothing that the map leaves out. */
  readonly zeroAmounts: number
  /** Payments of an account to itself that the map leaves out. */
  readonly selfPayments: number
  readonly blankRows: number
}

export interface LedgerOptions extends ReadOptions {
  readonly map?: LedgerMap
  readonly openings?: readonly OpeningRow[]
  /** Digits of currencies beyond ISO 4217, as the rates declare them. */
  readonly declared?: ReadonlyMap<string, number>
  /**
   * Digits taken for any other code of three to five capital letters. Only for questions in which no amount is added up or
   * converted (reach): a wrong number of digits shifts every figure of that currency by a power of ten.
   */
  readonly undeclaredDigits?: number
  /** Read the good rows and list the others. Without it one bad row refuses the file. */
  readonly skipBadRows?: boolean
  /** Finds the file that the map's `aliases` name. Without it such a map is refused: maps may come from strangers. */
  readonly aliasInput?: (file: string) => Input
}

/**
 * Reads a ledger of payments (columns of `ledgerColumns`) from delimited text. Nothing is written, rounded or
 * dropped in silence: the answer is every row, or a refusal that lists what is wrong.
 */
export function readLedger(input: Input, options: LedgerOptions = {}): Promise<Reading<Ledger>> {
  return reading(async () => {
    const limits = { ...standardLimits, ...options.limits }
    const map = options.map ?? {}
    const aliases = await readAliases(map, options)
    if (!aliases.ok) return aliases
    const received = await receive(input, limits, options)
    const { head, chunks, last, encoding } = await openText(received, map.encoding)
    const started = start(received, head, last, encoding, map, limits, options, aliases.value)
    if (!started.ok) return started
    const { feeding, plan } = started.value
    let { reader } = started.value
    feeding.push(head)
    let text = head.length
    for await (const chunk of chunks) {
      text += chunk.length
      if (text > limits.textBytes) tooMuchText(received.file, limits)
      feeding.push(chunk)
    }
    feeding.end()
    if (plan.dates.late || plan.amount.late || plan.toAmount.late || plan.claimAmount.late)
      reader = readAgain(plan, feeding.text)
    return conclude(received, plan, reader, feeding.text, options)
  })
}

async function readAliases(
  map: LedgerMap,
  options: LedgerOptions,
): Promise<Reading<ReadonlyMap<string, string> | undefined>> {
  if (map.aliases === undefined) return { ok: true, value: undefined }
  if (options.aliasInput === undefined) {
    return {
      ok: false,
      refusal: fileRefusal(map.aliases.file, {
        name: 'aliases-unavailable',
        expected: 'a map without a file of aliases, where the map came over the wire',
        found: quoted(map.aliases.file),
        remedy: 'read the ledger from the command line, or leave "aliases" out',
      }),
    }
  }
  const table = await readTable(options.aliasInput(map.aliases.file), {
    columns: ['name', 'norm'],
    required: ['name', 'norm'],
    mapped: { name: map.aliases.name, norm: map.aliases.norm },
  })
  if (!table.ok) return table
  const found = new Map<string, string>()
  for (const row of table.value.rows)
    if (row.cells.norm !== '') found.set(row.cells.name, row.cells.norm)
  return { ok: true, value: found }
}

function tooMuchText(file: string, limits: Limits): never {
  stop(
    file,
    {
      name: 'too-much-text',
      expected: `at most ${limits.textBytes} bytes of text`,
      found: 'more',
      remedy: 'split the ledger by account or period',
    },
    'too-large',
  )
}

interface Started {
  readonly plan: RowPlan
  readonly reader: RowReader
  readonly feeding: Feed
}

/** Settles everything that the first bytes and the map can settle. */
function start(
  received: Received,
  head: Uint8Array,
  last: boolean,
  encoding: Encoding,
  given: LedgerMap,
  limits: Limits,
  options: LedgerOptions,
  aliases: ReadonlyMap<string, string> | undefined,
): Reading<Started> {
  const { file } = received
  const wanted = ledgerColumns.map((column) => given.columns?.[column] ?? column)
  const delimiter = given.delimiter ?? detectDelimiter(head, last, wanted, given.headerRow)
  const header = findHeader(file, head, last, delimiter, given.headerRow, limits)
  const map = options.map === undefined ? given : fitted(given, header.cells)
  const mapped = map.columns ?? {}
  const problems = problemList(limits.problems)
  const constants = new Set(Object.keys(map.constants ?? {}) as LedgerColumn[])
  if (map.rowIds !== undefined) constants.add('id')
  const { places } = placeColumns(
    header.cells,
    ledgerColumns,
    requiredColumns,
    mapped,
    constants,
    problems,
  )
  for (const column of constants) places[column] = -1
  if (problems.count > 0) return { ok: false, refusal: rowsRefusal(file, problems) }
  const sample = headRows(head, delimiter, last, 5_000, limits.columns + 1).filter(
    (row) => row.row > header.row,
  )
  function numbers(column: LedgerColumn): NumberColumn {
    const place = places[column]
    const seen = place < 0 ? undefined : sampleDecimal(sample.map((row) => row.cells[place] ?? ''))
    return numberColumn(map.decimal ?? seen, map.decimal !== undefined, map.scientific === 'exact')
  }
  const dates =
    places.time < 0 ? undefined : sampleDates(sample.map((row) => row.cells[places.time] ?? ''))
  const declared = new Map([...(options.declared ?? []), ...Object.entries(map.currencies ?? {})])
  const rowBytes = sample.length === 0 ? 64 : sample.at(-1)!.next / sample.length
  const size = received.packed() || received.size === undefined ? head.length * 4 : received.size
  const plan: RowPlan = {
    file,
    limits,
    encoding,
    delimiter,
    header: header.cells,
    headerRow: header.row,
    places,
    map,
    currencies: withUndeclared(currencies(declared), options.undeclaredDigits),
    nameOf: namer(map, aliases),
    dates: dateColumn(
      map.dateFormat ?? dates,
      map.dateFormat !== undefined,
      map.utcOffset === undefined ? undefined : offsetMinutes(map.utcOffset),
    ),
    amount: numbers('amount'),
    toAmount: numbers('to_amount'),
    claimAmount: numbers('claim_amount'),
    rowsHint: Math.min(limits.rows, Math.ceil((size / rowBytes) * 1.05) + 16),
  }
  const reader = rowReader(plan, () => feeding.text, problems)
  const feeding: Feed = feed(last ? head.length : received.packed() ? undefined : size, reader.read)
  return { ok: true, value: { plan, reader, feeding } }
}

function namer(
  map: LedgerMap,
  aliases: ReadonlyMap<string, string> | undefined,
): ((given: string) => string) | undefined {
  if (aliases === undefined) return map.accounts === 'normalised' ? normalName : undefined
  if (map.accounts !== 'normalised') return (given) => aliases.get(given) ?? given
  return (given) => normalName(aliases.get(given) ?? given)
}

/** A later row proved how the earlier ones are to be read: the text is still here and is read once more. */
function readAgain(plan: RowPlan, text: Text): RowReader {
  for (const column of [plan.dates, plan.amount, plan.toAmount, plan.claimAmount]) {
    column.ambiguous = 0
    column.late = false
  }
  plan.dates.days = 0
  plan.dates.timed = 0
  const reader = rowReader(plan, () => text, problemList(plan.limits.problems))
  for (const [i, segment] of text.segments.entries())
    reader.read(i, segment, 0, text.ends[i] ?? segment.length, true)
  return reader
}

function conclude(
  received: Received,
  plan: RowPlan,
  reader: RowReader,
  text: Text,
  options: LedgerOptions,
): Reading<Ledger> {
  const { file } = received
  const undecided = undecidedColumns(plan)
  if (undecided.length > 0) {
    const list = problemList(plan.limits.problems)
    for (const problem of undecided) list.add(problem)
    return { ok: false, refusal: rowsRefusal(file, list) }
  }
  if (reader.seqGiven > 0 && reader.seqFirstBlank > 0) {
    reader.problems.add({
      name: 'seq-incomplete',
      row: reader.seqFirstBlank,
      column: plan.header[plan.places.seq] ?? 'seq',
      expected: 'a sequence number in every row, or in none',
      found: 'an empty cell',
      remedy: 'complete the column, or leave it out of the file',
    })
    return { ok: false, refusal: rowsRefusal(file, reader.problems) }
  }
  const rows = reader.data
  if (rows <= 0) {
    return {
      ok: false,
      refusal: fileRefusal(file, {
        name: 'header-only',
        row: plan.headerRow,
        expected: 'at least one payment',
        found: 'a header row and nothing after it',
        remedy: 'check that the export ran to its end and that the period is right',
      }),
    }
  }
  if (reader.problems.count > 0 && (options.skipBadRows !== true || reader.columns.count === 0)) {
    return {
      ok: false,
      refusal: rowsRefusal(
        file,
        reader.problems,
        reader.columns.count > 0 ? 'or read the other rows and have these listed' : undefined,
      ),
    }
  }
  const assembled = assemble(plan, reader, text, options.openings ?? [])
  if (!assembled.ok) return assembled
  const payments = assembled.value
  const source = sourceOf(received, plan, payments, rows)
  return {
    ok: true,
    value: {
      payments,
      source,
      understood: understoodOf(received, plan, reader, payments, rows),
      findings: findingsOf(payments, reader, plan),
      leftOut: leftOutOf(reader),
    },
  }
}

function undecidedColumns(plan: RowPlan): Problem[] {
  const problems: Problem[] = []
  const numbers = { amount: plan.amount, to_amount: plan.toAmount, claim_amount: plan.claimAmount }
  for (const [column, state] of Object.entries(numbers)) {
    if (state.ambiguous === 0 || state.decimal !== undefined) continue
    problems.push({
      name: 'decimal-ambiguous',
      row: state.firstAmbiguous,
      column: plan.header[plan.places[column as LedgerColumn]] ?? column,
      expected: 'a column in which one value shows which sign separates the decimals',
      found: inTwoWays(state.firstAmbiguousText, state.ambiguous),
      remedy: 'say in a map which one it is: {"decimal": "."} or {"decimal": ","}',
    })
  }
  if (plan.dates.ambiguous > 0 && plan.dates.format === undefined) {
    problems.push({
      name: 'date-ambiguous',
      row: plan.dates.firstAmbiguous,
      column: plan.header[plan.places.time] ?? 'time',
      expected: 'a column in which one date shows whether day or month comes first',
      found: inTwoWays(plan.dates.firstAmbiguousText, plan.dates.ambiguous),
      remedy:
        'say in a map which comes first: {"dateFormat": "day-first"} or {"dateFormat": "month-first"}',
    })
  }
  return problems
}

function inTwoWays(text: string, count: number): string {
  const more = count > 1 ? ` and ${count - 1} more` : ''
  return `${quoted(text)}${more}, which can be read in two ways`
}

function sourceOf(received: Received, plan: RowPlan, payments: Payments, rows: number): Source {
  const n = payments.count
  return {
    file: received.file,
    digest: received.digest(),
    bytes: received.bytes,
    rows,
    encoding: plan.encoding,
    delimiter: plan.delimiter,
    ...(n === 0
      ? {}
      : { firstDay: dayText(payments.time[0]!), lastDay: dayText(payments.time[n - 1]!) }),
  }
}

export function dayText(time: number): Day {
  return new Date(time * 1000).toISOString().slice(0, 10) as Day
}

function understoodOf(
  received: Received,
  plan: RowPlan,
  reader: RowReader,
  payments: Payments,
  rows: number,
): Understood {
  const columns: Partial<Record<LedgerColumn, string>> = {}
  const used = new Set<number>()
  const constants: Readonly<Record<string, string | undefined>> = plan.map.constants ?? {}
  for (const column of ledgerColumns) {
    const place = plan.places[column]
    if (place >= 0) {
      columns[column] = plan.header[place]!
      used.add(place)
    } else if (constants[column] !== undefined) columns[column] = `= ${constants[column]}`
  }
  if (plan.map.rowIds !== undefined) columns.id = `${plan.map.rowIds} and the row number`
  const decimal: Partial<Record<LedgerColumn, Decimal>> = {}
  if (plan.amount.decimal) decimal.amount = plan.amount.decimal
  if (plan.toAmount.decimal) decimal.to_amount = plan.toAmount.decimal
  if (plan.claimAmount.decimal) decimal.claim_amount = plan.claimAmount.decimal
  return {
    encoding: plan.encoding,
    delimiter: plan.delimiter,
    gzip: received.packed(),
    header: plan.header,
    columns,
    ignored: plan.header.filter((name, i) => !used.has(i) && name !== ''),
    decimal,
    dateFormat: plan.dates.format ?? 'any',
    accounts: plan.nameOf === undefined ? 'as-given' : 'normalised',
    sequence: reader.seqGiven > 0,
    rows,
    payments: payments.count,
    accountCount: payments.accounts.length,
    currencies: payments.currencies.map((c) => c.code),
  }
}

function leftOutOf(reader: RowReader): LeftOut {
  return {
    rows: reader.badRows + reader.zero + reader.self,
    problems: reader.problems.problems,
    problemCount: reader.problems.count,
    totals: [...reader.leftOut].map(([currency, t]) => ({
      currency,
      amount: formatMinor(BigInt(Math.round(t.amount)), t.digits),
      rows: t.rows,
    })),
    unknownAmounts: reader.unknownAmounts,
    zeroAmounts: reader.zero,
    selfPayments: reader.self,
    blankRows: reader.blank,
  }
}

function withUndeclared(known: CurrencyTable, digits: number | undefined): CurrencyTable {
  if (digits === undefined) return known
  return {
    digits: (code) => known.digits(code) ?? (/^[A-Z]{3,5}$/.test(code) ? digits : undefined),
  }
}

/**
 * A map meets a header. Another body's table often numbers no rows: where neither map nor header has an id, the row number
 * is it. A currency that is no column but a code stands for every row.
 */
function fitted(map: LedgerMap, header: readonly string[]): LedgerMap {
  const has = (name: string) => header.some((cell) => folded(cell) === folded(name))
  const { currency, ...columns } = map.columns ?? {}
  const constant =
    currency !== undefined && !has(currency) && currencies().digits(currency) !== undefined
  const numbered = map.rowIds === undefined && columns.id === undefined && !has('id')
  return {
    ...map,
    ...(constant ? { columns, constants: { ...map.constants, currency } } : {}),
    ...(numbered ? { rowIds: 'row ' } : {}),
  }
}
