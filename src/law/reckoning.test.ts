import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Day, type Instant, instant, millis, must } from '#base'
import { calendar, closed } from './calendars.ts'
import { calendars } from './data/calendars.ts'
import { rules } from './data/rules.ts'
import { easter } from './days.ts'
import type { Rule } from './deadlines.ts'
import { shipped } from './law.ts'
import { type Circumstances, dueBy } from './reckoning.ts'
import { instantAt, wallClock } from './zone.ts'

const due = (rule: string, start: string, circumstances: Circumstances = {}) =>
  must(dueBy(rule, new Date(start).toISOString() as Instant, circumstances, shipped))

/** Wall clock of the due instant: `2026-11-24 16:15`. */
function local(rule: string, start: string, country: string, more: Circumstances = {}): string {
  const at = wallClock(
    due(rule, start, { calendar: country, ...more }).due,
    calendar(country, shipped)!.zone,
  )
  return `${at.day} ${at.time.slice(0, 5)}`
}

describe('a Finnish bank answers by 16:15 of the next banking day', () => {
  it.each([
    ['Friday 18:00', '2026-11-20T18:00:00+02:00', '2026-11-24 16:15'],
    ['Friday 16:16', '2026-11-20T16:16:00+02:00', '2026-11-24 16:15'],
    ['Friday 16:15', '2026-11-20T16:15:00+02:00', '2026-11-23 16:15'],
    ['Friday 10:00', '2026-11-20T10:00:00+02:00', '2026-11-23 16:15'],
    ['Tuesday 07:59', '2026-11-24T07:59:00+02:00', '2026-11-25 16:15'],
    ['Saturday noon', '2026-11-21T12:00:00+02:00', '2026-11-24 16:15'],
    ['Maundy Thursday 10:00', '2026-04-02T10:00:00+03:00', '2026-04-07 16:15'],
    ['Maundy Thursday 17:00', '2026-04-02T17:00:00+03:00', '2026-04-08 16:15'],
    ['Friday before summer time begins', '2026-03-27T10:00:00+02:00', '2026-03-30 16:15'],
    ['the day before Midsummer Eve', '2026-06-18T09:00:00+03:00', '2026-06-22 16:15'],
    ['23 December', '2026-12-23T15:00:00+02:00', '2026-12-28 16:15'],
  ])('query on %s', (_, query, answer) => {
    expect(local('FI-MONITORING', query, 'FI')).toBe(answer)
  })

  it('shows every step of the reckoning', () => {
    const { steps, due: at } = due('FI-MONITORING', '2026-11-20T18:00:00+02:00', { calendar: 'FI' })
    // The rule is Finnish, so nobody has to name the calendar.
    expect(due('FI-MONITORING', '2026-11-20T18:00:00+02:00').due).toBe(at)
    expect(steps.map((s) => s.text)).toEqual([
      'Finnish Customs, bank and payment account monitoring system, balance and transaction queries, 4.1: 1 banking day; from receipt of the query',
      'starts Friday 2026-11-20 18:00 (Europe/Helsinki, Finland); the day of the event does not count',
      '18:00 is outside 08:00 to 16:15 on a banking day, so it counts as received on Monday 2026-11-23',
      'Tuesday 2026-11-24: 1st banking day',
      'due Tuesday 2026-11-24 16:15 (Europe/Helsinki)',
    ])
  })
})

