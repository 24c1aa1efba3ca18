/**
 * Further cases from the decisions that the rules come from, each reckoned by hand with exact fractions, with every
 * account at the end. What is left out of a table is nothing: an account that is not named holds no claim.
 */
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { type Currency, fraction, rates } from '#money'
import { follow } from './follow.ts'
import type { RuleId } from './rules.ts'
import { type LedgerRow, ledger, type OpeningRow } from './testing.ts'
import type { Arrival, FollowOptions } from './trace.ts'

type Held = Readonly<Record<string, string>>
type Where = Readonly<Record<string, Held>>

interface Decided {
  readonly title: string
  readonly rows: readonly LedgerRow[]
  readonly openings?: readonly OpeningRow[]
  /** Both when absent: then the arrival makes no difference. */
  readonly arrival?: Arrival
  readonly expected: Partial<Record<RuleId, Where>>
  /** Claim value that no rule can find; nothing when absent. */
  readonly untraceable?: Partial<Record<RuleId, string>>
}

const into = (claim: string, amount: number, to = 'X'): LedgerRow => ({
  from: `${claim}'s bank`,
  to,
  amount: amount * 100,
  claim,
})
const own = (amount: number, to = 'X'): LedgerRow => ({ from: 'work', to, amount: amount * 100 })
const pay = (from: string, to: string, amount: number): LedgerRow => ({
  from,
  to,
  amount: amount * 100,
})
const opens = (account: string, amount: number): OpeningRow => ({ account, amount: amount * 100 })

