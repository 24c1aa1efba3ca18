import { type AccountFlow, type Alarm, flowsOf, type IncidentPayment } from '../incident.ts'

/** One way of finding a pattern in payments. To add a detector is to add a row. */
export interface Detector {
  /** `DT-01`. */
  readonly id: string
  readonly name: string
  /** What it looks for, with its thresholds, in a sentence that a bank can hold against its own. */
  readonly says: string
  /** The typology it was written for, or the source it was taken from. */
  readonly citation: string
  readonly find: (payments: readonly IncidentPayment[]) => readonly Alarm[]
}

const sum = (payments: readonly IncidentPayment[]) => payments.reduce((s, p) => s + p.cents, 0)
const ids = (payments: readonly IncidentPayment[]) => payments.map((p) => p.id)

/** Asks each account by itself. */
function eachAccount(
  because: (flow: AccountFlow) => readonly IncidentPayment[] | undefined,
): Detector['find'] {
  return (payments) =>
    flowsOf(payments).flatMap((flow) => {
      const found = because(flow)
      return found === undefined ? [] : [{ account: flow.account, because: ids(found) }]
    })
}

const day = 24

export const detectors: readonly Detector[] = [
  {
    id: 'DT-01',
    name: 'paid through',
    says: 'at least 85 per cent of a credit of 50,000 or more leaves the account within 72 hours',
    citation: 'TY-01; FATF, trade-based money laundering (2020)',
    find: eachAccount(({ into, out }) => {
      for (const credit of into.filter((p) => p.cents >= 5_000_000)) {
        const on = out.filter((p) => p.hour >= credit.hour && p.hour <= credit.hour + 3 * day)
        if (sum(on) >= credit.cents * 0.85) return [credit, ...on]
      }
      return undefined
    }),
  },
  {
    id: 'DT-02',
    name: 'completed by several',
    says: 'credits of three or more payers, and one debit of more than 80 per cent of them, within 5 days',
    citation: 'TY-02; FATF, real estate guidance (2022)',
    find: eachAccount(({ into, out }) => {
      for (const debit of out.filter((p) => p.cents >= 5_000_000)) {
        const before = into.filter((p) => p.hour <= debit.hour && p.hour >= debit.hour - 5 * day)
        const payers = new Set(before.map((p) => p.from)).size
        if (payers >= 3 && debit.cents > 0.8 * sum(before)) return [...before, debit]
      }
      return undefined
    }),
  },
  {
    id: 'DT-03',
    name: 'priced far above',
    says: 'a unit price of more than three times the median of the same goods in the set',
    citation: 'TY-01; WCO/Egmont, trade-based money laundering handbook',
    find: (payments) => {
      const traded = payments.filter((p) => p.goods !== undefined && p.unitCents !== undefined)
      const prices = Map.groupBy(traded, (p) => p.goods)
      const found = new Map<string, string[]>()
      for (const { id, to, goods, unitCents } of traded) {
        const all = prices
          .get(goods)!
          .map((p) => p.unitCents!)
          .sort((a, b) => a - b)
        const median = all[Math.floor((all.length - 1) / 2)]!
        if (unitCents! > 3 * median) found.set(to, [...(found.get(to) ?? []), id])
      }
      return [...found].map(([account, because]) => ({ account, because }))
    },
  },
  {
    id: 'DT-04',
    name: 'paid in just below',
    says: 'four or more credits from 9,000 to below 10,000 within 7 days',
    citation: 'FATF R.20; thresholds of cash reports',
    find: eachAccount(({ into }) => {
      const below = into.filter((p) => p.cents >= 900_000 && p.cents < 1_000_000)
      for (const [i, first] of below.entries()) {
        const week = below.slice(i).filter((p) => p.hour <= first.hour + 7 * day)
        if (week.length >= 4) return week
      }
      return undefined
    }),
  },
]
