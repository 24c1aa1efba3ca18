import { type Digest, done, type Instant, type Outcome } from '#base'
import { exchangeRefusal } from './refusals.ts'
import type { Statement } from './statement.ts'

/**
 * Each direction between two nodes has two lanes with numbers of their own, so that an emergency never waits behind a
 * thousand routine letters. A statement that names no lane is on the routine one, as all were before there were two.
 */
export const lanes = ['routine', 'emergency'] as const
export type Lane = (typeof lanes)[number]

export function laneOf(statement: Pick<Statement, 'channel'>): Lane {
  return statement.channel.lane ?? 'routine'
}

/** Letters of priority 0 are emergencies. */
export function laneFor(priority: number): Lane {
  return priority === 0 ? 'emergency' : 'routine'
}

/** Where one lane between two nodes stands: the last statement that counted on it. */
export interface ChannelState {
  readonly sequence: number
  readonly last: Digest | null
}

export const newChannel: ChannelState = { sequence: 0, last: null }

/** The place of the next statement on the lane; `after` as in `Statement`. */
export function nextOn(
  channel: ChannelState,
  lane: Lane = 'routine',
  after?: number,
): Statement['channel'] {
  return {
    sequence: channel.sequence + 1,
    previous: channel.last,
    ...(lane === 'routine' ? {} : { lane }),
    ...(after === undefined || after === 0 ? {} : { after }),
  }
}

export function advance(channel: ChannelState, statement: Digest): ChannelState {
  return { sequence: channel.sequence + 1, last: statement }
}

/**
 * Whether this statement is the next one of its lane. A gap is temporary (the letter before may still come); another
 * history is final and an alarm. Letters of one lane are taken in order, and a letter that follows one of its matter on
 * the other lane waits for that one, so that an answer never stands before its question.
 */
export function follows(
  channel: ChannelState,
  statement: Statement,
  other: ChannelState = newChannel,
): Outcome<void> {
  const { sequence, previous, after = 0 } = statement.channel
  const { node } = statement.sender
  if (sequence > channel.sequence + 1) {
    return exchangeRefusal(
      'sequence-gap',
      `letter ${sequence} came before letter ${channel.sequence + 1} of ${node}`,
    )
  }
  if (sequence !== channel.sequence + 1 || previous !== channel.last)
    return exchangeRefusal('chain-broken')
  if (after > other.sequence)
    return exchangeRefusal(
      'sequence-gap',
      `letter ${sequence} waits for letter ${after} of ${node} on the other lane`,
    )
  return done(undefined)
}

/** An authentic letter that came after its term is refused, and still counts on its channel. */
export function inTerm(statement: Statement, now: Instant): Outcome<void> {
  return statement.expires < now
    ? exchangeRefusal('expired', `the letter expired at ${statement.expires}`)
    : done(undefined)
}

/** What to do with an id that was seen before: the same answer again for the same bytes, else an alarm. */
export function replay(
  seen: { readonly digest: Digest } | undefined,
  envelope: Digest,
): Outcome<'new' | 'again'> {
  if (seen === undefined) return done('new')
  return seen.digest === envelope ? done('again') : exchangeRefusal('id-reused')
}
