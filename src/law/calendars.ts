import type { Day } from '#base'
import {
  dayOf,
  easter,
  nextDay,
  orthodoxEaster,
  plusDays,
  weekdayNames,
  weekdayOf,
} from './days.ts'
import type { Law } from './law.ts'
import type { Status } from './rows.ts'

/** How a country counts days. Weekdays as in ISO 8601: Monday is 1, Sunday is 7. */
export interface Calendar {
  readonly id: string
  readonly name: string
  /** IANA time zone; summer time comes from the zone's own table. */
  readonly zone: string
  readonly weekend: readonly number[]
  /** Weekends that held earlier, each with its last day. */
  readonly earlierWeekends?: readonly { readonly weekend: readonly number[]; readonly until: Day }[]
  readonly holidays: readonly Holiday[]
  /** Where banks keep other days than offices: their holidays, instead of those above. */
  readonly bank?: readonly Holiday[]
  /** Years for which the dated holidays are entered; outside them a moving feast is not known. */
  readonly years?: { readonly from: number; readonly to: number }
  readonly citation: string
  readonly status: Status
}

/** A public holiday as a rule, so that the table holds for every year. */
export type Holiday = {
  readonly name: string
  /** First year in which it was kept, and the last, where that matters. */
  readonly from?: number
  readonly to?: number
  /**
   * What happens when it falls on a day that is closed anyway. `next`: also the next day that is open; `sunday-next`: the
   * same, but only from a Sunday; `nearest`: Friday for a Saturday, Monday for a Sunday; `monday`: from any other
   * weekday it is kept on the Monday after. Absent: it is lost.
   */
  readonly moved?: 'next' | 'sunday-next' | 'nearest' | 'monday'
} & (
  | { readonly on: 'date'; readonly month: number; readonly day: number }
  /** Days after Easter Sunday (Gregorian); Good Friday is -2. */
  | { readonly on: 'easter'; readonly offset: number }
  /** Days after Easter Sunday of the Orthodox churches, in the Gregorian calendar. */
  | { readonly on: 'orthodox-easter'; readonly offset: number }
  /** The first such weekday on or after the date, and so many days later. */
  | {
      readonly on: 'weekday-after'
      readonly weekday: number
      readonly month: number
      readonly day: number
      readonly offset?: number
    }
  /** The last such weekday on or before the date. */
  | {
      readonly on: 'weekday-before'
      readonly weekday: number
      readonly month: number
      readonly day: number
    }
  /** Days as announced, year by year: feasts that follow the moon, and days given once. */
  | { readonly on: 'days'; readonly days: readonly string[] }
)

/**
 * The calendar of a country or body by its id; undefined where the law has none, which is never read as "no
 * holidays".
 */
export function calendar(id: string, law: Law): Calendar | undefined {
  let index = indexes.get(law)
  if (index === undefined) {
    index = new Map(law.calendars.map((c) => [c.id, c]))
    indexes.set(law, index)
  }
  return index.get(id)
}

const indexes = new WeakMap<Law, ReadonlyMap<string, Calendar>>()

/** Which days count as open: those of offices and courts, or those of banks. */
export type Kept = 'working' | 'banking'

/** Why nobody works on that day: `Saturday`, `Good Friday`; undefined on a working day. */
export function closed(cal: Calendar, day: Day, kept: Kept = 'working'): string | undefined {
  return yearOf(cal, Number(day.slice(0, 4)), kept).closed.get(day)
}

/** The first day on or after it that is open. */
export function opening(cal: Calendar, day: Day, kept: Kept = 'working'): Day {
  let open = day
  while (closed(cal, open, kept) !== undefined) open = nextDay(open)
  return open
}

function weekendOn(cal: Calendar, day: Day): readonly number[] {
  return cal.earlierWeekends?.find((w) => day <= w.until)?.weekend ?? cal.weekend
}

interface Year {
  /** Holidays with their names, substitute days among them. */
  readonly holidays: ReadonlyMap<Day, string>
  /** The same, and the weekends. */
  readonly closed: ReadonlyMap<Day, string>
}

