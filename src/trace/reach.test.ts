import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instant, must } from '#base'
import type { Payments } from '#model'
import { type Reach, type ReachQuery, reach } from './reach.ts'
import { reachJson } from './reach-json.ts'
import { meetings } from './reach-meetings.ts'

/** One payment: from, to, hours after the start, amount in cents. */
type Row = readonly [string, string, number, number?]

/** Payments without opening balances; rows of the same hour share an order group. */
function payments(rows: readonly Row[]): Payments {
  const sorted = rows.map((row, i) => ({ row, i })).sort((a, b) => a.row[2] - b.row[2] || a.i - b.i)
  const names = [...new Set(sorted.flatMap(({ row }) => [row[0], row[1]]))]
  const number = new Map(names.map((name, i) => [name, i]))
  let group = 0
  const amount = Float64Array.from(sorted, ({ row }) => row[3] ?? 100)
  return {
    count: rows.length,
    from: Uint32Array.from(sorted, ({ row }) => number.get(row[0])!),
    to: Uint32Array.from(sorted, ({ row }) => number.get(row[1])!),
    time: Float64Array.from(sorted, ({ row }) => row[2] * 3600),
    amount,
    received: amount,
    group: Uint32Array.from(sorted, ({ row }, k) => {
      if (k > 0 && sorted[k - 1]!.row[2] !== row[2]) group++
      return group
    }),
    row: Uint32Array.from(sorted, ({ i }) => i + 2),
    introductions: [],
    accounts: names.map((account) => ({ account, currency: 0, opened: false })),
    claims: [],
    currencies: [{ code: 'EUR', digits: 2 }],
    texts: { id: (i) => `P${sorted[i]!.i + 1}`, purpose: () => '', type: () => '' },
    openings: [],
    daysOnly: false,
  }
}

const ask = (ledger: Payments, query: Partial<ReachQuery> & Pick<ReachQuery, 'from'>) =>
  must(reach(ledger, { order: 'strict', ...query }))
const names = (found: Reach) => found.accounts.map((a) => a.account)

describe('money travels on only after it has arrived', () => {
  const ledger = payments([
    ['Sable', 'Heron', 10],
    ['Heron', 'Quay', 5],
    ['Heron', 'Helvig', 12],
    ['Helvig', 'Skarholm', 12],
    ['Helvig', 'Larkspur', 90],
  ])

  test('a payment before the arrival does not carry it', () => {
    expect(names(ask(ledger, { from: 'Sable' }))).toEqual(['Heron', 'Helvig', 'Larkspur'])
  })

  test('a payment at the same moment carries it only where an unproved order is allowed', () => {
    const strict = ask(ledger, { from: 'Sable' })
    const allowed = ask(ledger, { from: 'Sable', order: 'unproved-allowed' })
    expect(names(strict)).not.toContain('Skarholm')
    expect(names(allowed)).toContain('Skarholm')
    expect(allowed.accounts.filter((a) => a.unproved).map((a) => a.account)).toEqual(['Skarholm'])
    expect([strict.unproved, allowed.unproved]).toEqual([1, 1])
  })

  test('seventy-two hours of rest are the limit, inclusive', () => {
    expect(names(ask(ledger, { from: 'Sable', dwellSeconds: 72 * 3600 }))).toEqual([
      'Heron',
      'Helvig',
    ])
    expect(names(ask(ledger, { from: 'Sable', dwellSeconds: 78 * 3600 }))).toContain('Larkspur')
  })

  test('hops limit how many payments follow one another', () => {
    expect(names(ask(ledger, { from: 'Sable', hops: 1 }))).toEqual(['Heron'])
    expect(names(ask(ledger, { from: 'Sable', hops: 2 }))).toEqual(['Heron', 'Helvig'])
  })

  test('backwards, the latest departure is shown', () => {
    const found = ask(ledger, { from: 'Larkspur', back: true })
    expect(found.accounts.map((a) => [a.account, a.hops, a.at])).toEqual([
      ['Helvig', 1, '1970-01-04T18:00:00.000Z'],
      ['Heron', 2, '1970-01-01T12:00:00.000Z'],
      ['Sable', 3, '1970-01-01T10:00:00.000Z'],
    ])
  })

  test('only payments inside the asked span are looked at', () => {
    const since = '1970-01-01T11:00:00.000Z' as Instant
    expect(names(ask(ledger, { from: 'Sable', since }))).toEqual([])
    expect(names(ask(ledger, { from: 'Heron', since, until: since }))).toEqual([])
    const until = '1970-01-01T12:00:00.000Z' as Instant
    expect(names(ask(ledger, { from: 'Sable', until }))).toEqual(['Heron', 'Helvig'])
  })
})