const decided: readonly Decided[] = [
  {
    title: "Clayton's Case: a running account where later payments in stand beside the old debt",
    rows: [into('C', 1717), own(500), pay('X', 'out', 1200), pay('X', 'out', 600), own(900)],
    expected: {
      fifo: { out: { C: '1717.00' } },
      lifo: { X: { C: '417.00' }, out: { C: '1300.00' } },
      libr: { X: { C: '417.00' }, out: { C: '1300.00' } },
      // 1717 x 417/2217 stays, 1717 x 1800/2217 went out
      rolling: { X: { C: '322.95' }, out: { C: '1394.05' } },
      // 1717 of 3117 that ever came in
      'pari-passu': { X: { C: '725.47' }, out: { C: '991.53' } },
      'proceeds-first': { out: { C: '1717.00' } },
    },
  },
  {
    title: 'Hallett: own 3,000, trust 2,145, own 1,500, then 3,000 is drawn',
    rows: [own(3000), into('T', 2145), own(1500), pay('X', 'out', 3000)],
    expected: {
      libr: { X: { T: '2145.00' } },
      fifo: { X: { T: '2145.00' } },
      lifo: { X: { T: '645.00' }, out: { T: '1500.00' } },
      // 2145 x 3645/6645
      rolling: { X: { T: '1176.60' }, out: { T: '968.40' } },
      'pari-passu': { X: { T: '1176.60' }, out: { T: '968.40' } },
      'proceeds-first': { out: { T: '2145.00' } },
    },
  },
  {
    title: 'Barlow Clowes: two investors bear a loss before the third comes',
    rows: [
      into('A', 400),
      into('B', 600),
      pay('X', 'out', 500),
      into('C', 1000),
      pay('X', 'out', 750),
    ],
    expected: {
      rolling: {
        X: { A: '100.00', B: '150.00', C: '500.00' },
        out: { A: '300.00', B: '450.00', C: '500.00' },
      },
      libr: {
        X: { A: '100.00', B: '150.00', C: '500.00' },
        out: { A: '300.00', B: '450.00', C: '500.00' },
      },
      fifo: { X: { C: '750.00' }, out: { A: '400.00', B: '600.00', C: '250.00' } },
      lifo: { X: { A: '400.00', B: '100.00', C: '250.00' }, out: { B: '500.00', C: '750.00' } },
      'pari-passu': {
        X: { A: '150.00', B: '225.00', C: '375.00' },
        out: { A: '250.00', B: '375.00', C: '625.00' },
      },
    },
  },
  {
    title: 'Boughner v Greyhawk: several claimants, own money before, between and after',
    rows: [
      own(300),
      into('A', 1000),
      into('B', 500),
      pay('X', 'out', 900),
      own(700),
      into('C', 600),
      pay('X', 'out', 1000),
      own(500),
    ],
    expected: {
      // own 300 and 600 of the claims; then own 700 and 300 of 600 + 300 + 600
      libr: {
        X: { A: '480.00', B: '240.00', C: '480.00' },
        out: { A: '520.00', B: '260.00', C: '120.00' },
      },
      fifo: { X: { C: '600.00' }, out: { A: '1000.00', B: '500.00' } },
      lifo: { X: { A: '600.00' }, out: { A: '400.00', B: '500.00', C: '600.00' } },
      'proceeds-first': { X: { C: '200.00' }, out: { A: '1000.00', B: '500.00', C: '400.00' } },
      // half of A and B, then 6/11 of everybody
      rolling: {
        X: { A: '272.73', B: '136.36', C: '327.27' },
        out: { A: '727.27', B: '363.64', C: '272.73' },
      },
      // 1700 of 3600
      'pari-passu': {
        X: { A: '472.22', B: '236.11', C: '283.33' },
        out: { A: '527.78', B: '263.89', C: '316.67' },
      },
    },
  },
  {
    title: 'Easy Loan: who came later bears no earlier loss',
    rows: [into('A', 1000), pay('X', 'out', 800), into('B', 1000), pay('X', 'out', 600)],
    expected: {
      libr: { X: { A: '100.00', B: '500.00' }, out: { A: '900.00', B: '500.00' } },
      rolling: { X: { A: '100.00', B: '500.00' }, out: { A: '900.00', B: '500.00' } },
      fifo: { X: { B: '600.00' }, out: { A: '1000.00', B: '400.00' } },
      lifo: { X: { A: '200.00', B: '400.00' }, out: { A: '800.00', B: '600.00' } },
      'pari-passu': { X: { A: '300.00', B: '300.00' }, out: { A: '700.00', B: '700.00' } },
    },
  },
  {
    title: 'Law Society v TD Bank: simple sharing of what is left, 300 of 900',
    rows: [
      into('A', 400),
      pay('X', 'out', 380),
      into('B', 350),
      into('C', 150),
      pay('X', 'out', 220),
    ],
    expected: {
      'pari-passu': {
        X: { A: '133.33', B: '116.67', C: '50.00' },
        out: { A: '266.67', B: '233.33', C: '100.00' },
      },
    },
  },
  {
    title: 'Homan: the account runs into overdraft, later own money restores nothing',
    rows: [into('T', 100), pay('X', 'out', 150), own(200)],
    openings: [opens('X', 0)],
    expected: {
      fifo: { out: { T: '100.00' } },
      lifo: { out: { T: '100.00' } },
      rolling: { out: { T: '100.00' } },
      libr: { out: { T: '100.00' } },
      'proceeds-first': { out: { T: '100.00' } },
    },
  },
  {
    title: 'Homan: trust money that reaches an account run into overdraft repays the bank first',
    rows: [pay('X', 'out', 60), into('T', 100)],
    openings: [opens('X', 0)],
    expected: {
      fifo: { X: { T: '40.00' } },
      lifo: { X: { T: '40.00' } },
      rolling: { X: { T: '40.00' } },
      libr: { X: { T: '40.00' } },
      'proceeds-first': { X: { T: '40.00' } },
    },
    untraceable: { fifo: '60.00', lifo: '60.00', rolling: '60.00', libr: '60.00' },
  },
  {
    title: 'Homan: an account that opened overdrawn, two claimants',
    rows: [into('A', 100), into('B', 100), pay('X', 'Y', 70)],
    openings: [opens('X', -60)],
    expected: {
      fifo: { X: { B: '70.00' }, Y: { A: '40.00', B: '30.00' } },
      lifo: { X: { A: '40.00', B: '30.00' }, Y: { B: '70.00' } },
      rolling: { X: { A: '20.00', B: '50.00' }, Y: { A: '20.00', B: '50.00' } },
      libr: { X: { A: '20.00', B: '50.00' }, Y: { A: '20.00', B: '50.00' } },
      'proceeds-first': { X: { B: '70.00' }, Y: { A: '40.00', B: '30.00' } },
      // whatever the order: 60, 70 and 70 of 200
      'pari-passu': { X: { A: '35.00', B: '35.00' }, Y: { A: '35.00', B: '35.00' } },
    },
    untraceable: {
      fifo: '60.00',
      lifo: '60.00',
      rolling: '60.00',
      libr: '60.00',
      'proceeds-first': '60.00',
      'pari-passu': '60.00',
    },
  },
  {
    title: 'Homan: an overdraft deeper than all that came in',
    rows: [into('A', 30), own(10), pay('X', 'Y', 5)],
    openings: [opens('X', -60)],
    expected: { fifo: {}, lifo: {}, rolling: {}, libr: {}, 'proceeds-first': {} },
    untraceable: { fifo: '30.00', lifo: '30.00', rolling: '30.00', libr: '30.00' },
  },
  {
    title: 'Dameron, first branch: the balance never falls below the trust',
    rows: [into('T', 700), own(300), pay('X', 'out', 250), own(100)],
    expected: { libr: { X: { T: '700.00' } } },
  },
  {
    title: 'Dameron, second branch: the account is emptied',
    rows: [into('T', 700), pay('X', 'out', 700), own(900)],
    expected: { libr: { out: { T: '700.00' } } },
  },
  {
    title: 'Dameron, third branch: the lowest balance in between',
    rows: [into('T', 700), own(300), pay('X', 'out', 600), own(500)],
    expected: { libr: { X: { T: '400.00' }, out: { T: '300.00' } } },
  },
  {
    title: 'a new deposit of the trust after the account was emptied counts anew',
    rows: [into('T', 100), pay('X', 'out', 100), own(50), into('T', 30), pay('X', 'out', 60)],
    expected: { libr: { X: { T: '20.00' }, out: { T: '110.00' } } },
  },
  {
    title:
      'Banco Cafetero: clean 1,000 and drug money 500, an asset for 600: the three accountings',
    rows: [own(1000), into('D', 500), pay('X', 'asset', 600)],
    expected: {
      'proceeds-first': { asset: { D: '500.00' } },
      libr: { X: { D: '500.00' } },
      rolling: { X: { D: '300.00' }, asset: { D: '200.00' } },
      lifo: { asset: { D: '500.00' } },
      fifo: { X: { D: '500.00' } },
    },
  },
  {
    title: 'fees and interest charged are withdrawals like any other',
    rows: [into('A', 100), into('B', 100), pay('X', 'bank fees', 10)],
    expected: {
      fifo: { X: { A: '90.00', B: '100.00' }, 'bank fees': { A: '10.00' } },
      lifo: { X: { A: '100.00', B: '90.00' }, 'bank fees': { B: '10.00' } },
      rolling: { X: { A: '95.00', B: '95.00' }, 'bank fees': { A: '5.00', B: '5.00' } },
      libr: { X: { A: '95.00', B: '95.00' }, 'bank fees': { A: '5.00', B: '5.00' } },
      'pari-passu': { X: { A: '95.00', B: '95.00' }, 'bank fees': { A: '5.00', B: '5.00' } },
    },
  },
  {
    title: 'money paid back to an early investor is followed as that of the later one too',
    rows: [into('A', 1000), into('B', 1000), pay('X', 'A again', 600)],
    expected: {
      rolling: { X: { A: '700.00', B: '700.00' }, 'A again': { A: '300.00', B: '300.00' } },
      fifo: { X: { A: '400.00', B: '1000.00' }, 'A again': { A: '600.00' } },
      lifo: { X: { A: '1000.00', B: '400.00' }, 'A again': { B: '600.00' } },
    },
  },
  {
    title: 'two accounts in a chain, the lots stay apart',
    arrival: 'ordered',
    rows: [into('A', 100), into('B', 100), pay('X', 'Y', 150), pay('Y', 'Z', 100)],
    expected: {
      fifo: { X: { B: '50.00' }, Y: { B: '50.00' }, Z: { A: '100.00' } },
      // B leaves X first and so lies below A in Y
      lifo: { X: { A: '50.00' }, Y: { B: '50.00' }, Z: { A: '50.00', B: '50.00' } },
      rolling: {
        X: { A: '25.00', B: '25.00' },
        Y: { A: '25.00', B: '25.00' },
        Z: { A: '50.00', B: '50.00' },
      },
    },
  },
  {
    title: 'the same chain, the lots blend on arrival',
    arrival: 'blended',
    rows: [into('A', 100), into('B', 100), pay('X', 'Y', 150), pay('Y', 'Z', 100)],
    expected: {
      // Y holds 100 of A and 50 of B as one; a third of each stays
      fifo: {
        X: { B: '50.00' },
        Y: { A: '33.33', B: '16.67' },
        Z: { A: '66.67', B: '33.33' },
      },
      lifo: {
        X: { A: '50.00' },
        Y: { A: '16.67', B: '33.33' },
        Z: { A: '33.33', B: '66.67' },
      },
    },
  },
  {
    title: 'a chain into an account with own money of its own',
    arrival: 'ordered',
    rows: [into('A', 100), into('B', 100), pay('X', 'Y', 120), pay('Y', 'Z', 100)],
    openings: [opens('Y', 30)],
    expected: {
      fifo: { X: { B: '80.00' }, Y: { A: '30.00', B: '20.00' }, Z: { A: '70.00' } },
      // X: 40 + 40; Y: own 30, 60 + 60, of which own 30 and 35 + 35 go on
      libr: {
        X: { A: '40.00', B: '40.00' },
        Y: { A: '25.00', B: '25.00' },
        Z: { A: '35.00', B: '35.00' },
      },
      // Y: 150 of which 100 go on, two thirds of 60
      rolling: {
        X: { A: '40.00', B: '40.00' },
        Y: { A: '20.00', B: '20.00' },
        Z: { A: '40.00', B: '40.00' },
      },
      'proceeds-first': { X: { B: '80.00' }, Y: { B: '20.00' }, Z: { A: '100.00' } },
    },
  },
  {
    title: 'round and back: X pays Y, Y pays half of it back, X pays Z',
    rows: [own(100), into('T', 100), pay('X', 'Y', 100), pay('Y', 'X', 50), pay('X', 'Z', 100)],
    expected: {
      libr: { X: { T: '50.00' }, Z: { T: '50.00' } },
      fifo: { Z: { T: '100.00' } },
      lifo: { Y: { T: '50.00' }, Z: { T: '50.00' } },
      'proceeds-first': { Y: { T: '50.00' }, Z: { T: '50.00' } },
      rolling: { X: { T: '25.00' }, Y: { T: '25.00' }, Z: { T: '50.00' } },
      // share x of X: x = (100 + 50 x) / 250, so one half everywhere
      'pari-passu': { X: { T: '25.00' }, Y: { T: '25.00' }, Z: { T: '50.00' } },
    },
  },
  {
    title:
      'a payment from an account to itself draws and returns: only the order of lots can change',
    arrival: 'ordered',
    rows: [into('T', 100), own(100), pay('X', 'X', 150), pay('X', 'Z', 100)],
    expected: {
      libr: { X: { T: '100.00' } },
      rolling: { X: { T: '50.00' }, Z: { T: '50.00' } },
      'pari-passu': { X: { T: '50.00' }, Z: { T: '50.00' } },
      // 100 of T and 50 own went to the tail behind the other 50
      fifo: { X: { T: '50.00' }, Z: { T: '50.00' } },
    },
  },
  {
    title: 'a claim on four fifths of a payment',
    arrival: 'ordered',
    rows: [{ ...into('T', 500), claimAmount: 400_00 }, pay('X', 'out', 250)],
    expected: {
      rolling: { X: { T: '200.00' }, out: { T: '200.00' } },
      libr: { X: { T: '250.00' }, out: { T: '150.00' } },
      fifo: { X: { T: '150.00' }, out: { T: '250.00' } },
      lifo: { X: { T: '250.00' }, out: { T: '150.00' } },
    },
  },
  {
    title: 'the same claim, blended: four fifths of every part',
    arrival: 'blended',
    rows: [{ ...into('T', 500), claimAmount: 400_00 }, pay('X', 'out', 250)],
    expected: {
      fifo: { X: { T: '200.00' }, out: { T: '200.00' } },
      lifo: { X: { T: '200.00' }, out: { T: '200.00' } },
    },
  },
  {
    title: 'an opening balance of a claimant is the oldest lot',
    rows: [own(100), pay('X', 'out', 120)],
    openings: [{ account: 'X', amount: 50_00, claim: 'T' }],
    expected: {
      fifo: { out: { T: '50.00' } },
      lifo: { X: { T: '30.00' }, out: { T: '20.00' } },
      libr: { X: { T: '30.00' }, out: { T: '20.00' } },
      rolling: { X: { T: '10.00' }, out: { T: '40.00' } },
      'pari-passu': { X: { T: '10.00' }, out: { T: '40.00' } },
    },
  },
]

