import { type Ask, byLabel, good, more, valuesOf } from './ask.ts'
import {
  type Counted,
  countPart,
  medianOf,
  medianPart,
  type Part,
  shareOf,
  sharePart,
} from './figure.ts'
import type { Observation } from './observation.ts'

const hour = 3_600_000

/** IN-01 to IN-05, IN-22 and IN-28. */
export function exchangeFigures(ask: Ask): readonly Counted[] {
  return [
    volume(ask),
    acknowledgement(ask),
    firstReply(ask),
    inTime(ask),
    refusals(ask),
    feedback(ask),
    accounts(ask),
  ]
}

function volume(ask: Ask): Counted {
  const sent = ask.within('exchange.sent')
  const requests = sent.filter((o) => o.line === 'request').length
  const disclosures = sent.length - requests
  const alerts = ask.within('alert.issued')
  return {
    id: 'IN-01',
    value: requests,
    n: requests,
    text: `${requests} (${disclosures})`,
    parts: [
      countPart('kind', 'requests', requests),
      countPart('kind', 'disclosures', disclosures),
      countPart('kind', 'alerts', alerts.length),
      ...byLabel([...sent, ...alerts], 'pair').map(([pair, some]) =>
        countPart('pair', pair, some.length),
      ),
    ],
  }
}

function acknowledgement(ask: Ask): Counted {
  return hours('IN-02', ask.within('exchange.acknowledged'))
}

function firstReply(ask: Ask): Counted {
  return hours('IN-03', ask.within('request.replied'))
}

function hours(id: 'IN-02' | 'IN-03', of: readonly Observation[]): Counted {
  const inHours = (some: readonly Observation[]) => valuesOf(some).map((v) => v / hour)
  return {
    id,
    ...medianOf(inHours(of), 'hours'),
    parts: byLabel(of, 'pair').map(([pair, some]): Part => {
      const { unit: _, ...part } = medianPart('pair', pair, inHours(some), 'hours')
      return part
    }),
  }
}

function inTime(ask: Ask): Counted {
  const due = ask.within('request.due')
  return shareOf(
    'IN-04',
    good(due),
    due.length,
    byLabel(due, 'pair').map(([pair, some]) => sharePart('pair', pair, good(some), some.length)),
  )
}

function refusals(ask: Ask): Counted {
  const replied = ask.within('request.replied')
  const refused = replied.filter((o) => o.yes === true)
  const threads = new Map<string, Observation[]>()
  for (const answered of ask.all('request.answered')) {
    const known = threads.get(answered.thread ?? '')
    if (known === undefined) threads.set(answered.thread ?? '', [answered])
    else known.push(answered)
  }
  const saved = refused.filter((r) =>
    threads.get(r.thread ?? '')?.some((a) => a.stream !== r.stream && a.at > r.at),
  )
  return shareOf('IN-05', refused.length, replied.length, [
    ...byLabel(refused, 'line').map(([ground, some]) =>
      sharePart('ground', ground, some.length, replied.length),
    ),
    sharePart('amended', 'answered after amendment', saved.length, refused.length),
  ])
}

function feedback(ask: Ask): Counted {
  const items = ask.within('item.feedback')
  const given = good(items)
  return shareOf('IN-22', given, items.length, [
    sharePart('variant', 'called useful', more(items, 'useful'), items.length),
  ])
}

function accounts(ask: Ask): Counted {
  const files = ask.within('aeoi.file')
  const records = valuesOf(files).reduce((a, b) => a + b, 0)
  return shareOf('IN-28', more(files, 'matched'), more(files, 'judged'), [
    countPart('variant', 'records sent', records, 'count'),
    sharePart('variant', 'files with an error', more(files, 'error'), files.length),
    sharePart('variant', 'files sent by the day', good(files), files.length),
  ])
}
