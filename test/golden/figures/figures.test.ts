import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digestOf, type Instant, type Json } from '#base'
import { demoBegins, lanternStory, replay, todaysChapters } from '#exercise'
import { type Figure, figures, publicView, releasePeriod, type SignedEvent } from '#indicators'
import { shipped } from '#law'
import type { Event } from '#procedure'

interface Row {
  readonly period: string
  readonly id: string
  readonly part: string
  readonly text: string
}

/** Written by hand from the story: see SOURCE.md. */
const rows: readonly Row[] = readFileSync(join(import.meta.dirname, 'expected.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [period = '', id = '', part = '', text = ''] = line.split('\t')
    return { period, id, part, text }
  })

const told = replay([...lanternStory, ...todaysChapters], demoBegins)

/** The four logs as the figures read them: no documents. */
const logs: readonly SignedEvent[] = [...told.values()].flatMap((t) =>
  t.logs.flatMap((log) => log.events.map((event) => asSigned(event, log.node))),
)

function asSigned({ document: _, ...event }: Event, held: string): SignedEvent {
  const stream = `matter/${event.stream}`
  const { thread } = event.data
  const data =
    thread === undefined
      ? event.data
      : { ...event.data, thread: `matter/${thread.replace(/^matter\//, '')}` }
  return { ...event, stream, data, digest: digestOf(event as unknown as Json), held }
}

function counted(events: readonly SignedEvent[], id: string): readonly Figure[] {
  const period = releasePeriod(id)!
  return figures(
    events,
    { from: `${period.from}T00:00:00.000Z` as Instant, to: period.end, asOf: demoBegins },
    shipped,
  )
}

const byPeriod = new Map([...new Set(rows.map((r) => r.period))].map((p) => [p, counted(logs, p)]))

function textOf(found: readonly Figure[], { id, part }: Pick<Row, 'id' | 'part'>): string {
  const figure = found.find((f) => f.id === id)
  if (figure === undefined) return 'no such figure'
  if (part === '') return figure.text
  return figure.parts.find((p) => `${p.by}/${p.key}` === part)?.text ?? 'no such part'
}

describe('the golden figures of Operation LANTERN, counted from four logs', () => {
  it.each(rows.filter((r) => r.text !== 'all'))('$period $id $part: $text', (row) => {
    expect(textOf(byPeriod.get(row.period)!, row)).toBe(row.text)
  })

  it('IN-29: every event that crosses a border stands in two logs', () => {
    const rate = byPeriod.get('2025-Q1_2026-Q3')!.find((f) => f.id === 'IN-29')!
    expect(rate.n).toBeGreaterThan(500)
    expect(rate.numerator).toBe(rate.n)
  })

  it('IN-29 falls when one side has lost, or changed, a single letter', () => {
    const sent = logs.findIndex((e) => e.type === 'freeze.executed' && e.held === 'XN-FIU')
    const rate = (events: readonly SignedEvent[]) => {
      const { numerator, n } = counted(events, '2025-Q1_2026-Q3').find((f) => f.id === 'IN-29')!
      return (n ?? 0) - (numerator ?? 0)
    }
    expect(rate(logs.filter((_, i) => i !== sent))).toBe(1)
    const changed = { ...logs[sent]!, digest: `sha256:${'0'.repeat(64)}` }
    expect(rate(logs.map((e, i) => (i === sent ? changed : e)))).toBe(2)
  })

  it('the funnel adds up: what was frozen, less what was released, lapsed and cut, was confiscated', () => {
    const found = byPeriod.get('2025-Q1_2026-Q3')!
    const cents = (id: string, part = '') =>
      Math.round(Number(textOf(found, { id, part }).split(' ')[0]!.replaceAll(',', '')) * 100)
    const [lapsed, cut] = [165_600_00, 31_912_75]
    expect(cents('IN-14') - cents('IN-19', 'variant/value') - lapsed - cut).toBe(cents('IN-15'))
    expect(cents('IN-17', 'stage/to victims') + cents('IN-17', 'stage/for public purposes')).toBe(
      cents('IN-16', 'stage/distributable'),
    )
    expect(cents('IN-16', 'stage/gross') - cents('IN-23')).toBe(
      cents('IN-16', 'stage/net of management'),
    )
  })

  it('comes to the same whichever log is read first, and with the logs shuffled into each other', () => {
    const there = JSON.stringify(counted([...logs].reverse(), '2025-Q1_2026-Q3'))
    expect(there).toBe(JSON.stringify(byPeriod.get('2025-Q1_2026-Q3')))
  })

  it('a figure changes when one amount of one event does', () => {
    const at = logs.findIndex((e) => e.type === 'return.paid')
    const changed = logs.filter((e) => e.digest !== logs[at]!.digest)
    expect(
      textOf(counted(changed, '2025-Q1_2026-Q3'), {
        id: 'IN-17',
        part: 'stage/returned across borders',
      }),
    ).not.toBe('36,031,741.83')
  })
})

