import type { Day } from '#base'

/** Arithmetic of civil days: no zones, no holidays. */

/** From Monday, as ISO 8601 counts. */
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
  // 1970-01-01 was a Thursday.
  return ((((Date.parse(day) / 86_400_000 + 3) % 7) + 7) % 7) + 1
}

/** The day so many calendar days later; earlier where the count is negative. */
export function plusDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10) as Day
}

const following = new Map<Day, Day>()

/** The day after. Kept once reckoned, because working days are counted one by one all day long. */
export function nextDay(day: Day): Day {
  let next = following.get(day)
  if (next === undefined) {
    next = plusDays(day, 1)
    if (following.size > 100_000) following.clear()
    following.set(day, next)
  }
  return next
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

/** The civil day of a year, a month from 1 and a date. */
export function dayOf(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10) as Day
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

/**
 * Easter Sunday of the Orthodox churches as a Gregorian day: the Julian computus (Meeus, chapter 8), moved by the
 * days between the two calendars.
 */
export function orthodoxEaster(year: number): Day {
  const d = (19 * (year % 19) + 15) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
  const f = d + e + 114
  const between = Math.floor(year / 100) - Math.floor(year / 400) - 2
  return plusDays(dayOf(year, Math.floor(f / 31), (f % 31) + 1), between)
}
