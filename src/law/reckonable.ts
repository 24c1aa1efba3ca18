import { done, type Instant, type Outcome } from '#base'
import { closed } from './calendars.ts'
import { dayOf, nextDay } from './days.ts'
import type { Law } from './law.ts'
import { no } from './pack-refuse.ts'
import { dueBy } from './reckoning.ts'

/** A start from which every limit is reckoned once. */
const start = '2026-03-02T09:00:00.000Z' as Instant

/**
 * Can every limit of the law be reckoned, and has every country days on which it works? A row that passes every check of
 * its shape and still cannot be reckoned would stop the clocks of all matters, so it is tried before it is law.
 */
export function checkReckonable(law: Law): Outcome<true> {
  for (const calendar of law.calendars) {
    const open = tried(() => workingDays(calendar))
    if (open === undefined || open === 0)
      return no('pack-malformed', `calendar ${calendar.id} leaves no day on which anybody works`)
  }
  const anywhere = law.calendars[0]?.id
  for (const rule of law.rules) {
    const country = rule.calendar ?? anywhere
    for (const { id } of rule.terms) {
      const due = tried(() =>
        dueBy(id, start, country === undefined ? {} : { calendar: country }, law),
      )
      if (due === undefined) return no('count-absurd', `limit ${id} cannot be reckoned`)
    }
  }
  return done(true)
}

function workingDays(calendar: Law['calendars'][number]): number {
  let open = 0
  for (let day = dayOf(2026, 1, 1); day.startsWith('2026-'); day = nextDay(day))
    if (closed(calendar, day) === undefined && closed(calendar, day, 'banking') === undefined)
      open++
  return open
}

function tried<T>(reckon: () => T): T | undefined {
  try {
    return reckon()
  } catch {
    return undefined
  }
}
