import { type Instant, millis } from '#base'
import { type Law, termOf } from '#law'

/** A signed event as the figures read it: what, when, where, and the facts that the fold needs. */
export interface SignedEvent {
  readonly type: string
  readonly at: Instant
  readonly stream: string
  readonly node: string
  readonly actor: string
  readonly data: unknown
}

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

interface Facts {
  readonly parties?: {
    readonly requesting: { readonly authority: string }
    readonly requested: { readonly authority: string }
  }
  readonly thread?: string
  readonly clocks?: readonly {
    readonly do: string
    readonly clock: string
    readonly due?: Instant
  }[]
  readonly pause?: 'begin' | 'end'
  readonly clock?: string
  readonly due?: Instant
  readonly notes?: { readonly ground?: string }
}

/**
 * Matters from events. Both nodes hold the same signed event; it counts once. Events that no figure reads are
 * passed over, and what was never sent is not a matter.
 *
 * @param law bounds the pauses that a limit is given: the law of the node that counts.
 */
export function matters(events: readonly SignedEvent[], law: Law): readonly Matter[] {
  const most = longestPause(law)
  const streams = new Map<string, SignedEvent[]>()
  const seen = new Set<string>()
  for (const event of events) {
    const key = `${event.stream} ${event.type} ${event.at} ${event.actor}`
    if (seen.has(key)) continue
    seen.add(key)
    const stream = streams.get(event.stream)
    if (stream === undefined) streams.set(event.stream, [event])
    else stream.push(event)
  }
  const found: Matter[] = []
  for (const stream of streams.values()) {
    const matter = matterOf(
      [...stream].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
      most,
    )
    if (matter !== undefined) found.push(matter)
  }
  return found.sort((a, b) => (a.sentAt < b.sentAt ? -1 : 1))
}

function matterOf(events: readonly SignedEvent[], most: number): Matter | undefined {
  const sent = events.find((e) => e.type === 'request.sent' || e.type === 'disclosure.sent')
  if (sent === undefined) return undefined
  const { parties, thread } = sent.data as Facts
  if (parties === undefined) return undefined
  const first = (...types: readonly string[]) => events.find((e) => types.includes(e.type))
  const acknowledged = first('request.ack', 'disclosure.ack')
  const reply = first('request.partial', 'request.final', 'request.refused')
  const refused = first('request.refused')
  const answered = first('request.final')
  const until = reply?.at ?? events.at(-1)!.at
  const paused = pausedUntil(events, until, most)
  const due = dueOf(events, until)
  return {
    stream: sent.stream,
    thread: thread ?? sent.stream,
    kind: sent.type === 'request.sent' ? 'request' : 'disclosure',
    from: parties.requesting.authority,
    to: parties.requested.authority,
    sentAt: sent.at,
    paused,
    ...(acknowledged === undefined ? {} : { acknowledgedAt: acknowledged.at }),
    ...(reply === undefined ? {} : { firstReplyAt: reply.at }),
    ...(refused === undefined
      ? {}
      : { refusedOn: (refused.data as Facts).notes?.ground ?? 'unknown' }),
    ...(answered === undefined ? {} : { answeredAt: answered.at }),
    ...(due === undefined ? {} : { due: new Date(millis(due) + paused).toISOString() as Instant }),
  }
}

/** The limit of the answer as last set before the first reply. */
function dueOf(events: readonly SignedEvent[], until: Instant): Instant | undefined {
  let due: Instant | undefined
  for (const event of events) {
    if (event.at > until) break
    for (const effect of (event.data as Facts).clocks ?? [])
      if (effect.do === 'start' && effect.clock === 'answer') due = effect.due
  }
  return due
}

/** Milliseconds of pause up to an instant, cut at the limit of the protocol. */
function pausedUntil(events: readonly SignedEvent[], until: Instant, most: number): number {
  let sum = 0
  let begun: Instant | undefined
  for (const { type, at, data } of events) {
    const { pause, due } = data as Facts
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
function longestPause(law: Law): number {
  const found = termOf('CP-CLARIFICATION', law)
  if (!found.ok) throw new Error('the law has no rule CP-CLARIFICATION')
  const { count, unit } = found.value.term
  return count * (unit === 'hours' ? 3_600_000 : 86_400_000)
}
