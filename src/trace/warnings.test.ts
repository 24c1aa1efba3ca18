import { describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Payments } from '#model'
import { type Currency, parseFraction, rates } from '#money'
import { asJson } from './as-json.ts'
import { follow } from './follow.ts'
import { sequence } from './order.ts'
import { type RuleId, rules } from './rules.ts'
import { type LedgerRow, ledger } from './testing.ts'

const victim = (to: string, amount: number, more: Partial<LedgerRow> = {}): LedgerRow => ({
  from: 'victim',
  to,
  amount,
  claim: 'victim',
  ...more,
})
const trace = (payments: Payments, rule: RuleId = 'rolling') => must(follow(payments, { rule }))
const codes = (payments: Payments, rule: RuleId = 'rolling') =>
  trace(payments, rule).warnings.map((w) => w.code)

describe('no tracing through a negative balance (Bishopsgate v Homan [1995] Ch 211)', () => {
  const rows = [
    victim('A', 100),
    { from: 'A', to: 'B', amount: 150 },
    { from: 'employer', to: 'A', amount: 80 },
  ]
  for (const rule of ['fifo', 'lifo', 'rolling', 'libr', 'proceeds-first', 'cherry-pick'] as const)
    it(`${rule}: the claim leaves with the payment, the account is exhausted, later money is not the claim's`, () => {
      const payments = ledger(rows, [{ account: 'A', amount: 0 }])
      const result = asJson(trace(payments, rule), payments)
      expect(result.holdings.map((h) => [h.account, h.traced, h.balance])).toEqual([
        ['B', '1.00', '1.50'],
      ])
      expect(result.exhausted).toEqual([
        { account: 'A', claim: 'victim', currency: 'EUR', at: '1970-01-01T00:00:02.000Z' },
      ])
      const overdrawn = result.warnings.find((w) => w.code === 'overdrawn')!
      expect([overdrawn.count, overdrawn.worst, overdrawn.touches_claims]).toEqual([
        1,
        '0.50',
        true,
      ])
    })

  it('claim money that repays the overdraft is untraceable, what is above it stays', () => {
    const payments = ledger(
      [{ from: 'A', to: 'B', amount: 60 }, victim('A', 100)],
      [{ account: 'A', amount: 0 }],
    )
    const result = asJson(trace(payments), payments)
    expect(result.holdings.map((h) => [h.account, h.traced])).toEqual([['A', '0.40']])
    expect(result.total).toEqual({ claimed: '1.00', traced: '0.40', untraceable: '0.60' })
    expect(result.exhausted).toHaveLength(1)
  })

  it('without a stated opening it names the least opening that would cover the whole ledger', () => {
    const payments = ledger([
      victim('A', 100),
      { from: 'A', to: 'B', amount: 150 },
      { from: 'employer', to: 'A', amount: 40 },
      { from: 'A', to: 'B', amount: 70 },
    ])
    const w = trace(payments).warnings.find((x) => x.code === 'opening-missing')!
    expect([w.count, w.worst, w.touchesClaims]).toEqual([2, 80, true])
    expect(w.text).toContain('an opening of at least 0.80 EUR')
    expect(trace(payments).boundary).toEqual({ accounts: 2, payments: 2 })
  })

  it('an account that no claim ever touches is named with less weight, after those that matter', () => {
    const payments = ledger(
      [
        { from: 'C', to: 'D', amount: 5 },
        { from: 'C', to: 'D', amount: 5 },
        victim('A', 100),
        { from: 'A', to: 'B', amount: 150 },
      ],
      [
        { account: 'A', amount: 0 },
        { account: 'C', amount: 0 },
      ],
    )
    const warnings = trace(payments).warnings
    expect(warnings.map((w) => [w.account, w.count, w.touchesClaims])).toEqual([
      [payments.accounts.findIndex((a) => a.account === 'A'), 1, true],
      [payments.accounts.findIndex((a) => a.account === 'C'), 2, false],
    ])
  })
})

