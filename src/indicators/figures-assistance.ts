import { type Ask, byLabel, good, more, valuesOf } from './ask.ts'
import { type Counted, medianOf, medianPart, type Part, shareOf, sharePart } from './figure.ts'
import type { Observation } from './observation.ts'
import { median, percentile } from './statistics.ts'

/** From so many cases on the slow tail is told: the ninetieth percentile (C.3 step 2). */
const tailFrom = 20

/** IN-06 to IN-09, IN-21. */
export function assistanceFigures(ask: Ask): readonly Counted[] {
  const sent = ask.within('mla.sent')
  const decided = ask.within('mla.decided')
  const inTime = ask.within('mla.in-time')
  const refused = decided.filter((o) => o.yes === true)
  const returned = sent.filter((o) => o.yes === true)
  return [
    shareOf('IN-06', returned.length, sent.length, [
      {
        by: 'step',
        key: 'missing elements, mean',
        unit: 'count',
        ...mean(valuesOf(returned)),
      },
    ]),
    shareOf('IN-07', refused.length, decided.length, [
      ...byLabel(refused, 'line').map(([ground, some]) =>
        sharePart('ground', ground, some.length, decided.length),
      ),
      sharePart('step', 'consulted before', more(refused, 'consulted'), refused.length),
    ]),
    duration(decided, ask.within('mla.executed')),
    shareOf('IN-09', good(inTime), inTime.length, [
      sharePart('step', 'decided by the limit', more(decided, 'inTime'), decided.length),
    ]),
    owners(ask),
  ]
}

function mean(values: readonly number[]): Pick<Part, 'value' | 'n' | 'text'> {
  if (values.length === 0) return { value: null, n: 0, text: 'none' }
  const value = values.reduce((a, b) => a + b, 0) / values.length
  return { value, n: values.length, text: value.toFixed(1) }
}

function duration(decided: readonly Observation[], executed: readonly Observation[]): Counted {
  const first = valuesOf(decided)
  const second = valuesOf(executed)
  const { value, n } = medianOf(first, 'days')
  const tail = (key: string, values: readonly number[]): readonly Part[] =>
    values.length < tailFrom
      ? []
      : [
          {
            by: 'step',
            key,
            value: percentile(values, 0.9),
            n: values.length,
            text: `${percentile(values, 0.9)} days`,
          },
        ]
  return {
    id: 'IN-08',
    value,
    n,
    text: n === 0 ? 'none' : `${median(first)} / ${median(second) ?? 'none'} days`,
    parts: [
      medianPart('step', 'sent to decision', first, 'days'),
      medianPart('step', 'decision to execution', second, 'days'),
      ...tail('sent to decision, p90', first),
      ...tail('decision to execution, p90', second),
      ...byLabel(decided, 'pair').map(([pair, some]) =>
        medianPart('pair', pair, valuesOf(some), 'days'),
      ),
    ],
  }
}

/** The latest record of each entity up to the end of the period, whichever matter it stands in. */
function owners(ask: Ask): Counted {
  const latest = new Map<string, Observation>()
  for (const one of ask.all('owners')) if (one.at < ask.period.to) latest.set(one.asset ?? '', one)
  const entities = [...latest.values()]
  return shareOf('IN-21', good(entities), entities.length)
}
