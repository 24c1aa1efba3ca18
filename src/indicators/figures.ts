import { type Instant, millis } from '#base'
import type { Law } from '#law'
import { type Definition, definitionOf } from './definitions.ts'
import { type Matter, matters, type SignedEvent } from './matters.ts'
import { median, wilson } from './statistics.ts'

/** From the first instant, up to and without the second. */
export interface Period {
  readonly from: Instant
  readonly to: Instant
  /** Up to when the events are known; `to` where it is left out. A limit still to come is not judged. */
  readonly asOf?: Instant
}

/** One figure with what it was counted from. */
export interface Figure {
  readonly id: Definition['id']
  readonly definition: Definition
  /** Hours, a share between 0 and 1, or a count; null where nothing could be counted. */
  readonly value: number | null
  /** Cases in the figure; for a share its denominator. */
  readonly n: number
  /** Of a share. */
  readonly numerator?: number
  /** Wilson 95 % interval of a share. */
  readonly interval?: readonly [number, number]
  /** As staff read it: `13 (2)`, `2.50 h`, `11/13 = 84.6 %`. */
  readonly text: string
  readonly parts: readonly Part[]
}

/** The same figure for one pair, kind or ground. */
export interface Part {
  readonly by: 'pair' | 'kind' | 'ground' | 'amended'
  readonly key: string
  readonly value: number | null
  readonly n: number
  readonly numerator?: number
  readonly text: string
}

/** IN-01 to IN-05 from signed events alone: whoever holds the same events gets the same figures. */
export function figures(
  events: readonly SignedEvent[],
  period: Period,
  law: Law,
): readonly Figure[] {
  const all = matters(events, law)
  const within = (at: Instant | undefined) =>
    at !== undefined && period.from <= at && at < period.to
  const sent = all.filter((m) => within(m.sentAt))
  const requests = sent.filter((m) => m.kind === 'request')
  return [
    volume(
      requests,
      sent.filter((m) => m.kind === 'disclosure'),
    ),
    acknowledgement(sent),
    firstReply(requests.filter((m) => m.firstReplyAt !== undefined)),
    inTime(
      all.filter((m) => m.kind === 'request' && within(m.due)),
      period.asOf ?? period.to,
    ),
    refusals(
      requests.filter((m) => m.firstReplyAt !== undefined),
      all,
    ),
  ]
}

function volume(requests: readonly Matter[], disclosures: readonly Matter[]): Figure {
  const n = requests.length
  const kinds: Part[] = [
    { by: 'kind', key: 'requests', value: n, n, text: `${n}` },
    {
      by: 'kind',
      key: 'disclosures',
      value: disclosures.length,
      n: disclosures.length,
      text: `${disclosures.length}`,
    },
  ]
  const pairs = byPair([...requests, ...disclosures]).map(
    ([key, ms]): Part => ({
      by: 'pair',
      key,
      value: ms.length,
      n: ms.length,
      text: `${ms.length}`,
    }),
  )
  return {
    id: 'IN-01',
    definition: definitionOf('IN-01'),
    value: n,
    n,
    text: `${n} (${disclosures.length})`,
    parts: [...kinds, ...pairs],
  }
}

function acknowledgement(sent: readonly Matter[]): Figure {
  const known = sent.filter((m) => m.acknowledgedAt !== undefined)
  return hours('IN-02', known, (m) => millis(m.acknowledgedAt!) - millis(m.sentAt))
}

function firstReply(replied: readonly Matter[]): Figure {
  return hours('IN-03', replied, (m) => millis(m.firstReplyAt!) - millis(m.sentAt) - m.paused)
}

function hours(id: 'IN-02' | 'IN-03', of: readonly Matter[], time: (m: Matter) => number): Figure {
  const middle = (ms: readonly Matter[]) => {
    const found = median(ms.map(time))
    return found === null ? null : found / 3_600_000
  }
  const value = middle(of)
  const parts = byPair(of).map(
    ([key, ms]): Part => ({
      by: 'pair',
      key,
      value: middle(ms),
      n: ms.length,
      text: hoursText(middle(ms)),
    }),
  )
  return { id, definition: definitionOf(id), value, n: of.length, text: hoursText(value), parts }
}

function inTime(due: readonly Matter[], asOf: Instant): Figure {
  const judged = due.filter((m) => m.firstReplyAt !== undefined || m.due! < asOf)
  const good = judged.filter((m) => m.firstReplyAt !== undefined && m.firstReplyAt <= m.due!)
  return {
    ...share('IN-04', good.length, judged.length),
    parts: byPair(judged).map(([key, ms]) =>
      part('pair', key, ms.filter((m) => good.includes(m)).length, ms.length),
    ),
  }
}

function refusals(replied: readonly Matter[], all: readonly Matter[]): Figure {
  const refused = replied.filter((m) => m.refusedOn !== undefined)
  const grounds = [...new Set(refused.map((m) => m.refusedOn!))].sort()
  const saved = refused.filter((m) =>
    all.some(
      (o) =>
        o.thread === m.thread &&
        o.stream !== m.stream &&
        o.sentAt > m.sentAt &&
        o.answeredAt !== undefined,
    ),
  )
  return {
    ...share('IN-05', refused.length, replied.length),
    parts: [
      ...grounds.map((g) =>
        part('ground', g, refused.filter((m) => m.refusedOn === g).length, replied.length),
      ),
      part('amended', 'answered after amendment', saved.length, refused.length),
    ],
  }
}

function share(id: 'IN-04' | 'IN-05', numerator: number, n: number): Omit<Figure, 'parts'> {
  const bounds = wilson(numerator, n)
  return {
    id,
    definition: definitionOf(id),
    value: n === 0 ? null : numerator / n,
    n,
    numerator,
    ...(bounds === undefined ? {} : { interval: bounds }),
    text: shareText(numerator, n),
  }
}

function part(by: Part['by'], key: string, numerator: number, n: number): Part {
  return {
    by,
    key,
    value: n === 0 ? null : numerator / n,
    n,
    numerator,
    text: shareText(numerator, n),
  }
}

function byPair(ms: readonly Matter[]): readonly (readonly [string, readonly Matter[]])[] {
  const pairs = Map.groupBy(ms, (m) => `${m.from}→${m.to}`)
  return [...pairs.entries()].sort(([a], [b]) => (a < b ? -1 : 1))
}

function hoursText(value: number | null): string {
  return value === null ? 'none' : `${value.toFixed(2)} h`
}

export function shareText(numerator: number, n: number): string {
  return n === 0 ? 'none' : `${numerator}/${n} = ${((100 * numerator) / n).toFixed(1)} %`
}
