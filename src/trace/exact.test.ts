import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Payments } from '#model'
import { add, compare, type Fraction, fraction, roundTogether, subtract, zero } from '#money'
import { follow } from './follow.ts'
import type { RuleId } from './rules.ts'
import { ledgers } from './testing-arbitrary.ts'
import { truth } from './testing-oracle.ts'
import type { Arrival } from './trace.ts'

const orderedRules: readonly RuleId[] = ['fifo', 'lifo', 'rolling', 'libr', 'proceeds-first']

/** What the trace must say: true fractions, rounded together per claim with ties to the earlier figure. */
function expected(payments: Payments, rule: RuleId, arrival: Arrival) {
  const { held, claimed, untraceable } = truth(payments, rule, arrival)
  const keys = [...held.keys()].sort((a, b) => Number(a.split('|')[0]) - Number(b.split('|')[0]))
  const figures = new Map<string, bigint>()
  for (const [claim, total] of claimed) {
    const mine = keys.filter((k) => k.endsWith(`|${claim}`))
    const values = [...mine.map((k) => held.get(k)!.base), untraceable.get(claim)!]
    const whole = nearest(total)
    // The oracle's own conservation: nothing of a claim is ever lost or made.
    expect(subtract(values.reduce(add, zero), total)).toEqual(zero)
    const rounded = total.d === 1n ? roundTogether(values, whole) : undefined
    mine.forEach((k, i) => {
      figures.set(k, rounded ? rounded[i]! : -1n)
    })
  }
  return { figures, held }
}

const nearest = (f: Fraction) => (f.n * 2n + f.d) / (f.d * 2n)

function near(got: bigint, exact: Fraction) {
  const off = subtract(fraction(got), exact)
  return compare(off, fraction(1n)) < 0 && compare(off, fraction(-1n)) > 0
}

describe('the exact engine against an independent one over true fractions', () => {
  for (const rule of orderedRules)
    for (const arrival of ['ordered', 'blended'] as const)
      it(`${rule}, ${arrival}: every figure of random ledgers, to the unit`, () => {
        fc.assert(
          fc.property(ledgers({ conversions: true }), (payments) => {
            const trace = must(follow(payments, { rule, arrival }))
            const { figures, held } = expected(payments, rule, arrival)
            const got = new Map(trace.holdings.map((h) => [`${h.account}|${h.claim}`, h]))
            for (const [key, value] of figures) {
              const h = got.get(key)
              if (value >= 0n) expect([key, h?.baseTraced ?? 0n]).toEqual([key, value])
              else expect(near(h?.baseTraced ?? 0n, held.get(key)!.base)).toBe(true)
              expect(near(h?.traced ?? 0n, held.get(key)!.amount)).toBe(true)
            }
            for (const key of got.keys()) expect(held.has(key)).toBe(true)
          }),
          { numRuns: 300 },
        )
      })
})
