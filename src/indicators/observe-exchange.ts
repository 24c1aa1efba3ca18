import { type Instant, millis } from '#base'
import { type Matter, matterOf } from './matters.ts'
import type { Observation } from './observation.ts'
import { firstOf, noteOf, type Stream } from './stream.ts'
import { dayMillis, later, textOf } from './values.ts'

/** Days within which whoever received something says what it was good for. */
const feedbackDays = 90

/** Requests and disclosures between units. `most`: milliseconds of pause that the law allows. */
export function observeExchange(stream: Stream, most: number): readonly Observation[] {
  const matter = matterOf(stream, most)
  if (matter === undefined) return []
  const { sentAt } = matter
  const line = matter.kind
  const of = { stream: stream.id, pair: `${matter.from}→${matter.to}`, line }
  const operation = textOf(noteOf(stream, 'operation'))
  const found: Observation[] = [
    {
      ...of,
      what: 'exchange.sent',
      at: sentAt,
      ...(operation === undefined ? {} : { operation }),
    },
  ]
  if (matter.acknowledgedAt !== undefined)
    found.push({
      ...of,
      what: 'exchange.acknowledged',
      at: sentAt,
      value: millis(matter.acknowledgedAt) - millis(sentAt),
    })
  return [...found, ...answers(matter, of), ...feedback(stream, matter, of)]
}

type Of = Pick<Observation, 'stream' | 'pair' | 'line'>

function answers(matter: Matter, of: Of): readonly Observation[] {
  if (matter.kind !== 'request') return []
  const { sentAt, thread, firstReplyAt, due } = matter
  const found: Observation[] = []
  if (firstReplyAt !== undefined)
    found.push({
      ...of,
      what: 'request.replied',
      at: sentAt,
      value: millis(firstReplyAt) - millis(sentAt) - matter.paused,
      thread,
      yes: matter.refusedOn !== undefined,
      line: matter.refusedOn ?? '',
    })
  if (matter.answeredAt !== undefined)
    found.push({ ...of, what: 'request.answered', at: sentAt, thread })
  if (due !== undefined)
    found.push({
      ...of,
      what: 'request.due',
      at: due,
      yes: firstReplyAt !== undefined && firstReplyAt <= due,
      ...(firstReplyAt === undefined ? { judgedFrom: due } : {}),
    })
  return found
}

function feedback(stream: Stream, matter: Matter, of: Of): readonly Observation[] {
  const begins: Instant | undefined = matter.kind === 'request' ? matter.answeredAt : matter.sentAt
  if (begins === undefined) return []
  const given = firstOf(stream, 'feedback.given')
  const within =
    given !== undefined && millis(given.at) - millis(begins) <= feedbackDays * dayMillis
  const useful = within && textOf(given.data.notes?.usefulness) === 'useful'
  return [
    {
      ...of,
      what: 'item.feedback',
      at: matter.sentAt,
      yes: within,
      more: { useful: useful ? 1 : 0 },
      ...(given === undefined ? { judgedFrom: later(begins, feedbackDays) } : {}),
    },
  ]
}
