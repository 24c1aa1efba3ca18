import type { Payments } from '#model'
import type { ClaimValue } from './claim-value.ts'
import { nearest, sumOf } from './figures.ts'
import { FixedPoint } from './fixed-point.ts'
import type { ClaimTotal, Trace } from './trace.ts'

/**
 * What is claimed is a fact and does not hang on the rule: all that payments (as far as they go) and openings
 * introduce, at the rate of their day. Undefined for a claim of which a rate is missing.
 */
export function statedClaims(
  payments: Payments,
  value: ClaimValue | undefined,
): (bigint | undefined)[] {
  const fixed = new FixedPoint(128)
  const sums: (bigint | undefined)[] = payments.claims.map(() => (value ? 0n : undefined))
  const add = (claim: number, account: number, amount: number, time: number) => {
    const sum = sums[claim]
    const base =
      sum === undefined ? undefined : value?.of(account, fixed.whole(amount), time, fixed)
    sums[claim] = base === undefined ? undefined : sum! + base
  }
  const start = payments.count > 0 ? payments.time[0]! : 0
  for (const o of payments.openings)
    if (o.claim !== undefined) add(o.claim, o.account, o.amount, start)
  const room = new Map<number, number>()
  for (const i of payments.introductions) {
    const left = room.get(i.payment) ?? payments.amount[i.payment]!
    const amount = Math.min(i.amount, left)
    room.set(i.payment, left - amount)
    add(i.claim, payments.from[i.payment]!, amount, payments.time[i.payment]!)
  }
  const bound = 1n << 20n
  return sums.map((sum) =>
    sum === undefined ? undefined : nearest(sum, { bits: fixed.bits, bound }),
  )
}

/**
 * The totals of a trace over what was stated. A claim marked again on money that follows it already adds nothing
 * to trace; that part stands as untraceable and is named `repeated`, so that the reader can unmark it.
 */
export function overStated(trace: Trace, stated: readonly (bigint | undefined)[]): Trace {
  const claims = trace.claims.map((c): ClaimTotal => {
    const claimed = stated[c.claim]
    if (claimed === undefined || c.claimed === null) return c
    if (c.traced === null) return { ...c, claimed }
    const repeated = claimed > c.claimed ? claimed - c.claimed : 0n
    return {
      claim: c.claim,
      claimed,
      traced: c.traced,
      untraceable: claimed - c.traced,
      ...(repeated > 0n ? { repeated } : {}),
    }
  })
  const total = sumOf(claims)
  return {
    ...trace,
    claims,
    total: trace.total.traced === null ? { ...total, traced: null, untraceable: null } : total,
  }
}
