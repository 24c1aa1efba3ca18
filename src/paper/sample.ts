import type { Digest, Instant } from '#base'
import { type ExhibitData, exhibitFormat } from './data.ts'

/**
 * An invented exhibit small enough to read: two claimants, one account, one payment onward (the facts of
 * `domain` golden case G11 with a second account). For tests and for looking at the pages.
 */
export const sample: ExhibitData = {
  format: exhibitFormat,
  title: 'Money of two claimants through the account of Harbour Trading',
  caseReference: 'XV-SACP 2025/114',
  authority: 'XV-FIU, Financial Intelligence Service, Veldania',
  preparedBy: 'analyst 3',
  preparedAt: '2026-09-30T08:00:00.000Z' as Instant,
  question: 'Where is the money of Peter and of Lisa on 2025-03-31, under the rule named below?',
  method: {
    rule: {
      id: 'fifo',
      name: 'First in, first out',
      text: 'Every withdrawal is paid from the sum that has been in the account longest.',
      citations: ["Clayton's Case (Devaynes v Noble) (1816) 35 ER 781"],
      status: 'verified',
    },
    order: 'interval',
    arrival: 'ordered',
    arithmetic: 'exact',
    errorBound: '0',
    base: 'EUR',
  },
  sources: [
    {
      role: 'ledger',
      file: 'harbour.csv',
      digest: `sha256:${'ab'.repeat(32)}` as Digest,
      bytes: 180,
      rows: 3,
      encoding: 'utf-8',
      delimiter: ',',
      firstDay: '2025-03-01',
      lastDay: '2025-03-03',
      leftOut: [{ row: 5, why: 'amount: expected a decimal amount, found "n/a"' }],
    },
  ],
  openings: [{ account: 'Harbour', currency: 'EUR', amount: '0.00' }],
  rates: [],
  currencies: [{ code: 'EUR', digits: 2 }],
  claims: [
    {
      claim: 'Peter',
      claimed: '100.00',
      introduced: [{ currency: 'EUR', amount: '100.00', payments: 1 }],
    },
    {
      claim: 'Lisa',
      claimed: '100.00',
      introduced: [{ currency: 'EUR', amount: '100.00', payments: 1 }],
    },
  ],
  holdings: [
    holding('Harbour', 'Lisa', '100.00', '0.00'),
    holding('Boatyard <Sundvik>', 'Peter', '100.00', '100.00'),
  ],
  exhausted: [{ account: 'Harbour', claim: 'Peter', at: '2025-03-03T00:00:00Z' }],
  total: { claimed: '200.00', traced: '200.00', untraceable: '0.00' },
  comparison: {
    rules: [
      { id: 'fifo', name: 'First in, first out' },
      { id: 'lifo', name: 'Last in, first out' },
    ],
    rows: [
      {
        account: 'Harbour',
        claim: 'Lisa',
        currency: 'EUR',
        figures: ['100.00', '0.00'],
        low: '0.00',
        high: '100.00',
      },
    ],
    untraceable: ['0.00', '0.00'],
  },
  warnings: [
    {
      code: 'order-unproved',
      account: 'Harbour',
      at: '2025-03-02',
      text: 'Harbour: a credit and a debit stand on the same day and nothing proves which came first',
    },
  ],
  flow: {
    currency: 'EUR',
    nodes: [
      { account: 'Peter', currency: 'EUR' },
      { account: 'Lisa', currency: 'EUR' },
      { account: 'Harbour', currency: 'EUR' },
      { account: 'Boatyard <Sundvik>', currency: 'EUR' },
    ],
    links: [
      link(0, 2, '100.00', '2025-03-01'),
      link(1, 2, '100.00', '2025-03-02'),
      link(2, 3, '100.00', '2025-03-03'),
    ],
    leftOut: { links: 0, value: null },
  },
  schedule: {
    total: 3,
    steps: [
      step(1, 'P1', 2, 'Peter', 'Harbour', 'Peter'),
      step(2, 'P2', 3, 'Lisa', 'Harbour', 'Lisa'),
      step(3, 'P3', 4, 'Harbour', 'Boatyard <Sundvik>', 'Peter'),
    ],
  },
}

function holding(account: string, claim: string, balance: string, low: string) {
  return {
    account,
    claim,
    currency: 'EUR',
    traced: balance,
    balance,
    baseTraced: balance,
    low,
    high: '100.00',
  }
}

function link(from: number, to: number, value: string, day: string) {
  return { from, to, value, payments: 1, first: `${day}T00:00:00Z`, last: `${day}T00:00:00Z` }
}

function step(n: number, payment: string, row: number, from: string, to: string, claim: string) {
  return {
    n,
    payment,
    row,
    at: `2025-03-0${n}`,
    from,
    to,
    amount: '100.00',
    currency: 'EUR',
    moved: [{ claim, value: '100.00', currency: 'EUR' }],
  }
}
