import { utf8 } from './rows.ts'

export type Decimal = '.' | ','

export type NumberTrouble =
  | 'amount-malformed'
  | 'amount-scientific'
  | 'amount-too-fine'
  | 'amount-too-large'
  | 'two-decimal-separators'

/**
 * How one column writes its numbers. The decimal separator is forced, or proved by a value that can be read in one
 * way only (`12,50`, `1.234,00`), and then holds for the whole column. `1.234` alone proves nothing.
 */
export interface NumberColumn {
  decimal: Decimal | undefined
  readonly forced: boolean
  /** `2e+05` is read as 200000, because somebody said that the figures are exact. */
  readonly scientific: boolean
  /** Values that could be read in two ways before anything was proved. */
  ambiguous: number
  firstAmbiguous: number
  firstAmbiguousText: string
  /** A proof came after an ambiguous value: what was read so far has to be read again. */
  late: boolean
  trouble: NumberTrouble
}

export function numberColumn(
  decimal: Decimal | undefined,
  forced: boolean,
  scientific = false,
): NumberColumn {
  return {
    decimal,
    forced,
    scientific,
    ambiguous: 0,
    firstAmbiguous: 0,
    firstAmbiguousText: '',
    late: false,
    trouble: 'amount-malformed',
  }
}

const pow10 = Array.from({ length: 19 }, (_, i) => 10 ** i)
const largest = Number.MAX_SAFE_INTEGER

/**
 * A decimal text as whole minor units, negative with a leading or trailing minus or in parentheses. NaN with
 * `column.trouble` set when it cannot be used. Nothing is rounded: more decimals than the currency has are
 * trouble unless they are zeros.
 */
export function readAmount(
  column: NumberColumn,
  bytes: Uint8Array,
  start: number,
  end: number,
  digits: number,
  row: number,
): number {
  const decimal = column.decimal === undefined ? 0 : column.decimal === '.' ? 0x2e : 0x2c
  const group = decimal === 0 ? 0 : decimal === 0x2e ? 0x2c : 0x2e
  let p = start
  const minus = bytes[p] === 0x2d
  if (minus) p++
  let value = 0
  let whole = 0
  let fraction = -1
  let sinceGroup = -1
  let lost = false
  for (; p < end; p++) {
    const b = bytes[p]!
    const d = b - 0x30
    if (d >= 0 && d <= 9) {
      if (fraction < 0) {
        whole++
        if (sinceGroup >= 0) sinceGroup++
        value = value * 10 + d
      } else if (fraction < digits) {
        fraction++
        value = value * 10 + d
      } else {
        fraction++
        if (d !== 0) lost = true
      }
    } else if (b === decimal && fraction < 0 && whole > 0) {
      if (sinceGroup >= 0 && sinceGroup !== 3)
        return bySight(column, bytes, start, end, digits, row)
      fraction = 0
    } else if (b === group && b !== 0 && fraction < 0) {
      if (whole === 0 || whole > 3 ? sinceGroup !== 3 : sinceGroup >= 0 && sinceGroup !== 3)
        return bySight(column, bytes, start, end, digits, row)
      sinceGroup = 0
    } else return bySight(column, bytes, start, end, digits, row)
  }
  if (whole === 0 || fraction === 0 || (fraction < 0 && sinceGroup >= 0 && sinceGroup !== 3))
    return bySight(column, bytes, start, end, digits, row)
  if (lost) return trouble(column, 'amount-too-fine')
  const minor = fraction < digits ? value * pow10[digits - Math.max(fraction, 0)]! : value
  if (minor > largest) return trouble(column, 'amount-too-large')
  return minus && minor !== 0 ? -minor : minor
}

function trouble(column: NumberColumn, what: NumberTrouble): number {
  column.trouble = what
  return Number.NaN
}

