import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { must } from '#base'
import type { Payments } from '#model'
import { type Currency, fraction, rates } from '#money'
import { fastJob } from './fast-job.ts'
import { touchPass } from './fast-touch.ts'
import { fastPass } from './fast-trace.ts'
import { follow } from './follow.ts'
import { type RuleId, ruleOf } from './rules.ts'
import { type LedgerRow, ledger, type OpeningRow } from './testing.ts'
import type { FollowOptions, Moves, Trace } from './trace.ts'
import { expectedAtOneMillion as expected, workload, workloadPayments } from './workload.ts'

describe('the comparison workload at one million payments', () => {
  const job = fastJob(workloadPayments(workload(1_000_000)))
  const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0)

  test('poison touches 208,566 payments', () => {
    expect(touchPass(job).position.length).toBe(expected.poisonPayments)
  })

  test('rolling moves 899,356.50 of the claims and conserves the million', () => {
    const pass = fastPass(job, ruleOf('rolling')!)
    expect(Math.floor(sum(pass.moves.amount))).toBe(expected.rollingMoved)
    expect(sum(pass.held)).toBeCloseTo(expected.claimed, 3)
  })

  test('fifo hands over 1,000,163 lots and moves 756,546.84 of the claims', () => {
    const pass = fastPass(job, ruleOf('fifo')!)
    expect(pass.lotMoves).toBe(expected.fifoLotMoves)
    expect(sum(pass.moves.amount)).toBe(expected.fifoMoved)
    expect(sum(pass.held)).toBe(expected.claimed)
  })

  test.each(['libr', 'lifo', 'proceeds-first', 'cherry-pick'] as const)(
    '%s conserves the million',
    (rule) => {
      expect(sum(fastPass(job, ruleOf(rule)!).held)).toBeCloseTo(expected.claimed, 3)
    },
  )
})

const kept: readonly RuleId[] = [
  'fifo',
  'lifo',
  'rolling',
  'libr',
  'proceeds-first',
  'cherry-pick',
  'poison',
]

const unavailable = [
  ['pari-passu', 'ordered'],
  ['fifo', 'blended'],
] as const

test.each(unavailable)(
  '%s with %s arrival is refused, with the exact arithmetic as remedy',
  (rule, arrival) => {
    const payments = ledger([{ from: 'A', to: 'B', amount: 5, claim: 'Quay' }])
    const answer = follow(payments, { rule, arrival, arithmetic: 'fast' })
    expect(answer.ok ? undefined : answer.refusal).toMatchObject({
      name: 'arithmetic-unavailable',
      remedy: 'use the exact arithmetic',
    })
  },
)

test('an account with a claim that pays and is paid at one moment is named', () => {
  const payments = ledger([
    { from: 'Victim', to: 'Heron', amount: 100, time: 1, claim: 'Victim' },
    { from: 'Heron', to: 'Larkspur', amount: 50, time: 2 },
    { from: 'Bank', to: 'Heron', amount: 50, time: 2 },
    { from: 'Bank', to: 'Clean', amount: 50, time: 2 },
  ])
  const trace = must(follow(payments, { rule: 'fifo', arithmetic: 'fast' }))
  const told = trace.warnings.filter((w) => w.code === 'order-unproved')
  expect(told.map((w) => payments.accounts[w.account!]!.account)).toEqual(['Heron'])
})

