import type { Introduction, Opening, Payments } from '#model'

/** One payment of a hand-written ledger; amounts in minor units. */
export interface LedgerRow {
  readonly id?: string
  /** Instant, day, or seconds since 1970; rows must stand in time order. Absent: one second after the last row. */
  readonly time?: string | number
  readonly from: string
  readonly to: string
  readonly amount: number
  /** `EUR` when absent. */
  readonly currency?: string
  /** What the receiving account books, when it books another currency. */
  readonly received?: number
  readonly toCurrency?: string
  readonly claim?: string
  /** The whole payment when absent. */
  readonly claimAmount?: number
  readonly purpose?: string
  readonly type?: string
}

export interface OpeningRow {
  readonly account: string
  readonly amount: number
  readonly currency?: string
  readonly claim?: string
}

export interface LedgerOptions {
  /** Rows with the same time share an order group unless `proved` (the default is unproved, as in intake). */
  readonly proved?: boolean
  readonly daysOnly?: boolean
  /** Minor-unit digits per currency code; 2 when absent. */
  readonly digits?: Readonly<Record<string, number>>
}

/** `Payments` from plain rows, for tests and documents. Files are read by intake. */
export function ledger(
  rows: readonly LedgerRow[],
  openings: readonly OpeningRow[] = [],
  options: LedgerOptions = {},
): Payments {
  const names = new Names(options.digits ?? {})
  const stated = openings.map((o): Opening => {
    const account = names.account(o.account, o.currency ?? 'EUR')
    names.opened.add(account)
    return o.claim === undefined
      ? { account, amount: o.amount }
      : { account, amount: o.amount, claim: names.claim(o.claim) }
  })
  const columns = emptyColumns(rows.length)
  const introductions: Introduction[] = []
  let clock = 0
  let group = -1
  rows.forEach((row, i) => {
    const time = row.time === undefined ? clock + 1 : seconds(row.time)
    if (i === 0 || time !== clock || options.proved === true) group++
    clock = time
    const currency = row.currency ?? 'EUR'
    columns.from[i] = names.account(row.from, currency)
    columns.to[i] = names.account(row.to, row.toCurrency ?? currency)
    columns.time[i] = time
    columns.amount[i] = row.amount
    columns.received[i] = row.received ?? row.amount
    columns.group[i] = group
    columns.row[i] = i + 2
    if (row.claim !== undefined)
      introductions.push({
        payment: i,
        claim: names.claim(row.claim),
        amount: row.claimAmount ?? row.amount,
      })
  })
  return {
    count: rows.length,
    ...columns,
    introductions,
    ...names.tables(),
    texts: {
      id: (p) => rows[p]!.id ?? `P${p + 1}`,
      purpose: (p) => rows[p]!.purpose ?? '',
      type: (p) => rows[p]!.type ?? '',
    },
    openings: stated,
    daysOnly: options.daysOnly ?? false,
  }
}

function emptyColumns(n: number) {
  return {
    from: new Uint32Array(n),
    to: new Uint32Array(n),
    time: new Float64Array(n),
    amount: new Float64Array(n),
    received: new Float64Array(n),
    group: new Uint32Array(n),
    row: new Uint32Array(n),
  }
}

function seconds(time: string | number): number {
  return typeof time === 'number' ? time : Date.parse(time) / 1000
}

class Names {
  readonly opened = new Set<number>()
  readonly #digits: Readonly<Record<string, number>>
  readonly #accounts = new Map<string, number>()
  readonly #bookings: { account: string; currency: number }[] = []
  readonly #currencies: string[] = []
  readonly #claims: string[] = []

  constructor(digits: Readonly<Record<string, number>>) {
    this.#digits = digits
  }

  account(account: string, code: string): number {
    const currency = indexIn(this.#currencies, code)
    const key = `${account}\t${code}`
    let index = this.#accounts.get(key)
    if (index === undefined) {
      index = this.#bookings.push({ account, currency }) - 1
      this.#accounts.set(key, index)
    }
    return index
  }

  claim(name: string): number {
    return indexIn(this.#claims, name)
  }

  tables() {
    return {
      accounts: this.#bookings.map((b, i) => ({ ...b, opened: this.opened.has(i) })),
      claims: this.#claims,
      currencies: this.#currencies.map((code) => ({ code, digits: this.#digits[code] ?? 2 })),
    }
  }
}

function indexIn(list: string[], name: string): number {
  const there = list.indexOf(name)
  return there >= 0 ? there : list.push(name) - 1
}
