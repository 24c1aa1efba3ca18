import type { Day } from '#base'
import { calendars } from './data/calendars.ts'

/** How a country counts days. Weekdays as in ISO 8601: Monday is 1, Sunday is 7. */
export interface Calendar {
  readonly id: string
  readonly name: string
  /** IANA time zone; summer time comes from the zone's own table. */
  readonly zone: string
  readonly weekend: readonly number[]
  readonly holidays: readonly Holiday[]
  readonly citation: string
  readonly status: 'verified' | 'to-verify'
}

/** A public holiday as a rule, so that the table holds for every year. */
export type Holiday = {
  readonly name: string
  /** First year in which it was kept, and the last, where that matters. */
  readonly from?: number
  readonly to?: number
} & (
  | { readonly on: 'date'; readonly month: number; readonly day: number }
  /** Days after Easter Sunday (Gregorian); Good Friday is -2. */
  | { readonly on: 'easter'; readonly offset: number }
  /** The first such weekday on or after the date. */
  | {
      readonly on: 'weekday-after'
      readonly weekday: number
      readonly month: number
      readonly day: number
    }
)

export function calendar(id: string): Calendar | undefined {
  return calendars.find((c) => c.id === id)
}

/** Easter Sunday of the Gregorian calendar, by the usual computus (Meeus, Astronomical Algorithms, chapter 8). */
export function easter(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1)
}

/** Why nobody works on that day: `Saturday`, `Good Friday`; undefined on a working day. */
export function closed(cal: Calendar, day: Day): string | undefined {
  const year = Number(day.slice(0, 4))
  for (const holiday of cal.holidays) {
    if (holiday.from !== undefined && year < holiday.from) continue
    if (holiday.to !== undefined && year > holiday.to) continue
    if (dayIn(year, holiday) === day) return holiday.name
  }
  const weekday = weekdayOf(day)
  return cal.weekend.includes(weekday) ? weekdayNames[weekday - 1] : undefined
}

function dayIn(year: number, holiday: Holiday): Day {
  if (holiday.on === 'date') return dayOf(year, holiday.month, holiday.day)
  if (holiday.on === 'easter') return plusDays(easter(year), holiday.offset)
  const first = dayOf(year, holiday.month, holiday.day)
  return plusDays(first, (holiday.weekday - weekdayOf(first) + 7) % 7)
}

export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

export function plusDays(day: Day, count: number): Day {
  const ms = Date.parse(`${day}T00:00:00Z`) + count * 86_400_000
  return new Date(ms).toISOString().slice(0, 10) as Day
}

/** Same day of a later month; the last day where that month is shorter (Reg. 1182/71 art. 3(2)(c)). */
export function plusMonths(day: Day, count: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + count
  const y = Math.floor(index / 12)
  const m = (index % 12) + 1
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return dayOf(y, m, Math.min(date, last))
}

function dayOf(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10) as Day
}
