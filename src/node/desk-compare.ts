import type { Payments } from '#model'
import { formatMinor } from '#money'
import { asJson, type Trace } from '#trace'

/** Holdings under several rules side by side, with the least and the most that any of them gives. */
export function compareView(traces: readonly Trace[], payments: Payments) {
  const rows = new Map<string, CompareRow>()
  for (const trace of traces) {
    const document = asJson(trace, payments)
    for (const h of document.holdings) {
      const key = `${h.account}\n${h.currency}\n${h.claim}`
      let row = rows.get(key)
      if (row === undefined) {
        row = {
          account: h.account,
          claim: h.claim,
          currency: h.currency,
          balance: h.balance,
          figures: {},
          low: null,
          high: null,
          inBase: { figures: {}, low: null, high: null },
        }
        rows.set(key, row)
      }
      row.figures[trace.rule] = h.traced ?? 'touched'
      row.inBase.figures[trace.rule] = h.base_traced ?? 'touched'
      widen(row.inBase, h.base_traced)
      for (const figure of [h.traced, h.low ?? null, h.high ?? null]) widen(row, figure)
    }
  }
  const measured = traces.filter((t) => t.rule !== 'poison').map((t) => t.rule)
  const base = traces.find((t) => t.base !== null)?.base ?? null
  const noneIn = (digits: number) => formatMinor(0n, digits)
  for (const row of rows.values()) {
    const own = payments.currencies.find(({ code }) => code === row.currency)!.digits
    for (const rule of measured) {
      if (row.figures[rule] !== undefined) continue
      row.figures[rule] = noneIn(own)
      widen(row, noneIn(own))
      if (base === null) continue
      row.inBase.figures[rule] = noneIn(base.digits)
      widen(row.inBase, noneIn(base.digits))
    }
  }
  return {
    rules: traces.map((t) => t.rule),
    base: base?.code ?? null,
    untraceable: Object.fromEntries(
      traces.map((t) => [t.rule, asJson(t, payments).total.untraceable]),
    ),
    rows: [...rows.values()]
      .sort((a, b) => (a.account < b.account ? -1 : 1))
      .map(({ inBase, ...row }) => (base === null ? row : { ...row, inBase })),
  }
}

/** Figures by rule, with the least and the most of those that are measured. */
interface RuleFigures {
  readonly figures: Record<string, string>
  low: string | null
  high: string | null
}

interface CompareRow extends RuleFigures {
  readonly account: string
  readonly claim: string
  readonly currency: string
  readonly balance: string
  /** In the base currency; the interval over both orders is known in the account's own currency alone. */
  readonly inBase: RuleFigures
}

function widen(row: RuleFigures, figure: string | null): void {
  if (figure === null) return
  if (row.low === null || Number(figure) < Number(row.low)) row.low = figure
  if (row.high === null || Number(figure) > Number(row.high)) row.high = figure
}
