import { millis } from '#base'
import { type Ask, byLabel, good, more, valuesOf } from './ask.ts'
import {
  type Counted,
  countPart,
  euroText,
  medianOf,
  medianPart,
  type Part,
  shareOf,
  sharePart,
  sumOf,
  timeText,
  valueShare,
  valueSharePart,
} from './figure.ts'
import { type Funnel, funnelOf, latest } from './funnel.ts'
import type { Observation } from './observation.ts'
import { dayMillis, later } from './values.ts'

/** IN-10 to IN-20, IN-23, IN-26, IN-30 and IN-38. */
export function recoveryFigures(ask: Ask): readonly Counted[] {
  const funnel = funnelOf(ask)
  const final = isFinal(ask, funnel) ? { finalCase: true } : {}
  return [
    requestToFreeze(ask),
    ...conducted(ask),
    ...[...stages(ask, funnel), ratios(funnel), costs(funnel)].map((f) => ({ ...f, ...final })),
    ...reviews(ask),
    tracing(ask),
    preserved(ask, funnel),
    endUse(ask),
  ]
}

/** Operations of which an asset was confiscated and enforced: what is told of them harms nothing any more. */
function finalOperations(ask: Ask): ReadonlySet<string> {
  const enforced = new Set(ask.all('confiscation.enforced').map((o) => o.asset))
  return new Set(
    ask.all('freeze.executed').flatMap((o) => (enforced.has(o.asset) ? (o.operation ?? []) : [])),
  )
}

/** Every operation of the funnel is one of these, and there is one. */
function isFinal(ask: Ask, { identified, frozen, enforced, paid }: Funnel): boolean {
  const final = finalOperations(ask)
  const begun = [...identified, ...frozen]
  return (
    begun.length + enforced.length + paid.length > 0 &&
    begun.every((o) => o.operation !== undefined && final.has(o.operation))
  )
}

/** The earliest of each operation. */
function first(some: readonly Observation[]): ReadonlyMap<string, Observation> {
  const found = new Map<string, Observation>()
  for (const one of some) {
    if (one.operation === undefined) continue
    const known = found.get(one.operation)
    if (known === undefined || one.at < known.at) found.set(one.operation, one)
  }
  return found
}

function requestToFreeze(ask: Ask): Counted {
  const sent = ask.all('exchange.sent')
  const asked = first(sent.filter((o) => o.line === 'request'))
  const told = first(sent.filter((o) => o.line === 'disclosure'))
  const frozen = [...first(ask.all('freeze.executed'))].filter(([, o]) => isWithin(ask, o))
  const days = (since: ReadonlyMap<string, Observation>) =>
    frozen.flatMap(([operation, o]) => {
      const begin = since.get(operation)
      return begin === undefined ? [] : [(millis(o.at) - millis(begin.at)) / dayMillis]
    })
  const { value, n, text } = medianOf(days(asked), 'days')
  const other = medianPart('variant', 'from the first disclosure', days(told), 'days')
  const final = finalOperations(ask)
  return {
    id: 'IN-10',
    value,
    n,
    text:
      other.value === null || value === null
        ? text
        : `${value.toFixed(2)} (${other.value.toFixed(2)}) days`,
    parts: [other],
    ...(n > 0 && frozen.every(([operation]) => final.has(operation)) ? { finalCase: true } : {}),
  }
}

function isWithin(ask: Ask, { at }: Observation): boolean {
  return ask.period.from <= at && at < ask.period.to
}

/** IN-11 and IN-12 from the receipts of conducted freezes. */
function conducted(ask: Ask): readonly Counted[] {
  const runs = ask.within('freeze.conducted')
  const legs = more(runs, 'legs')
  const frozen = more(runs, 'frozen')
  const leaked = more(runs, 'leaked')
  const spread = medianOf(
    valuesOf(runs).map((v) => v / 1000),
    'seconds',
  )
  const ops = finalOperations(ask)
  const final =
    runs.length > 0 && runs.every((r) => ops.has(r.operation ?? '')) ? { finalCase: true } : {}
  return [
    {
      id: 'IN-11',
      ...spread,
      ...final,
      parts: [
        sharePart('variant', 'legs within 60 s', more(runs, 'within'), legs, 'share'),
        valueSharePart('variant', 'value within 60 s', {
          numerator: more(runs, 'withinValue'),
          denominator: frozen + leaked,
          n: legs,
        }),
      ],
    },
    {
      id: 'IN-12',
      ...valueShare({ numerator: leaked, denominator: frozen + leaked, n: legs }),
      ...final,
      parts: [],
    },
  ]
}

