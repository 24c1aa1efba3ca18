import { done, type Outcome } from '#base'
import type { Payments } from '#model'
import type { Holding, Order, Trace } from './trace.ts'

/** What to do about an unproved order is done when the interval was run. */
const advice = 'run the interval, or supply a sequence number'
const shownInstead = 'the lowest and highest figures show what the order changes'

const orders: readonly Order[] = ['given', 'credits-first', 'debits-first']

/**
 * All three orders of what nothing orders. The result is the trace in the given order, with the least and most of
 * every holding over the three; a holding that another order alone knows stands with a traced value of zero.
 */
export function interval(
  run: (order: Order) => Outcome<Trace>,
  payments: Payments,
): Outcome<Trace> {
  const traces: Trace[] = []
  for (const order of orders) {
    // Without shared moments all three orders are one.
    if (traces.length === 1 && !hasSharedMoments(payments)) break
    const one = run(order)
    if (!one.ok) return one
    traces.push(one.value)
  }
  const given = traces[0]!
  const rows = new Map<number, Holding>()
  const width = payments.claims.length
  const key = (h: Holding) => h.account * width + h.claim
  for (const trace of traces)
    for (const h of trace.holdings)
      if (!rows.has(key(h)))
        rows.set(key(h), trace === given ? h : { ...h, traced: 0n, baseTraced: zeroLike(h) })
  const ranges = traces.map((t) => new Map(t.holdings.map((h) => [key(h), h.traced ?? 0n])))
  const holdings = [...rows.entries()]
    .sort(([a], [b]) => a - b)
    .map(([k, h]) => ({ ...h, ...range(ranges.map((r) => r.get(k) ?? 0n)) }))
  const totals = traces.map((t) => t.total.traced)
  const known = totals.every((t) => t !== null)
  return done({
    ...given,
    order: 'interval',
    holdings,
    warnings: given.warnings.map((w) =>
      w.code === 'order-unproved' ? { ...w, text: w.text.replace(advice, shownInstead) } : w,
    ),
    errorBound: Math.max(...traces.map((t) => t.errorBound)),
    interval: { orders, traced: known ? range(totals as bigint[]) : null },
  })
}

function zeroLike(h: Holding): bigint | null {
  return h.baseTraced === null ? null : 0n
}

function range(values: readonly bigint[]): { low: bigint; high: bigint } {
  return {
    low: values.reduce((a, b) => (b < a ? b : a)),
    high: values.reduce((a, b) => (b > a ? b : a)),
  }
}

function hasSharedMoments(payments: Payments): boolean {
  for (let i = 1; i < payments.count; i++)
    if (payments.group[i] === payments.group[i - 1]) return true
  return false
}