describe('terms of other rules', () => {
  it.each([
    // rule, start, calendar, last moment on the wall clock of that calendar
    ['DL-01', '2025-01-20T09:10Z', 'XN', '2025-01-27 10:10'],
    ['DL-02', '2025-01-31T09:00Z', 'XN', '2025-02-28 10:00'],
    ['DL-02', '2025-03-15T09:00Z', 'XN', '2025-04-15 10:00'], // wall clock kept over summer time
    ['DL-03.held', '2027-09-03T09:00Z', 'FI', '2027-09-10 23:59'],
    ['DL-03.urgent', '2027-12-23T09:00Z', 'FI', '2027-12-27 23:59'],
    ['DL-09', '2025-03-16T16:20Z', 'XN', '2025-03-28 23:59'],
    ['DL-10', '2025-03-16T16:20Z', 'XS', '2025-03-23 23:59'], // weekend Friday and Saturday
    ['DL-12.notice', '2025-07-10T10:00Z', 'XC', '2025-07-22 23:59'], // 14 July is Landing Day
    ['DL-14.direct', '2027-01-09T22:00Z', 'FI', '2027-01-10 08:00'], // hours run on Sunday
    ['DL-14.normal', '2027-01-09T10:00Z', 'FI', '2027-01-18 23:59'], // last day Saturday, moved to Monday
    ['DL-15', '2027-01-09T10:00Z', 'FI', '2027-01-16 23:59'], // a limit on rights is not moved
    ['DL-33.decide', '2025-01-20T09:00Z', 'FI', '2025-02-19 23:59'],
    ['XV-XN.ack-emergency', '2025-03-16T14:30Z', 'XN', '2025-03-16 16:00'],
    ['CP-ACK', '2025-03-29T12:00Z', 'XN', '2025-03-30 14:00'], // 24 hours over the change of clocks
  ])('%s from %s in %s', (rule, start, country, expected) => {
    expect(local(rule, start, country)).toBe(expected)
  })

  it('a pause pushes out a term in hours by its length', () => {
    const pauses = [
      { from: '2025-01-21T09:00:00.000Z' as Instant, to: '2025-01-23T21:00:00.000Z' as Instant },
    ]
    expect(due('XV-XN.normal', '2025-01-20T09:00Z', { pauses }).due).toBe(
      '2025-01-29T21:00:00.000Z',
    )
  })

  it('a pause after the end changes nothing', () => {
    const pauses = [
      { from: '2025-02-21T09:00:00.000Z' as Instant, to: '2025-02-23T21:00:00.000Z' as Instant },
    ]
    expect(due('XV-XN.normal', '2025-01-20T09:00Z', { pauses }).due).toBe(
      '2025-01-27T09:00:00.000Z',
    )
  })

  it('a pause in a term of working days costs the working days it covers', () => {
    const pauses = [
      { from: '2025-03-18T09:00:00.000Z' as Instant, to: '2025-03-20T09:00:00.000Z' as Instant },
    ]
    expect(local('DL-09', '2025-03-16T16:20Z', 'XN', { pauses })).toBe('2025-04-01 23:59')
  })

  it('a pause is reckoned from the last day itself, not from the day it was moved to', () => {
    // Seven days from Saturday 9 January end on Saturday 16; one day of pause: Sunday 17, moved to Monday 18.
    const pauses = [
      { from: '2027-01-12T10:00:00.000Z' as Instant, to: '2027-01-13T10:00:00.000Z' as Instant },
    ]
    expect(local('DL-14.normal', '2027-01-09T10:00Z', 'FI', { pauses })).toBe('2027-01-18 23:59')
  })

  it('an extension is bounded by its article', () => {
    const extend = (count: number, times = 1) =>
      dueBy(
        'DL-33.decide',
        '2025-01-20T09:00:00.000Z' as Instant,
        {
          calendar: 'FI',
          extensions: Array.from({ length: times }, () => ({
            count,
            unit: 'calendar-days' as const,
            reason: 'a witness is abroad',
          })),
        },
        shipped,
      )
    expect(extend(30).ok).toBe(true)
    expect(extend(31)).toMatchObject({ ok: false, refusal: { name: 'extension-not-open' } })
    expect(extend(30, 2)).toMatchObject({ ok: false, refusal: { name: 'extension-not-open' } })
    expect(
      dueBy(
        'DL-01',
        '2025-01-20T09:00:00.000Z' as Instant,
        {
          extensions: [{ count: 1, unit: 'calendar-days', reason: 'late' }],
        },
        shipped,
      ),
    ).toMatchObject({ ok: false })
  })
})

describe('the register says no', () => {
  const start = '2025-01-20T09:00:00.000Z' as Instant
  it.each([
    ['DL-99', {}, 'rule-unknown'],
    ['DL-04', {}, 'limit-not-chosen'],
    ['DL-14', {}, 'limit-not-chosen'],
    ['DL-09', {}, 'calendar-missing'],
    ['DL-09', { calendar: 'QQ' }, 'calendar-unknown'],
    ['DL-03.held', { calendar: 'FI' }, 'rule-not-in-force'],
    [
      'DL-01',
      { pauses: [{ from: start, to: '2025-01-19T00:00:00.000Z' as Instant }] },
      'pause-impossible',
    ],
  ])('%s %o', (rule, circumstances, name) => {
    expect(dueBy(rule, start, circumstances, shipped)).toMatchObject({
      ok: false,
      refusal: { name },
    })
  })
})