describe('what a division left over is no claim', () => {
  const split: readonly LedgerRow[] = [
    { from: 'D', to: 'A', amount: 55, claim: 'Quay', claimAmount: 15 },
    { from: 'A', to: 'C', amount: 22 },
    { from: 'C', to: 'A', amount: 38, time: 1, claim: 'Quay', claimAmount: 3 },
    { from: 'A', to: 'C', amount: 16, time: 1 },
    { from: 'A', to: 'A', amount: 1, time: 1 },
  ]
  const openings: readonly OpeningRow[] = [
    { account: 'A', amount: 6 },
    { account: 'D', amount: 40, claim: 'Quay' },
    { account: 'A', amount: 15, claim: 'Quay' },
  ]
  const rest: readonly LedgerRow[] = [
    { from: 'A', to: 'D', amount: 6, currency: 'EUR', toCurrency: 'USD', received: 7 },
    { from: 'E', to: 'B', amount: 6, currency: 'USD', toCurrency: 'EUR', received: 5 },
    { from: 'B', to: 'A', amount: 1, claim: 'Quay', claimAmount: 1, currency: 'EUR' },
    { from: 'A', to: 'B', amount: 32, claim: 'Quay', claimAmount: 1, currency: 'EUR' },
    { from: 'B', to: 'A', amount: 1, time: 1, currency: 'EUR' },
  ]
  const claimed: readonly OpeningRow[] = [
    { account: 'A', amount: 36, claim: 'Helvig', currency: 'EUR' },
    { account: 'E', amount: 1, claim: 'Helvig', currency: 'USD' },
    { account: 'E', amount: 5, claim: 'Dorvan', currency: 'USD' },
  ]

  test.each(['exact', 'fast'] as const)('%s: it collides with nothing', (arithmetic) => {
    const trace = must(
      follow(ledger(split, openings), { rule: 'rolling', order: 'debits-first', arithmetic }),
    )
    expect(trace.warnings.map((w) => w.code)).not.toContain('collision')
  })

  test.each(['exact', 'fast'] as const)(
    '%s: it does not end, so the claim ends when its money is spent',
    (arithmetic) => {
      const payments = ledger(rest, claimed)
      const trace = must(follow(payments, { rule: 'cherry-pick', arithmetic }))
      const quay = payments.claims.indexOf('Quay')
      expect(trace.exhausted.filter((e) => e.claim === quay).map((e) => e.time)).toEqual([1])
    },
  )
})

describe('fast and exact give the same answer on random ledgers', () => {
  const account = fc.constantFrom('A', 'B', 'C', 'D', 'E')
  const claim = fc.option(fc.constantFrom('Quay', 'Dorvan', 'Helvig'), { nil: undefined, freq: 3 })
  const row = fc.record({
    from: account,
    to: account,
    amount: fc.integer({ min: 1, max: 60 }),
    gap: fc.integer({ min: 0, max: 1 }),
    claim,
    claimAmount: fc.integer({ min: 1, max: 70 }),
    type: fc.constantFrom('', 'asset'),
  })
  const rows = fc.array(row, { minLength: 1, maxLength: 30 }).map((list) => {
    let time = 0
    return list.map(({ gap, claim: c, claimAmount, ...rest }): LedgerRow => {
      time += gap
      return { ...rest, time, ...(c === undefined ? {} : { claim: c, claimAmount }) }
    })
  })
  const openings = fc
    .uniqueArray(fc.record({ account, amount: fc.integer({ min: 1, max: 80 }), claim }), {
      selector: (o) => `${o.account} ${o.claim}`,
      maxLength: 6,
    })
    .map((list) =>
      list.map(
        ({ claim: c, ...o }): OpeningRow => ({ ...o, ...(c === undefined ? {} : { claim: c }) }),
      ),
    )
  const order = fc.constantFrom('given' as const, 'credits-first' as const, 'debits-first' as const)

  test.each(kept)('%s: one currency, several claims, overdrafts, collisions, any order', (rule) => {
    fc.assert(
      fc.property(rows, openings, order, (r, o, how) => {
        same(ledger(r, o), { rule, order: how })
      }),
      { numRuns: 400 },
    )
  })

  const converted = rows.map((list) =>
    list.map((r, i): LedgerRow => {
      const [here, there] = [currencyOf(r.from), currencyOf(r.to)]
      if (here === there) return { ...r, currency: here }
      const received =
        i % 11 === 10
          ? 0
          : Math.max(1, Math.round(here === 'EUR' ? r.amount * 1.1 : r.amount / 1.1))
      return { ...r, currency: here, toCurrency: there, received }
    }),
  )
  const table = rates('EUR' as Currency, [
    { currency: 'USD' as Currency, rate: fraction(23n, 25n), from: '1970-01-01' as never },
  ])
  test.each(kept)('%s: two currencies, valued in one at the rate of the day', (rule) => {
    fc.assert(
      fc.property(converted, openings, order, (r, o, how) => {
        const stated = o.map((x) => ({ ...x, currency: currencyOf(x.account) }))
        same(ledger(r, stated), { rule, order: how, rates: table })
        same(ledger(r, stated), { rule, order: how })
      }),
      { numRuns: 400 },
    )
  })
})

