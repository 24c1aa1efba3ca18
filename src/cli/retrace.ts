import { dirname, resolve } from 'node:path'
import { type Day, done, type Outcome, refuse } from '#base'
import { checkMap, readLedger } from '#intake'
import { type Currency, parseFraction, type Rate, type Rates, rates } from '#money'
import { compose, type ExhibitData } from '#paper'
import { type FollowOptions, follow, type RuleId, rules, type Trace } from '#trace'
import type { Terminal } from './terminal.ts'

/** Runs the trace of an exhibit again on the ledger, with everything else taken from the exhibit. */
export async function retrace(
  path: string,
  printed: ExhibitData,
  terminal: Terminal,
): Promise<Outcome<ExhibitData>> {
  const map =
    printed.map === undefined ? undefined : checkMap(printed.map, 'the map in the exhibit')
  if (map && !map.ok) return map
  const bar = terminal.progress('reading')
  const read = await readLedger(path, {
    ...(map ? { map: map.value } : {}),
    openings: printed.openings.map((o, i) => ({ file: 'the exhibit', row: i + 2, ...o })),
    declared: new Map(printed.currencies.map((c) => [c.code, c.digits])),
    skipBadRows: printed.sources.some((s) => (s.leftOut?.length ?? 0) > 0),
    aliasInput: (file) => resolve(dirname(path), file),
    onProgress: (done, total) => bar.step(done, total ?? 0),
  })
  bar.end()
  if (!read.ok) return read
  const expected = printed.sources.find((s) => s.role === 'ledger')?.digest
  if (read.value.source.digest !== expected)
    return refuse({
      kind: 'malformed',
      name: 'other-ledger',
      ground: `the ledger has the SHA-256 ${read.value.source.digest}, the exhibit was made from ${expected}`,
      remedy: 'give the file that the exhibit lists under "Sources", unchanged',
    })
  const traces = traceAll(printed, ratesOf(printed), read.value.payments)
  if (!traces.ok) return traces
  const { rule } = printed.method
  const [only] = traces.value
  return done(
    compose({
      head: printed,
      payments: read.value.payments,
      ...(rule.id === 'all' || !only ? {} : { trace: only }),
      ...(printed.comparison ? { others: inComparison(printed, traces.value) } : {}),
      sources: printed.sources,
      rates: printed.rates,
      ...(printed.map === undefined ? {} : { map: printed.map }),
      ...(printed.method.elected ? { elected: printed.method.elected } : {}),
      ...(printed.method.claimed ? { claimed: printed.method.claimed } : {}),
    }),
  )
}

/** In the order in which the exhibit has them. */
function inComparison({ comparison }: ExhibitData, traces: readonly Trace[]): readonly Trace[] {
  return (comparison?.rules ?? []).flatMap((r) => traces.filter((t) => t.rule === r.id))
}

function ratesOf({ method, rates: rows }: ExhibitData): Rates | undefined {
  if (method.base === null) return undefined
  const read = rows.flatMap((r): Rate[] => {
    const rate = parseFraction(r.rate)
    return rate ? [{ currency: r.currency as Currency, rate, from: r.from as Day }] : []
  })
  return rates(method.base as Currency, read)
}

function traceAll(
  { method, comparison }: ExhibitData,
  table: Rates | undefined,
  payments: Parameters<typeof follow>[0],
): Outcome<readonly Trace[]> {
  const compared = rules.map((r) => r.id).filter((id) => comparison?.rules.some((r) => r.id === id))
  const ids =
    method.rule.id === 'all' ? compared : [...new Set([method.rule.id as RuleId, ...compared])]
  const traces: Trace[] = []
  for (const rule of ids) {
    const traced = follow(payments, {
      rule,
      order: (method.order === 'ignored' ? 'given' : method.order) as NonNullable<
        FollowOptions['order']
      >,
      arrival: method.arrival,
      arithmetic: method.arithmetic,
      ...(table === undefined ? {} : { rates: table }),
      ...(method.elected ? { elected: method.elected } : {}),
    })
    if (!traced.ok) return traced
    traces.push(traced.value)
  }
  return done(traces)
}