describe('calendars', () => {
  it.each([
    [1818, '1818-03-22'],
    [1961, '1961-04-02'],
    [2008, '2008-03-23'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
  ])('Easter %i', (year, expected) => expect(easter(year)).toBe(expected))

  it.each([
    ['2026-01-06', 'Epiphany'],
    ['2026-04-03', 'Good Friday'],
    ['2026-05-14', 'Ascension Day'],
    ['2026-06-19', 'Midsummer Eve'],
    ['2026-10-31', "All Saints' Day"],
    ['2026-11-07', 'Saturday'],
    ['2026-12-06', 'Independence Day'],
    ['2026-11-23', undefined],
  ])('Finland on %s: %s', (day, why) =>
    expect(closed(calendar('FI', shipped)!, day as Day)).toBe(why),
  )

  it('every zone is one that this machine knows', () => {
    for (const { zone } of calendars)
      expect(() => wallClock('2025-01-01T00:00:00.000Z' as Instant, zone)).not.toThrow()
  })

  it('an hour that summer time skips means the moment after, an hour that comes twice the later one', () => {
    expect(instantAt('2025-03-30' as Day, '02:30', 'Europe/Oslo')).toBe('2025-03-30T01:30:00.000Z')
    expect(instantAt('2025-10-26' as Day, '02:30', 'Europe/Oslo')).toBe('2025-10-26T01:30:00.000Z')
  })
})

describe('for every rule, whenever it starts', () => {
  const terms = (rules as readonly Rule[]).flatMap((rule) =>
    // A term that ends on a date of a named year does not depend on its start.
    rule.terms.filter((term) => term.on?.year === undefined).map((term) => ({ rule, term })),
  )
  const moment = fc
    .integer({ min: Date.parse('2028-01-01'), max: Date.parse('2040-01-01') })
    .map((ms) => instant(ms))
  const any = fc.record({
    at: moment,
    pick: fc.nat(),
    country: fc.constantFrom(...calendars.map((c) => c.id)),
  })

  it('the end comes after the start, on a day that is open where the rule asks for one, and later starts never end earlier', () => {
    fc.assert(
      fc.property(any, fc.nat(100 * 86_400), ({ at, pick, country }, later) => {
        const { term } = terms[pick % terms.length]!
        const first = must(dueBy(term.id, at, { calendar: country }, shipped))
        const second = must(
          dueBy(term.id, instant(millis(at) + later * 1000), { calendar: country }, shipped),
        )
        if (term.count === 0) expect(first.due).toBe(at)
        else expect(first.due > at).toBe(true)
        expect(second.due >= first.due).toBe(true)
        if (term.unit.endsWith('ing-days') || term.roll === 'next-working-day')
          expect(
            closed(
              calendar(country, shipped)!,
              first.dueDay,
              term.unit === 'banking-days' ? 'banking' : 'working',
            ),
          ).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })

  it('a pause never brings the end nearer; a term to the minute moves by exactly its length', () => {
    fc.assert(
      fc.property(
        any,
        fc.nat(20 * 86_400),
        fc.nat(20 * 86_400),
        ({ at, pick, country }, after, length) => {
          const { term } = terms[pick % terms.length]!
          const from = instant(millis(at) + after * 1000)
          const pauses = [{ from, to: instant(millis(from) + length * 1000) }]
          const plain = must(dueBy(term.id, at, { calendar: country }, shipped))
          const paused = must(dueBy(term.id, at, { calendar: country, pauses }, shipped))
          expect(paused.due >= plain.due).toBe(true)
          if (term.ends !== 'same-time' || term.on !== undefined) return
          const moved = from < plain.due ? length * 1000 : 0
          expect(millis(paused.due) - millis(plain.due)).toBe(moved)
        },
      ),
      { numRuns: 1500 },
    )
  })

  const open = terms.filter(({ term }) => term.extension !== undefined)

  it('an extension that the article allows always ends later; one too many is refused', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 40 }), ({ at, pick, country }, count) => {
        const { term } = open[pick % open.length]!
        const { unit, times, count: most } = term.extension!
        const extension = { count: Math.min(count, most), unit, reason: 'a witness is abroad' }
        const plain = must(dueBy(term.id, at, { calendar: country }, shipped))
        const all = Array.from({ length: times }, () => extension)
        let before = plain.due
        for (let n = 1; n <= times; n++) {
          const reckoned = must(
            dueBy(term.id, at, { calendar: country, extensions: all.slice(0, n) }, shipped),
          )
          expect(reckoned.due > before).toBe(true)
          before = reckoned.due
        }
        expect(
          dueBy(term.id, at, { calendar: country, extensions: [...all, extension] }, shipped),
        ).toMatchObject({ ok: false, refusal: { name: 'extension-not-open' } })
      }),
      { numRuns: 500 },
    )
  })

  it('the steps are told in order and end with the day that was reckoned', () => {
    fc.assert(
      fc.property(any, ({ at, pick, country }) => {
        const { term } = terms[pick % terms.length]!
        const { steps, due: end, dueDay } = must(dueBy(term.id, at, { calendar: country }, shipped))
        expect(steps[0]!.text).toContain(term.when)
        expect(steps.at(-1)).toMatchObject({ at: end, day: dueDay })
      }),
      { numRuns: 500 },
    )
  })
})
