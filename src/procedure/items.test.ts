import { describe, expect, it } from 'vitest'
import { shipped } from '#law'
import { clocks } from './clocks.ts'
import { dueEvents } from './due-events.ts'
import { itemSamples as doc } from './samples-items.ts'
import { at, documents, Matter, officer, sentRequest } from './testing.ts'

const caller = officer('XV-FIU', 'duty-officer')
const called = officer('XN-FIU', 'duty-officer')

function noted(change: object = {}): Matter {
  return new Matter('hn', 'XN-FIU', 'P17').play('note-call', caller, '2025-01-20 08:00', {
    ...doc['hotline-note'],
    ...change,
  })
}

/** The day goes by at one node; what its clocks bring about is applied. */
function pass(matter: Matter, until: string): readonly string[] {
  const events = dueEvents(matter.state!, at(until), ['XV-FIU'], shipped)
  for (const event of events) matter.apply(event)
  return events.map((e) => e.type)
}

describe('a request by word of mouth', () => {
  it('is in the emergency lane, and waits a day for its confirmation, counted from the call', () => {
    const matter = noted()
    expect(matter.state?.class).toBe('emergency')
    const confirmation = clocks(matter.state!, at('2025-01-20 08:00'), shipped).find(
      (c) => c.id === 'confirmation',
    )
    expect(confirmation?.due).toBe('2025-01-21T07:50:00.000Z')
  })

  it('warns six hours and one hour before, and lapses by itself when nobody confirms', () => {
    const matter = noted()
    expect(pass(matter, '2025-01-21 02:00')).toContain('clock.warned')
    expect(pass(matter, '2025-01-21 06:55')).toContain('clock.warned')
    expect(pass(matter, '2025-01-21 07:51')).toContain('oral.lapsed')
    expect(matter.main).toBe('LAPSED')
    const late = matter.attempt(
      'confirm-in-writing',
      caller,
      '2025-01-21 08:00',
      doc['oral-confirmation'],
    )
    expect(!late.ok && late.refusal.name).toBe('not-open-now')
    matter.play('report-undone', called, '2025-01-21 09:00', doc['oral-undone'])
  })

  it('stands when it is confirmed in time, with the matter in which it goes on', () => {
    const matter = noted().play(
      'confirm-in-writing',
      caller,
      '2025-01-20 12:00',
      doc['oral-confirmation'],
    )
    expect(matter.main).toBe('CONFIRMED')
    expect(matter.state?.links['confirm-in-writing']).toBe('matter/su-01')
    expect(pass(matter, '2025-01-22 08:00')).not.toContain('oral.lapsed')
  })

  it('is confirmed by whoever called, also where the other one wrote the note', () => {
    const theirs = noted({ direction: 'we-were-called' })
    const wrong = theirs.attempt(
      'confirm-in-writing',
      caller,
      '2025-01-20 12:00',
      doc['oral-confirmation'],
    )
    expect(!wrong.ok && wrong.refusal.name).toBe('other-case')
    theirs.play('confirm-in-writing-back', called, '2025-01-20 12:00', doc['oral-confirmation'])
    expect(theirs.main).toBe('CONFIRMED')
  })

  it('holds a confirmation that was made in time and came after the limit here', () => {
    const here = noted()
    const there = noted()
    there.play('confirm-in-writing', caller, '2025-01-21 07:49', doc['oral-confirmation'])
    pass(here, '2025-01-21 07:51')
    here.apply(there.events.at(-1)!)
    expect([here.main, there.main]).toEqual(['CONFIRMED', 'CONFIRMED'])
  })
})

describe('the human-rights brake', () => {
  const judge = officer('XN-FIU', 'head-of-desk')
  const analyst = officer('XN-FIU', 'analyst')
  const stopped = () =>
    sentRequest('rq', 'XV-FIU', 'XN-FIU', '2025-01-20 09:00')
      .play('acknowledge', analyst, '2025-01-20 10:00', documents.acknowledgement)
      .play('stop-for-rights', analyst, '2025-01-20 11:00', doc['rights-stop'])

  it('stops the answer, whole or in part, until a second person has decided', () => {
    const matter = stopped()
    for (const [step, paper] of [
      ['reply', 'final-reply'],
      ['reply-in-part', 'partial-reply'],
    ] as const) {
      const no = matter.attempt(step, analyst, '2025-01-20 12:00', documents[paper])
      expect(!no.ok && no.refusal.name).toBe('rights-stopped')
    }
    matter
      .play(
        'give-assurance',
        officer('XV-FIU', 'head-of-desk'),
        '2025-01-20 13:00',
        doc['rights-assurance'],
      )
      .play('release-for-rights', judge, '2025-01-21 09:00', doc['rights-decision'])
      .play('reply', analyst, '2025-01-21 10:00', documents['final-reply'])
    expect(matter.main).toBe('ANSWERED')
  })

  it('stops what is carried out and no clock: one officer cannot put a request off for ever', () => {
    const before = sentRequest('rq', 'XV-FIU', 'XN-FIU', '2025-01-20 09:00').play(
      'acknowledge',
      analyst,
      '2025-01-20 10:00',
      documents.acknowledgement,
    )
    const clockOf = (matter: Matter, id: string, now: string) =>
      clocks(matter.state!, at(now), shipped).find((c) => c.id === id)
    const due = clockOf(before, 'answer', '2025-01-20 10:00')?.due
    const matter = stopped()
    expect(clockOf(matter, 'answer', '2025-01-25 11:00')).toMatchObject({ due, status: 'running' })
    // The decision has a clock of its own, and the delay is counted against whoever owes it.
    expect(clockOf(matter, 'rights', '2025-01-25 11:00')?.due).toBe(at('2025-01-30 11:00'))
    expect(pass(matter, '2025-01-30 11:01')).toContain('clock.overdue')
    expect(clockOf(matter, 'rights', '2025-01-30 11:01')?.status).toBe('overdue')
  })

  it('is not released by who pulled it, nor by an assurance alone', () => {
    const matter = sentRequest('rq', 'XV-FIU', 'XN-FIU', '2025-01-20 09:00')
      .play('acknowledge', analyst, '2025-01-20 10:00', documents.acknowledgement)
      .play('stop-for-rights', judge, '2025-01-20 11:00', doc['rights-stop'])
    const own = matter.attempt(
      'release-for-rights',
      judge,
      '2025-01-20 12:00',
      doc['rights-decision'],
    )
    expect(!own.ok && own.refusal.name).toBe('approver-is-author')
    matter.play(
      'give-assurance',
      officer('XV-FIU', 'head-of-desk'),
      '2025-01-20 13:00',
      doc['rights-assurance'],
    )
    const still = matter.attempt('reply', analyst, '2025-01-20 14:00', documents['final-reply'])
    expect(!still.ok && still.refusal.name).toBe('rights-stopped')
  })

  it('once barred, stays barred', () => {
    const matter = stopped().play(
      'bar-for-rights',
      judge,
      '2025-01-21 09:00',
      doc['rights-decision'],
    )
    const no = matter.attempt('reply', analyst, '2025-01-22 09:00', documents['final-reply'])
    expect(!no.ok && no.refusal.name).toBe('rights-stopped')
  })
})
