import type { BookingAccount, Opening, Payments } from '#model'
import type { RowReader } from './ledger-rows.ts'
import type { OpeningRow } from './openings.ts'
import { orderGroups, timeOrder } from './order.ts'
import { fileRefusal, type Reading } from './problem.ts'
import type { RowPlan } from './row-plan.ts'
import type { Text } from './text.ts'
import { sourceTexts } from './texts.ts'

/** Rows in file order become payments in time order, with their accounts, claims and openings. */
export function assemble(
  plan: RowPlan,
  reader: RowReader,
  text: Text,
  openings: readonly OpeningRow[],
): Reading<Payments> {
  const { columns } = reader
  const n = columns.count
  const seq = reader.seqGiven > 0 ? columns.seq : undefined
  const order = timeOrder(n, columns.time, seq)
  const time = inOrder(columns.time, order, n)
  const from = inOrder(columns.from, order, n)
  const to = inOrder(columns.to, order, n)
  const amount = inOrder(columns.amount, order, n)
  const received = inOrder(columns.received, order, n)
  const row = inOrder(columns.row, order, n)
  const starts = inOrder(columns.start, order, n)
  const mixed = plan.dates.days > 0 && plan.dates.timed > 0
  const group = orderGroups(n, time, seq === undefined ? undefined : inOrder(seq, order, n), mixed)
  const texts = sourceTexts({
    segments: text.segments,
    starts,
    rows: row,
    delimiter: plan.delimiter,
    columns: plan.header.length + 1,
    id: plan.places.id,
    purpose: plan.places.purpose,
    type: plan.places.type,
    ...(plan.map.rowIds === undefined ? {} : { rowIds: plan.map.rowIds }),
    constants: {
      ...(plan.map.constants?.purpose === undefined ? {} : { purpose: plan.map.constants.purpose }),
      ...(plan.map.constants?.type === undefined ? {} : { type: plan.map.constants.type }),
    },
  })
  const opened = open(plan, reader, openings)
  if (!opened.ok) return opened
  const accounts: BookingAccount[] = []
  for (let i = 0; i < reader.bookName.length; i++) {
    accounts.push({
      account: reader.canonical.text(reader.bookName[i]!),
      currency: reader.bookCurrency[i]!,
      opened: opened.value.accounts.has(i),
    })
  }
  const payments: Payments = {
    count: n,
    from,
    to,
    time,
    amount,
    received,
    group,
    row,
    introductions: [],
    accounts,
    claims: reader.claims,
    currencies: reader.codes.map((code, i) => ({ code, digits: reader.codeDigits[i]! })),
    texts,
    openings: opened.value.openings,
    daysOnly: plan.dates.timed === 0,
  }
  return introduce(plan, reader, payments, order)
}

/** The first `count` values in the order given, in shared memory that is not much larger than they are. */
function inOrder<T extends Uint32Array | Float64Array>(
  column: T,
  order: Uint32Array | undefined,
  count: number,
): T {
  if (order === undefined && column.buffer instanceof SharedArrayBuffer)
    if (count >= column.length * 0.75) return column.subarray(0, count) as T
  const make = column.constructor as new (buffer: SharedArrayBuffer) => T
  const sorted = new make(new SharedArrayBuffer(count * column.BYTES_PER_ELEMENT))
  if (order === undefined) sorted.set(column.subarray(0, count))
  else for (let i = 0; i < count; i++) sorted[i] = column[order[i]!]!
  return sorted
}

/** Claims of the file's own columns and of the map's rules, in payment order. */
function introduce(
  plan: RowPlan,
  reader: RowReader,
  payments: Payments,
  order: Uint32Array | undefined,
): Reading<Payments> {
  const all = [...reader.introductions]
  const place = new Map<number, number>()
  if (order !== undefined) {
    const wanted = new Set(all.map((i) => i.index))
    if (wanted.size > 0)
      for (let i = 0; i < payments.count; i++) if (wanted.has(order[i]!)) place.set(order[i]!, i)
  }
  const claims = [...payments.claims]
  const introductions = all.map(({ index, claim, amount }) => ({
    payment: place.get(index) ?? index,
    claim,
    amount,
  }))
  for (const rule of plan.map.claims ?? []) {
    let claim = claims.indexOf(rule.claim)
    if (claim < 0) claim = claims.push(rule.claim) - 1
    const matching = ruleMatches(rule, payments)
    if (matching.length === 0) {
      return {
        ok: false,
        refusal: fileRefusal(plan.file, {
          name: 'claim-rule-empty',
          expected: `a payment that the rule of claim "${rule.claim.slice(0, 40)}" means`,
          found: 'none',
          remedy: 'compare the account, id or text of the rule with the file, letter by letter',
        }),
      }
    }
    for (const payment of matching) {
      const currency = payments.currencies[payments.accounts[payments.from[payment]!]!.currency]!
      const amount =
        rule.amount === undefined
          ? payments.amount[payment]!
          : minorOf(rule.amount, currency.digits)
      introductions.push({ payment, claim, amount })
    }
  }
  introductions.sort((a, b) => a.payment - b.payment || a.claim - b.claim)
  const over = tooMuchClaimed(introductions, payments)
  if (over !== undefined) {
    return {
      ok: false,
      refusal: fileRefusal(plan.file, {
        name: 'claim-exceeds-amount',
        row: payments.row[over]!,
        column: 'claim',
        expected: 'claims that add up to at most the amount of the payment',
        found: 'more',
        remedy: 'correct claim_amount, or the amount or conditions of the rule in the map',
      }),
    }
  }
  return { ok: true, value: { ...payments, claims, introductions } }
}

