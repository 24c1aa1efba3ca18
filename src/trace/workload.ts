/**
 * The comparison workload: a synthetic month of payments that anybody can regenerate in any language, so that two
 * tracing engines can be held against each other on the same counts. Nothing in it is real.
 *
 * A = N/10 accounts, T = 30 days, a few planted rings on a background with crowded accounts (80 % of the payers
 * are drawn by a cube law). The pseudo-random generator is mulberry32 with seed 20240607.
 */
import type { BookingAccount, Opening, Payments } from '#model'

export type WorkloadSize = '10k' | '100k' | '1M' | '10M'

interface SizeRow {
  readonly payments: number
  readonly planted?: number
  readonly hash?: number
}

/** Payments and, where it was published for the workload, the check of the generator and the counts at 1M. */
export const workloadSizes: Readonly<Record<WorkloadSize, SizeRow>> = {
  '10k': { payments: 10_000 },
  '100k': { payments: 100_000 },
  '1M': { payments: 1_000_000, planted: 450, hash: 1_148_615_309 },
  '10M': { payments: 10_000_000, planted: 4_508, hash: 1_996_290_438 },
}

/** What every correct engine counts on the workload of one million payments. */
export const expectedAtOneMillion = {
  /** Accounts with an earliest arrival from the first 10 seeds, seeds included, proven order only. */
  reach10: 98_027,
  /** Pairs of account and seed, 32 seeds in one pass. */
  reach32: 185_892,
  /** Payments reached within 6 hops and 72 hours of dwell, summed over 100 seeds. */
  flow100: 5_847,
  poisonPayments: 208_566,
  /** Minor units of the claims that `rolling` moves, summed over payments and cut to a whole number. */
  rollingMoved: 89_935_650,
  fifoMoved: 75_654_684,
  /** Lots handed over by `fifo`, own money included. */
  fifoLotMoves: 1_000_163,
  /** Ten thousand units for each of 100 seeds; every rule conserves it. */
  claimed: 100_000_000,
} as const

const monthSeconds = 2_592_000
const threeDays = 259_200
/** The month starts here when the workload is written as a ledger; the hash uses seconds from the start. */
export const workloadEpoch = Date.UTC(2024, 5, 7) / 1000

export interface Workload {
  readonly accounts: number
  readonly count: number
  /** Payments that belong to the planted rings. */
  readonly planted: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** Seconds from the start of the month, ascending. */
  readonly time: Uint32Array
  /** Minor units. */
  readonly amount: Float64Array
  /** Check over the sorted columns, unsigned 32 bits. */
  readonly hash: number
}

/** mulberry32, numbers in [0, 1). Public domain generator by T. Ettinger. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The workload of `count` payments (a multiple of 10,000), sorted by time, ties in order of generation. */
export function workload(count: number): Workload {
  const accounts = count / 10
  const raw = columns(count)
  const random = mulberry32(20_240_607)
  const rings = plantRings(random, count, accounts)
  background(raw, random, count - rings.length, accounts)
  place(raw, rings, count - rings.length)
  const sorted = sortByTime(raw, count)
  return { accounts, count, planted: rings.length, ...sorted, hash: check(sorted) }
}

interface Columns {
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly time: Uint32Array
  readonly amount: Float64Array
}

interface Row {
  readonly from: number
  readonly to: number
  readonly time: number
  readonly amount: number
}

function columns(count: number): Columns {
  return {
    from: new Uint32Array(count),
    to: new Uint32Array(count),
    time: new Uint32Array(count),
    amount: new Float64Array(count),
  }
}

/** Rings of 3 to 6 accounts, each payment hours after the one before and a few per cent smaller. */
function plantRings(random: () => number, count: number, accounts: number): Row[] {
  const rows: Row[] = []
  for (let ring = 0; ring < count / 10_000; ring++) {
    const length = 3 + Math.floor(4 * random())
    const members: number[] = []
    while (members.length < length) {
      const account = Math.floor(accounts * random())
      if (!members.includes(account)) members.push(account)
    }
    let time = Math.floor(random() * (monthSeconds - threeDays))
    let amount = Math.floor(10 ** (5 + 2 * random()))
    for (let i = 0; i < length; i++) {
      rows.push({ from: members[i]!, to: members[(i + 1) % length]!, time, amount })
      time += 3_600 + Math.floor(39_600 * random())
      amount = Math.floor(amount * (0.95 + 0.03 * random()))
    }
  }
  return rows
}

function background(into: Columns, random: () => number, count: number, accounts: number): void {
  const { from, to, time, amount } = into
  for (let i = 0; i < count; i++) {
    const crowdedFrom = random() < 0.8
    const u = random()
    const payer = Math.floor(accounts * (crowdedFrom ? u * u * u : u))
    const crowdedTo = random() < 0.8
    const v = random()
    const drawn = Math.floor(accounts * (crowdedTo ? v * v * v : v))
    let payee = crowdedTo ? (7_919 * drawn + 12_345) % accounts : drawn
    if (payee === payer) payee = (payee + 1) % accounts
    from[i] = payer
    to[i] = payee
    time[i] = Math.floor(random() * monthSeconds)
    amount[i] = Math.floor(10 ** (3 + 4 * random()))
  }
}

