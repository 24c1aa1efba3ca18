import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import { shipped } from '#law'
import { type Figure, figures, type Part } from './figures.ts'
import type { SignedEvent } from './signed-event.ts'
import { euroCents } from './values.ts'

const period = {
  from: '2025-01-01T00:00:00.000Z' as Instant,
  to: '2026-01-01T00:00:00.000Z' as Instant,
}

/** Events of one team in the order in which they are given, a day apart. */
function team(...events: readonly Partial<SignedEvent>[]): readonly Figure[] {
  const signed = events.map(
    (event, i): SignedEvent => ({
      type: 'jit.task',
      stream: 'matter/jit',
      node: 'XV-SACP',
      actor: 'XV-SACP/prosecutor',
      at: new Date(Date.UTC(2025, 1, 1 + i)).toISOString() as Instant,
      data: {},
      ...event,
    }),
  )
  return figures(signed, period, shipped)
}

const said = (type: string, key: string, value: unknown, actor = 'XV-SACP/prosecutor') => ({
  type,
  actor,
  data: { tally: { as: 'x', key, value } },
})
const item = (digest: string, actor: string) => said('evidence.transferred', digest, digest, actor)
const opened = (key: string, cites?: readonly string[]) =>
  said('prosecution.opened', key, {
    opened: '2025-03-01',
    ...(cites === undefined ? {} : { cites }),
  })
const judged = (key: string, outcome: string) =>
  said('prosecution.judgment', key, { outcome, judged: '2025-10-01', final: false })
const of = (found: readonly Figure[], id: string) => found.find((f) => f.id === id)!
const part = (figure: Figure, key: string): Part => figure.parts.find((p) => p.key === key)!

describe('what teams record', () => {
  it('counts a prosecution as supported where it cites an item that a peer put into the room', () => {
    const found = team(
      item('sha256:aa', 'XN-EPP/prosecutor'),
      item('sha256:bb', 'XV-SACP/prosecutor'),
      opened('P1', ['sha256:bb', 'sha256:aa']),
      opened('P2', ['sha256:bb']),
      opened('P3'),
      opened('P4', ['sha256:cc']),
    )
    expect(of(found, 'IN-25').text).toBe('1/4 = 25.0 %')
  })

  it('counts the judgment that stands last, and open prosecutions as open', () => {
    const found = team(
      opened('P1'),
      opened('P2'),
      opened('P3'),
      judged('P1', 'convicted'),
      judged('P1', 'acquitted'),
      judged('P2', 'convicted-in-part'),
    )
    const figure = of(found, 'IN-25')
    expect(part(figure, 'convictions / judgments').text).toBe('1/2 = 50.0 %')
    expect(part(figure, 'open').text).toBe('1/3 = 33.3 %')
    expect(part(figure, 'convicted')).toBeUndefined()
  })

  it('counts a comparison that is recorded again once, as it stands last', () => {
    const run = (merged: number) =>
      said('match.run', 'DC-01', { compared: 63, hits: 5, merged, led: 1 })
    expect(of(team(run(0), run(2)), 'IN-27').text).toBe('3/5 = 60.0 %')
  })

  it('holds import, less freight, against the export of the other side, in either direction', () => {
    const usd = (amount: string) => ({ amount, currency: 'USD' })
    const line = (key: string, imported: string, exported: string, rate: unknown) =>
      said('trade.mirrored', key, {
        good: '9022',
        exporter: 'XS',
        importer: 'XV',
        year: 2024,
        imported: usd(imported),
        exported: usd(exported),
        freight: usd('100.00'),
        rate,
      })
    const found = team(
      line('a', '1000.00', '400.00', '0.5'),
      line('b', '1000.00', '1400.00', '0.5'),
      line('c', '1000.00', '1.00', undefined),
    )
    // (1000 - 100 - 400) / 2 and (1400 - 900) / 2, of 1000 / 2 each; without a rate nothing is added.
    expect(of(found, 'IN-41').text).toBe('500.00 / 1,000.00 = 50.00 %')
  })

  it('tells what a community measured last, and every measurement before it', () => {
    const measured = (day: string, counted: number) =>
      said('community.measured', day, { indicator: 'safe water', n: 200, counted })
    const figure = of(team(measured('2025-06-01', 90), measured('2024-06-01', 50)), 'IN-42')
    expect(figure.text).toBe('90/200 = 45.0 %')
    expect(figure.parts.map((p) => `${p.key}: ${p.text}`)).toEqual([
      '2024-06-01 safe water: 50/200 = 25.0 %',
      '2025-06-01 safe water: 90/200 = 45.0 %',
    ])
  })

  it('counts living costs that were refused as refused', () => {
    const asked = { type: 'suspension.carve_out_asked' }
    const decided = (transition: string) => ({ type: 'suspension.carve_out_decided', transition })
    const found = team(asked, decided('grant-living-costs'), asked, decided('deny-living-costs'))
    expect(of(found, 'IN-40').text).toBe('1/2 = 50.0 %')
  })
})

describe('an amount in euro', () => {
  it.each([
    [{ amount: '12.34', currency: 'EUR' }, undefined, 1234],
    [{ amount: '12.34', currency: 'EUR' }, '0.5', 1234],
    [{ amount: '100.00', currency: 'USD' }, '0.92', 9200],
    // Half a cent goes up; yen have no hundredths, dinars have thousandths.
    [{ amount: '0.01', currency: 'USD' }, '0.5', 1],
    [{ amount: '1000', currency: 'JPY' }, '0.006', 600],
    [{ amount: '1.000', currency: 'KWD' }, '3', 300],
    [{ amount: '100.00', currency: 'USD' }, undefined, undefined],
    [{ amount: '100.00', currency: 'USD' }, '0,92', undefined],
    [{ amount: '100.00', currency: 'USD' }, 0.92, undefined],
    [{ amount: '100.00', currency: 'USD' }, '1e2', undefined],
    [{ amount: '-1.00', currency: 'EUR' }, undefined, undefined],
    [{ amount: '99999999999999999.00', currency: 'EUR' }, undefined, undefined],
  ])('%j at %j', (amount, rate, cents) => {
    expect(euroCents(amount, rate)).toBe(cents)
  })
})