function currencyOf(account: string): string {
  return account < 'C' ? 'EUR' : 'USD'
}

/** Every figure within the bound that the fast trace states for itself, and all else equal. */
function same(payments: Payments, options: FollowOptions): void {
  const exact = must(follow(payments, options))
  const fast = must(follow(payments, { ...options, arithmetic: 'fast' }))
  expect(fast.arithmetic).toBe('fast')
  expect(fast.base).toEqual(exact.base)
  expect(fast.boundary).toEqual(exact.boundary)
  expect(endings(fast)).toEqual(endings(exact))
  const codes = (t: Trace) =>
    t.warnings
      .filter((w) => w.code !== 'order-unproved')
      .map((w) => `${w.code} ${w.account} ${w.count}`)
      .sort()
  expect(codes(fast)).toEqual(codes(exact))
  const slack = fast.errorBound + 1e-9
  close(fast.moves, exact.moves, slack)
  close(fast.losses, exact.losses, slack)
  expect(fast.residue).toBeLessThanOrEqual(Math.max(slack, 1e-6))
  const held = (t: Trace) => new Map(t.holdings.map((h) => [`${h.account} ${h.claim}`, h]))
  const [a, b] = [held(fast), held(exact)]
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const difference = Number((a.get(key)?.traced ?? 0n) - (b.get(key)?.traced ?? 0n))
    expect(Math.abs(difference), key).toBeLessThanOrEqual(1)
    if (a.has(key) && b.has(key)) expect(a.get(key)!.balance).toBe(b.get(key)!.balance)
  }
  expect(fast.claims.map((c) => c.claimed === null)).toEqual(
    exact.claims.map((c) => c.claimed === null),
  )
  for (const c of fast.claims) {
    if (c.claimed === null || c.traced === null) continue
    expect(c.traced + c.untraceable!).toBe(c.claimed)
    expect(Math.abs(Number(c.claimed - exact.claims[c.claim]!.claimed!))).toBeLessThanOrEqual(1)
    expect(Math.abs(Number(c.traced - exact.claims[c.claim]!.traced!))).toBeLessThanOrEqual(1)
  }
}

function endings(trace: Trace): string[] {
  return trace.exhausted.map((e) => `${e.account} ${e.claim} ${e.time}`).sort()
}

/** Rows of both, by payment and claim; a row that only one has must be nothing but a rounding error. */
function close(fast: Moves, exact: Moves, slack: number): void {
  const table = (m: Moves) => {
    const map = new Map<string, readonly [number, number]>()
    m.payment.forEach((payment, i) => {
      const key = `${payment} ${m.claim[i]}`
      const before = map.get(key) ?? [0, 0]
      map.set(key, [before[0] + m.value[i]!, before[1] + m.base[i]!])
    })
    return map
  }
  const [a, b] = [table(fast), table(exact)]
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [x, y] = [a.get(key) ?? [0, 0], b.get(key) ?? [0, 0]]
    if (Number.isNaN(y[0])) expect(a.has(key), key).toBe(b.has(key))
    else expect(Math.abs(x[0] - y[0]), key).toBeLessThanOrEqual(slack)
    if (!Number.isNaN(y[1]) && !Number.isNaN(x[1]))
      expect(Math.abs(x[1] - y[1]), key).toBeLessThanOrEqual(slack)
  }
}