describe('what anybody may see of them', () => {
  it('holds back every cell of a pair of units', () => {
    for (const [period, found] of byPeriod) {
      const view = publicView(found, { to: releasePeriod(period)!.end, on: demoBegins })
      const pairs = view
        .filter((f) => ['IN-01', 'IN-02', 'IN-03', 'IN-04'].includes(f.id))
        .flatMap((f) => f.parts.filter((p) => p.by === 'pair'))
      expect(pairs.filter((p) => p.shown)).toEqual([])
    }
  })

  it.each([
    ['2025-Q1', 'IN-01', '13 (2)'],
    ['2025-Q1', 'IN-02', '2.50 h'],
    ['2025-Q1', 'IN-03', '101.00 h'],
    ['2025-Q1', 'IN-04', '11/13 = 84.6 %'],
    ['2025-Q1_2026-Q3', 'IN-10', '56.99 (61.96) days'],
    ['2025-Q1_2026-Q3', 'IN-11', '16,916 s'],
    ['2025-Q1_2026-Q3', 'IN-12', '0.72 %'],
    ['2025-Q1_2026-Q3', 'IN-13', 'EUR 53.1 m'],
    ['2025-Q1_2026-Q3', 'IN-14', 'EUR 50.7 m'],
    ['2025-Q1_2026-Q3', 'IN-15', 'EUR 48.6 m'],
    ['2025-Q1_2026-Q3', 'IN-16', 'EUR 48.0 m'],
    ['2025-Q1_2026-Q3', 'IN-17', 'EUR 46.2 m'],
    ['2025-Q1_2026-Q3', 'IN-18', '86.94 %'],
    ['2025-Q1_2026-Q3', 'IN-19', '5/23 = 21.7 %'],
    ['2025-Q1_2026-Q3', 'IN-20', '95 days'],
    ['2025-Q1_2026-Q3', 'IN-21', '11/12 = 91.7 %'],
    ['2025-Q1_2026-Q3', 'IN-22', '12/14 = 85.7 %'],
    ['2025-Q1_2026-Q3', 'IN-23', '2.07 %'],
    ['2025-Q1_2026-Q3', 'IN-24', '74.30 %'],
    ['2025-Q1_2026-Q3', 'IN-33', '38/40 = 95.0 %'],
  ])('%s %s is shown: %s', (period, id, text) => {
    const view = publicView(byPeriod.get(period)!, {
      to: releasePeriod(period)!.end,
      on: demoBegins,
    })
    expect(view.find((f) => f.id === id)).toMatchObject({ shown: true, text })
  })

  it.each([
    ['2025-Q1', 'IN-05'],
    ['2025-Q1_2026-Q3', 'IN-06'],
    ['2025-Q1_2026-Q3', 'IN-07'],
    ['2025-Q1_2026-Q3', 'IN-31'],
  ])('%s %s is told as fewer than five', (period, id) => {
    const view = publicView(byPeriod.get(period)!, {
      to: releasePeriod(period)!.end,
      on: demoBegins,
    })
    const figure = view.find((f) => f.id === id)!
    expect(figure.shown).toBe(false)
    expect(figure.text).toMatch(/^fewer than 5/)
  })
})