function stages(ask: Ask, f: Funnel): readonly Counted[] {
  const grid = (some: readonly Observation[], ...labels: ('line' | 'country')[]) =>
    labels.flatMap((label) =>
      byLabel(some, label).map(
        ([key, part]): Part => ({
          by: label === 'line' ? 'asset-class' : 'country',
          key,
          ...sumOf(part),
        }),
      ),
    )
  const stage = (key: string, value: number, behind: readonly Observation[]): Part => ({
    by: 'stage',
    key,
    ...sumOf(behind),
    value,
    text: euroText(value),
  })
  const { enforced } = f
  return [
    { id: 'IN-13', ...sumOf(f.identified), parts: grid(f.identified, 'line') },
    { id: 'IN-14', ...sumOf(f.frozen), parts: grid(f.frozen, 'line', 'country') },
    { id: 'IN-15', ...sumOf(f.confiscated), parts: grid(f.confiscated, 'line', 'country') },
    {
      id: 'IN-16',
      ...sumOf(enforced),
      parts:
        enforced.length === 0
          ? []
          : [
              stage('gross', f.gross, enforced),
              stage('net of management', f.net, enforced),
              stage('distributable', f.distributable, enforced),
              ...grid(enforced, 'country'),
            ],
    },
    {
      id: 'IN-17',
      ...sumOf(f.paid),
      parts: [
        { by: 'stage', key: 'to victims', ...sumOf(f.toVictims) },
        { by: 'stage', key: 'for public purposes', ...sumOf(f.toState) },
        { by: 'stage', key: 'returned across borders', ...sumOf(ask.within('return.paid')) },
      ],
    },
  ]
}

function ratios(f: Funnel): Counted {
  const of = (numerator: number, denominator: number, behind: readonly Observation[]) => ({
    numerator,
    denominator,
    n: behind.length,
    largest: sumOf(behind).largest,
    jurisdictions: sumOf(behind).jurisdictions,
  })
  const identified = sumOf(f.identified).value ?? 0
  const frozen = sumOf(f.frozen).value ?? 0
  const confiscated = sumOf(f.confiscated).value ?? 0
  const paid = sumOf(f.paid).value ?? 0
  const victims = sumOf(f.toVictims).value ?? 0
  const state = sumOf(f.toState).value ?? 0
  return {
    id: 'IN-18',
    ...valueShare(of(f.distributable, identified, f.enforced)),
    parts: [
      valueSharePart('stage', 'frozen / identified', of(frozen, identified, f.frozen)),
      valueSharePart('stage', 'confiscated / frozen', of(confiscated, frozen, f.confiscated)),
      valueSharePart('stage', 'realised / confiscated', of(f.gross, confiscated, f.enforced)),
      valueSharePart('stage', 'net / gross', of(f.net, f.gross, f.enforced)),
      valueSharePart('stage', 'distributable / net', of(f.distributable, f.net, f.enforced)),
      valueSharePart(
        'stage',
        'confiscated / identified',
        of(confiscated, identified, f.confiscated),
      ),
      valueSharePart('stage', 'realised / identified', of(f.gross, identified, f.enforced)),
      valueSharePart('stage', 'net / identified', of(f.net, identified, f.enforced)),
      valueSharePart('stage', 'returned / identified', of(paid, identified, f.paid)),
      valueSharePart('stage', 'to victims / identified', of(victims, identified, f.toVictims)),
      valueSharePart(
        'stage',
        'to victims / distributable',
        of(victims, f.distributable, f.toVictims),
      ),
      valueSharePart('stage', 'for public purposes / identified', of(state, identified, f.toState)),
      valueSharePart(
        'stage',
        'for public purposes / distributable',
        of(state, f.distributable, f.toState),
      ),
    ],
  }
}

/** IN-19 and IN-20: what courts made of the orders. */
function reviews(ask: Ask): readonly Counted[] {
  const orders = ask.within('freeze.executed')
  const reduced = orders.filter((o) => o.yes === true)
  const cutAssets = new Set(ask.all('confiscation.cut').map((o) => o.asset))
  const released = reduced.map((o) => ({ ...o, value: o.more?.released ?? 0 }))
  const frozen = sumOf(orders)
  return [
    shareOf('IN-19', reduced.length, orders.length, [
      valueSharePart('variant', 'value', {
        numerator: sumOf(released).value ?? 0,
        denominator: frozen.value ?? 0,
        n: reduced.length,
        largest: sumOf(released).largest,
        jurisdictions: sumOf(released).jurisdictions,
      }),
      countPart('variant', 'lapsed', more(orders, 'expired'), 'count'),
      countPart(
        'variant',
        'cut by the guard',
        orders.filter((o) => o.asset !== undefined && cutAssets.has(o.asset)).length,
        'count',
      ),
    ]),
    { id: 'IN-20', ...medianOf(firstDecisions(ask, orders), 'days'), parts: [] },
  ]
}

