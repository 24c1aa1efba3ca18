import type { Payments } from '#model'
import type { Order } from './trace.ts'

/**
 * The sequence in which payments are followed. Payments of one group stand at the same moment and nothing proves
 * which came first; `credits-first` and `debits-first` try the two extremes, always so that an account pays only
 * what it can pay at that point, as far as any order of the group allows.
 *
 * Why it matters: Schuyler v Littlefield 232 US 707 (1914) turned on the order of one day's cheques and deposits.
 */
export function sequence(payments: Payments, order: Order): Uint32Array {
  const out = Uint32Array.from({ length: payments.count }, (_, i) => i)
  if (order === 'given') return out
  const book = new Book(payments)
  for (let start = 0; start < payments.count; ) {
    let end = start + 1
    while (end < payments.count && payments.group[end] === payments.group[start]) end++
    if (end - start > 1) arrange(payments, start, end, order, book, out)
    else book.post(start)
    start = end
  }
  return out
}

/** Running balances, as far as they decide what an account can pay. */
class Book {
  readonly #payments: Payments
  readonly #balance: Float64Array
  readonly #known: Uint8Array

  constructor(payments: Payments) {
    this.#payments = payments
    this.#balance = new Float64Array(payments.accounts.length)
    this.#known = Uint8Array.from(payments.accounts, (a) => (a.opened ? 1 : 0))
    for (const o of payments.openings) {
      this.#balance[o.account]! += o.amount
      this.#known[o.account] = 1
    }
  }

  canPay(payment: number): boolean {
    const from = this.#payments.from[payment]!
    return this.#known[from] === 0 || this.#balance[from]! >= this.#payments.amount[payment]!
  }

  post(payment: number): void {
    const { from, to, amount, received } = this.#payments
    const source = from[payment]!
    if (this.#known[source] === 1) this.#balance[source]! -= amount[payment]!
    this.#balance[to[payment]!]! += received[payment]!
    this.#known[to[payment]!] = 1
  }
}

/**
 * One group. Under `debits-first` a payment waits until the account it credits has made its own payments, under
 * `credits-first` until the account it debits has had its credits. Who cannot pay waits for a credit; a ring of
 * waiting payments is broken at the first, in the order of the file, that can be paid.
 */
function arrange(
  payments: Payments,
  start: number,
  end: number,
  order: 'credits-first' | 'debits-first',
  book: Book,
  out: Uint32Array,
): void {
  const debitsFirst = order === 'debits-first'
  const [gate, key] = debitsFirst ? [payments.to, payments.from] : [payments.from, payments.to]
  /** Payments of this group that an account has still to make (debits first) or to receive (credits first). */
  const open = new Map<number, number>()
  const behind = new Map<number, number[]>()
  const unpaid = new Map<number, number[]>()
  for (let i = start; i < end; i++) open.set(key[i]!, (open.get(key[i]!) ?? 0) + 1)
  const ready: number[] = []
  for (let i = start; i < end; i++)
    if ((open.get(gate[i]!) ?? 0) === 0) ready.push(i)
    else push(behind, gate[i]!, i)
  const settled = new Uint8Array(end - start)
  const released = new Uint8Array(end - start)
  let at = start

  const release = (account: number) => {
    const left = (open.get(account) ?? 0) - 1
    open.set(account, left)
    if (left !== 0) return
    for (const i of behind.get(account) ?? []) ready.push(i)
    behind.delete(account)
  }
  const settle = (i: number) => {
    settled[i - start] = 1
    book.post(i)
    out[at++] = i
    if (released[i - start] === 0) release(key[i]!)
    const waiting = unpaid.get(payments.to[i]!)
    if (!waiting) return
    unpaid.delete(payments.to[i]!)
    for (const w of waiting) ready.push(w)
  }
  let next = 0
  let scan = start
  while (at < end) {
    if (next < ready.length) {
      const i = ready[next++]!
      if (settled[i - start] === 1) continue
      if (book.canPay(i)) settle(i)
      else {
        push(unpaid, payments.from[i]!, i)
        // What cannot be paid must not hold back the credits that would pay it.
        if (debitsFirst && released[i - start] === 0) {
          released[i - start] = 1
          release(key[i]!)
        }
      }
      continue
    }
    while (settled[scan - start] === 1) scan++
    settle(firstPayable(book, settled, scan, start, end))
  }
}

/** Looks a little way ahead for a payment that can be paid, so that a large ring does not cost its square. */
function firstPayable(
  book: Book,
  settled: Uint8Array,
  scan: number,
  start: number,
  end: number,
): number {
  for (let i = scan; i < Math.min(end, scan + 256); i++)
    if (settled[i - start] === 0 && book.canPay(i)) return i
  return scan
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
