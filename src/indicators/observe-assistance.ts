import type { Instant } from '#base'
import type { Observation } from './observation.ts'
import { everyOf, type Fact, firstOf, lastOf, limitOf, noteOf, type Stream } from './stream.ts'
import { dayOf, daysBetween, textOf } from './values.ts'

/** Requests for evidence between two members of the network. */
export function observeAssistance(stream: Stream): readonly Observation[] {
  const sent = firstOf(stream, 'mla.sent')
  // What never crossed went to somebody who is no member, by pouch.
  if (sent === undefined || sent.crosses === false) return []
  if ((textOf(noteOf(stream, 'assistance')) ?? 'evidence') !== 'evidence') return []
  const parties = stream.parties
  const pair =
    parties === undefined ? '' : `${parties.requesting.authority}→${parties.requested.authority}`
  const of = { stream: stream.id, at: sent.at, pair }
  const returned = firstOf(stream, 'mla.returned')
  const missing = returned?.data.notes?.missing
  const found: Observation[] = [
    {
      ...of,
      what: 'mla.sent',
      yes: returned !== undefined,
      value: Array.isArray(missing) ? missing.length : 0,
    },
  ]
  const decided = firstOf(stream, 'mla.decided', 'mla.refused')
  return decided === undefined ? found : [...found, ...decision(stream, sent, decided, of)]
}

function decision(
  stream: Stream,
  sent: Fact,
  decided: Fact,
  of: Pick<Observation, 'stream' | 'at' | 'pair'>,
): readonly Observation[] {
  const refused = decided.word === 'mla.refused'
  const on = dayOf(decided.data.notes?.decided) ?? decided.at
  const consulted = everyOf(stream, 'mla.consulted').some((c) => c.at < decided.at)
  const executed = refused ? undefined : lastOf(stream, 'mla.executed')
  const inTime = decided.at <= (limitOf(stream, 'decide', decided.at) ?? decided.at)
  const limit: Instant | undefined = limitOf(stream, 'execute', executed?.at ?? stream.lastAt)
  const waits = !refused && executed === undefined && limit !== undefined && inTime
  return [
    {
      ...of,
      what: 'mla.decided',
      value: daysBetween(sent.at, on),
      yes: refused,
      line: refused ? (textOf(decided.data.notes?.ground) ?? 'unknown') : '',
      more: { consulted: consulted ? 1 : 0, inTime: inTime ? 1 : 0 },
    },
    ...(executed === undefined
      ? []
      : [{ ...of, what: 'mla.executed', value: daysBetween(on, executed.at) }]),
    {
      ...of,
      what: 'mla.in-time',
      // An execution that is still due is in time until its limit is over.
      yes:
        inTime && (executed === undefined || limit === undefined || executed.at <= limit) && !waits,
      ...(waits ? { judgedFrom: limit } : {}),
    },
  ]
}