const years = new WeakMap<Calendar, Map<string, Year>>()

/** The holidays of one year with their names, substitute days among them. */
export function holidaysOf(
  cal: Calendar,
  year: number,
  kept: Kept = 'working',
): ReadonlyMap<Day, string> {
  return yearOf(cal, year, kept).holidays
}

/** Kept once read, because terms are reckoned all day long. */
function yearOf(cal: Calendar, year: number, kept: Kept): Year {
  let known = years.get(cal)
  if (known === undefined) {
    known = new Map()
    years.set(cal, known)
  }
  const key = `${kept}${year}`
  let found = known.get(key)
  if (found === undefined) {
    const holidays = readYear(cal, year, kept)
    found = { holidays, closed: new Map([...weekendsOf(cal, year), ...holidays]) }
    known.set(key, found)
  }
  return found
}

function weekendsOf(cal: Calendar, year: number): Map<Day, string> {
  const found = new Map<Day, string>()
  for (let day = dayOf(year, 1, 1); day.startsWith(`${year}-`); day = nextDay(day)) {
    const weekday = weekdayOf(day)
    if (weekendOn(cal, day).includes(weekday)) found.set(day, weekdayNames[weekday - 1]!)
  }
  return found
}

function readYear(cal: Calendar, year: number, kept: Kept): ReadonlyMap<Day, string> {
  const rows = kept === 'banking' ? (cal.bank ?? cal.holidays) : cal.holidays
  // A day of late December or of New Year can be kept in the year beside it.
  const kinds = [year - 1, year, year + 1].flatMap((y) =>
    rows.flatMap((holiday) => daysIn(y, holiday).map((day) => ({ day, holiday }))),
  )
  kinds.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const all = new Map<Day, string>()
  for (const { day, holiday } of kinds)
    if (holiday.moved !== 'monday' || weekdayOf(day) === 1) all.set(day, holiday.name)
  for (const { day, holiday } of kinds) {
    const instead = substitute(cal, day, holiday, all)
    if (instead !== undefined && !all.has(instead))
      all.set(
        instead,
        holiday.moved === 'monday' ? holiday.name : `${holiday.name} (substitute day)`,
      )
  }
  return new Map([...all].filter(([day]) => day.startsWith(`${year}-`)))
}

function substitute(
  cal: Calendar,
  day: Day,
  { moved }: Holiday,
  taken: ReadonlyMap<Day, string>,
): Day | undefined {
  const weekday = weekdayOf(day)
  if (moved === undefined) return undefined
  if (moved === 'monday') return weekday === 1 ? undefined : plusDays(day, 8 - weekday)
  if (moved === 'nearest')
    return weekday === 6 ? plusDays(day, -1) : weekday === 7 ? plusDays(day, 1) : undefined
  if (moved === 'sunday-next' ? weekday !== 7 : !weekendOn(cal, day).includes(weekday))
    return undefined
  let next = plusDays(day, 1)
  while (taken.has(next) || weekendOn(cal, next).includes(weekdayOf(next))) next = plusDays(next, 1)
  return next
}

function daysIn(year: number, holiday: Holiday): readonly Day[] {
  if (holiday.from !== undefined && year < holiday.from) return []
  if (holiday.to !== undefined && year > holiday.to) return []
  switch (holiday.on) {
    case 'date':
      return [dayOf(year, holiday.month, holiday.day)]
    case 'easter':
      return [plusDays(easter(year), holiday.offset)]
    case 'orthodox-easter':
      return [plusDays(orthodoxEaster(year), holiday.offset)]
    case 'weekday-after': {
      const first = dayOf(year, holiday.month, holiday.day)
      const until = (holiday.weekday - weekdayOf(first) + 7) % 7
      return [plusDays(first, until + (holiday.offset ?? 0))]
    }
    case 'weekday-before': {
      const last = dayOf(year, holiday.month, holiday.day)
      return [plusDays(last, -((weekdayOf(last) - holiday.weekday + 7) % 7))]
    }
    case 'days':
      return holiday.days.filter((d) => d.startsWith(`${year}-`)) as Day[]
  }
}
