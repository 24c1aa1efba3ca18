import type { Payments } from '#model'
import { formatMinor } from '#money'
import { ruleOf, type Trace } from '#trace'
import type { ExhibitComparison } from './data.ts'
import { accountName, currencyOf } from './names.ts'

/** Holdings of several traces side by side, with the lowest and highest quantity over rules and orders. */
export function comparisonOf(traces: readonly Trace[], payments: Payments): ExhibitComparison {
  const keys = new Map<string, { account: number; claim: number }>()
  const byRule = traces.map((t) => {
    const found = new Map<string, Trace['holdings'][number]>()
    for (const h of t.holdings) {
      const key = `${h.account} ${h.claim}`
      found.set(key, h)
      keys.set(key, h)
    }
    return { trace: t, found, membership: ruleOf(t.rule)?.measure === 'membership' }
  })
  const ordered = [...keys].sort(([, a], [, b]) => a.account - b.account || a.claim - b.claim)
  return {
    rules: traces.map((t) => ({ id: t.rule, name: ruleOf(t.rule)?.name ?? t.rule })),
    rows: ordered.map(([key, { account, claim }]) => {
      const { code, digits } = currencyOf(payments, account)
      const text = (minor: bigint) => formatMinor(minor, digits)
      const quantities = byRule
        .filter((r) => !r.membership)
        .flatMap(({ found }) => {
          const h = found.get(key)
          return [h?.low ?? h?.traced ?? 0n, h?.high ?? h?.traced ?? 0n]
        })
      return {
        account: accountName(payments, account),
        claim: payments.claims[claim]!,
        currency: code,
        figures: byRule.map(({ found, membership }) => {
          const h = found.get(key)
          if (membership) return h ? 'touched' : null
          return text(h?.traced ?? 0n)
        }),
        low: quantities.length > 0 ? text(least(quantities)) : null,
        high: quantities.length > 0 ? text(most(quantities)) : null,
      }
    }),
    untraceable: traces.map((t) =>
      t.total.untraceable === null || t.base === null
        ? null
        : formatMinor(t.total.untraceable, t.base.digits),
    ),
  }
}

function least(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b < a ? b : a))
}

function most(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a))
}
