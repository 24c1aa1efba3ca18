import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Payments } from '#model'
import { add, compare, type Fraction, fraction, subtract, zero } from '#money'
import { follow } from './follow.ts'
import type { RuleId } from './rules.ts'
import { ledgers } from './testing-arbitrary.ts'
import { truth } from './testing-oracle.ts'
import type { Arrival } from './trace.ts'

const orderedRules: readonly RuleId[] = ['fifo', 'lifo', 'rolling', 'libr', 'proceeds-first']

/** What the trace must say, as true fractions. */
function expected(payments: Payments, rule: RuleId, arrival: Arrival) {
  const { held, claimed, untraceable } = truth(payments, rule, arrival)
  for (const [claim, total] of claimed) {
    const mine = [...held.keys()].filter((k) => k.endsWith(`|${claim}`))
    const values = [...mine.map((k) => held.get(k)!.base), untraceable.get(claim)!]
    // The oracle's own conservation: nothing of a claim is ever lost or made.
    expect(subtract(values.reduce(add, zero), total)).toEqual(zero)
  }
  return { held, claimed }
}

/** Nearest whole unit, halves up. */
function nearest(f: Fraction): bigint {
  const doubled = f.n * 2n + f.d
  const quotient = doubled / (f.d * 2n)
  return doubled < 0n && doubled % (f.d * 2n) !== 0n ? quotient - 1n : quotient
}

function near(got: bigint, exact: Fraction) {
  const off = subtract(fraction(got), exact)
  return compare(off, fraction(1n)) < 0 && compare(off, fraction(-1n)) > 0
}

/** Claims in one account may add up to the ceiling of their exact sum, not to more. */
function within(
  account: string,
  payments: readonly { account: number; baseTraced: bigint | null }[],
  held: ReadonlyMap<string, { base: Fraction }>,
) {
  const given = payments
    .filter((h) => `${h.account}` === account)
    .reduce((a, h) => a + (h.baseTraced ?? 0n), 0n)
  const exact = [...held]
    .filter(([k]) => k.startsWith(`${account}|`))
    .map(([, v]) => v.base)
    .reduce(add, zero)
  return compare(fraction(given), add(exact, fraction(1n))) < 0
}

describe('the exact engine against an independent one over true fractions', () => {
  for (const rule of orderedRules)
    for (const arrival of ['ordered', 'blended'] as const)
      it(`${rule}, ${arrival}: every figure of random ledgers, to the unit`, () => {
        fc.assert(
          fc.property(ledgers({ conversions: true }), (payments) => {
            const trace = must(follow(payments, { rule, arrival }))
            const { held, claimed } = expected(payments, rule, arrival)
            const got = new Map(trace.holdings.map((h) => [`${h.account}|${h.claim}`, h]))
            for (const [key, exact] of held) {
              const h = got.get(key)
              expect([key, h?.baseNearest ?? h?.baseTraced ?? 0n]).toEqual([
                key,
                nearest(exact.base),
              ])
              expect(near(h?.baseTraced ?? 0n, exact.base)).toBe(true)
              expect(near(h?.traced ?? 0n, exact.amount)).toBe(true)
              expect(within(key.split('|')[0]!, trace.holdings, held)).toBe(true)
            }
            for (const claim of claimed.keys()) {
              const of = trace.claims[claim]!
              const sum = trace.holdings
                .filter((h) => h.claim === claim)
                .reduce((a, h) => a + h.baseTraced!, 0n)
              expect(sum + of.untraceable!).toBe(of.claimed)
            }
            for (const key of got.keys()) expect(held.has(key)).toBe(true)
          }),
          { numRuns: 300 },
        )
      })
})
