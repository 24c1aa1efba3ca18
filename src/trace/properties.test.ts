import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Payments } from '#model'
import { explain } from './explain.ts'
import { contributions } from './explain-contributions.ts'
import { FixedPoint, worstGain } from './fixed-point.ts'
import { settle } from './flow-balance.ts'
import { follow } from './follow.ts'
import { behind, graph, steps } from './graph.ts'
import { sequence } from './order.ts'
import { type RuleId, ruleOf } from './rules.ts'
import { type LedgerRow, ledger } from './testing.ts'
import { ledgers } from './testing-arbitrary.ts'
import { truth } from './testing-oracle.ts'
import type { Trace } from './trace.ts'
import { walk } from './walk.ts'
import { Warnings } from './warnings.ts'

const quantities: readonly RuleId[] = [
  'fifo',
  'lifo',
  'rolling',
  'pari-passu',
  'libr',
  'proceeds-first',
  'cherry-pick',
]
const kept = quantities.filter((r) => r !== 'pari-passu')
const anyRule = fc.constantFrom(...quantities)
const runs = { numRuns: 300 }

const byKey = (t: Trace) => new Map(t.holdings.map((h) => [`${h.account}|${h.claim}`, h.traced!]))

describe('what holds of every trace', () => {
  it('holdings and untraceable add up to what was claimed, claim by claim', () => {
    fc.assert(
      fc.property(ledgers({ conversions: true }), anyRule, (payments, rule) => {
        const trace = must(follow(payments, { rule }))
        for (const c of trace.claims) {
          const held = trace.holdings
            .filter((h) => h.claim === c.claim)
            .reduce((sum, h) => sum + h.baseTraced!, 0n)
          expect(held + c.untraceable!).toBe(c.claimed)
          expect(c.untraceable! >= 0n).toBe(true)
        }
        expect(trace.total.traced! + trace.total.untraceable!).toBe(trace.total.claimed)
      }),
      runs,
    )
  })

  it('no holding is negative, above its balance or above its claim', () => {
    fc.assert(
      fc.property(ledgers(), anyRule, (payments, rule) => {
        const trace = must(follow(payments, { rule }))
        for (const h of trace.holdings) {
          expect(h.traced! >= 0n && h.traced! <= h.balance).toBe(true)
          expect(h.traced! <= trace.claims[h.claim]!.claimed!).toBe(true)
        }
      }),
      runs,
    )
  })

  it('every move is within its payment, and what claims move never exceeds it', () => {
    fc.assert(
      fc.property(ledgers({ conversions: true }), anyRule, (payments, rule) => {
        const { moves } = must(follow(payments, { rule }))
        const sums = new Map<number, number>()
        moves.payment.forEach((p, m) => {
          expect(moves.value[m]!).toBeGreaterThan(0)
          sums.set(p, (sums.get(p) ?? 0) + moves.value[m]!)
        })
        for (const [p, sum] of sums) expect(sum).toBeLessThanOrEqual(payments.amount[p]! + 1e-9)
      }),
      runs,
    )
  })

  it('the interval contains the given order', () => {
    fc.assert(
      fc.property(ledgers({ sharedMoments: true }), anyRule, (payments, rule) => {
        const given = byKey(must(follow(payments, { rule })))
        const trace = must(follow(payments, { rule, order: 'interval' }))
        if (rule === 'pari-passu') {
          expect(trace.order).toBe('ignored')
          return
        }
        for (const h of trace.holdings) {
          const value = given.get(`${h.account}|${h.claim}`) ?? 0n
          expect(h.low! <= value && value <= h.high!).toBe(true)
          expect(h.traced).toBe(value)
        }
      }),
      runs,
    )
  })

  it('is plain data that crosses threads', () => {
    fc.assert(
      fc.property(ledgers(), anyRule, (payments, rule) => {
        const trace = must(follow(payments, { rule }))
        expect(structuredClone(trace)).toEqual(trace)
      }),
      { numRuns: 50 },
    )
  })
})

