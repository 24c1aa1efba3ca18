import type { FileRole } from '../api/types.ts'

export interface RoleWords {
  readonly role: FileRole
  readonly name: string
  readonly what: string
}

export const fileRoles = [
  {
    role: 'ledger',
    name: 'Ledger',
    what: 'The payments: id, time, from, to, amount, currency. Required.',
  },
  {
    role: 'openings',
    name: 'Opening balances',
    what: 'account, currency, amount. Without them an account that is overdrawn is reported, never guessed.',
  },
  {
    role: 'rates',
    name: 'Rates',
    what: 'currency, rate, from: what one unit is worth in the base currency from that day on.',
  },
  {
    role: 'map',
    name: 'Column map',
    what: 'JSON that says which of your columns is which. The editor below writes it for you.',
  },
] as const satisfies readonly RoleWords[]

/** What a dropped file most likely is, by its name. The reader can always say otherwise. */
export function guessRole(name: string, taken: readonly FileRole[]): FileRole {
  const lower = name.toLowerCase()
  if (lower.endsWith('.json')) return 'map'
  if (/open|balance|saldo/.test(lower)) return 'openings'
  if (/rate|kurs|fx/.test(lower)) return 'rates'
  if (!taken.includes('ledger')) return 'ledger'
  return taken.includes('openings') ? 'rates' : 'openings'
}

/** The ledger's own columns, in the order the editor shows them. */
export const ledgerColumns = [
  { name: 'id', required: true, what: 'payment id' },
  { name: 'time', required: true, what: 'day or instant of booking' },
  { name: 'from', required: true, what: 'account that is debited' },
  { name: 'to', required: true, what: 'account that is credited' },
  { name: 'amount', required: true, what: 'amount debited' },
  { name: 'currency', required: true, what: 'currency of the amount' },
  { name: 'to_amount', required: false, what: 'amount credited, if another currency' },
  { name: 'to_currency', required: false, what: 'currency credited' },
  { name: 'claim', required: false, what: 'whose money this payment introduces' },
  { name: 'claim_amount', required: false, what: 'how much of it (else all)' },
  { name: 'purpose', required: false, what: 'text of the payment' },
  { name: 'type', required: false, what: 'kind of payment' },
  { name: 'seq', required: false, what: 'proven order within a time' },
] as const

export type ColumnChoice = Readonly<Record<string, string>>

export interface MapDocument {
  columns: Record<string, string>
  constants?: Record<string, string>
  rowIds?: string
  accounts?: 'normalised'
  selfPayments?: 'leave-out'
}

/**
 * The map document for what was chosen, or null when the file already has the standard names.
 * `=USD` stands for a constant, `#` for ids made of the row number.
 */
export function mapOf(choice: ColumnChoice, header: readonly string[]): MapDocument | null {
  const columns: Record<string, string> = {}
  const constants: Record<string, string> = {}
  let rowIds: string | undefined
  for (const [name, from] of Object.entries(choice)) {
    if (from === '' || name.startsWith('@')) continue
    if (from === '#') rowIds = 'R'
    else if (from.startsWith('=')) constants[name] = from.slice(1)
    else if (from.toLowerCase() !== name) columns[name] = from
  }
  const plain = header.map((h) => h.trim().toLowerCase())
  const untouched = Object.keys(columns).every(
    (name) => plain.includes(name) && columns[name] === name,
  )
  const accounts = choice['@accounts'] === 'yes'
  const self = choice['@self'] === 'yes'
  if (
    untouched &&
    !accounts &&
    !self &&
    Object.keys(constants).length === 0 &&
    rowIds === undefined
  )
    return null
  return {
    columns,
    ...(Object.keys(constants).length > 0 ? { constants } : {}),
    ...(rowIds === undefined ? {} : { rowIds }),
    ...(accounts ? { accounts: 'normalised' as const } : {}),
    ...(self ? { selfPayments: 'leave-out' as const } : {}),
  }
}

export function firstChoice(
  header: readonly string[],
  guess: Readonly<Record<string, string>> | undefined,
): ColumnChoice {
  const choice: Record<string, string> = {}
  for (const column of ledgerColumns) {
    const own = header.find((h) => h.trim().toLowerCase() === column.name)
    choice[column.name] = own ?? guess?.[column.name] ?? ''
  }
  return choice
}

export function missingColumns(choice: ColumnChoice): readonly string[] {
  return ledgerColumns
    .filter((column) => column.required && (choice[column.name] ?? '') === '')
    .map((column) => column.name)
}
