import type { Day } from '#base'
import type { Currency } from './currency.ts'
import { type Fraction, over } from './fraction.ts'

/** One unit (not minor unit) of `currency` is worth `rate` units of the base currency from that day on. */
export interface Rate {
  readonly currency: Currency
  readonly rate: Fraction
  readonly from: Day
}

export interface Rates {
  readonly base: Currency
  /** Units of base for one unit of the currency on that day, or undefined: an unknown rate is never guessed. */
  on(currency: Currency, day: Day): Fraction | undefined
  readonly rows: readonly Rate[]
}

/** Rates by day: the row with the latest `from` that is not after the day holds. */
export function rates(base: Currency, rows: readonly Rate[]): Rates {
  const byCurrency = new Map<string, Rate[]>()
  for (const row of rows) {
    const list = byCurrency.get(row.currency) ?? []
    list.push(row)
    byCurrency.set(row.currency, list)
  }
  for (const list of byCurrency.values()) list.sort((a, b) => (a.from < b.from ? -1 : 1))
  return {
    base,
    rows,
    on(currency, day) {
      if (currency === base) return { n: 1n, d: 1n }
      let found: Fraction | undefined
      for (const row of byCurrency.get(currency) ?? []) {
        if (row.from > day) break
        found = row.rate
      }
      return found
    },
  }
}

/** Units of `to` for one unit of `from` on that day, through the base. */
export function cross(table: Rates, from: Currency, to: Currency, day: Day): Fraction | undefined {
  const a = table.on(from, day)
  const b = table.on(to, day)
  return a && b && b.n !== 0n ? over(a, b) : undefined
}