describe('how the rules are related', () => {
  it('pari passu does not care about the order of payments', () => {
    fc.assert(
      fc.property(ledgers({ funded: true }), fc.infiniteStream(fc.nat()), (payments, numbers) => {
        const keys = Array.from({ length: payments.count }, () => numbers.next().value!)
        const rule = 'pari-passu'
        const a = must(follow(payments, { rule }))
        const b = must(follow(permuted(payments, keys), { rule }))
        expect(byKey(b)).toEqual(byKey(a))
      }),
      runs,
    )
  })

  it('pari passu is what repeated averaging of all contributions comes to', () => {
    fc.assert(
      fc.property(ledgers({ funded: true }), (payments) => {
        const trace = must(follow(payments, { rule: 'pari-passu' }))
        fc.pre(!trace.warnings.some((w) => w.code === 'collision'))
        const got = byKey(trace)
        for (const [key, value] of averaged(payments))
          expect(Math.abs(Number(got.get(key) ?? 0n) - value)).toBeLessThan(1.000001)
      }),
      runs,
    )
  })

  it('a deposit split in two adjacent ones of the same owner changes nothing', () => {
    fc.assert(
      fc.property(
        ledgers(),
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...quantities),
        (payments, n, cut, rule) => {
          const i = n % payments.count
          const amount = payments.amount[i]!
          const introduced = payments.introductions.filter((x) => x.payment === i)
          const whole = introduced.length === 0 || introduced[0]!.amount === amount
          fc.pre(amount > 1 && whole && payments.accounts[payments.from[i]!]!.account === 'OUT')
          const a = must(follow(payments, { rule }))
          const b = must(follow(splitAt(payments, i, 1 + (cut % (amount - 1))), { rule }))
          expect(byKey(b)).toEqual(byKey(a))
        },
      ),
      runs,
    )
  })

  it('without own money LIBR is the rolling charge, payment by payment', () => {
    fc.assert(
      fc.property(depositsOnly(), (payments) => {
        const [libr, rolling] = (['libr', 'rolling'] as const).map((rule) =>
          must(follow(payments, { rule })),
        )
        expect(byKey(libr!)).toEqual(byKey(rolling!))
        expect([...libr!.moves.payment]).toEqual([...rolling!.moves.payment])
        libr!.moves.value.forEach((v, m) => {
          expect(v).toBeCloseTo(rolling!.moves.value[m]!, 9)
        })
      }),
      runs,
    )
  })

  it('with one claimant LIBR leaves the least of the claim and every balance since', () => {
    fc.assert(
      fc.property(oneAccount(), ({ payments, expected }) => {
        const trace = must(follow(payments, { rule: 'libr' }))
        const mixed = payments.accounts.findIndex((a) => a.account === 'mixed')
        expect(byKey(trace).get(`${mixed}|0`) ?? 0n).toBe(BigInt(expected))
      }),
      runs,
    )
  })

  it('under LIBR a claim in an account never grows between its own deposits', () => {
    fc.assert(
      fc.property(oneAccount(), ({ payments }) => {
        let before = 0n
        for (let n = 1; n <= payments.count; n++) {
          const part = {
            ...payments,
            count: n,
            introductions: payments.introductions.filter((x) => x.payment < n),
          }
          const trace = must(follow(part, { rule: 'libr' }))
          const mixed = payments.accounts.findIndex((a) => a.account === 'mixed')
          const now = byKey(trace).get(`${mixed}|0`) ?? 0n
          const deposits = payments.introductions.some((x) => x.payment === n - 1)
          if (!deposits) expect(now <= before).toBe(true)
          before = now
        }
      }),
      { numRuns: 100 },
    )
  })

  it('arrival makes no difference while no payment mixes owners', () => {
    fc.assert(
      fc.property(oneAccount(), fc.constantFrom(...kept), ({ payments }, rule) => {
        const mixed = payments.accounts.findIndex((a) => a.account === 'mixed')
        const of = (arrival: 'ordered' | 'blended') =>
          byKey(must(follow(payments, { rule, arrival }))).get(`${mixed}|0`)
        expect(of('ordered')).toBe(of('blended'))
      }),
      runs,
    )
  })

  it('poison touches whatever a rule with figures finds', () => {
    fc.assert(
      fc.property(ledgers(), anyRule, (payments, rule) => {
        const touched = new Set(
          must(follow(payments, { rule: 'poison' })).holdings.map((h) => `${h.account}|${h.claim}`),
        )
        if (rule === 'pari-passu') return
        for (const h of must(follow(payments, { rule })).holdings)
          expect(touched.has(`${h.account}|${h.claim}`)).toBe(true)
      }),
      runs,
    )
  })
})

