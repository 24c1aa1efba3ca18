import type { Payments } from '#model'
import { comparisonOf } from '#paper'
import { asJson, ruleOf, type Trace } from '#trace'
import { grouped, table } from './table.ts'

/** Warnings printed on a terminal; the rest is counted. */
const listed = 20

/** One trace as a person reads it: the rule, the holdings, the sum that must hold. */
export function traceText(trace: Trace, payments: Payments): string {
  const rule = ruleOf(trace.rule)!
  const result = asJson(trace, payments)
  const interval = result.holdings.some((h) => h.low !== undefined)
  const base = result.base ?? 'base'
  return [
    `${rule.name} (${rule.id}): ${rule.sentence}`,
    methodLine(trace),
    '',
    table(
      [
        { title: 'Account' },
        { title: 'Claim' },
        { title: 'Cur.' },
        { title: 'Traced', align: 'right' },
        { title: 'Balance', align: 'right' },
        { title: `Traced, ${base}`, align: 'right' },
        ...(interval
          ? [
              { title: 'Lowest', align: 'right' } as const,
              { title: 'Highest', align: 'right' } as const,
            ]
          : []),
      ],
      result.holdings.map((h) => [
        h.account,
        h.claim,
        h.currency,
        h.traced === null ? 'touched' : grouped(h.traced),
        grouped(h.balance),
        money(h.base_traced),
        ...(interval ? [money(h.low ?? h.traced), money(h.high ?? h.traced)] : []),
      ]),
    ),
    '',
    ...result.exhausted.map(
      (e) => `exhausted: ${e.account} (${e.currency}), ${e.claim}, at ${e.at}`,
    ),
    `claimed ${money(result.total.claimed)}, traced ${money(result.total.traced)}, untraceable ${money(result.total.untraceable)} ${result.base ?? ''}`.trimEnd(),
  ].join('\n')
}

function methodLine(trace: Trace): string {
  const bound =
    trace.errorBound === 0
      ? trace.arithmetic
      : `${trace.arithmetic}, error below ${trace.errorBound.toExponential(1)} minor units`
  return `order ${trace.order}, arrival ${trace.arrival}, arithmetic ${bound}`
}

/** Every rule in a column of its own; lowest and highest over rules and orders. */
export function compareText(traces: readonly Trace[], payments: Payments): string {
  const { rows, rules, untraceable } = comparisonOf(traces, payments)
  const base = traces.find((t) => t.base !== null)?.base?.code ?? ''
  const right = (title: string) => ({ title, align: 'right' }) as const
  return [
    'every rule side by side; none is preferred',
    methodLine(traces[0]!),
    '',
    table(
      [
        { title: 'Account' },
        { title: 'Claim' },
        { title: 'Cur.' },
        ...rules.map((r) => right(r.id)),
        right('Lowest'),
        right('Highest'),
      ],
      [
        ...rows.map((r) => [
          r.account,
          r.claim,
          r.currency,
          ...r.figures.map(money),
          money(r.low),
          money(r.high),
        ]),
        ['untraceable', '', base, ...untraceable.map(money), '', ''],
      ],
    ),
  ].join('\n')
}

/** Warnings of all traces, each once, weightiest first. */
export function warningLines(traces: readonly Trace[]): string {
  const seen = new Map<string, string>()
  for (const { warnings } of traces)
    for (const w of warnings)
      if (!seen.has(`${w.code} ${w.account}`))
        seen.set(`${w.code} ${w.account}`, `warning ${w.code}: ${w.text}`)
  const lines = [...seen.values()]
  return [
    ...lines.slice(0, listed),
    ...(lines.length > listed
      ? [`and ${lines.length - listed} more warnings; --json lists all`]
      : []),
  ].join('\n')
}

function money(value: string | null): string {
  return value === null ? '-' : grouped(value)
}