function place(into: Columns, rows: readonly Row[], at: number): void {
  rows.forEach((row, i) => {
    into.from[at + i] = row.from
    into.to[at + i] = row.to
    into.time[at + i] = row.time
    into.amount[at + i] = row.amount
  })
}

/** Stable counting sort over the seconds of the month. */
function sortByTime(raw: Columns, count: number): Columns {
  const start = new Uint32Array(monthSeconds + 1)
  for (let i = 0; i < count; i++) start[raw.time[i]! + 1]!++
  for (let t = 0; t < monthSeconds; t++) start[t + 1] = start[t + 1]! + start[t]!
  const sorted = columns(count)
  for (let i = 0; i < count; i++) {
    const t = raw.time[i]!
    const at = start[t]!
    start[t] = at + 1
    sorted.from[at] = raw.from[i]!
    sorted.to[at] = raw.to[i]!
    sorted.time[at] = t
    sorted.amount[at] = raw.amount[i]!
  }
  return sorted
}

function check({ from, to, time }: Columns): number {
  let h = 0
  for (let i = 0; i < from.length; i++) {
    h = (Math.imul(h, 31) + (from[i]! ^ Math.imul(to[i]!, 2_654_435_761) ^ time[i]!)) | 0
  }
  return h >>> 0
}

/** The first `count` seed accounts of the workload: mulberry32 with seed 7, repeats kept. */
export function workloadSeeds(accounts: number, count: number): number[] {
  const random = mulberry32(7)
  return Array.from({ length: count }, () => Math.floor(accounts * random()))
}

/** Own money at the start so that nobody is ever overdrawn: the greatest shortfall and 10,000 units on top. */
export function workloadOpenings(w: Workload): Float64Array {
  const balance = new Float64Array(w.accounts)
  const opening = new Float64Array(w.accounts)
  for (let i = 0; i < w.count; i++) {
    const left = balance[w.from[i]!]! - w.amount[i]!
    balance[w.from[i]!] = left
    if (-left > opening[w.from[i]!]!) opening[w.from[i]!] = -left
    balance[w.to[i]!] = balance[w.to[i]!]! + w.amount[i]!
  }
  for (let a = 0; a < w.accounts; a++) opening[a] = opening[a]! + 1_000_000
  return opening
}

/**
 * The workload as payments of a case. Each distinct seed holds 10,000 units of a claim, booked after its own money:
 * one claim for all seeds, or one for each.
 */
export function workloadPayments(w: Workload, claims: 'one' | 'per-seed' = 'one'): Payments {
  const seeds = [...new Set(workloadSeeds(w.accounts, 100))]
  const openings: Opening[] = Array.from(workloadOpenings(w), (amount, account) => ({
    account,
    amount,
  }))
  seeds.forEach((account, i) => {
    openings.push({ account, amount: 1_000_000, claim: claims === 'one' ? 0 : i })
  })
  return {
    count: w.count,
    from: w.from,
    to: w.to,
    time: Float64Array.from(w.time, (t) => workloadEpoch + t),
    amount: w.amount,
    received: w.amount,
    group: groups(w.time),
    row: Uint32Array.from({ length: w.count }, (_, i) => i + 2),
    introductions: [],
    accounts: Array.from(
      { length: w.accounts },
      (_, i): BookingAccount => ({ account: `N${i}`, currency: 0, opened: true }),
    ),
    claims: claims === 'one' ? ['seeds'] : seeds.map((s) => `N${s}`),
    currencies: [{ code: 'EUR', digits: 2 }],
    texts: { id: (i) => `P${i}`, purpose: () => '', type: () => '' },
    openings,
    daysOnly: false,
  }
}

function groups(time: Uint32Array): Uint32Array {
  const group = new Uint32Array(time.length)
  for (let i = 1; i < time.length; i++) group[i] = group[i - 1]! + (time[i] === time[i - 1] ? 0 : 1)
  return group
}

/** The workload as ledger CSV (`id,time,from,to,amount,currency`), in pieces of some thousand rows. */
export function* workloadCsv(w: Workload): Generator<string> {
  let text = 'id,time,from,to,amount,currency\n'
  for (let i = 0; i < w.count; i++) {
    const at = new Date((workloadEpoch + w.time[i]!) * 1000).toISOString()
    const cents = w.amount[i]!
    const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
    text += `P${i},${at},N${w.from[i]},N${w.to[i]},${amount},EUR\n`
    if (i % 5_000 === 4_999) {
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

/** Opening balances of the workload as CSV (`account,currency,amount,claim`), one claim for all seeds. */
export function* workloadOpeningsCsv(w: Workload): Generator<string> {
  let text = 'account,currency,amount,claim\n'
  const money = (cents: number) =>
    `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
  workloadOpenings(w).forEach((amount, account) => {
    text += `N${account},EUR,${money(amount)},\n`
  })
  for (const seed of new Set(workloadSeeds(w.accounts, 100)))
    text += `N${seed},EUR,10000.00,seeds\n`
  yield text
}