describe('what nothing proves is said', () => {
  const day = (
    from: string,
    to: string,
    amount: number,
    time: string,
    claim?: string,
  ): LedgerRow => ({
    from,
    to,
    amount,
    time,
    ...(claim ? { claim } : {}),
  })
  const schuyler = ledger([
    day('A-victim', 'mixed', 100, '2024-05-02', 'A'),
    day('B-victim', 'mixed', 100, '2024-05-03', 'B'),
    day('mixed', 'gone', 100, '2024-05-03'),
  ])

  it('a debit and a credit on one day leave the order unproved; the interval shows what hangs on it', () => {
    const w = trace(schuyler).warnings.find((x) => x.code === 'order-unproved')!
    expect([schuyler.accounts[w.account!]!.account, w.count]).toEqual(['mixed', 1])
    expect(w.text).toContain('2024-05-03')
    const result = asJson(must(follow(schuyler, { rule: 'rolling', order: 'interval' })), schuyler)
    expect(
      result.holdings
        .filter((h) => h.account === 'mixed')
        .map((h) => [h.claim, h.low, h.traced, h.high]),
    ).toEqual([
      ['A', '0.00', '0.50', '0.50'],
      ['B', '0.50', '0.50', '1.00'],
    ])
    expect(result.order).toBe('interval')
    expect(result.order_interval?.traced).toEqual({ low: '2.00', high: '2.00' })
  })

  it('pari passu hangs on no order and says so', () => {
    const t = must(follow(schuyler, { rule: 'pari-passu', order: 'interval' }))
    expect(t.order).toBe('ignored')
    expect(t.warnings).toEqual([])
  })

  it('debits first means first only where the account can pay; an impossible order is not counted', () => {
    const payments = ledger([
      day('X', 'mixed', 50, '2024-05-02'),
      day('mixed', 'gone', 60, '2024-05-03'),
      day('mixed', 'gone', 40, '2024-05-03'),
      day('Y', 'mixed', 30, '2024-05-03'),
    ])
    expect([...sequence(payments, 'given')]).toEqual([0, 1, 2, 3])
    expect([...sequence(payments, 'debits-first')]).toEqual([0, 2, 3, 1])
    expect([...sequence(payments, 'credits-first')]).toEqual([0, 3, 1, 2])
  })

  it('a ring on one day is broken where it can be paid', () => {
    const ring = ledger(
      [
        day('A', 'B', 10, '2024-05-03'),
        day('B', 'C', 10, '2024-05-03'),
        day('C', 'A', 10, '2024-05-03'),
      ],
      [
        { account: 'A', amount: 0 },
        { account: 'B', amount: 10 },
        { account: 'C', amount: 0 },
      ],
    )
    for (const order of ['credits-first', 'debits-first'] as const)
      expect([...sequence(ring, order)]).toEqual([1, 2, 0])
  })

  it('days without times are said once', () => {
    const payments = ledger([day('v', 'A', 1, '2024-05-02', 'v')], [], { daysOnly: true })
    expect(codes(payments)).toEqual(['days-only'])
    expect(codes(payments, 'pari-passu')).toEqual([])
  })
})

describe('claims that meet', () => {
  it('money that follows a claim is never introduced for another; the earlier stays', () => {
    const payments = ledger([
      { from: 'x', to: 'A', amount: 100, claim: 'first' },
      { from: 'A', to: 'B', amount: 100, claim: 'second' },
    ])
    for (const rule of ['fifo', 'rolling', 'pari-passu'] as const) {
      const result = asJson(trace(payments, rule), payments)
      expect(result.holdings.map((h) => [h.account, h.claim, h.traced])).toEqual([
        ['B', 'first', '1.00'],
      ])
      expect(result.total).toEqual({ claimed: '2.00', traced: '1.00', untraceable: '1.00' })
      expect(result.warnings.map((w) => w.code)).toContain('collision')
    }
  })

  it('the same claim marked on every hop is traced once, and the repetition is named', () => {
    const payments = ledger([
      { from: 'x', to: 'A', amount: 100, claim: 'first' },
      { from: 'A', to: 'B', amount: 100, claim: 'first' },
      { from: 'B', to: 'C', amount: 100, claim: 'first' },
    ])
    for (const rule of ['fifo', 'rolling', 'pari-passu'] as const)
      for (const arithmetic of ['exact', 'fast'] as const) {
        if (rule === 'pari-passu' && arithmetic === 'fast') continue
        const result = asJson(must(follow(payments, { rule, arithmetic })), payments)
        expect(result.holdings.map((h) => [h.account, h.traced])).toEqual([['C', '1.00']])
        expect(result.claims).toEqual([
          {
            claim: 'first',
            claimed: '3.00',
            traced: '1.00',
            untraceable: '2.00',
            repeated: '2.00',
          },
        ])
      }
  })

  it('what is claimed is the same under every rule', () => {
    const payments = ledger([
      victim('A', 100),
      { from: 'x', to: 'A', amount: 100 },
      { from: 'A', to: 'B', amount: 120 },
      { from: 'B', to: 'C', amount: 90, claim: 'victim' },
    ])
    const claimed = rules.map((r) => must(follow(payments, { rule: r.id })).total.claimed)
    expect(new Set(claimed)).toEqual(new Set([190n]))
  })

  it('a claim larger than its payment is followed as far as the payment goes', () => {
    const payments = ledger([victim('A', 100, { claimAmount: 150 })])
    expect(codes(payments)).toEqual(['claim-exceeds-payment'])
    expect(trace(payments).total.claimed).toBe(100n)
  })
})