function minorOf(text: string, digits: number): number {
  const [whole = '', fraction = ''] = text.split('.')
  if (/[1-9]/.test(fraction.slice(digits))) return Number.NaN
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  return minor > 0 && minor <= Number.MAX_SAFE_INTEGER ? minor : Number.NaN
}

type ClaimRule = NonNullable<RowPlan['map']['claims']>[number]

function ruleMatches(rule: ClaimRule, payments: Payments): number[] {
  const matching: number[] = []
  const part = rule.contains?.toLowerCase()
  const named = (account: string | undefined) =>
    account === undefined
      ? undefined
      : payments.accounts.map((booking) => booking.account === account)
  const from = named(rule.from)
  const to = named(rule.to)
  for (let i = 0; i < payments.count; i++) {
    if (from !== undefined && !from[payments.from[i]!]) continue
    if (to !== undefined && !to[payments.to[i]!]) continue
    if (rule.id !== undefined && payments.texts.id(i) !== rule.id) continue
    if (part !== undefined && !payments.texts.purpose(i).toLowerCase().includes(part)) continue
    matching.push(i)
  }
  return matching
}

/** First payment whose claims exceed its amount, or are no amount at all. */
function tooMuchClaimed(
  introductions: readonly { payment: number; amount: number }[],
  payments: Payments,
): number | undefined {
  let sum = 0
  let payment = -1
  for (const i of introductions) {
    sum = i.payment === payment ? sum + i.amount : i.amount
    payment = i.payment
    if (!(sum <= payments.amount[payment]!)) return payment
  }
  return undefined
}

function open(
  plan: RowPlan,
  reader: RowReader,
  rows: readonly OpeningRow[],
): Reading<{ openings: Opening[]; accounts: Set<number> }> {
  const openings: Opening[] = []
  const accounts = new Set<number>()
  for (const row of rows) {
    const name = plan.nameOf?.(row.account) ?? row.account
    const bytes = Buffer.from(name, 'utf8')
    const digits = plan.currencies.digits(row.currency)
    let code = reader.codes.indexOf(row.currency)
    const amount = digits === undefined ? Number.NaN : minorOrZero(row.amount, digits)
    if (digits === undefined || Number.isNaN(amount)) {
      return {
        ok: false,
        refusal: fileRefusal(row.file, {
          name: digits === undefined ? 'currency-unknown' : 'amount-too-fine',
          row: row.row,
          column: digits === undefined ? 'currency' : 'amount',
          expected:
            digits === undefined
              ? 'an ISO 4217 code or one that the case declares'
              : 'no more decimals than the currency has, and at most 9007199254740991 minor units',
          found: `"${digits === undefined ? row.currency : row.amount}"`,
          remedy:
            digits === undefined
              ? 'correct the code, or declare it in the rates or in a map: {"currencies": {"VLD": 2}}'
              : 'give the booked amount',
        }),
      }
    }
    if (code < 0) {
      code = reader.codes.push(row.currency) - 1
      reader.codeDigits.push(digits)
    }
    const account = reader.book(reader.canonical.intern(bytes, 0, bytes.length), code)
    accounts.add(account)
    if (row.claim === undefined) openings.push({ account, amount })
    else {
      let claim = reader.claims.indexOf(row.claim)
      if (claim < 0) claim = reader.claims.push(row.claim) - 1
      openings.push({ account, amount, claim })
    }
  }
  return { ok: true, value: { openings, accounts } }
}

function minorOrZero(text: string, digits: number): number {
  if (text.startsWith('-')) return -minorOf(text.slice(1), digits)
  return /^0+(\.0+)?$/.test(text) ? 0 : minorOf(text, digits)
}
