import { nearest } from '#base'
import { type Problem, quoted } from './problem.ts'

/** Columns of the ledger; the first six are required. */
export const ledgerColumns = [
  'id',
  'time',
  'from',
  'to',
  'amount',
  'currency',
  'to_amount',
  'to_currency',
  'claim',
  'claim_amount',
  'purpose',
  'type',
  'seq',
] as const
export type LedgerColumn = (typeof ledgerColumns)[number]

export const requiredColumns = ['id', 'time', 'from', 'to', 'amount', 'currency'] as const

/** What other people call these columns. Only for suggestions: a column is never taken for another unasked. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  id: 'transaction_id txid tx_id txn_id reference ref nr no number transaktionsnummer'.split(' '),
  time: 'date datetime timestamp booked booking_date value_date day datum buchungstag valuta fecha data дата'.split(
    ' ',
  ),
  from: 'payer payer_name sender sender_name debtor debtor_name source origin originator from_account src auftraggeber zahler ordenante ordering_party'.split(
    ' ',
  ),
  to: 'payee payee_name beneficiary beneficiary_name receiver recipient creditor creditor_name destination target to_account dst empfänger empfaenger beneficiario'.split(
    ' ',
  ),
  amount:
    'value sum amt betrag summe montant importe valor importo kwota сумма amount_usd amount_eur'.split(
      ' ',
    ),
  currency: 'ccy cur curr waehrung währung devise moneda divisa valuta_code'.split(' '),
  purpose:
    'description details memo narrative text verwendungszweck concepto motif remittance reason'.split(
      ' ',
    ),
  type: 'kind category transaction_type art'.split(' '),
  seq: 'sequence order line'.split(' '),
  claim: 'claimant victim'.split(' '),
}

export function folded(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}

/** Which ledger column a header of another name may mean, or undefined. */
export function looksLike(header: string): LedgerColumn | undefined {
  const name = folded(header)
  for (const [column, others] of Object.entries(otherNames))
    if (others.includes(name)) return column as LedgerColumn
  return undefined
}

/** A guess for the import page: every ledger column with the header that has, or seems to have, its meaning. */
export function guessColumns(header: readonly string[]): Partial<Record<LedgerColumn, string>> {
  const guess: Partial<Record<LedgerColumn, string>> = {}
  for (const name of header) {
    const exact = ledgerColumns.find((column) => column === folded(name))
    if (exact) guess[exact] ??= name
  }
  for (const name of header) {
    const like = looksLike(name)
    if (like && !Object.values(guess).includes(name)) guess[like] ??= name
  }
  return guess
}

/** The index of each ledger column in the header, -1 where it is not there. */
export interface ColumnPlaces {
  readonly places: Readonly<Record<LedgerColumn, number>>
  /** Headers that no ledger column uses. */
  readonly ignored: readonly string[]
}

export function placeColumns<Column extends string>(
  header: readonly string[],
  columns: readonly Column[],
  required: readonly Column[],
  mapped: Readonly<Partial<Record<Column, string>>>,
  constants: ReadonlySet<Column>,
  problems: { add(problem: Problem): void },
): { places: Record<Column, number>; ignored: readonly string[] } {
  const seen = new Map<string, number>()
  for (const [i, name] of header.entries()) {
    const key = folded(name)
    if (key === '') continue
    if (seen.has(key)) {
      problems.add({
        name: 'header-duplicate',
        row: 1,
        column: name,
        expected: 'every column name once',
        found: `${quoted(name)} in columns ${seen.get(key)! + 1} and ${i + 1}`,
        remedy: 'rename one of the two columns',
      })
    } else seen.set(key, i)
  }
  const places = {} as Record<Column, number>
  for (const column of columns) {
    const asked = mapped[column]
    const place = seen.get(folded(asked ?? column))
    places[column] = place ?? -1
    if (place !== undefined) continue
    if (asked !== undefined) problems.add(mappedMissing(header, column, asked))
    else if (required.includes(column) && !constants.has(column))
      problems.add(columnMissing(header, column))
  }
  const used = new Set<number>(Object.values(places))
  return { places, ignored: header.filter((name, i) => !used.has(i) && name !== '') }
}

function mappedMissing(header: readonly string[], column: string, asked: string): Problem {
  const near = nearest(asked, header)
  return {
    name: 'column-missing',
    row: 1,
    column,
    expected: `the column ${quoted(asked)} that the map names for "${column}"`,
    found: list(header),
    remedy:
      near === undefined
        ? 'name a column that the file has'
        : `name a column that the file has, perhaps ${quoted(near)}`,
  }
}

function columnMissing(header: readonly string[], column: string): Problem {
  const like = header.find((name) => looksLike(name) === column) ?? nearest(column, header)
  const hint =
    column === 'id'
      ? 'say in a map which column it is, or let the rows be numbered: {"rowIds": "P"}'
      : column === 'currency'
        ? 'say in a map which column it is, or state one for all: {"constants": {"currency": "EUR"}}'
        : 'say in a map which column it is'
  return {
    name: 'column-missing',
    row: 1,
    column,
    expected: `a column "${column}"`,
    found: list(header),
    remedy:
      like === undefined
        ? hint
        : `column ${quoted(like)} looks like ${column}: say so in a map, {"columns": {"${column}": ${JSON.stringify(like.slice(0, 40))}}}`,
  }
}

function list(header: readonly string[]): string {
  const shown = header.slice(0, 12).map(quoted).join(', ')
  return header.length > 12 ? `${shown} and ${header.length - 12} more` : shown
}