describe('how exact the exact arithmetic is', () => {
  it('stays within its stated bound even with sixteen fractional bits', () => {
    fc.assert(
      fc.property(
        ledgers({ conversions: true, payments: 30 }),
        fc.constantFrom(...kept.filter((r) => r !== 'cherry-pick')),
        fc.constantFrom('ordered' as const, 'blended' as const),
        (payments, id, arrival) => {
          const rule = ruleOf(id)!
          const fixed = new FixedPoint(16)
          const value = { code: 'EUR', digits: 2, of: (_a: number, amount: bigint) => amount }
          const steps = sequence(payments, 'given')
          const warnings = new Warnings(payments)
          const input = {
            payments,
            rule,
            arrival,
            value,
            sequence: steps,
            fixed,
            warnings,
          }
          const { rests } = walk(input)!
          const kind =
            rule.priority === 'none'
              ? 'plain'
              : rule.inside === 'rateable'
                ? 'priority'
                : 'priority-in-order'
          const bound = fixed.errorBound(kind, worstGain(payments, steps))
          const exact = truth(payments, id, arrival).held
          for (const { account, part } of rests) {
            const share = exact.get(`${account}|${part.claim}`)
            const off = (a: bigint, b: { n: bigint; d: bigint } | undefined) =>
              Math.abs(Number(a) / 65536 - (b ? Number(b.n) / Number(b.d) : 0))
            expect(off(part.amount, share?.amount)).toBeLessThanOrEqual(bound + 1e-9)
          }
        },
      ),
      runs,
    )
  })

  it('solves a ring of accounts alike by elimination and by refinement', () => {
    const n = 61
    const amounts = (scale: number) => {
      const rows: LedgerRow[] = [{ from: 'victim', to: 'R0', amount: 100_000, claim: 'victim' }]
      for (let k = 0; k < n; k++)
        rows.push({ from: `R${k}`, to: `R${(k + 1) % n}`, amount: scale + ((k * 37) % 91) })
      return ledger(
        rows,
        Array.from({ length: n }, (_, k) => ({ account: `R${k}`, amount: 100 + k })),
      )
    }
    const large = must(follow(amounts(4000), { rule: 'pari-passu' }))
    expect(large.holdings.length).toBe(n)
    expect(large.errorBound).toBeGreaterThan(0)
    expect(large.errorBound).toBeLessThan(1e-20)
    expect(ringBothWays()).toBe(true)
  })
})

describe('explanations and pictures of a trace', () => {
  it('what came through the introductions and the openings is the figure', () => {
    fc.assert(
      fc.property(ledgers({ conversions: true }), anyRule, (payments, rule) => {
        const trace = must(follow(payments, { rule }))
        for (const h of trace.holdings) {
          if (h.baseTraced === 0n) continue
          const { rows, through, fromOpenings } = contributions(trace, payments, h.account, h.claim)
          let sum = fromOpenings
          const born = new Map<number, number>()
          for (const x of trace.births!)
            if (x.claim === h.claim && x.payment !== null)
              born.set(x.payment, (born.get(x.payment) ?? 0) + x.base)
          rows.forEach((m, k) => {
            const fresh = born.get(trace.moves.payment[m]!) ?? 0
            sum += (through[k]! * fresh) / trace.moves.base[m]!
          })
          expect(Math.abs(sum - Number(h.baseTraced))).toBeLessThan(1.01)
        }
      }),
      runs,
    )
  })

  it('names only payments that lead to the account, the introduction among them', () => {
    const payments = ledger([
      { id: 'in', from: 'victim', to: 'A', amount: 100, claim: 'victim' },
      { id: 'away', from: 'A', to: 'B', amount: 60 },
      { id: 'on', from: 'A', to: 'C', amount: 40 },
      { id: 'last', from: 'C', to: 'D', amount: 30 },
    ])
    const trace = must(follow(payments, { rule: 'fifo' }))
    const why = must(explain(trace, payments, { account: 'D', currency: 'EUR', claim: 'victim' }))
    expect(why.payments.map((b) => [payments.texts.id(b.payment), b.moved, b.through])).toEqual([
      ['in', 100, 30],
      ['on', 40, 30],
      ['last', 30, 30],
    ])
    expect(why.payments.map((b) => b.introduces)).toEqual([true, false, false])
    const none = explain(trace, payments, { account: 'Z', currency: 'EUR', claim: 'victim' })
    expect(!none.ok && none.refusal.name).toBe('holding-unknown')
  })

  it('explains a fast trace as well, and pages through its steps', () => {
    const payments = ledger([
      { from: 'victim', to: 'A', amount: 100, claim: 'victim' },
      { from: 'A', to: 'B', amount: 60 },
      { from: 'B', to: 'C', amount: 10 },
    ])
    const trace = must(follow(payments, { rule: 'rolling', arithmetic: 'fast' }))
    const why = must(explain(trace, payments, { account: 'C', currency: 'EUR', claim: 'victim' }))
    expect(why.payments.map((b) => [b.payment, b.through])).toEqual([
      [0, 10],
      [1, 10],
      [2, 10],
    ])
    const page = steps(trace, payments, { limit: 2, offset: 1 })
    expect(page.total).toBe(3)
    expect(page.steps.map((s) => [s.payment, s.value, s.introduces])).toEqual([
      [1, 60, false],
      [2, 10, false],
    ])
    const [a, b] = ['A', 'B'].map((n) => payments.accounts.findIndex((x) => x.account === n))
    expect(behind(trace, payments, { from: a!, to: b! }).map((x) => x.payment)).toEqual([1])
  })

  it('sums links, marks the one that returns, and says what it left out', () => {
    const payments = ledger([
      { from: 'victim', to: 'A', amount: 100, claim: 'victim' },
      { from: 'A', to: 'B', amount: 60 },
      { from: 'A', to: 'B', amount: 20 },
      { from: 'B', to: 'A', amount: 30 },
      { from: 'B', to: 'C', amount: 1 },
    ])
    const trace = must(follow(payments, { rule: 'fifo' }))
    const picture = graph(trace, payments, { minShare: 0.05 })
    expect(
      picture.links.map((l) => [
        payments.accounts[l.from]!.account,
        payments.accounts[l.to]!.account,
        l.value,
        l.payments,
        l.returns,
      ]),
    ).toEqual([
      ['victim', 'A', 100, 1, false],
      ['A', 'B', 80, 2, false],
      ['B', 'A', 30, 1, true],
    ])
    expect(picture.leftOut).toEqual({ nodes: 1, links: 1, value: 1 })
  })
})

