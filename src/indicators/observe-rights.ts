import { millis } from '#base'
import type { Observation } from './observation.ts'
import { lessonDays } from './observe-commitments.ts'
import { everyOf, firstOf, lastOf, limitOf, noteOf, type Stream } from './stream.ts'
import { daysBetween, instantOf, later, numberOf, textOf } from './values.ts'

/** A person asks an authority what it holds, or to put it right. */
export function observeSubjects(stream: Stream): readonly Observation[] {
  const received = firstOf(stream, 'dsr.received')
  if (received === undefined) return []
  const decided = firstOf(stream, 'dsr.decided')
  const until = decided?.at ?? stream.lastAt
  const due = limitOf(stream, 'reply-extended', until) ?? limitOf(stream, 'reply', until)
  const of = { stream: stream.id }
  const found: Observation[] = []
  if (due !== undefined)
    found.push({
      ...of,
      what: 'dsr.due',
      at: due,
      yes: decided !== undefined && decided.at <= due,
      line: textOf(decided?.data.notes?.decision) ?? 'open',
      ...(decided === undefined ? { judgedFrom: due } : {}),
    })
  const corrected = firstOf(stream, 'dsr.rectified', 'dsr.erased')
  if (corrected !== undefined && textOf(noteOf(stream, 'cause')) === 'attribution') {
    const last = lastOf(stream, 'dsr.copy_corrected') ?? corrected
    found.push({
      ...of,
      what: 'dsr.attribution',
      at: corrected.at,
      value: millis(last.at) - millis(corrected.at),
      more: { copies: everyOf(stream, 'dsr.copy_corrected').length },
    })
  }
  return found
}

/** Complaints, flags of the access log, and samples that an auditor drew. */
export function observeComplaints(stream: Stream): readonly Observation[] {
  const of = { stream: stream.id }
  const samples = everyOf(stream, 'audit.finding', 'access.flagged').flatMap(
    ({ at, data: { notes } }): readonly Observation[] => {
      const sampled = numberOf(notes?.sampled)
      const compliant = numberOf(notes?.compliant)
      return sampled === undefined || compliant === undefined
        ? []
        : [{ ...of, what: 'audit.sample', at, value: sampled, more: { compliant } }]
    },
  )
  const lessons = lessonsFound(stream)
  if (samples.length > 0) return [...samples, ...lessons]
  const filed = firstOf(stream, 'complaint.filed', 'access.flagged')
  const decided = firstOf(stream, 'complaint.found', 'complaint.not_found')
  if (filed === undefined || decided === undefined) return []
  const stopped = firstOf(stream, 'complaint.stopped')
  const flagged = filed.word === 'access.flagged'
  const stoppedAt = instantOf(stopped?.data.notes?.stoppedAt) ?? stopped?.at
  return [
    ...lessons,
    {
      ...of,
      what: 'complaint.decided',
      at: decided.at,
      yes: decided.word === 'complaint.found',
      line: flagged ? 'flag' : 'complaint',
      value: daysBetween(filed.at, decided.at),
      more: {
        ...(flagged && stoppedAt !== undefined
          ? { stopped: millis(stoppedAt) - millis(filed.at) }
          : {}),
      },
    },
  ]
}

/**
 * A fault that lies in the system is a lesson, as those of an exercise are. It is closed by the body that found it, once
 * it is put right.
 */
function lessonsFound(stream: Stream): readonly Observation[] {
  const found = firstOf(stream, 'complaint.found')
  if (found?.data.notes?.systemic !== true) return []
  const end = later(found.at, lessonDays)
  const closed = firstOf(stream, 'complaint.closed')
  return [
    {
      what: 'lesson',
      at: found.at,
      stream: stream.id,
      yes: closed !== undefined && closed.at <= end,
      ...(closed === undefined ? { judgedFrom: end } : {}),
    },
  ]
}

/** Days within which a source hears that the tip arrived; months within which it hears what was done. */
const ackDays = 7
const feedbackMonths = 3

export function observeTips(stream: Stream): readonly Observation[] {
  const tip = firstOf(stream, 'tip.submitted')
  if (tip === undefined) return []
  const of = { stream: stream.id, at: tip.at }
  const ack = firstOf(stream, 'tip.ack')
  const feedback = firstOf(stream, 'tip.feedback')
  const ackBy = limitOf(stream, 'ack', ack?.at ?? stream.lastAt) ?? later(tip.at, ackDays)
  const feedbackBy =
    limitOf(stream, 'feedback-complex', feedback?.at ?? stream.lastAt) ??
    limitOf(stream, 'feedback', feedback?.at ?? stream.lastAt) ??
    months(tip.at, feedbackMonths)
  const triaged = everyOf(stream, 'tip.triaged')
  const lead = triaged.find((f) => textOf(f.data.notes?.outcome) === 'lead') ?? triaged.at(-1)
  return [
    {
      ...of,
      what: 'tip',
      yes: ack !== undefined && ack.at <= ackBy,
      ...(ack === undefined ? { judgedFrom: ackBy } : {}),
    },
    {
      ...of,
      what: 'tip.feedback',
      at: feedback?.at ?? feedbackBy,
      yes: feedback !== undefined && feedback.at <= feedbackBy,
      ...(feedback === undefined ? { judgedFrom: feedbackBy } : {}),
    },
    ...(lead === undefined
      ? []
      : [
          {
            ...of,
            what: 'tip.triaged',
            at: lead.at,
            yes: textOf(lead.data.notes?.outcome) === 'lead',
          },
        ]),
    ...everyOf(stream, 'protection.asked').map((asked) => ({
      ...of,
      what: 'protection.asked',
      at: asked.at,
      yes: everyOf(stream, 'protection.ordered', 'protection.refused').some(
        (f) => f.at >= asked.at,
      ),
    })),
  ]
}

function months(at: Observation['at'], count: number): Observation['at'] {
  const date = new Date(at)
  date.setUTCMonth(date.getUTCMonth() + count)
  return date.toISOString() as Observation['at']
}
