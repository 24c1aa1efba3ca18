import type { Observation } from './observation.ts'
import { everyOf, firstOf, type Stream } from './stream.ts'
import { numberOf, textOf } from './values.ts'

/** An alert to a partnership of banks, and what they say came of it. */
export function observeAlerts(stream: Stream): readonly Observation[] {
  const issued = firstOf(stream, 'alert.issued')
  if (issued === undefined) return []
  const sides = issued.data.parties
  const pair =
    sides === undefined
      ? {}
      : { pair: `${sides.requesting.authority}→${sides.requested.authority}` }
  const wrong = (result: unknown) => (textOf(result) === 'false' ? 1 : 0)
  return [
    { ...pair, what: 'alert.issued', at: issued.at, stream: stream.id, line: 'alert' },
    ...everyOf(stream, 'alert.feedback').map(({ at, data: { notes } }) => ({
      what: 'alarm.feedback',
      at,
      stream: stream.id,
      value: 1,
      more: { wrong: wrong(notes?.result) },
    })),
  ]
}

/** A published pattern comes back with its hits and false alarms. */
export function observePublications(stream: Stream): readonly Observation[] {
  return everyOf(stream, 'publication.feedback').flatMap(({ at, data: { notes } }) => {
    const alarms = numberOf(notes?.hits)
    const wrong = numberOf(notes?.falseAlarms)
    return alarms !== undefined && wrong !== undefined
      ? [{ what: 'alarm.feedback', at, stream: stream.id, value: alarms + wrong, more: { wrong } }]
      : []
  })
}
