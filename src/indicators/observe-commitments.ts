import { instant } from '#base'
import type { Observation } from './observation.ts'
import { everyOf, firstOf, lastOf, type Stream } from './stream.ts'
import { dayMillis, later, textOf } from './values.ts'

/** Days within which a lesson is closed. */
export const lessonDays = 180

/** A plan with its milestones: `M1 2026-01-31: 80 % of companies verified`. */
export function observeCommitments(stream: Stream): readonly Observation[] {
  const adopted = firstOf(stream, 'commitment.adopted')
  const named = adopted?.data.notes?.milestones
  const of = { stream: stream.id }
  const reached = new Map(
    everyOf(stream, 'commitment.milestone').map((f) => [f.data.tally?.key ?? '', f.at]),
  )
  const due = (Array.isArray(named) ? named : []).flatMap((text): readonly Observation[] => {
    const match = /^(\S{1,20}) (\d{4}-\d{2}-\d{2}):/.exec(textOf(text) ?? '')
    const day = match === null ? Number.NaN : Date.parse(`${match[2]}T00:00:00Z`)
    if (match === null || Number.isNaN(day)) return []
    const end = instant(day + dayMillis)
    const at = reached.get(match[1]!)
    return [
      {
        ...of,
        what: 'commitment.due',
        at: instant(day),
        yes: at !== undefined && at < end,
        ...(at === undefined ? { judgedFrom: end } : {}),
      },
    ]
  })
  const coded = lastOf(stream, 'commitment.coded')
  const code = textOf(coded?.data.notes?.code)
  return coded === undefined || code === undefined
    ? due
    : [
        ...due,
        {
          ...of,
          what: 'commitment.coded',
          at: coded.at,
          line: code,
          yes: code === 'substantial' || code === 'complete',
        },
      ]
}

export function observeLessons(stream: Stream): readonly Observation[] {
  const closed = new Map(
    everyOf(stream, 'lesson.closed').map((f) => [f.data.tally?.key ?? '', f.at]),
  )
  return everyOf(stream, 'lesson.written').map(({ at, data }) => {
    const end = later(at, lessonDays)
    const done = closed.get(data.tally?.key ?? '')
    return {
      what: 'lesson',
      at,
      stream: stream.id,
      yes: done !== undefined && done <= end,
      ...(done === undefined ? { judgedFrom: end } : {}),
    }
  })
}
