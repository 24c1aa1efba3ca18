import { utf8 } from './rows.ts'

export const dateFormats = ['iso', 'day-first', 'month-first', 'compact', 'epoch-seconds'] as const
/**
 * `iso` is `2024-03-15` or `2024-03-15T10:20:00+01:00`; `day-first` is `15.03.2024`, `month-first` is `03/15/2024`,
 * both with `.`, `/` or `-` and an optional time of day; `compact` is `20240315`; `epoch-seconds` counts from 1970.
 */
export type DateFormat = (typeof dateFormats)[number]

export type DateTrouble =
  | 'date-malformed'
  | 'date-impossible'
  | 'two-date-formats'
  | 'offset-missing'
  | 'year-short'

/** How the time column writes its dates. Day-first or month-first holds when forced or proved by a value over 12. */
export interface DateColumn {
  format: DateFormat | undefined
  readonly forced: boolean
  /** Minutes east of Greenwich of times without an offset; undefined: such times are trouble. */
  readonly offset: number | undefined
  ambiguous: number
  firstAmbiguous: number
  firstAmbiguousText: string
  late: boolean
  trouble: DateTrouble
  days: number
  timed: number
}

export function dateColumn(
  format: DateFormat | undefined,
  forced: boolean,
  offset?: number,
): DateColumn {
  return {
    format,
    forced,
    offset,
    ambiguous: 0,
    firstAmbiguous: 0,
    firstAmbiguousText: '',
    late: false,
    trouble: 'date-malformed',
    days: 0,
    timed: 0,
  }
}

/** Seconds since 1970, or NaN with `column.trouble` set. */
export function readTime(
  column: DateColumn,
  bytes: Uint8Array,
  start: number,
  end: number,
  row: number,
): number {
  if (column.format === 'iso' && end - start === 10) {
    const year = four(bytes, start)
    const month = two(bytes, start + 5)
    const day = two(bytes, start + 8)
    if (
      bytes[start + 4] === 0x2d &&
      bytes[start + 7] === 0x2d &&
      year >= 0 &&
      month >= 1 &&
      month <= 12 &&
      day >= 1 &&
      day <= (day <= 28 ? 28 : monthLength(year, month))
    ) {
      column.days++
      return dayNumber(year, month, day) * 86_400
    }
  }
  if (
    column.format === 'iso' &&
    end - start === 20 &&
    bytes[end - 1] === 0x5a &&
    bytes[start + 10] === 0x54 &&
    bytes[start + 4] === 0x2d &&
    bytes[start + 7] === 0x2d &&
    bytes[start + 13] === 0x3a &&
    bytes[start + 16] === 0x3a
  ) {
    const year = four(bytes, start)
    const month = two(bytes, start + 5)
    const day = two(bytes, start + 8)
    const h = two(bytes, start + 11)
    const m = two(bytes, start + 14)
    const s = two(bytes, start + 17)
    if (
      year >= 0 &&
      month >= 1 &&
      month <= 12 &&
      day >= 1 &&
      day <= (day <= 28 ? 28 : monthLength(year, month)) &&
      h >= 0 &&
      h < 24 &&
      m >= 0 &&
      m < 60 &&
      s >= 0 &&
      s < 60
    ) {
      column.timed++
      return dayNumber(year, month, day) * 86_400 + h * 3600 + m * 60 + s
    }
  }
  return end - start > 48
    ? trouble(column, 'date-malformed')
    : bySight(column, utf8(bytes, start, end), row)
}

function two(bytes: Uint8Array, at: number): number {
  const a = bytes[at]! - 0x30
  const b = bytes[at + 1]! - 0x30
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : -1
}

function four(bytes: Uint8Array, at: number): number {
  const a = two(bytes, at)
  const b = two(bytes, at + 2)
  return a >= 0 && b >= 0 ? a * 100 + b : -1
}

/** Days since 1970-01-01 of a day in the Gregorian calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
  )
}

function trouble(column: DateColumn, what: DateTrouble): number {
  column.trouble = what
  return Number.NaN
}

const isoShape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:\s?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i
const civilShape =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i
const compactShape = /^(\d{4})(\d{2})(\d{2})$/

function bySight(column: DateColumn, text: string, row: number): number {
  if (column.format === 'epoch-seconds') {
    if (!/^-?\d{1,12}(\.\d{1,9})?$/.test(text)) return trouble(column, 'date-malformed')
    column.timed++
    return Number(text)
  }
  if (column.format === 'compact') {
    const m = compactShape.exec(text)
    return m ? moment(column, +m[1]!, +m[2]!, +m[3]!) : trouble(column, 'date-malformed')
  }
  const iso = isoShape.exec(text)
  if (iso) {
    if (column.format !== undefined && column.format !== 'iso')
      return trouble(column, 'two-date-formats')
    if (column.ambiguous > 0) return trouble(column, 'two-date-formats')
    column.format = 'iso'
    return moment(column, +iso[1]!, +iso[2]!, +iso[3]!, iso[4], iso[5], iso[6], iso[7], iso[8])
  }
  const civil = civilShape.exec(text)
  if (civil) return civilDay(column, civil, text, row)
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2}$/.test(text)) return trouble(column, 'year-short')
  return trouble(column, 'date-malformed')
}

function civilDay(column: DateColumn, m: RegExpExecArray, text: string, row: number): number {
  if (column.format === 'iso') return trouble(column, 'two-date-formats')
  const [first, second] = [+m[1]!, +m[3]!]
  const proved = first > 12 ? 'day-first' : second > 12 ? 'month-first' : undefined
  if (first > 12 && second > 12) return trouble(column, 'date-impossible')
  if (proved !== undefined) {
    if (column.format === undefined) {
      column.format = proved
      if (column.ambiguous > 0) column.late = true
    } else if (column.format !== proved) return trouble(column, 'two-date-formats')
  }
  // The twelve days on which both readings agree prove nothing and need no proof.
  if (column.format === undefined && first !== second) {
    if (column.ambiguous++ === 0) {
      column.firstAmbiguous = row
      column.firstAmbiguousText = text
    }
    return 0
  }
  const [day, month] = column.format === 'month-first' ? [second, first] : [first, second]
  return moment(column, +m[4]!, month, day, m[5], m[6], m[7], undefined, m[8])
}

function moment(
  column: DateColumn,
  year: number,
  month: number,
  day: number,
  hour?: string,
  minute?: string,
  second?: string,
  fraction?: string,
  offset?: string,
): number {
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month))
    return trouble(column, 'date-impossible')
  const midnight = dayNumber(year, month, day) * 86_400
  if (hour === undefined) {
    column.days++
    return midnight
  }
  const minutes = offset === undefined ? column.offset : offsetMinutes(offset)
  if (minutes === undefined) return trouble(column, 'offset-missing')
  const [h, m, s] = [+hour, +minute!, +(second ?? 0)]
  if (h > 23 || m > 59 || s > 59 || Math.abs(minutes) > 14 * 60)
    return trouble(column, 'date-impossible')
  column.timed++
  const whole = midnight + h * 3600 + m * 60 + s - minutes * 60
  return fraction === undefined ? whole : whole + Number(`0.${fraction}`)
}

function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** `Z`, `+02:00`, `+0200` or `+02` as minutes. */
export function offsetMinutes(text: string): number {
  if (/^z$/i.test(text)) return 0
  const sign = text.startsWith('-') ? -1 : 1
  return sign * (+text.slice(1, 3) * 60 + +(text.slice(3).replace(':', '') || 0))
}