/** Everything at the end: account, claim, figure rounded on its own. */
function held(
  rows: readonly LedgerRow[],
  openings: readonly OpeningRow[],
  options: FollowOptions,
): { where: Where; untraceable: string } {
  const payments = ledger(rows, openings, { proved: true })
  const trace = must(follow(payments, options))
  const where: Record<string, Record<string, string>> = {}
  for (const h of trace.holdings) {
    const account = payments.accounts[h.account]!.account
    where[account] ??= {}
    where[account][payments.claims[h.claim]!] = money(h.baseNearest ?? h.traced!)
  }
  return { where, untraceable: money(trace.total.untraceable!) }
}

function money(minor: bigint): string {
  return (Number(minor) / 100).toFixed(2)
}

describe('what the decisions give, reckoned by hand', () => {
  for (const { title, rows, openings, expected, arrival, untraceable } of decided)
    for (const [id, where] of Object.entries(expected))
      for (const one of arrival === undefined ? (['ordered', 'blended'] as const) : [arrival]) {
        const rule = id as RuleId
        it(`${rule}, ${one}: ${title}`, () => {
          const lost = untraceable?.[rule] ?? (untraceable ? undefined : '0.00')
          const answer = held(rows, openings ?? [], { rule, arrival: one })
          expect(answer.where).toEqual(where)
          if (lost !== undefined) expect(answer.untraceable).toBe(lost)
        })
      }

  it('an election takes no more of the asset than there is of the claim', () => {
    const rows = [own(3000), into('T', 1000), pay('X', 'shares', 2500)]
    const elected = { rule: 'cherry-pick', elected: ['shares'] } as const
    expect(held(rows, [], elected).where).toEqual({ shares: { T: '1000.00' } })
    expect(held(rows, [], { rule: 'libr' }).where).toEqual({ X: { T: '1000.00' } })
  })

  it('three equal claims on 20.00 are rounded together: 6.67, 6.67, 6.66', () => {
    const rows = [into('A', 10), into('B', 10), into('C', 10), pay('X', 'out', 10)]
    const trace = must(follow(ledger(rows, [], { proved: true }), { rule: 'rolling' }))
    const inX = trace.holdings.filter((h) => h.balance === 20_00n).map((h) => h.traced!)
    expect(inX.reduce((sum, t) => sum + t, 0n)).toBe(20_00n)
    expect(trace.holdings.some((h) => h.baseNearest !== undefined)).toBe(true)
  })

  it('Schuyler v Littlefield: a deposit, a cheque and a deposit of one day, both extremes', () => {
    const day = { time: '2024-05-02' }
    const rows = [
      { ...into('A', 100), ...day },
      { ...pay('X', 'out', 100), ...day },
      { ...into('B', 100), ...day },
    ]
    const span = (openings: readonly OpeningRow[]) => {
      const payments = ledger(rows, openings, { daysOnly: true })
      const trace = must(follow(payments, { rule: 'rolling', order: 'interval' }))
      return Object.fromEntries(
        trace.holdings
          .filter((h) => payments.accounts[h.account]!.account === 'X')
          .map((h) => [payments.claims[h.claim]!, [money(h.low!), money(h.high!)]]),
      )
    }
    expect(span([opens('X', 0)])).toEqual({ A: ['0.00', '50.00'], B: ['50.00', '100.00'] })
    // Without a stated opening the cheque may have been paid with money that was there before.
    expect(span([])).toEqual({ A: ['0.00', '100.00'], B: ['50.00', '100.00'] })
  })

  it('a conversion is a substitution: the same fraction of what was received, the value unchanged', () => {
    const rows: LedgerRow[] = [
      { ...own(100), currency: 'USD' },
      { ...into('T', 100), currency: 'USD' },
      { ...pay('X', 'Y', 100), currency: 'USD', toCurrency: 'EUR', received: 80_00 },
    ]
    const payments = ledger(rows, [], { proved: true })
    const table = rates('EUR' as Currency, [
      { currency: 'USD' as Currency, rate: fraction(9n, 10n), from: '1970-01-01' as never },
    ])
    const trace = must(follow(payments, { rule: 'rolling', rates: table }))
    const figures = trace.holdings.map((h) => [
      payments.accounts[h.account]!.account,
      money(h.traced!),
      money(h.baseTraced!),
    ])
    expect(figures).toEqual([
      ['X', '50.00', '45.00'],
      ['Y', '40.00', '45.00'],
    ])
    expect(must(follow(payments, { rule: 'libr', rates: table })).holdings).toHaveLength(1)
  })

  it('an account that opens overdrawn is known to the exact arithmetic only', () => {
    const payments = ledger([into('T', 100)], [opens('X', -60)])
    expect(follow(payments, { rule: 'fifo', arithmetic: 'fast' })).toMatchObject({
      ok: false,
      refusal: { name: 'arithmetic-unavailable' },
    })
  })
})
