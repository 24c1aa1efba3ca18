/** Booking accounts: a name in a currency. Numbers in order of appearance. */
export interface Bookings {
  /** Number of the name, and of the currency, by booking account. */
  readonly names: number[]
  readonly currencies: number[]
  /** The booking account; a new one when it was not booked before. At most 4,096 currencies. */
  book(name: number, currency: number): number
  /** Brings the accounts of the next names near the processor (see `Names.bringNear`). */
  bringNear(names: Int32Array, count: number): void
  /** Kept so that `bringNear` has an effect. */
  near: number
}

export function bookings(): Bookings {
  const names: number[] = []
  const currencies: number[] = []
  const others = new Map<number, number>()
  // Account and currency booked last under each name, side by side; account + 1, so that 0 is none.
  let last = new Int32Array(2048)
  const self: Bookings = {
    names,
    currencies,
    near: 0,
    book(name, currency) {
      while (name * 2 >= last.length) {
        const larger = new Int32Array(last.length * 2)
        larger.set(last)
        last = larger
      }
      const before = last[name * 2]! - 1
      if (before >= 0 && last[name * 2 + 1] === currency) return before
      const key = name * 4096 + currency
      let account = before < 0 ? undefined : others.get(key)
      if (account === undefined) {
        account = names.length
        names.push(name)
        currencies.push(currency)
        // The map only holds accounts of names with several currencies.
        if (before >= 0) {
          others.set(key, account)
          others.set(name * 4096 + currencies[before]!, before)
        }
      }
      last[name * 2] = account + 1
      last[name * 2 + 1] = currency
      return account
    },
    bringNear(next, count) {
      let near = 0
      for (let i = 0; i < count; i++) near += last[next[i]! * 2]! | 0
      self.near = near
    },
  }
  return self
}
