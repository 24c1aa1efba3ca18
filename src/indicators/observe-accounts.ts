import type { Observation } from './observation.ts'
import { everyOf, firstOf, lastOf, limitOf, noteOf, type Stream } from './stream.ts'
import { numberOf } from './values.ts'

/** One yearly file of account data from one tax authority to another. */
export function observeAccounts(stream: Stream): readonly Observation[] {
  const sent = firstOf(stream, 'aeoi.sent')
  if (sent === undefined) return []
  const parties = stream.parties
  const records = numberOf(sent.data.notes?.records) ?? numberOf(noteOf(stream, 'records')) ?? 0
  const matched = lastOf(stream, 'aeoi.matched')
  const by = limitOf(stream, 'preparation', sent.at)
  return [
    {
      what: 'aeoi.file',
      at: sent.at,
      stream: stream.id,
      ...(parties === undefined
        ? {}
        : { pair: `${parties.requesting.authority}→${parties.requested.authority}` }),
      // The limit to have it ready is known to the sender only; whoever counts one log of two may not see it.
      yes: by === undefined || sent.at <= by,
      value: records,
      more: {
        error: everyOf(stream, 'aeoi.error').length > 0 ? 1 : 0,
        matched: numberOf(matched?.data.notes?.matched) ?? 0,
        judged: matched === undefined ? 0 : records,
      },
    },
  ]
}

/** The latest record of every legal entity of the case: are all its owners known? */
export function observeOwners(stream: Stream): readonly Observation[] {
  const latest = new Map(
    everyOf(stream, 'bo.verified', 'bo.discrepancy').map((f) => [f.data.tally?.key ?? '', f]),
  )
  return [...latest].map(([entity, { word, at }]) => ({
    what: 'owners',
    at,
    stream: stream.id,
    asset: entity,
    yes: word === 'bo.verified',
  }))
}
