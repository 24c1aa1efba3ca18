import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, instant, millis, must } from '#base'
import { type Calendar, calendar, closed, holidaysOf, opening } from './calendars.ts'
import { calendars } from './data/calendars.ts'
import { orthodoxEaster, plusDays, weekdayOf } from './days.ts'
import {
  clockChangeExamples,
  closedDayExamples,
  workingDaysExamples,
} from './examples/calendars.ts'
import { shipped } from './law.ts'
import { dueBy } from './reckoning.ts'
import { instantAt, wallClock } from './zone.ts'

describe('working days, worked out by hand', () => {
  it.each(workingDaysExamples)(
    '%s: three working days after %s end on %s (%s)',
    (id, start, third) => {
      const { zone } = calendar(id, shipped)!
      const noon = instantAt(start as Day, '12:00', zone)
      const reckoned = must(dueBy('CP-STANDSTILL', noon, { calendar: id }, shipped))
      expect(reckoned.dueDay).toBe(third)
      expect(wallClock(reckoned.due, zone).time).toBe('23:59:59')
    },
  )

  it('there are two hundred or more, over thirty countries or more', () => {
    expect(workingDaysExamples.length).toBeGreaterThanOrEqual(200)
    expect(new Set(workingDaysExamples.map(([id]) => id)).size).toBeGreaterThanOrEqual(30)
  })
})

describe('closed days of offices and banks', () => {
  it.each(closedDayExamples)('%s (%s) on %s: %s (%s)', (id, kept, day, why) => {
    expect(closed(calendar(id, shipped)!, day as Day, kept)).toBe(why)
  })
})

describe('changes of the clock', () => {
  it.each(clockChangeExamples)('%s from %s to %s: %i hours (%s)', (zone, from, to, hours) => {
    const at = (text: string) => {
      const [day, time] = text.split(' ')
      return millis(instantAt(day as Day, time!, zone))
    }
    expect((at(to) - at(from)) / 3_600_000).toBe(hours)
  })
})

describe('the table of calendars', () => {
  it.each(calendars.map((c) => [c.id, c] as const))('%s is whole', (id, cal: Calendar) => {
    expect(calendars.filter((c) => c.id === id)).toHaveLength(1)
    expect(() => wallClock(instant(0), cal.zone)).not.toThrow()
    expect(cal.weekend.every((d) => d >= 1 && d <= 7)).toBe(true)
    expect(cal.citation).not.toBe('')
    expect(holidaysOf(cal, 2026).size).toBeGreaterThan(2)
    for (const holiday of [...cal.holidays, ...(cal.bank ?? [])])
      if (holiday.on === 'days')
        for (const day of holiday.days) expect(plusDays(day as Day, 0)).toBe(day)
  })

  it('a calendar with feasts that follow the moon says for which years they are entered', () => {
    for (const cal of calendars)
      if (cal.holidays.some((h) => h.on === 'days' && h.days.length > 4))
        expect(cal.years, cal.id).toEqual({ from: 2023, to: 2028 })
  })

  it('a date in a year without them says that it has to be checked', () => {
    const reckoned = must(
      dueBy('CP-STANDSTILL', instant(Date.parse('2031-05-06T08:00Z')), { calendar: 'AE' }, shipped),
    )
    expect(reckoned.steps.map((s) => s.text)).toContain(
      'the moving holidays of United Arab Emirates are entered for 2023 to 2028 only: check 2031 by hand',
    )
  })

  it('days of another law are counted by that law', () => {
    const strike: Calendar = {
      ...calendar('XN', shipped)!,
      holidays: [{ name: 'General strike', on: 'days', days: ['2025-03-18'] }],
    }
    const law = { ...shipped, version: 'sha256:other', calendars: [strike] }
    const noon = instant(Date.parse('2025-03-17T11:00Z'))
    expect(must(dueBy('CP-STANDSTILL', noon, { calendar: 'XN' }, shipped)).dueDay).toBe(
      '2025-03-20',
    )
    expect(must(dueBy('CP-STANDSTILL', noon, { calendar: 'XN' }, law)).dueDay).toBe('2025-03-21')
    expect(dueBy('CP-STANDSTILL', noon, { calendar: 'FI' }, law)).toMatchObject({
      ok: false,
      refusal: { name: 'calendar-unknown' },
    })
  })

  it.each([
    [2016, '2016-05-01'],
    [2019, '2019-04-28'],
    [2023, '2023-04-16'],
    [2024, '2024-05-05'],
    [2025, '2025-04-20'],
    [2026, '2026-04-12'],
    [2027, '2027-05-02'],
    [2030, '2030-04-28'],
  ])('Orthodox Easter %i', (year, expected) => expect(orthodoxEaster(year)).toBe(expected))

  it('weekdays and opening days are right for every day and country', () => {
    const day = fc.integer({ min: 0, max: 30_000 }).map((n) => plusDays('2000-01-01' as Day, n))
    fc.assert(
      fc.property(day, fc.constantFrom(...calendars), (d, cal) => {
        expect(weekdayOf(d)).toBe(new Date(d).getUTCDay() || 7)
        const open = opening(cal, d)
        expect(open >= d).toBe(true)
        expect(closed(cal, open)).toBeUndefined()
        for (let between = d; between < open; between = plusDays(between, 1))
          expect(closed(cal, between)).toBeDefined()
      }),
      { numRuns: 500 },
    )
  })
})
