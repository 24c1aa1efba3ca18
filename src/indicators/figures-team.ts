import { type Ask, byLabel, good, more, valuesOf } from './ask.ts'
import {
  type Counted,
  type Part,
  shareOf,
  sharePart,
  valueShare,
  valueSharePart,
} from './figure.ts'
import type { Observation } from './observation.ts'

/** Outcomes that count as a conviction. */
const convictions: ReadonlySet<string> = new Set(['convicted', 'convicted-in-part'])

/** IN-25, IN-27, IN-41 and IN-42: what teams and monitors record beside the steps of a procedure. */
export function teamFigures(ask: Ask): readonly Counted[] {
  return [prosecutions(ask), matches(ask), trade(ask), community(ask)]
}

/** The latest record of each, whichever matter it stands in; a record that is corrected is given again. */
function latest(some: readonly Observation[]): readonly Observation[] {
  return [...new Map(some.map((o) => [o.asset ?? o.stream, o])).values()]
}

function prosecutions(ask: Ask): Counted {
  const opened = latest(ask.within('prosecution'))
  const judged = opened.filter((o) => o.line !== 'open')
  const convicted = judged.filter((o) => convictions.has(o.line ?? ''))
  return shareOf(
    'IN-25',
    good(opened),
    opened.length,
    opened.length === 0
      ? []
      : [
          sharePart('variant', 'convictions / judgments', convicted.length, judged.length),
          ...byLabel(opened, 'line').map(([outcome, some]) =>
            sharePart('outcome', outcome, some.length, opened.length),
          ),
        ],
  )
}

function matches(ask: Ask): Counted {
  const runs = latest(ask.within('match.settled'))
  const hits = valuesOf(runs).reduce((a, b) => a + b, 0)
  const [merged, led] = [more(runs, 'merged'), more(runs, 'led')]
  return shareOf(
    'IN-27',
    merged + led,
    hits,
    runs.length === 0
      ? []
      : [
          sharePart('variant', 'inquiries merged', merged, hits),
          sharePart('variant', 'lead agreed', led, hits),
        ],
  )
}

function trade(ask: Ask): Counted {
  const lines = latest(ask.within('trade.mirrored'))
  const share = (some: readonly Observation[]) => ({
    numerator: more(some, 'gap'),
    denominator: valuesOf(some).reduce((a, b) => a + b, 0),
    n: some.length,
    largest: Math.max(0, ...some.map((o) => o.more?.gap ?? 0)),
    jurisdictions: new Set(some.flatMap((o) => o.country ?? [])).size,
  })
  return {
    id: 'IN-41',
    ...valueShare(share(lines)),
    parts: [
      ...byLabel(lines, 'line').map(([good, some]) => valueSharePart('good', good, share(some))),
      ...byLabel(lines, 'pair').map(([pair, some]) => valueSharePart('pair', pair, share(some))),
    ],
  }
}

/** What was measured last, and each measurement before it, up to the end of the period. */
function community(ask: Ask): Counted {
  const known = ask.all('community.measured').filter((o) => o.at < ask.period.to)
  const each = [...new Map(known.map((o) => [`${o.asset} ${o.line}`, o])).values()].sort((a, b) =>
    (a.asset ?? '') < (b.asset ?? '') ? -1 : 1,
  )
  const last = each.at(-1)
  return shareOf(
    'IN-42',
    last?.more?.yes ?? 0,
    last?.value ?? 0,
    each.map(
      (o): Part => sharePart('measured', `${o.asset} ${o.line}`, o.more?.yes ?? 0, o.value ?? 0),
    ),
  )
}