/** Days from each freeze to the first decision on an application or on a claim to the property. */
function firstDecisions(ask: Ask, orders: readonly Observation[]): readonly number[] {
  const inOrder = new Map(ask.all('freeze.decided-on').map((o) => [o.stream, o.value ?? 0]))
  const claims = ask.all('claim.on-asset')
  return orders.flatMap((order) => {
    const days = claims
      .filter((c) => c.asset === order.asset && c.at > order.at)
      .map((c) =>
        Math.round((Date.parse(c.at.slice(0, 10)) - Date.parse(order.at.slice(0, 10))) / dayMillis),
      )
    const own = inOrder.get(order.stream)
    const all = own === undefined ? days : [...days, own]
    return all.length === 0 ? [] : [Math.min(...all)]
  })
}

function costs(f: Funnel): Counted {
  return {
    id: 'IN-23',
    ...valueShare({
      numerator: f.gross - f.net,
      denominator: f.gross,
      n: f.enforced.length,
      largest: Math.max(0, ...f.enforced.map((o) => o.more?.cost ?? 0)),
      jurisdictions: sumOf(f.enforced).jurisdictions,
    }),
    parts: [],
  }
}

function tracing(ask: Ask): Counted {
  const began = first([...ask.all('exchange.sent'), ...ask.all('asset.traced')])
  const days = [...first(ask.all('asset.traced'))]
    .filter(([, o]) => isWithin(ask, o))
    .map(([operation, o]) => (millis(o.at) - millis(began.get(operation)!.at)) / dayMillis)
  const { value, n } = medianOf(days, 'days')
  return { id: 'IN-26', value, n, text: timeText(value, 'days'), parts: byDay90(ask, began) }
}

/** Of operations whose ninetieth day falls in the period: what was traced by then, against what is alleged. */
function byDay90(ask: Ask, began: ReadonlyMap<string, Observation>): readonly Part[] {
  const ends = new Map(
    [...began].flatMap(([operation, o]) => {
      const end = later(o.at, 90)
      return ask.period.from <= end && end < ask.period.to && end <= ask.asOf
        ? [[operation, end] as const]
        : []
    }),
  )
  const alleged = new Map(
    ask
      .all('proceeds.alleged')
      .flatMap((o) => (ends.has(o.operation ?? '') ? [[o.operation ?? '', o]] : [])),
  )
  const traced = latest(
    ask
      .all('asset.traced')
      .filter((o) => alleged.has(o.operation ?? '') && o.at <= ends.get(o.operation ?? '')!),
  )
  const { value, ...behind } = sumOf(traced)
  return alleged.size === 0
    ? []
    : [
        valueSharePart('variant', 'traced by day 90 / alleged', {
          numerator: value ?? 0,
          denominator: sumOf([...alleged.values()]).value ?? 0,
          n: behind.n,
          largest: behind.largest,
          jurisdictions: behind.jurisdictions,
        }),
      ]
}

/** Net of each asset against its freeze. */
function preserved(ask: Ask, f: Funnel): Counted {
  const frozen = new Map(ask.all('freeze.executed').map((o) => [o.asset ?? '', o]))
  const both = f.enforced.flatMap((o) => {
    const before = frozen.get(o.asset ?? '')
    return before?.value === undefined || o.value === undefined
      ? []
      : [
          {
            ...o,
            line: before.line ?? 'other',
            value: o.value - (o.more?.cost ?? 0),
            before: before.value,
          },
        ]
  })
  const share = (some: typeof both) => ({
    numerator: some.reduce((sum, o) => sum + o.value, 0),
    denominator: some.reduce((sum, o) => sum + o.before, 0),
    n: some.length,
    largest: sumOf(some).largest,
    jurisdictions: sumOf(some).jurisdictions,
  })
  return {
    id: 'IN-30',
    ...valueShare(share(both)),
    parts: [
      ...byLabel(both, 'line').map(([line, some]) =>
        valueSharePart('asset-class', line, share(some as typeof both)),
      ),
      sharePart('variant', 'sold before judgment', good(f.enforced), f.enforced.length),
    ],
  }
}

function endUse(ask: Ask): Counted {
  const verified = ask.within('enduse.verified')
  const paid = sumOf(ask.within('return.paid'))
  return {
    id: 'IN-38',
    ...valueShare({
      numerator: sumOf(verified).value ?? 0,
      denominator: paid.value ?? 0,
      n: paid.n,
      largest: sumOf(verified).largest,
      jurisdictions: paid.jurisdictions,
    }),
    parts: [
      countPart('variant', 'suspended tranches', ask.within('return.suspended').length, 'count'),
    ],
  }
}
