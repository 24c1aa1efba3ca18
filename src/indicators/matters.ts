import { type Instant, millis } from '#base'
import { type Law, termOf } from '#law'
import type { SignedEvent } from './signed-event.ts'
import { emptyStream, type Fact, firstOf, limitOf, type Stream, takeIn } from './stream.ts'
import { textOf } from './values.ts'

export type { SignedEvent } from './signed-event.ts'

/** One request or disclosure, as far as its signed events tell. */
export interface Matter {
  readonly stream: string
  readonly thread: string
  readonly kind: 'request' | 'disclosure'
  readonly from: string
  readonly to: string
  readonly sentAt: Instant
  readonly acknowledgedAt?: Instant
  readonly firstReplyAt?: Instant
  readonly refusedOn?: string
  readonly answeredAt?: Instant
  /** Limit of the first reply, with pauses. */
  readonly due?: Instant
  /** Milliseconds for which questions stopped the clock before the first reply. */
  readonly paused: number
}

/**
 * Matters from events. Both nodes hold the same signed event; it counts once. Events that no figure reads are
 * passed over, and what was never sent is not a matter.
 *
 * @param law bounds the pauses that a limit is given: the law of the node that counts.
 */
export function matters(events: readonly SignedEvent[], law: Law): readonly Matter[] {
  const most = longestPause(law)
  const streams = new Map<string, Stream>()
  for (const event of events) {
    let stream = streams.get(event.stream)
    if (stream === undefined) {
      stream = emptyStream(event.stream, event.at)
      streams.set(event.stream, stream)
    }
    takeIn(stream, event)
  }
  const found = [...streams.values()].flatMap((stream) => matterOf(stream, most) ?? [])
  return found.sort((a, b) => (a.sentAt < b.sentAt ? -1 : 1))
}

/** The matter of one stream; undefined where nothing was sent. `most`: milliseconds of pause that the law allows. */
export function matterOf(stream: Stream, most: number): Matter | undefined {
  const sent = firstOf(stream, 'request.sent', 'disclosure.sent')
  const parties = sent?.data.parties
  if (sent === undefined || parties === undefined) return undefined
  const acknowledged = firstOf(stream, 'request.ack', 'disclosure.ack')
  const reply = firstOf(stream, 'request.partial', 'request.final', 'request.refused')
  const refused = firstOf(stream, 'request.refused')
  const answered = firstOf(stream, 'request.final')
  const until = reply?.at ?? stream.lastAt
  const paused = pausedUntil(stream.facts, until, most)
  const due = limitOf(stream, 'answer', until)
  return {
    stream: stream.id,
    thread: sent.data.thread ?? stream.id,
    kind: sent.word === 'request.sent' ? 'request' : 'disclosure',
    from: parties.requesting.authority,
    to: parties.requested.authority,
    sentAt: sent.at,
    paused,
    ...(acknowledged === undefined ? {} : { acknowledgedAt: acknowledged.at }),
    ...(reply === undefined ? {} : { firstReplyAt: reply.at }),
    ...(refused === undefined
      ? {}
      : { refusedOn: textOf(refused.data.notes?.ground) ?? 'unknown' }),
    ...(answered === undefined ? {} : { answeredAt: answered.at }),
    ...(due === undefined ? {} : { due: new Date(millis(due) + paused).toISOString() as Instant }),
  }
}

/** Milliseconds of pause up to an instant, cut at the limit of the protocol. */
function pausedUntil(events: readonly Fact[], until: Instant, most: number): number {
  let sum = 0
  let begun: Instant | undefined
  for (const { type, at, data } of events) {
    const { pause, due } = data
    const end = type === 'clock.resumed' ? due : pause === 'end' ? at : undefined
    if (begun !== undefined && end !== undefined) {
      sum += Math.max(0, millis(end < until ? end : until) - millis(begun))
      begun = undefined
    } else if (pause === 'begin' && begun === undefined && at < until) begun = at
  }
  if (begun !== undefined) sum += millis(until) - millis(begun)
  return Math.min(sum, most)
}

/** Milliseconds. @throws Error when the law has lost the rule that bounds pauses. */
export function longestPause(law: Law): number {
  const found = termOf('CP-CLARIFICATION', law)
  if (!found.ok) throw new Error('the law has no rule CP-CLARIFICATION')
  const { count, unit } = found.value.term
  return count * (unit === 'hours' ? 3_600_000 : 86_400_000)
}