describe('currencies', () => {
  const rows = [
    victim('A', 1000, { currency: 'USD', time: '2024-01-02' }),
    {
      from: 'A',
      to: 'B',
      amount: 1000,
      currency: 'USD',
      received: 950,
      toCurrency: 'EUR',
      time: '2024-02-01',
    },
  ]
  const table = (from: string) =>
    rates('EUR' as Currency, [
      { currency: 'USD' as Currency, rate: parseFraction('0.9')!, from: from as never },
    ])

  it('a claim is worth its amount at the rate of the day it came in; the gain shows in the account', () => {
    const payments = ledger(rows)
    const result = asJson(
      must(follow(payments, { rule: 'fifo', rates: table('2024-01-01') })),
      payments,
    )
    expect(result.base).toBe('EUR')
    expect(result.holdings.map((h) => [h.account, h.currency, h.traced, h.base_traced])).toEqual([
      ['B', 'EUR', '9.50', '9.00'],
    ])
    expect(result.total.claimed).toBe('9.00')
  })

  it('an unknown rate is never guessed: figures in base are left out and the warning says why', () => {
    const payments = ledger(rows)
    const result = asJson(
      must(follow(payments, { rule: 'fifo', rates: table('2024-01-15') })),
      payments,
    )
    expect(result.holdings.map((h) => [h.traced, h.base_traced])).toEqual([['9.50', null]])
    expect(result.total.claimed).toBeNull()
    expect(result.warnings.map((w) => w.code)).toEqual(['rate-unknown'])
  })

  it('without rates the currency in which all claims came in is the base', () => {
    const payments = ledger(rows)
    const result = asJson(trace(payments, 'fifo'), payments)
    expect([result.base, result.total.traced]).toEqual(['USD', '10.00'])
  })

  it('a credit booked as nothing ends the claim', () => {
    const payments = ledger([
      victim('A', 5),
      { from: 'A', to: 'B', amount: 5, received: 0, toCurrency: 'VLD' },
    ])
    expect(trace(payments).total.untraceable).toBe(5n)
    expect(codes(payments)).toEqual(['value-vanished'])
  })
})

describe('refusals', () => {
  const payments = ledger([victim('A', 5)])
  const refused = (options: Parameters<typeof follow>[1], given = payments) => {
    const outcome = follow(given, options)
    return outcome.ok ? undefined : outcome.refusal.name
  }
  it('each situation has its name', () => {
    expect(refused({ rule: 'haircut' as RuleId })).toBe('rule-unknown')
    expect(refused({ rule: 'fifo', cancelled: () => true })).toBe('cancelled')
    expect(refused({ rule: 'fifo' }, { ...payments, amount: new Float64Array([-5]) })).toBe(
      'payments-malformed',
    )
  })
  it('no claim and no election are warnings, not refusals', () => {
    expect(codes(ledger([{ from: 'A', to: 'B', amount: 1 }]))).toEqual(['nothing-claimed'])
    expect(codes(payments, 'cherry-pick')).toEqual(['nothing-elected'])
  })
  it('an empty ledger is traced to nothing', () => {
    for (const r of rules) {
      const result = asJson(trace(ledger([]), r.id), ledger([]))
      expect(result.holdings).toEqual([])
      expect(result.warnings.map((w) => w.code)).toContain('nothing-claimed')
    }
  })
})
