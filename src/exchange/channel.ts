import { type Digest, done, type Instant, type Outcome } from '#base'
import { exchangeRefusal } from './refusals.ts'
import type { Statement } from './statement.ts'

/** Where one direction between two nodes stands: the last statement that counted on it. */
export interface ChannelState {
  readonly sequence: number
  readonly last: Digest | null
}

export const newChannel: ChannelState = { sequence: 0, last: null }

/** The place of the next statement on the channel. */
export function nextOn(channel: ChannelState): Statement['channel'] {
  return { sequence: channel.sequence + 1, previous: channel.last }
}

export function advance(channel: ChannelState, statement: Digest): ChannelState {
  return { sequence: channel.sequence + 1, last: statement }
}

/**
 * Whether this statement is the next one. A gap is temporary (the letter before may still come); another history
 * is final and an alarm. Letters are taken in order, so that an answer never stands before its question.
 */
export function follows(channel: ChannelState, statement: Statement): Outcome<void> {
  const { sequence, previous } = statement.channel
  if (sequence > channel.sequence + 1) {
    return exchangeRefusal(
      'sequence-gap',
      `letter ${sequence} came before letter ${channel.sequence + 1} of ${statement.sender.node}`,
    )
  }
  if (sequence !== channel.sequence + 1 || previous !== channel.last)
    return exchangeRefusal('chain-broken')
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
