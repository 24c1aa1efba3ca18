import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Day, must } from '#base'
import { type Currency, parseFraction, parseMinor, rates } from '#money'
import { asJson } from './as-json.ts'
import { follow } from './follow.ts'
import { type LedgerRow, ledger } from './testing.ts'

const folder = new URL('../exercise/data/lantern/', import.meta.url)

/** Enough CSV for our own four tables: quotes, no embedded newlines. */
function table(name: string): Record<string, string>[] {
  const lines = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n')
  const cells = (line: string) =>
    [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((m) => m[2] ?? m[1]!)
  const head = cells(lines[0]!)
  return lines.slice(1).map((line) => {
    const values = cells(line)
    return Object.fromEntries(head.map((h, i) => [h, values[i]!]))
  })
}

const minor = (text: string) => Number(must(parseMinor(text, 2)))

function lantern() {
  const rows = table('ledger.csv').map(
    (r): LedgerRow => ({
      id: r.id!,
      time: r.time!,
      from: r.from!,
      to: r.to!,
      amount: minor(r.amount!),
      currency: r.currency!,
      ...(r.to_currency ? { received: minor(r.to_amount!), toCurrency: r.to_currency } : {}),
      ...(r.claim ? { claim: r.claim } : {}),
      ...(r.claim_amount ? { claimAmount: minor(r.claim_amount) } : {}),
      purpose: r.purpose!,
      type: r.type!,
    }),
  )
  const openings = table('openings.csv').map((o) => ({
    account: o.account!,
    currency: o.currency!,
    amount: minor(o.amount!),
  }))
  return {
    payments: ledger(rows, openings, { daysOnly: true }),
    rates: rates(
      'EUR' as Currency,
      table('rates.csv').map((r) => ({
        currency: r.currency as Currency,
        rate: parseFraction(r.rate!)!,
        from: r.from as Day,
      })),
    ),
  }
}

describe('operation LANTERN, 121 payments in four currencies', () => {
  const { payments, rates: inEuro } = lantern()
  const expected = table('oracles.csv')

  it('introduces 48,000,000.00 EUR in nineteen payments', () => {
    expect(payments.count).toBe(121)
    expect(payments.introductions).toHaveLength(19)
    const trace = must(follow(payments, { rule: 'fifo', rates: inEuro }))
    expect(trace.total.claimed).toBe(4_800_000_000n)
  })

  // The worked figures are each rounded on their own, and three of the four columns then add up to 48,000,000.01.
  // Ours are rounded together, so one figure in such a column is a cent lower and says so in `base_nearest`.
  for (const [rule, cents] of [
    ['fifo', 1n],
    ['lifo', 1n],
    ['rolling', 1n],
    ['libr', 0n],
  ] as const)
    it(`${rule} gives the worked figure of all forty accounts to the cent, blended on arrival`, () => {
      const trace = must(follow(payments, { rule, arrival: 'blended', rates: inEuro }))
      const result = asJson(trace, payments)
      const got = new Map(result.holdings.map((h) => [h.account, h.base_nearest ?? h.base_traced]))
      expect(expected).toHaveLength(40)
      for (const e of expected)
        expect([e.account, got.get(e.account!) ?? '0.00']).toEqual([e.account, e[rule]])
      expect(result.holdings.filter((h) => h.base_nearest !== undefined)).toHaveLength(
        Number(cents),
      )
      const sum = trace.holdings.reduce((all, h) => all + h.baseTraced!, 0n)
      expect(sum).toBe(4_800_000_000n)
      expect(result.total).toEqual({
        claimed: '48000000.00',
        traced: '48000000.00',
        untraceable: '0.00',
      })
      expect(trace.errorBound).toBeLessThan(1e-20)
    })

  it('closes every account at its stated balance', () => {
    const trace = must(follow(payments, { rule: 'libr', arrival: 'blended', rates: inEuro }))
    const balance = new Map(trace.holdings.map((h) => [payments.accounts[h.account]!, h.balance]))
    for (const [account, closing] of balance) {
      const e = expected.find((x) => x.account === account.account)!
      const code = payments.currencies[account.currency]!.code
      const [n, d] = { VLD: [1n, 20n], USD: [23n, 25n], USDX: [23n, 25n], EUR: [1n, 1n] }[code]!
      expect((closing * n!) / d!).toBe(BigInt(minor(e.closing_eur!)))
    }
  })

  it('touches no account outside the chain under poison, and sums nothing', () => {
    const trace = must(follow(payments, { rule: 'poison', rates: inEuro }))
    const names = trace.holdings.map((h) => payments.accounts[h.account]!.account)
    expect(names).toHaveLength(40)
    expect(names).not.toContain('A02')
    expect(trace.total.traced).toBeNull()
  })
})
