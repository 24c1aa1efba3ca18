import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { election, netLoss, risingTide } from './distribution.ts'
import { follow } from './follow.ts'
import { type RuleId, rules } from './rules.ts'
import { type LedgerRow, ledger, type OpeningRow } from './testing.ts'
import type { FollowOptions } from './trace.ts'

/** What each claim has in one account, in whole units of money with cents: `{ Paul: '2.50' }`. */
function left(
  rows: readonly LedgerRow[],
  rule: RuleId,
  account: string,
  openings: readonly OpeningRow[] = [],
  more: Partial<FollowOptions> = {},
): Record<string, string> {
  const payments = ledger(rows, openings, { proved: true })
  const trace = must(follow(payments, { rule, ...more }))
  return Object.fromEntries(
    trace.holdings
      .filter((h) => payments.accounts[h.account]!.account === account)
      .map((h) => [
        payments.claims[h.claim]!,
        (Number(h.baseNearest ?? h.traced) / 100).toFixed(2),
      ]),
  )
}

const pays = (claim: string, amount: number): LedgerRow => ({
  from: claim,
  to: 'mixed',
  amount: amount * 100,
  claim,
})
const own = (amount: number): LedgerRow => ({ from: 'employer', to: 'mixed', amount: amount * 100 })
const out = (amount: number, to = 'gone'): LedgerRow => ({
  from: 'mixed',
  to,
  amount: amount * 100,
})

interface Case {
  readonly title: string
  readonly rows: readonly LedgerRow[]
  readonly account?: string
  readonly openings?: readonly OpeningRow[]
  readonly expected: Partial<Record<RuleId, Record<string, string>>>
}

/** Numbers as printed by the source or computed with exact fractions from its facts. */
const cases: readonly Case[] = [
  {
    title: 'Paul, Michael and Karen pay in 10 each, 10 goes out twice (Todd, Cardiff)',
    rows: [pays('Paul', 10), pays('Michael', 10), out(10), pays('Karen', 10), out(10)],
    expected: {
      'pari-passu': { Paul: '3.33', Michael: '3.33', Karen: '3.33' },
      rolling: { Paul: '2.50', Michael: '2.50', Karen: '5.00' },
      libr: { Paul: '2.50', Michael: '2.50', Karen: '5.00' },
      fifo: { Karen: '10.00' },
      'proceeds-first': { Karen: '10.00' },
      lifo: { Paul: '10.00' },
    },
  },
  {
    title: 'the first step of the same: two depositors after one withdrawal',
    rows: [pays('Paul', 10), pays('Michael', 10), out(10)],
    expected: { rolling: { Paul: '5.00', Michael: '5.00' } },
  },
  {
    title: 'A 1,000 and B 2,000, 600 is spent (after Barlow Clowes)',
    rows: [pays('A', 1000), pays('B', 2000), out(600)],
    expected: {
      rolling: { A: '800.00', B: '1600.00' },
      'pari-passu': { A: '800.00', B: '1600.00' },
      libr: { A: '800.00', B: '1600.00' },
      fifo: { A: '400.00', B: '2000.00' },
      lifo: { A: '1000.00', B: '1400.00' },
    },
  },
  {
    title: 'W 30,000 and B 20,000; 10,000 is dissipated, then 40,000 buys shares',
    rows: [pays('W', 30000), pays('B', 20000), out(10000), out(40000, 'shares')],
    account: 'shares',
    expected: {
      fifo: { W: '20000.00', B: '20000.00' },
      rolling: { W: '24000.00', B: '16000.00' },
    },
  },
  {
    title:
      'a car, a boat and a jet out of own 100,000 and trust 200,000: what is left of the trust',
    rows: [pays('trust', 200000), out(75000, 'car'), out(79500, 'boat'), out(100000, 'jet')],
    openings: [{ account: 'mixed', amount: 10_000_000 }],
    expected: {
      libr: { trust: '45500.00' },
      rolling: { trust: '30333.33' },
      'proceeds-first': {},
      lifo: {},
    },
  },
  {
    title: 'the same: the car is bought with own money alone',
    rows: [pays('trust', 200000), out(75000, 'car'), out(79500, 'boat'), out(100000, 'jet')],
    openings: [{ account: 'mixed', amount: 10_000_000 }],
    account: 'car',
    expected: { libr: {}, 'cherry-pick': {}, 'proceeds-first': { trust: '75000.00' } },
  },
  {
    title: 'Roscoe v Winder: 455 comes in, the balance falls to 25, own money comes, 358 at death',
    rows: [pays('company', 455), out(430), own(333)],
    expected: {
      libr: { company: '25.00' },
      rolling: { company: '25.00' },
      fifo: { company: '25.00' },
    },
  },
  {
    title: 'Hallett: own 5,000 and trust 5,000, 4,000 goes out',
    rows: [own(5000), pays('trust', 5000), out(4000)],
    expected: { libr: { trust: '5000.00' }, rolling: { trust: '3000.00' } },
  },
  {
    title: 'Peter 100, Lisa 100, 100 is spent',
    rows: [pays('Peter', 100), pays('Lisa', 100), out(100)],
    expected: {
      lifo: { Peter: '100.00' },
      fifo: { Lisa: '100.00' },
      rolling: { Peter: '50.00', Lisa: '50.00' },
    },
  },
  {
    title: "Clayton's Case: 1,717 is due, later payments out exceed it, later deposits remain",
    rows: [pays('Clayton', 1717), own(2000), out(1717), own(500), out(300)],
    expected: { fifo: {} },
  },
  {
    title: 'in A 100, out 100, in B 100',
    rows: [pays('A', 100), out(100), pays('B', 100)],
    expected: {
      rolling: { B: '100.00' },
      libr: { B: '100.00' },
      'pari-passu': { A: '50.00', B: '50.00' },
    },
  },
  {
    title: 'in A 100, in B 100, out 100: the order alone makes the difference',
    rows: [pays('A', 100), pays('B', 100), out(100)],
    expected: {
      rolling: { A: '50.00', B: '50.00' },
      libr: { A: '50.00', B: '50.00' },
      'pari-passu': { A: '50.00', B: '50.00' },
    },
  },
]

