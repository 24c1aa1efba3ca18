import type { Payments } from '#model'
import { formatMinor } from '#money'
import type { RowReader } from './ledger-rows.ts'
import { normalName } from './names.ts'
import { dayOf } from './order.ts'
import type { RowPlan } from './row-plan.ts'

/** Something odd that does not stop the reading. `text` says it in a sentence; the figures stand beside it. */
export type Finding = {
  readonly text: string
  /** How many rows, accounts or names. */
  readonly count: number
} & (
  | { readonly name: 'days-only' | 'mixed-precision' | 'newest-first' }
  | { readonly name: 'fx-rows' | 'self-payments' }
  | {
      readonly name: 'opening-missing' | 'overdrawn'
      /** Worst first, at most 100. */
      readonly accounts: readonly ShortAccount[]
    }
  | {
      readonly name: 'name-variants'
      /** Distinct parties that are written in more than one way. */
      readonly parties: number
      /** Rows whose payer, and whose payee, the map's normalisation renamed. */
      readonly renamed: { readonly from: number; readonly to: number }
      /** Of these, the rows in which more than case and spaces changed. */
      readonly reworded: { readonly from: number; readonly to: number }
      /** A few groups, each with the rows where each way of writing first stands. */
      readonly examples: readonly (readonly number[])[]
    }
  | {
      readonly name: 'duplicate-looking'
      /** A few groups of rows. */
      readonly examples: readonly (readonly number[])[]
    }
)

/** An account whose payments exceed what it is known to have held. */
export interface ShortAccount {
  readonly account: string
  readonly currency: string
  /** Lowest running balance, a negative decimal text. */
  readonly worst: string
  readonly at: string
  readonly row: number
}

const shown = 100
const fewExamples = 5

export function findingsOf(payments: Payments, reader: RowReader, plan: RowPlan): Finding[] {
  return [
    ...precision(payments, plan),
    ...newestFirst(payments),
    ...shortAccounts(payments),
    ...nameVariants(reader),
    ...duplicates(payments),
    ...(reader.selfKept === 0
      ? []
      : [
          {
            name: 'self-payments' as const,
            count: reader.selfKept,
            text: `${reader.selfKept} payments go from an account to itself and are kept as the ledger has them; {"selfPayments": "leave-out"} in a map leaves them out`,
          },
        ]),
    ...(reader.fxRows === 0
      ? []
      : [
          {
            name: 'fx-rows' as const,
            count: reader.fxRows,
            text: `${reader.fxRows} payments change the currency; their rate is the one of the two amounts booked`,
          },
        ]),
  ]
}

function precision(payments: Payments, plan: RowPlan): Finding[] {
  if (payments.daysOnly) {
    return [
      {
        name: 'days-only',
        count: payments.count,
        text: 'the source gives days without a time: the order inside a day is unproved',
      },
    ]
  }
  if (plan.dates.days === 0) return []
  return [
    {
      name: 'mixed-precision',
      count: plan.dates.days,
      text: `${plan.dates.days} rows give a day without a time: on their days the order is unproved`,
    },
  ]
}

/** Statements printed newest first: file order inside a day is then most likely the wrong way round. */
function newestFirst(payments: Payments): Finding[] {
  const { count, row, time } = payments
  if (count < 3 || time[0] === time[count - 1]) return []
  let rising = 0
  let falling = 0
  for (let i = 1; i < count; i++) {
    if (time[i] === time[i - 1]) continue
    if (row[i]! > row[i - 1]!) rising++
    else falling++
  }
  if (falling <= rising * 9) return []
  return [
    {
      name: 'newest-first',
      count: falling,
      text: 'the file runs from the newest payment to the oldest; rows of one moment are taken in file order, which is unproved and may be reversed',
    },
  ]
}

function shortAccounts(payments: Payments): Finding[] {
  const { count, from, to, amount, received, accounts } = payments
  const n = accounts.length
  // Balance, lowest balance, payment of the lowest, credited: side by side, one far read for each account.
  const state = new Float64Array(n * 4)
  for (const o of payments.openings) state[o.account * 4] = state[o.account * 4]! + o.amount
  for (let i = 0; i < count; i++) {
    const f = from[i]! * 4
    const t = to[i]! * 4
    if (f === t) continue
    const left = state[f]! - amount[i]!
    state[f] = left
    if (left < state[f + 1]!) {
      state[f + 1] = left
      state[f + 2] = i
    }
    state[t] = state[t]! + received[i]!
    state[t + 3] = 1
  }
  const worst = (account: number) => state[account * 4 + 1]!
  const found: Finding[] = []
  for (const name of ['opening-missing', 'overdrawn'] as const) {
    const short: number[] = []
    for (let a = 0; a < n; a++) {
      const fits =
        name === 'overdrawn' ? accounts[a]!.opened : !accounts[a]!.opened && state[a * 4 + 3] === 1
      if (fits && worst(a) < 0) short.push(a)
    }
    if (short.length === 0) continue
    short.sort((a, b) => worst(a) - worst(b))
    found.push({
      name,
      count: short.length,
      text:
        name === 'opening-missing'
          ? `${short.length} accounts pay out more than they are seen to receive: their opening balance, or part of their statements, is missing`
          : `${short.length} accounts pay out more than their opening balance and receipts`,
      accounts: short.slice(0, shown).map((a) => ({
        account: accounts[a]!.account,
        currency: payments.currencies[accounts[a]!.currency]!.code,
        worst: formatMinor(
          BigInt(Math.round(worst(a))),
          payments.currencies[accounts[a]!.currency]!.digits,
        ),
        at: new Date(payments.time[state[a * 4 + 2]!]! * 1000)
          .toISOString()
          .slice(0, payments.daysOnly ? 10 : 24),
        row: payments.row[state[a * 4 + 2]!]!,
      })),
    })
  }
  return found
}