test('what a limit leaves out is counted', () => {
  const ledger = payments(Array.from({ length: 40 }, (_, i): Row => ['Hub', `R${i}`, i + 1]))
  const found = ask(ledger, { from: 'Hub', limit: 15 })
  expect(found.accounts).toHaveLength(15)
  expect(found.payments).toHaveLength(15)
  expect(found.leftOut).toEqual({ accounts: 25, payments: 25 })
})

test('an account with too many payments is reached, named as stopped, and not passed through', () => {
  const ledger = payments([
    ['Sable', 'Exchange', 1],
    ...Array.from({ length: 40 }, (_, i): Row => ['Exchange', `R${i}`, i + 2]),
  ])
  const found = ask(ledger, { from: 'Sable', hub: 10 })
  expect(names(found)).toEqual(['Exchange'])
  expect([found.accounts[0]!.stopped, found.stopped]).toEqual([true, 1])
  expect(ask(ledger, { from: 'Sable' }).accounts).toHaveLength(41)
})

test('a crowded account is read once, however many payments lead into it', () => {
  const many = 20_000
  const rows: Row[] = []
  for (let i = 0; i < many; i++) rows.push([`S${i}`, 'Hub', i / 100], ['Start', `S${i}`, -1])
  for (let i = 0; i < many; i++) rows.push(['Hub', `R${i}`, 300 + i / 100])
  const found = ask(payments(rows), { from: 'Start', dwellSeconds: 1e9 })
  expect(found.payments).toHaveLength(3 * many)
})

test('money that comes back to the origin is marked', () => {
  const found = ask(payments([['A', 'B', 1], ['B', 'A', 2]]), { from: 'A' }) // biome-ignore format: one line reads better
  expect(found.accounts.map((a) => [a.account, a.origin])).toEqual([
    ['B', false],
    ['A', true],
  ])
})

test('flows of several origins meet where all of them can have arrived', () => {
  const ledger = payments([
    ['Aurel', 'Mixer', 1],
    ['Goran', 'Mixer', 2],
    ['Mixer', 'Early', 2],
    ['Mixer', 'Late', 3],
  ])
  const found = must(meetings(ledger, ['Aurel', 'Goran']))
  expect(found.map((m) => [m.account, m.origins])).toEqual([
    ['Late', [0, 1]],
    ['Mixer', [0, 1]],
  ])
})

test('an unknown account and an unusable limit are refused with a remedy', () => {
  const ledger = payments([['A', 'B', 1]])
  const refused = [
    reach(ledger, { from: 'Nobody', order: 'strict' }),
    reach(ledger, { from: [], order: 'strict' }),
    reach(ledger, { from: 'A', order: 'strict', hops: 0 }),
    reach(ledger, { from: 'A', order: 'strict', dwellSeconds: -1 }),
    meetings(
      ledger,
      Array.from({ length: 33 }, () => 'A'),
    ),
  ]
  expect(refused.map((r) => (r.ok ? 'ok' : r.refusal.name))).toEqual([
    'account-unknown',
    'origin-missing',
    'hops-unusable',
    'dwell-unusable',
    'origins-too-many',
  ])
})

test('the document names payments by their ids and writes amounts as decimals', () => {
  const ledger = payments([['A', 'B', 1, 187_000_000]])
  const document = reachJson(ask(ledger, { from: 'A' }), ledger)
  expect(document.payments).toEqual([
    {
      id: 'P1',
      time: '1970-01-01T01:00:00.000Z',
      from: 'A',
      to: 'B',
      amount: '1870000.00',
      currency: 'EUR',
      hop: 1,
    },
  ])
  expect(document.accounts[0]).toMatchObject({ account: 'B', amount: '1870000.00' })
})