/** Closing claim money by account and claim, by averaging until it stands still; float64, no solver. */
function averaged(payments: Payments): Map<string, number> {
  const n = payments.accounts.length
  const own = new Float64Array(n)
  for (const o of payments.openings) own[o.account]! += o.amount
  const inside = (i: number) => payments.accounts[payments.from[i]!]!.account !== 'OUT'
  const total = own.slice()
  const paid = new Float64Array(n)
  for (let i = 0; i < payments.count; i++) {
    total[payments.to[i]!]! += payments.received[i]!
    if (inside(i)) paid[payments.from[i]!]! += payments.amount[i]!
  }
  const out = new Map<string, number>()
  payments.claims.forEach((_, claim) => {
    let had = new Float64Array(n)
    for (let step = 0; step < 2000; step++) {
      const next = new Float64Array(n)
      for (const o of payments.openings) if (o.claim === claim) next[o.account]! += o.amount
      for (const x of payments.introductions)
        if (x.claim === claim) next[payments.to[x.payment]!]! += x.amount
      for (let i = 0; i < payments.count; i++) {
        const from = payments.from[i]!
        if (inside(i)) next[payments.to[i]!]! += (had[from]! * payments.amount[i]!) / total[from]!
      }
      had = next
    }
    for (let a = 0; a < n; a++)
      if (total[a]! > 0) out.set(`${a}|${claim}`, (had[a]! * (total[a]! - paid[a]!)) / total[a]!)
  })
  return out
}

