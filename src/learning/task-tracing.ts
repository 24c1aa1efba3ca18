import { must } from '#base'
import type { Payments } from '#model'
import { formatMinor } from '#money'
import { follow, type RuleId, rules } from '#trace'
import type { Made, Making } from './module.ts'

interface Row {
  readonly day: string
  readonly from: string
  readonly to: string
  /** Cents. */
  readonly amount: number
}

/** Rules that give figures without an election; each comes once in a module. */
const asked = [
  'fifo',
  'lifo',
  'rolling',
  'libr',
  'proceeds-first',
  'pari-passu',
] as const satisfies readonly RuleId[]

/**
 * A mixed account: the holder's own money, stolen money from the victim, then payments out. Asked is how much of the
 * victim's money stands at each place under one legal rule, to the cent. The golden numbers come from the engine that
 * the tracing desk uses.
 */
export function tracingTask({ draw, number }: Making): Made {
  const cents = (least: number, most: number) => draw.between(least, most) * 50
  const opening = cents(2000, 20_000)
  const rows: Row[] = []
  let balance = opening
  let day = draw.between(1, 5)
  const add = (from: string, to: string, amount: number) => {
    day += draw.between(1, 3)
    rows.push({ day: `2025-03-${String(day).padStart(2, '0')}`, from, to, amount })
    balance += to === 'MIX' ? amount : -amount
  }
  add('VICTIM', 'MIX', cents(4000, 30_000))
  add('MIX', 'SHOP', Math.floor(draw.between(10, 60) * balance * 0.01))
  add('CLIENT', 'MIX', cents(1000, 15_000))
  add('VICTIM', 'MIX', cents(1000, 9000))
  add('MIX', 'FLAT', Math.floor(draw.between(20, 70) * balance * 0.01))
  add('MIX', 'GOLD', Math.floor(draw.between(5, 50) * balance * 0.01))
  const rule = asked[number % asked.length] as RuleId
  const trace = must(follow(paymentsOf(rows, opening), { rule, arrival: 'ordered' }))
  const held = (account: string) =>
    trace.holdings
      .filter((h) => h.account === accounts.indexOf(account))
      .reduce((sum, h) => sum + (h.traced ?? 0n), 0n)
  const { name, sentence, citations } = rules.find((r) => r.id === rule) as (typeof rules)[number]
  return {
    task: {
      text: `Account MIX held ${formatMinor(BigInt(opening), 2)} euros of its holder’s own money. What came from VICTIM was stolen. Under the rule “${name}” (${sentence}), how much of the stolen money stands at each place at the end?`,
      table: {
        head: ['day', 'from', 'to', 'euros'],
        rows: rows.map((r) => [r.day, r.from, r.to, formatMinor(BigInt(r.amount), 2)]),
      },
      asks: places.map((p) => ({ name: p, label: `stolen money at ${p}`, kind: 'money' })),
    },
    golden: Object.fromEntries(places.map((p) => [p, formatMinor(held(p), 2)])),
    because: citations.join('; '),
  }
}

const accounts = ['VICTIM', 'MIX', 'CLIENT', 'SHOP', 'FLAT', 'GOLD']
const places = ['MIX', 'SHOP', 'FLAT', 'GOLD'] as const

/** The table as the engine reads payments: every payment out of VICTIM is stolen, in full. */
function paymentsOf(rows: readonly Row[], opening: number): Payments {
  const count = rows.length
  const column = (of: (row: Row) => number) => rows.map(of)
  const amounts = Float64Array.from(column((r) => r.amount))
  return {
    count,
    from: Uint32Array.from(column((r) => accounts.indexOf(r.from))),
    to: Uint32Array.from(column((r) => accounts.indexOf(r.to))),
    time: Float64Array.from(column((r) => Date.parse(`${r.day}T00:00:00Z`) / 1000)),
    amount: amounts,
    received: amounts,
    group: Uint32Array.from(rows.keys()),
    row: Uint32Array.from(rows.keys(), (i) => i + 2),
    introductions: rows.flatMap((r, payment) =>
      r.from === 'VICTIM' ? [{ payment, claim: 0, amount: r.amount }] : [],
    ),
    accounts: accounts.map((account) => ({ account, currency: 0, opened: account === 'MIX' })),
    claims: ['VICTIM'],
    currencies: [{ code: 'EUR', digits: 2 }],
    texts: { id: (p) => `P${p + 1}`, purpose: () => '', type: () => '' },
    openings: [{ account: accounts.indexOf('MIX'), amount: opening }],
    daysOnly: false,
  }
}
