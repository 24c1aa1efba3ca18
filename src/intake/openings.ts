import { asDay } from '#base'
import type { Currency } from '#money'
import {
  type CurrencyTable,
  type Fraction,
  parseFraction,
  type Rate,
  type Rates,
  rates,
} from '#money'
import { look } from './numbers.ts'
import { quoted, type Reading, rowsRefusal } from './problem.ts'
import type { Input } from './source.ts'
import { readTable } from './table.ts'

/** A stated balance before the first payment, as the table has it. */
export interface OpeningRow {
  readonly file: string
  readonly row: number
  readonly account: string
  readonly currency: string
  /** Decimal text with a point; below zero for an overdrawn account. */
  readonly amount: string
  /** Whose money it is; without it the holder's own. */
  readonly claim?: string
}

/** Opening balances: `account,currency,amount[,claim]`; below zero the account opened overdrawn. */
export async function readOpenings(input: Input): Promise<Reading<readonly OpeningRow[]>> {
  const table = await readTable(input, {
    columns: ['account', 'currency', 'amount', 'claim'],
    required: ['account', 'currency', 'amount'],
  })
  if (!table.ok) return table
  const { file, rows, problems } = table.value
  const seen = new Map<string, number>()
  const overdrawn = new Map<string, boolean>()
  const openings: OpeningRow[] = []
  for (const { row, cells } of rows) {
    const seenAs = JSON.stringify([cells.account, cells.currency, cells.claim])
    const place = JSON.stringify([cells.account, cells.currency])
    const amount = decimalText(cells.amount)
    if (cells.account === '' || cells.currency === '') {
      problems.add({
        name: 'cell-empty',
        row,
        column: cells.account === '' ? 'account' : 'currency',
        expected: 'an account and a currency',
        found: 'an empty cell',
        remedy: 'fill the cell, or leave the row out',
      })
    } else if (amount === undefined) {
      problems.add({
        name: 'amount-malformed',
        row,
        column: 'amount',
        expected: 'a balance with a decimal point',
        found: quoted(cells.amount),
        remedy:
          'write digits with one decimal point, for example 1870000.00, or -250.00 for an overdrawn account',
      })
    } else if (amount.startsWith('-') && cells.claim !== '') {
      problems.add({
        name: 'opening-negative',
        row,
        column: 'amount',
        expected: 'a balance of zero or more where a claim is named',
        found: quoted(cells.amount),
        remedy: "an overdrawn account holds nobody's money: leave the claim out",
      })
    } else if (overdrawn.get(place) === !amount.startsWith('-')) {
      problems.add({
        name: 'opening-contradicts',
        row,
        column: 'amount',
        expected: 'an account that is either overdrawn or holds money',
        found: `${quoted(cells.amount)} beside another sign for ${quoted(cells.account)}`,
        remedy: 'state the one balance that the account opened with',
      })
    } else if (seen.has(seenAs)) {
      problems.add({
        name: 'opening-duplicate',
        row,
        column: 'account',
        expected: 'every account, currency and claim once',
        found: `${quoted(cells.account)} again`,
        remedy: `compare with row ${seen.get(seenAs)}; leave one of the two out`,
      })
    } else {
      seen.set(seenAs, row)
      overdrawn.set(place, amount.startsWith('-'))
      openings.push({
        file,
        row,
        account: cells.account,
        currency: cells.currency.toUpperCase(),
        amount,
        ...(cells.claim === '' ? {} : { claim: cells.claim }),
      })
    }
  }
  if (problems.count > 0) return { ok: false, refusal: rowsRefusal(file, problems) }
  return { ok: true, value: openings }
}

/** A plain decimal text with a point, or undefined. Thousands separators prove themselves or are refused. */
function decimalText(text: string): string | undefined {
  const seen = look(text)
  if (seen === undefined || seen.decimal === ',' || (seen.ambiguous && seen.body.includes(',')))
    return undefined
  const plain = seen.body.replaceAll(',', '')
  return seen.negative && /[1-9]/.test(plain) ? `-${plain}` : plain
}

export interface ReadRates {
  readonly rates: Rates
  /** Digits of every currency that the table states digits for, and two for codes beyond ISO 4217. */
  readonly declared: ReadonlyMap<string, number>
}

/** Rates: `currency,rate,from[,digits]`; one unit of the currency in units of the base. */
export async function readRates(
  input: Input,
  options: { readonly base: string; readonly known: CurrencyTable },
): Promise<Reading<ReadRates>> {
  const table = await readTable(input, {
    columns: ['currency', 'rate', 'from', 'digits'],
    required: ['currency', 'rate', 'from'],
  })
  if (!table.ok) return table
  const { file, rows, problems } = table.value
  const declared = new Map<string, number>()
  const found: Rate[] = []
  const seen = new Map<string, number>()
  for (const { row, cells } of rows) {
    const code = cells.currency.toUpperCase()
    const rate = parseFraction(cells.rate)
    const from = asDay(cells.from)
    const digits = cells.digits === '' ? undefined : Number(cells.digits)
    const wrong = rateTrouble(code, rate, from, digits)
    const earlier = seen.get(`${code} ${from}`)
    if (wrong !== undefined) {
      const [column, expected] = wrong
      problems.add({
        name: `rate-${column}`,
        row,
        column,
        expected,
        found: quoted(cells[column]),
        remedy: 'correct the cell',
      })
    } else if (earlier !== undefined) {
      problems.add({
        name: 'rate-duplicate',
        row,
        column: 'from',
        expected: 'one rate for a currency and day',
        found: quoted(cells.from),
        remedy: `compare with row ${earlier}; leave one of the two out`,
      })
    } else {
      seen.set(`${code} ${from}`, row)
      found.push({ currency: code as Currency, rate: rate!, from: from! })
      if (digits !== undefined) declared.set(code, digits)
      else if (options.known.digits(code) === undefined && !declared.has(code))
        declared.set(code, 2)
    }
  }
  if (problems.count > 0) return { ok: false, refusal: rowsRefusal(file, problems) }
  return { ok: true, value: { rates: rates(options.base as Currency, found), declared } }
}

function rateTrouble(
  code: string,
  rate: Fraction | undefined,
  from: string | undefined,
  digits: number | undefined,
): readonly ['currency' | 'rate' | 'from' | 'digits', string] | undefined {
  if (!/^[A-Z0-9]{2,10}$/.test(code)) return ['currency', 'a currency code such as "VLD"']
  if (rate === undefined || rate.n <= 0n)
    return ['rate', 'units of the base for one unit: "0.05" or "1/20"']
  if (from === undefined) return ['from', 'the first day of the rate, YYYY-MM-DD']
  if (digits !== undefined && !(Number.isInteger(digits) && digits >= 0 && digits <= 18))
    return ['digits', 'a whole number from 0 to 18']
  return undefined
}