/** The same payments in another order; introductions follow their payments. */
function permuted(payments: Payments, keys: readonly number[]): Payments {
  const order = keys.map((_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b)
  const place = new Map(order.map((from, to) => [from, to]))
  return {
    ...payments,
    from: payments.from.map((_, i) => payments.from[order[i]!]!),
    to: payments.to.map((_, i) => payments.to[order[i]!]!),
    amount: payments.amount.map((_, i) => payments.amount[order[i]!]!),
    received: payments.received.map((_, i) => payments.received[order[i]!]!),
    introductions: payments.introductions.map((x) => ({ ...x, payment: place.get(x.payment)! })),
  }
}

/** Payment `i` as two payments of `first` and the rest, one right after the other. */
function splitAt(payments: Payments, i: number, first: number): Payments {
  const rows: LedgerRow[] = []
  for (let p = 0; p < payments.count; p++) {
    const claim = payments.introductions.find((x) => x.payment === p)
    const row = {
      time: p,
      from: payments.accounts[payments.from[p]!]!.account,
      to: payments.accounts[payments.to[p]!]!.account,
      ...(claim ? { claim: payments.claims[claim.claim]! } : {}),
    }
    const amount = payments.amount[p]!
    if (p !== i) rows.push({ ...row, amount, ...(claim ? { claimAmount: claim.amount } : {}) })
    else rows.push({ ...row, amount: first }, { ...row, amount: amount - first })
  }
  const openings = payments.openings.map((o) => ({
    account: payments.accounts[o.account]!.account,
    amount: o.amount,
    ...(o.claim === undefined ? {} : { claim: payments.claims[o.claim]! }),
  }))
  return ledger(rows, openings, { proved: true })
}

/** Accounts get claim deposits only and pay only what they hold: nobody ever has own money. */
function depositsOnly(): fc.Arbitrary<Payments> {
  const step = fc.record({
    pays: fc.boolean(),
    from: fc.nat({ max: 3 }),
    to: fc.nat({ max: 3 }),
    claim: fc.nat({ max: 2 }),
    amount: fc.integer({ min: 1, max: 90 }),
  })
  return fc.array(step, { minLength: 2, maxLength: 20, size: 'max' }).map((steps) => {
    const balance = [0, 0, 0, 0]
    const rows: LedgerRow[] = []
    for (const s of steps) {
      const amount = s.pays ? Math.min(s.amount, balance[s.from]!) : s.amount
      if (amount === 0) continue
      if (s.pays) {
        balance[s.from]! -= amount
        rows.push({ from: `A${s.from}`, to: `A${s.to}`, amount })
      } else rows.push({ from: `V${s.claim}`, to: `A${s.to}`, amount, claim: `V${s.claim}` })
      balance[s.to]! += amount
    }
    if (rows.length === 0) rows.push({ from: 'V0', to: 'A0', amount: 1, claim: 'V0' })
    return ledger(rows)
  })
}

/** One mixed account, own and claim deposits, payments out of it; and the textbook LIBR figure. */
function oneAccount(): fc.Arbitrary<{ payments: Payments; expected: number }> {
  const step = fc.record({
    kind: fc.constantFrom('own', 'claim', 'out'),
    amount: fc.integer({ min: 1, max: 90 }),
  })
  return fc.array(step, { minLength: 1, maxLength: 15, size: 'max' }).map((steps) => {
    let [balance, expected] = [0, 0]
    const rows: LedgerRow[] = [{ from: 'victim', to: 'mixed', amount: 1, claim: 'victim' }]
    balance = expected = 1
    for (const s of steps) {
      const amount = s.kind === 'out' ? Math.min(s.amount, balance) : s.amount
      if (amount === 0) continue
      if (s.kind === 'out') {
        balance -= amount
        expected = Math.min(expected, balance)
        rows.push({ from: 'mixed', to: 'gone', amount })
        continue
      }
      balance += amount
      if (s.kind === 'claim') expected += amount
      rows.push({
        from: 'x',
        to: 'mixed',
        amount,
        ...(s.kind === 'claim' ? { claim: 'victim' } : {}),
      })
    }
    return { payments: ledger(rows), expected }
  })
}

/** A ring just small enough to be eliminated, padded by idle members until it must be refined. */
function ringBothWays(): boolean {
  const small = Array.from({ length: 40 }, (_, k) => k)
  const large = Array.from({ length: 80 }, (_, k) => k)
  const totals = new Float64Array(80).map((_, k) => 7000 + 13 * k)
  const sums = new Map<number, { paid: bigint; received: bigint }>()
  const to: number[][] = large.map(() => [])
  for (let k = 0; k < 40; k++) {
    const next = (k + 1) % 40
    const paid = BigInt(3000 + ((k * 71) % 400))
    sums.set(k * 80 + next, { paid, received: paid })
    to[k]!.push(next)
  }
  const edges = { nodes: 80, to, straight: true, sums }
  const fixed = new FixedPoint(128)
  const whole = fixed.whole(5000)
  // The second claim was introduced on money that was another's altogether: nothing of it is left to follow.
  const none = { claim: 1, amount: 0n, base: 0n }
  const sources = large.map((k) =>
    k === 0 ? [{ claim: 0, amount: whole, base: whole }, none] : [],
  )
  const exact = settle(small, [0], sources, totals, edges, fixed)!
  const refined = settle(large, [0, 1], sources, totals, edges, fixed)!
  return small.every((k) => {
    const off = exact[k]![0]!.amount - refined[k]![0]!.amount
    return off < 1n << 20n && off > -(1n << 20n)
  })
}
