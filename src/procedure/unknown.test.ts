import { describe, expect, it } from 'vitest'
import type { Json } from '#base'
import { lanternCards } from '#directory'
import { type Law, shipped } from '#law'
import { guardOf } from './guards.ts'
import { procedureOf, shippedTables } from './procedures.ts'
import type { GuardRef } from './rows.ts'
import type { Situation } from './situation.ts'
import { at, officer } from './testing.ts'

/** The law without some rows: a pack may end them, and another may never have had them. */
function without(...ids: readonly string[]): Law {
  return {
    ...shipped,
    thresholds: shipped.thresholds.filter((t) => !ids.includes(t.id)),
    rules: shipped.rules.filter((r) => !ids.includes(r.id)),
  }
}

function ask(
  ref: GuardRef,
  law: Law,
  document: Readonly<Record<string, Json>>,
  notes: Readonly<Record<string, Json>> = {},
  tallies: Readonly<Record<string, Readonly<Record<string, Json>>>> = {},
) {
  const found = procedureOf('P5')
  if (!found.ok) throw new Error('no P5')
  const party = { authority: 'XV-CA', country: 'XV', kind: 'central-authority' } as const
  const situation = {
    procedure: found.value,
    row: found.value.transitions[0]!,
    state: { notes, tallies, counts: {}, clocks: [], states: {}, stamps: {} },
    parties: { requesting: party, requested: { ...party, authority: 'XN-CA', country: 'XN' } },
    side: 'requesting',
    party,
    now: at('2026-02-27 09:00'),
    actor: officer('XV-CA', 'registrar'),
    law,
    directory: lanternCards,
    tables: shippedTables,
    document,
  } as unknown as Situation
  const { guard, with: with_ } = guardOf(ref)
  return guard.gate?.(situation, with_) ?? guard.check?.(situation, with_)
}

const eur = (amount: string) => ({ amount, currency: 'EUR' })
const sale = { value: eur('100000.00'), monthlyCost: eur('1000.00'), monthlyLoss: 0 }
const shared = {
  recovered: eur('10000.02'),
  victims: eur('0.00'),
  keeps: eur('5000.01'),
  passes: eur('5000.01'),
}
const plan = { legs: ['FZ-01', 'FZ-02'], value: eur('100.00'), abort: 10 }
const votes = (ready: string) => ({
  votes: { 'FZ-01': { vote: 'ready', value: eur(ready) }, 'FZ-02': { vote: 'not-ready' } },
})

describe('what has no row is not allowed', () => {
  it.each([
    ['window-long-enough', ['TH-CLAIM-WINDOW'], { closes: '2026-05-29' }, {}, {}],
    ['sale-worth-it', ['TH-SALE'], sale, {}, {}],
    ['shares-right', ['TH-SHARE'], shared, {}, {}],
    ['shares-right', ['TH-SHARING'], shared, {}, {}],
    ['term-lawful', ['DL-41'], { starts: '2025-04-14', until: '2026-04-14' }, {}, {}],
    ['legs-ready', ['TH-ABORT'], {}, plan, votes('90.00')],
  ] as const)('%s without %j', (guard, rows, document, notes, tallies) => {
    expect(ask(guard, shipped, document, notes, tallies)).toBeUndefined()
    expect(ask(guard, without(...rows), document, notes, tallies)?.ground).toMatch(/^no row says/)
  })

  it('a plan may stop earlier than the line of the law, and not later', () => {
    expect(ask('legs-ready', shipped, {}, { ...plan, abort: 60 }, votes('50.00'))?.name).toBe(
      'legs-not-ready',
    )
    expect(ask('legs-ready', shipped, {}, { ...plan, abort: 5 }, votes('94.00'))?.name).toBe(
      'legs-not-ready',
    )
    expect(ask('legs-ready', shipped, {}, { ...plan, abort: 5 }, votes('95.00'))).toBeUndefined()
  })
})
