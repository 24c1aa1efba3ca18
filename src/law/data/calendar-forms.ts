import type { Holiday } from '../calendars.ts'
import { plusDays } from '../days.ts'
import { day } from '../rows.ts'

type More = Pick<Holiday, 'from' | 'to' | 'moved'>

/** Monday to Friday. */
export const saturdaySunday = [6, 7] as const
/** Sunday to Thursday. */
export const fridaySaturday = [5, 6] as const

/** Every year on the same day. */
export function fixed(name: string, month: number, date: number, more: More = {}): Holiday {
  return { name, on: 'date', month, day: date, ...more }
}

/** Days after Easter Sunday of the western churches. */
export function easterly(name: string, offset: number, more: More = {}): Holiday {
  return { name, on: 'easter', offset, ...more }
}

/** Days after Easter Sunday of the Orthodox churches. */
export function orthodox(name: string, offset: number, more: More = {}): Holiday {
  return { name, on: 'orthodox-easter', offset, ...more }
}

/** The first such weekday (1 Monday) on or after a date. */
export function onOrAfter(
  name: string,
  weekday: number,
  month: number,
  date: number,
  more: More = {},
): Holiday {
  return { name, on: 'weekday-after', weekday, month, day: date, ...more }
}

/** The last such weekday (1 Monday) on or before a date. */
export function onOrBefore(
  name: string,
  weekday: number,
  month: number,
  date: number,
  more: More = {},
): Holiday {
  return { name, on: 'weekday-before', weekday, month, day: date, ...more }
}

/** Days as announced, each the first of `length` days in a row. */
export function announced(
  name: string,
  first: readonly string[],
  length = 1,
  more: More = {},
): Holiday {
  const days = first.flatMap((d) => Array.from({ length }, (_, i) => plusDays(day(d), i)))
  return { name, on: 'days', days, ...more }
}

export const newYear = (more: More = {}) => fixed("New Year's Day", 1, 1, more)
export const labourDay = (more: More = {}) => fixed('Labour Day', 5, 1, more)
export const assumption = fixed('Assumption Day', 8, 15)
export const allSaints = fixed("All Saints' Day", 11, 1)
export const christmas = (more: More = {}) => fixed('Christmas Day', 12, 25, more)
export const boxingDay = (more: More = {}) => fixed('Boxing Day', 12, 26, more)
export const goodFriday = easterly('Good Friday', -2)
export const easterSunday = easterly('Easter Sunday', 0)
export const easterMonday = easterly('Easter Monday', 1)
export const ascension = easterly('Ascension Day', 39)
export const whitMonday = easterly('Whit Monday', 50)
export const corpusChristi = easterly('Corpus Christi', 60)

/** Years for which the feasts that follow the moon are entered. */
export const enteredYears = { from: 2023, to: 2028 } as const

/** First days as most countries of the Gulf announce or expect them; a country that differs gives its own. */
export const moon = {
  fitr: ['2023-04-21', '2024-04-10', '2025-03-30', '2026-03-20', '2027-03-10', '2028-02-27'],
  adha: ['2023-06-28', '2024-06-16', '2025-06-06', '2026-05-27', '2027-05-16', '2028-05-05'],
  islamicYear: ['2023-07-21', '2024-07-07', '2025-06-27', '2026-06-16', '2027-06-06', '2028-05-25'],
  prophet: ['2023-09-29', '2024-09-15', '2025-09-05', '2026-08-25', '2027-08-14', '2028-08-03'],
  lunarYear: ['2023-01-22', '2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26'],
  diwali: ['2023-11-12', '2024-10-31', '2025-10-20', '2026-11-08', '2027-10-29', '2028-10-17'],
} as const
