import { done, type Outcome, refuse } from '#base'
import type { Payments } from '#model'
import { formatMinor } from '#money'

export interface LedgerTextOptions {
  readonly delimiter?: ',' | ';' | '\t' | '|'
}

const newLine = '\r\n'

/**
 * The ledger as delimited text (RFC 4180, UTF-8) that `readLedger` reads back to the same payments, in pieces of
 * some thousand rows. Columns that no payment uses are left out. Rows stand in time order. Opening balances are a
 * table of their own and are not in it. Refused when a payment brings several claims: a row has room for one.
 */
export function ledgerText(
  payments: Payments,
  options: LedgerTextOptions = {},
): Outcome<Generator<string, void, undefined>> {
  const { introductions } = payments
  const several = introductions.find((x, i) => x.payment === introductions[i + 1]?.payment)
  if (several === undefined) return done(pieces(payments, options))
  return refuse({
    kind: 'conflict',
    name: 'claims-share-payment',
    ground: `payment ${payments.texts.id(several.payment)} brings several claims, and a row of a ledger names one`,
    remedy: 'hand on the original file together with its map',
  })
}

function* pieces(
  payments: Payments,
  options: LedgerTextOptions,
): Generator<string, void, undefined> {
  const delimiter = options.delimiter ?? ','
  const used = usage(payments)
  const header = ['id', 'time', 'from', 'to', 'amount', 'currency']
  if (used.fx) header.push('to_amount', 'to_currency')
  if (used.claims) header.push('claim', 'claim_amount')
  if (used.purpose) header.push('purpose')
  if (used.type) header.push('type')
  if (used.seq) header.push('seq')
  let piece = header.join(delimiter) + newLine
  let next = 0
  for (let i = 0; i < payments.count; i++) {
    const claims: Claimed[] = []
    for (; payments.introductions[next]?.payment === i; next++)
      claims.push(payments.introductions[next]!)
    piece += cells(payments, i, claims[0], used)
      .map((cell) => quotedCell(cell, delimiter))
      .join(delimiter)
    piece += newLine
    if (i % 4096 === 4095) {
      yield piece
      piece = ''
    }
  }
  yield piece
}

type Claimed = Payments['introductions'][number]

interface Usage {
  readonly fx: boolean
  readonly claims: boolean
  readonly purpose: boolean
  readonly type: boolean
  readonly seq: boolean
}

function usage(payments: Payments): Usage {
  const { accounts, count, from, group, texts, time, to } = payments
  let fx = false
  let purpose = false
  let type = false
  let seq = false
  for (let i = 0; i < count; i++) {
    fx ||= accounts[from[i]!]!.currency !== accounts[to[i]!]!.currency
    purpose ||= texts.purpose(i) !== ''
    type ||= texts.type(i) !== ''
    seq ||= i > 0 && time[i] === time[i - 1] && group[i] !== group[i - 1]
  }
  return { fx, claims: payments.introductions.length > 0, purpose, type, seq }
}

function cells(
  payments: Payments,
  i: number,
  claimed: Claimed | undefined,
  used: Usage,
): readonly string[] {
  const from = payments.accounts[payments.from[i]!]!
  const to = payments.accounts[payments.to[i]!]!
  const paid = payments.currencies[from.currency]!
  const booked = payments.currencies[to.currency]!
  const row = [
    payments.texts.id(i),
    timeText(payments.time[i]!, payments.daysOnly || dayAlone(payments, i)),
    from.account,
    to.account,
    formatMinor(BigInt(payments.amount[i]!), paid.digits),
    paid.code,
  ]
  const converted = from.currency !== to.currency
  if (used.fx) {
    row.push(converted ? formatMinor(BigInt(payments.received[i]!), booked.digits) : '')
    row.push(converted ? booked.code : '')
  }
  if (used.claims) {
    row.push(claimed === undefined ? '' : payments.claims[claimed.claim]!)
    row.push(claimed === undefined ? '' : formatMinor(BigInt(claimed.amount), paid.digits))
  }
  if (used.purpose) row.push(payments.texts.purpose(i))
  if (used.type) row.push(payments.texts.type(i))
  if (used.seq) row.push(`${payments.group[i]}`)
  return row
}

/** A row of midnight that shares its group with later times gave a day only; an instant would prove too much. */
function dayAlone(payments: Payments, i: number): boolean {
  const { count, group, time } = payments
  if (time[i]! % 86_400 !== 0) return false
  let next = i + 1
  while (next < count && group[next] === group[i] && time[next] === time[i]) next++
  return next < count && group[next] === group[i]
}

function timeText(seconds: number, daysOnly: boolean): string {
  const text = new Date(seconds * 1000).toISOString()
  return daysOnly ? text.slice(0, 10) : text.replace('.000Z', 'Z')
}

function quotedCell(text: string, delimiter: string): string {
  return text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text
}