/** The slow way, for everything that is not plain digits with the column's own separators. */
function bySight(
  column: NumberColumn,
  bytes: Uint8Array,
  start: number,
  end: number,
  digits: number,
  row: number,
): number {
  if (end - start > 64) return trouble(column, 'amount-malformed')
  const text = utf8(bytes, start, end)
  const power = powerOfTen.exec(text)
  if (power && !column.scientific) return trouble(column, 'amount-scientific')
  const seen = power ? expanded(power, column.decimal) : look(text)
  if (seen === undefined) return trouble(column, 'amount-malformed')
  if (seen.decimal !== undefined) {
    if (column.decimal === undefined) {
      column.decimal = seen.decimal
      if (column.ambiguous > 0) column.late = true
    } else if (column.decimal !== seen.decimal) return trouble(column, 'two-decimal-separators')
  }
  if (seen.ambiguous && column.decimal === undefined) {
    if (column.ambiguous++ === 0) {
      column.firstAmbiguous = row
      column.firstAmbiguousText = utf8(bytes, start, end)
    }
    return 1
  }
  const [whole = '', fraction = ''] =
    column.decimal === undefined
      ? [seen.body]
      : seen.body.replaceAll(column.decimal === '.' ? ',' : '.', '').split(column.decimal)
  if (/[1-9]/.test(fraction.slice(digits))) return trouble(column, 'amount-too-fine')
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  if (minor > BigInt(largest)) return trouble(column, 'amount-too-large')
  return seen.negative && minor !== 0n ? -Number(minor) : Number(minor)
}

const powerOfTen = /^([+-]?)(\d+)(?:[.,](\d+))?e([+-]?\d{1,2})$/i

/** `-1.5E+06` as `-1500000`, written with the column's own separator. */
function expanded(m: RegExpExecArray, decimal: Decimal | undefined): Sight {
  const [, sign, whole = '', fraction = '', exponent] = m
  const point = whole.length + Number(exponent)
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`
  const at = Math.max(point, 1)
  const filled = digits.padEnd(at, '0')
  const rest = filled.slice(at)
  const body = rest === '' ? filled : `${filled.slice(0, at)}${decimal ?? '.'}${rest}`
  return {
    negative: sign === '-',
    body,
    ambiguous: false,
    ...(rest === '' ? {} : { decimal: decimal ?? '.' }),
  }
}

interface Sight {
  readonly negative: boolean
  /** Digits with points and commas; other thousands separators removed. */
  readonly body: string
  /** Proved by this value. */
  readonly decimal?: Decimal
  readonly ambiguous: boolean
}

/** What a number's own shape proves about it, or undefined when it is no number. */
export function look(text: string): Sight | undefined {
  let body = text.trim().replaceAll('\u2212', '-')
  let negative = false
  const inParentheses = /^\((.*)\)$/.exec(body)
  if (inParentheses) {
    negative = true
    body = inParentheses[1]!.trim()
  } else if (/^-|-$/.test(body)) {
    negative = true
    body = body.replace(/^-\s?|\s?-$/, '')
  } else body = body.replace(/^\+/, '')
  const other = /^\d{1,3}(?:([ '’\u00a0\u202f\u2009])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.exec(body)
  if (other) {
    body = body.replaceAll(other[1]!, '')
    const mark = /[.,]/.exec(body)?.[0] as Decimal | undefined
    return { negative, body, ambiguous: false, ...(mark === undefined ? {} : { decimal: mark }) }
  }
  if (!/^\d[\d.,]*\d$|^\d$/.test(body)) return undefined
  return shape(body, negative)
}

function shape(body: string, negative: boolean): Sight | undefined {
  const points = body.split('.').length - 1
  const commas = body.split(',').length - 1
  if (points + commas === 0) return { negative, body, ambiguous: false }
  if (points > 0 && commas > 0) {
    const decimal: Decimal = body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ','
    const whole = body.slice(0, body.lastIndexOf(decimal))
    return grouped(whole, decimal === '.' ? ',' : '.')
      ? { negative, body, decimal, ambiguous: false }
      : undefined
  }
  const mark: Decimal = points > 0 ? '.' : ','
  const opposite: Decimal = mark === '.' ? ',' : '.'
  if (points + commas > 1)
    return grouped(body, mark) ? { negative, body, decimal: opposite, ambiguous: false } : undefined
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(body)) return { negative, body, ambiguous: true }
  return { negative, body, decimal: mark, ambiguous: false }
}

function grouped(text: string, mark: Decimal): boolean {
  const [first = '', ...rest] = text.split(mark)
  return /^\d{1,3}$/.test(first) && rest.length > 0 && rest.every((part) => /^\d{3}$/.test(part))
}