function nameVariants(reader: RowReader): Finding[] {
  const { given } = reader
  const groups = new Map<string, number[]>()
  for (let i = 0; i < given.count; i++) {
    const asGiven = reader.canonical === given
    // Account numbers are their own normal form; they join a group only when another name leads to them.
    if (asGiven && given.plain(i)) continue
    const canonical = reader.canonicalOf[i]
    if (!asGiven && canonical === undefined) continue
    const key = asGiven ? normalName(given.text(i)) : `${canonical}`
    const group = groups.get(key)
    if (group !== undefined) group.push(i)
    else {
      const plain = asGiven ? given.find(Buffer.from(key, 'utf8')) : -1
      groups.set(key, plain >= 0 && plain !== i && given.plain(plain) ? [plain, i] : [i])
    }
  }
  let parties = 0
  let names = 0
  const wanted: number[][] = []
  for (const group of groups.values()) {
    if (group.length < 2) continue
    parties++
    names += group.length
    if (wanted.length < fewExamples) wanted.push(group)
  }
  const renamed = { from: reader.renamedFrom, to: reader.renamedTo }
  const reworded = { from: reader.rewordedFrom, to: reader.rewordedTo }
  if (parties === 0 && renamed.from + renamed.to === 0) return []
  return [
    {
      name: 'name-variants',
      count: names,
      parties,
      renamed,
      reworded,
      examples: wanted.map((group) => group.map((i) => reader.firstRow(i))),
      text:
        reader.canonical === given
          ? `${parties} parties are written in ${names} ways that differ only in case, spaces, punctuation, accents or the spelling of the legal form; they are different accounts unless the map says "accounts": "normalised"`
          : `${parties} parties are written in more than one way and were joined as the map says; ${renamed.from} payers and ${renamed.to} payees were renamed`,
    },
  ]
}

/** Rows of the same day with the same parties and the same amount: perhaps one payment that two statements show. */
function duplicates(payments: Payments): Finding[] {
  const { count, time, from, to, amount } = payments
  let size = 16
  let slots = new Uint32Array(size)
  let stamps = new Uint32Array(size)
  let stamp = 0
  let alike = 0
  const examples: number[][] = []
  const exampleOf = new Map<number, number>()
  for (let low = 0; low < count; ) {
    const day = dayOf(time[low]!)
    let high = low + 1
    while (high < count && dayOf(time[high]!) === day) high++
    if (high - low > 1) {
      if ((high - low) * 2 > size) {
        while ((high - low) * 2 > size) size *= 2
        slots = new Uint32Array(size)
        stamps = new Uint32Array(size)
        stamp = 0
      }
      stamp++
      const mask = size - 1
      for (let i = low; i < high; i++) {
        let h = Math.imul(from[i]! ^ Math.imul(to[i]!, 0x9e3779b1), 0x85ebca6b)
        h = Math.imul(h ^ (amount[i]! % 4_294_967_291), 0xc2b2ae35)
        let slot = (h ^ (h >>> 15)) & mask
        for (;;) {
          if (stamps[slot] !== stamp) {
            stamps[slot] = stamp
            slots[slot] = i
            break
          }
          const other = slots[slot]!
          if (from[other] === from[i] && to[other] === to[i] && amount[other] === amount[i]) {
            alike++
            const example = exampleOf.get(other)
            if (example !== undefined) {
              if (examples[example]!.length < 10) examples[example]!.push(payments.row[i]!)
            } else if (examples.length < fewExamples) {
              exampleOf.set(other, examples.length)
              examples.push([payments.row[other]!, payments.row[i]!])
            }
            break
          }
          slot = (slot + 1) & mask
        }
      }
    }
    low = high
  }
  if (alike === 0) return []
  return [
    {
      name: 'duplicate-looking',
      count: alike,
      examples,
      text: `${alike} rows repeat day, parties and amount of an earlier row: perhaps the same payment shown twice`,
    },
  ]
}