describe('on random ledgers', () => {
  const account = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F')
  const row = fc.tuple(account, account, fc.integer({ min: 0, max: 12 }))
  const ledger = fc.array(row, { minLength: 1, maxLength: 25 })
  const order = fc.constantFrom('strict' as const, 'unproved-allowed' as const)
  const hops = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined })
  const dwell = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined })
  const limits = (h: number | undefined, d: number | undefined) => ({
    ...(h === undefined ? {} : { hops: h }),
    ...(d === undefined ? {} : { dwellSeconds: d * 3600 }),
  })
  /** All accounts, so that a question about an account without payments is not refused. */
  const all = (rows: readonly Row[]) =>
    payments([...rows, ...['A', 'B', 'C', 'D', 'E', 'F'].map((a): Row => [a, 'Z', 99])])

  /** Follows chains of payments one by one, as the definition reads; no shared code. */
  function byDefinition(p: Payments, q: ReachQuery): Set<number> {
    const found = new Set<number>()
    const seen = new Set<string>()
    const start = p.accounts.findIndex((a) => a.account === q.from)
    const walk = (last: number | undefined, hop: number) => {
      if (hop > (q.hops ?? 99)) return
      for (let i = 0; i < p.count; i++) {
        const source = q.back ? p.to[i] : p.from[i]
        if (last === undefined ? source !== start : !links(p, q, last, i, source!)) continue
        if (seen.has(`${i}/${hop}`)) continue
        seen.add(`${i}/${hop}`)
        found.add(i)
        if (hop < 40) walk(i, hop + 1)
      }
    }
    walk(undefined, 1)
    return found
  }
  function links(p: Payments, q: ReachQuery, last: number, next: number, source: number): boolean {
    if (last === next || source !== (q.back ? p.from[last] : p.to[last])) return false
    const gap = q.back ? p.group[last]! - p.group[next]! : p.group[next]! - p.group[last]!
    if (q.order === 'strict' ? gap <= 0 : gap < 0) return false
    return Math.abs(p.time[next]! - p.time[last]!) <= (q.dwellSeconds ?? Number.POSITIVE_INFINITY)
  }

  test('the payments followed are those the definition gives', () => {
    fc.assert(
      fc.property(
        ledger,
        account,
        order,
        fc.boolean(),
        hops,
        dwell,
        (rows, from, o, back, h, d) => {
          const p = all(rows)
          const query: ReachQuery = { from, order: o, back, ...limits(h, d) }
          const found = must(reach(p, query))
          expect([...found.payments].sort((a, b) => a - b)).toEqual(
            [...byDefinition(p, query)].sort((a, b) => a - b),
          )
        },
      ),
      { numRuns: 1500 },
    )
  })

  test('a reaches b forwards exactly when b is reached from a backwards', () => {
    fc.assert(
      fc.property(ledger, account, account, order, hops, dwell, (rows, a, b, o, h, d) => {
        const p = all(rows)
        const there = names(must(reach(p, { from: a, order: o, ...limits(h, d) }))).includes(b)
        const back = names(must(reach(p, { from: b, order: o, back: true, ...limits(h, d) })))
        expect(back.includes(a)).toBe(there)
      }),
      { numRuns: 1000 },
    )
  })

  test('more hops, longer rest or a looser order never reach less', () => {
    fc.assert(
      fc.property(ledger, account, order, hops, dwell, (rows, from, o, h, d) => {
        const p = all(rows)
        const narrow = names(must(reach(p, { from, order: o, ...limits(h, d) })))
        const wide = [
          reach(p, { from, order: 'unproved-allowed', ...limits(h, d) }),
          reach(p, { from, order: o, ...limits(h === undefined ? h : h + 1, d) }),
          reach(p, { from, order: o, ...limits(h, d === undefined ? d : d + 1) }),
        ]
        for (const w of wide) expect(names(must(w))).toEqual(expect.arrayContaining(narrow))
      }),
      { numRuns: 500 },
    )
  })

  test('a limit on rest that never bites changes nothing', () => {
    fc.assert(
      fc.property(ledger, account, order, hops, fc.boolean(), (rows, from, o, h, back) => {
        const p = all(rows)
        const free = must(reach(p, { from, order: o, back, ...limits(h, undefined) }))
        const loose = must(reach(p, { from, order: o, back, ...limits(h, 1e6) }))
        expect(loose.accounts).toEqual(free.accounts)
        expect([...loose.payments]).toEqual([...free.payments])
        expect([...loose.hop]).toEqual([...free.hop])
      }),
      { numRuns: 500 },
    )
  })
})