describe('decided and taught cases, to the cent', () => {
  for (const { title, rows, account, openings, expected } of cases)
    for (const [rule, figures] of Object.entries(expected))
      for (const arrival of ['ordered', 'blended'] as const)
        it(`${rule}, ${arrival}: ${title}`, () => {
          expect(left(rows, rule as RuleId, account ?? 'mixed', openings, { arrival })).toEqual(
            figures,
          )
        })

  it('Oatway: the claimant takes the shares although own money would have paid for them', () => {
    const rows = [pays('trust', 3000), own(4000), out(2000, 'shares'), out(5000)]
    const elected = ['shares']
    expect(left(rows, 'libr', 'shares')).toEqual({})
    expect(left(rows, 'cherry-pick', 'shares', [], { elected })).toEqual({ trust: '2000.00' })
  })

  it('an election never restores what was paid away before the asset was bought', () => {
    const rows = [pays('trust', 3000), out(2500), own(4000), out(2000, 'shares')]
    const elected = ['shares']
    expect(left(rows, 'cherry-pick', 'shares', [], { elected })).toEqual({ trust: '500.00' })
  })

  it('Foskett: two of five premiums give 40 % of the payout, or a lien for them', () => {
    const e = election({ price: 51_100_00n, claimed: 20_440_00n, worth: 1_000_000_00n })
    expect(e.share).toEqual({ n: 2n, d: 5n })
    expect(e.shareValue).toEqual({ n: 400_000_00n, d: 1n })
    expect(e.lien).toBe(20_440_00n)
  })

  it('names every rule with a source and a status, and none twice', () => {
    expect(new Set(rules.map((r) => r.id)).size).toBe(8)
    for (const rule of rules) expect(rule.citations.length).toBeGreaterThan(0)
  })
})

describe('sharing a pot that is too small', () => {
  const claimants = [
    { in: 100n, out: 0n },
    { in: 100n, out: 50n },
    { in: 200n, out: 190n },
  ]
  it('by net loss each gets the same share of what was lost', () => {
    expect(netLoss(80n, claimants)).toEqual([50n, 25n, 5n])
  })
  it('by rising tide those who had most back wait until the others reach their level', () => {
    const { payments, level } = risingTide(80n, claimants)
    expect(level).toEqual({ n: 13n, d: 20n })
    expect(payments).toEqual([65n, 15n, 0n])
  })
  it('nobody gets more than the loss', () => {
    expect(netLoss(1000n, claimants)).toEqual([100n, 50n, 10n])
    expect(risingTide(1000n, claimants).payments).toEqual([100n, 50n, 10n])
  })
})
