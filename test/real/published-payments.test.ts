import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { must } from '#base'
import { type Ledger, type LedgerMap, readLedger } from '#intake'
import { follow } from '#trace'

/**
 * Payments that journalists published, with statements that they printed about them. The parties are real, so no
 * name stands here: every party is found by its rank or by the number of its payments.
 */
const folder = join(import.meta.dirname, '../../../shared/data/tracing/azerbaijani-laundromat')
const present = existsSync(join(folder, 'transactions.csv.gz'))
if (!present) console.warn(`skipped: the published payments are not at ${folder}`)

const map: LedgerMap = {
  columns: {
    time: 'date',
    from: 'payer_name',
    to: 'beneficiary_name',
    amount: 'amount_usd',
    purpose: 'purpose',
  },
  constants: { currency: 'USD' },
  rowIds: 'P',
  selfPayments: 'keep',
}

interface Parties {
  readonly ledger: Ledger
  /** The four core companies, by number of payments they sent, most first. */
  readonly core: readonly number[]
  /** The one payer with this many payments. */
  readonly payer: (payments: number) => number
}

function parties(ledger: Ledger): Parties {
  const { payments } = ledger
  const sent = new Map<number, number>()
  for (const from of payments.from) sent.set(from, (sent.get(from) ?? 0) + 1)
  const ranked = [...sent].sort((a, b) => b[1] - a[1])
  return {
    ledger,
    core: ranked.slice(0, 4).map(([account]) => account),
    payer(count) {
      const found = ranked.filter(([, n]) => n === count)
      expect(found.length).toBe(1)
      return found[0]![0]
    },
  }
}

/** Whole dollars and number of the payments that a condition picks. */
function total(ledger: Ledger, picks: (from: number, to: number, day: string) => boolean) {
  const { payments } = ledger
  const dollars: number[] = []
  for (let i = 0; i < payments.count; i++) {
    const day = new Date(payments.time[i]! * 1000).toISOString().slice(0, 10)
    if (picks(payments.from[i]!, payments.to[i]!, day)) dollars.push(payments.amount[i]! / 100)
  }
  return { count: dollars.length, dollars: dollars.reduce((a, b) => a + b, 0), all: dollars }
}

describe.skipIf(!present)('payments that were published with statements about them', () => {
  let given: Parties
  beforeAll(async () => {
    given = parties(must(await readLedger(join(folder, 'transactions.csv.gz'), { map })))
  })

  test('are all read: 16,940 in one currency, days only', () => {
    const { payments, source, leftOut } = given.ledger
    expect(payments.count).toBe(16_940)
    expect(source).toMatchObject({ rows: 16_940, firstDay: '2012-06-30', lastDay: '2014-12-31' })
    expect(payments.daysOnly).toBe(true)
    expect(payments.currencies).toEqual([{ code: 'USD', digits: 2 }])
    expect(leftOut.rows).toBe(0)
  })

  test('530 transfers of one payer went to only two of the four companies', () => {
    const payer = given.payer(530)
    const all = total(given.ledger, (from) => from === payer)
    expect(all.dollars).toBe(1_452_918_429)
    expect(Math.min(...all.all)).toBe(137_952)
    expect(Math.max(...all.all)).toBe(6_008_747)
    const pairs = given.core.map((company) => {
      const { count, dollars } = total(given.ledger, (f, t) => f === payer && t === company)
      return [count, dollars]
    })
    expect(pairs).toEqual([
      [437, 1_240_116_453],
      [0, 0],
      [0, 0],
      [93, 212_801_976],
    ])
  })

  test('two more payers sent 169 and 105 million', () => {
    for (const [payments, dollars] of [
      [220, 169_291_640],
      [125, 104_797_289],
    ] as const) {
      const payer = given.payer(payments)
      expect(total(given.ledger, (from) => from === payer).dollars).toBe(dollars)
    }
  })

  test('on 18 September 2014 ten million came in from two payers while two million went out', () => {
    const company = given.core[0]!
    const on = (day: string) => day === '2014-09-18'
    const [first, second] = [given.payer(220), given.payer(530)]
    const from = (payer: number) =>
      total(given.ledger, (f, t, day) => on(day) && f === payer && t === company).dollars
    expect([from(first), from(second)]).toEqual([2_793_528, 7_594_988])
    expect(total(given.ledger, (_, t, day) => on(day) && t === company).dollars).toBe(10_388_516)
    const out = total(given.ledger, (f, _, day) => on(day) && f === company)
    expect(out.all).toContain(2_000_000)
  })

  test('2.9 billion came from outside into the four companies', () => {
    const core = new Set(given.core)
    const inside = total(given.ledger, (f, t) => core.has(f) && core.has(t))
    const inward = total(given.ledger, (f, t) => !core.has(f) && core.has(t))
    const outward = total(given.ledger, (f, t) => core.has(f) && !core.has(t))
    expect([inward.dollars, outward.dollars, inside.dollars]).toEqual([
      2_881_208_967, 2_995_500_447, 222_848_432,
    ])
  })

  test('balances from zero fall far below it: opening balances or other accounts are missing', () => {
    const { payments, findings } = given.ledger
    const missing = findings.find((f) => f.name === 'opening-missing')
    const short = missing?.name === 'opening-missing' ? missing.accounts : []
    const worst = new Map(short.map((a) => [a.account, Number(a.worst)]))
    const millions = given.core.map((company) =>
      ((worst.get(payments.accounts[company]!.account) ?? 0) / 1e6).toFixed(1),
    )
    expect(millions).toEqual(['-64.7', '-63.5', '-11.6', '-21.6'])
    expect(findings.map((f) => f.name)).toContain('days-only')
  })

  test('277 payer names differ from the form that the table of parties gives them', async () => {
    const aliased = must(
      await readLedger(join(folder, 'transactions.csv.gz'), {
        map: { ...map, aliases: { file: 'parties.csv', name: 'name', norm: 'name_norm' } },
        aliasInput: (file) => join(folder, file),
      }),
    )
    const variants = aliased.findings.find((f) => f.name === 'name-variants')
    expect(variants).toMatchObject({ renamed: { from: 329 }, reworded: { from: 277 } })
    expect(aliased.payments.accounts.length).toBeLessThan(given.ledger.payments.accounts.length)
  })

  test('the original currencies read too: the sign is the direction on the statement', async () => {
    const columns = { ...map.columns, amount: 'amount_orig', currency: 'amount_orig_currency' }
    const said = { columns, rowIds: 'P', selfPayments: 'keep' } as const
    const file = join(folder, 'transactions.csv.gz')
    const refused = await readLedger(file, { map: said })
    expect(refused.ok).toBe(false)
    const names = refused.ok ? [] : refused.refusal.problems.map((p) => p.name)
    expect(names).toContain('amount-negative')
    expect(names).toContain('amount-scientific')
    const read = must(
      await readLedger(file, { map: { ...said, negative: 'absolute', scientific: 'exact' } }),
    )
    expect(read.payments.count).toBe(16_940)
    expect(read.payments.currencies.length).toBeGreaterThan(3)
  })

  test('a trace through them is not passed off as whole: the missing balances stand beside it', async () => {
    const payer = given.ledger.payments.accounts[given.payer(530)]!.account
    const ledger = must(
      await readLedger(join(folder, 'transactions.csv.gz'), {
        map: { ...map, claims: [{ claim: 'claimant', from: payer }] },
      }),
    )
    const trace = must(follow(ledger.payments, { rule: 'rolling' }))
    const codes = new Set(trace.warnings.map((w) => w.code))
    expect(codes).toContain('opening-missing')
    expect(codes).toContain('days-only')
  })
})
