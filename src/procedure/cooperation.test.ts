import { describe, expect, it } from 'vitest'
import { shipped } from '#law'
import { clocks } from './clocks.ts'
import { dueEvents } from './due-events.ts'
import { cooperationSamples as doc } from './samples-cooperation.ts'
import { at, Matter, officer } from './testing.ts'

const lead = officer('XV-SACP', 'prosecutor')
const norrhavn = officer('XN-EPP', 'prosecutor')
const sable = officer('XS-PP', 'prosecutor')

function clockOf(matter: Matter, id: string, now: string) {
  return clocks(matter.state!, at(now), shipped).find((c) => c.id === id)
}

function name(outcome: ReturnType<Matter['attempt']>): string {
  return outcome.ok ? 'ok' : outcome.refusal.name
}

/** Time passes at the node of the lead. */
function until(matter: Matter, now: string): readonly string[] {
  const events = dueEvents(matter.state!, at(now), ['XV-SACP'], shipped)
  for (const event of events) matter.apply(event)
  return events.map((e) => e.transition ?? e.type)
}

describe('JIT-LANTERN', () => {
  function drafted(): Matter {
    return new Matter('jit', 'XN-EPP', 'P8')
      .play('suggest', lead, '2025-04-04 09:00', { ...doc['team-suggestion'], others: ['XS-PP'] })
      .play('draft-agreement', lead, '2025-04-08 09:00', doc['team-agreement'])
  }

  function active(): Matter {
    return drafted()
      .play('sign-agreement', sable, '2025-04-10 09:00', doc['team-signature'])
      .play('sign-agreement', lead, '2025-04-11 09:00', doc['team-signature'])
      .play('sign-agreement', norrhavn, '2025-04-14 09:00', doc['team-signature'])
      .play('activate', lead, '2025-04-14 12:00', doc['team-start'])
  }

  it('is signed by three parties within six days of the draft, in any order', () => {
    const matter = drafted()
    matter.play('sign-agreement', sable, '2025-04-10 09:00', doc['team-signature'])
    matter.play('sign-agreement', norrhavn, '2025-04-12 09:00', doc['team-signature'])
    expect(matter.main).toBe('DRAFTED')
    matter.play('sign-agreement', lead, '2025-04-14 09:00', doc['team-signature'])
    expect(matter.main).toBe('SIGNED')
    expect(Object.keys(matter.state!.tallies.signatures!).sort()).toEqual([
      'XN-EPP',
      'XS-PP',
      'XV-SACP',
    ])
    const days =
      (Date.parse(at('2025-04-14 09:00')) - Date.parse(at('2025-04-08 09:00'))) / 86_400_000
    expect(days).toBe(6)
    expect(clockOf(matter, 'signing', '2025-04-15 09:00')?.status).toBe('met')
  })

  it('does nothing before all have signed', () => {
    const matter = drafted().play('sign-agreement', lead, '2025-04-10 09:00', doc['team-signature'])
    expect(name(matter.attempt('set-task', lead, '2025-04-10 10:00', doc['team-task']))).toBe(
      'team-not-active',
    )
    expect(name(matter.attempt('activate', lead, '2025-04-10 10:00', doc['team-start']))).toBe(
      'not-open-now',
    )
    const ready = active().play('set-task', lead, '2025-04-15 09:00', doc['team-task'])
    ready.play('share-evidence-back', sable, '2025-05-20 09:00', doc['team-evidence'])
    expect(Object.keys(ready.state!.tallies.evidence!)).toEqual(['EV-01'])
  })

  it('gives no seat to a body that is no oversight body, and none of them may act', () => {
    const omb = officer('XV-OMB', 'prosecutor')
    expect(name(active().attempt('set-task', omb, '2025-05-01 09:00', doc['team-task']))).toBe(
      'not-a-party',
    )
  })

  it('runs for twelve months, is extended once before its end, and ends by itself', () => {
    const matter = active()
    expect(clockOf(matter, 'term', '2025-05-01 09:00')?.due.slice(0, 10)).toBe('2026-04-14')
    matter.play('propose-addendum', lead, '2026-03-02 09:00', doc['team-addendum'])
    for (const who of [norrhavn, lead, sable])
      matter.play('sign-addendum', who, '2026-03-20 09:00', doc['addendum-signature'])
    expect(matter.main).toBe('ADDENDUM-SIGNED')
    matter.play('extend', lead, '2026-03-21 09:00', doc['addendum-entry'])
    expect(matter.main).toBe('ACTIVE')
    expect(clockOf(matter, 'term', '2026-04-01 09:00')?.due.slice(0, 10)).toBe('2026-10-14')
    expect(until(matter, '2026-10-16 09:00')).toContain('term-ends')
    expect(matter.main).toBe('ENDED')
    expect(clockOf(matter, 'evaluation', '2026-10-20 09:00')?.due.slice(0, 10)).toBe('2027-01-12')
    matter.play('evaluate', lead, '2026-12-01 09:00', doc['team-evaluation'])
    expect(clockOf(matter, 'evaluation', '2027-01-20 09:00')?.status).toBe('met')
  })

  it('is not extended after its term: the addendum that two of three signed is worth nothing', () => {
    const matter = active()
    matter.play('propose-addendum', lead, '2026-04-01 09:00', doc['team-addendum'])
    matter.play('sign-addendum', lead, '2026-04-02 09:00', doc['addendum-signature'])
    matter.play('sign-addendum', sable, '2026-04-03 09:00', doc['addendum-signature'])
    until(matter, '2026-04-16 09:00')
    expect(matter.main).toBe('ENDED')
    expect(
      name(
        matter.attempt('sign-addendum', norrhavn, '2026-04-16 10:00', doc['addendum-signature']),
      ),
    ).toBe('not-open-now')
  })
})

describe('the automatic exchange of 2023', () => {
  const clerk = officer('XN-TAX', 'case-officer')
  const head = officer('XN-TAX', 'head-of-desk')
  const reader = officer('XV-TAX', 'case-officer')
  const second = officer('XV-TAX', 'case-officer', 2)
  const readerHead = officer('XV-TAX', 'head-of-desk')

  /** CR-01: sent by the Tax Authority of Norrhavn on 28 September 2024. */
  function sent(): Matter {
    return new Matter('cr-01', 'XV-TAX', 'P9')
      .play('collect', clerk, '2024-07-01 09:00', doc['aeoi-collection'])
      .play('prepare', head, '2024-09-20 09:00', doc['aeoi-preparation'])
      .play('send-file', clerk, '2024-09-28 09:00', doc['aeoi-file'])
      .play('receive-file', reader, '2024-09-28 10:00', doc['aeoi-received'])
  }

  it('CR-01 leaves two days before 30 September, is accepted, matched and checked by a person', () => {
    const matter = sent()
    expect(clockOf(matter, 'preparation', '2024-10-01 09:00')?.due.slice(0, 10)).toBe('2024-09-30')
    expect(clockOf(matter, 'preparation', '2024-10-01 09:00')?.status).toBe('met')
    matter.play('accept-file', reader, '2024-10-05 09:00', doc['aeoi-accepted'])
    expect(clockOf(matter, 'status', '2024-10-06 09:00')?.status).toBe('met')
    matter.play('match', reader, '2024-10-10 09:00', doc['aeoi-match'])
    expect(name(matter.attempt('check-match', reader, '2024-10-11 09:00', doc['aeoi-check']))).toBe(
      'approver-is-author',
    )
    matter.play('check-match', second, '2024-10-11 09:00', doc['aeoi-check'])
    expect(matter.main).toBe('CHECKED')
  })

  it('another use is asked for and authorised; silence is not consent', () => {
    const matter = sent()
      .play('accept-file', reader, '2024-10-05 09:00', doc['aeoi-accepted'])
      .play('match', reader, '2024-10-10 09:00', doc['aeoi-match'])
    expect(
      name(
        matter.attempt('ask-other-use', readerHead, '2025-09-26 09:00', doc['other-use-question']),
      ),
    ).toBe('match-unchecked')
    matter.play('check-match', second, '2024-10-11 09:00', doc['aeoi-check'])
    matter.play('ask-other-use', readerHead, '2025-09-26 09:00', doc['other-use-question'])
    expect(matter.state?.states['other-use']).toBe('OTHER-USE-ASKED')
    matter.play('authorise-other-use', head, '2025-10-06 09:00', doc['other-use-authorised'])
    expect(clockOf(matter, 'other-use', '2025-11-01 09:00')?.status).toBe('met')
    expect(matter.state?.notes.tag).toBe('tax; criminal proceedings')
  })

  it('an omission is reported, and corrected on day 88 of 90', () => {
    const matter = sent()
      .play('accept-file', reader, '2024-10-05 09:00', doc['aeoi-accepted'])
      .play('report-omission', reader, '2025-03-01 09:00', doc['aeoi-omission'])
      .play('correct-file', clerk, '2025-05-28 09:00', doc['aeoi-correction'])
    expect(clockOf(matter, 'correction', '2025-06-10 09:00')?.status).toBe('met')
    expect(matter.main).toBe('CORRECTED')
  })

  it('a correction that does not come is notified as significant non-compliance', () => {
    const matter = sent().play('report-record-error', reader, '2024-10-01 09:00', doc['aeoi-error'])
    expect(
      name(
        matter.attempt('notify-non-compliance', readerHead, '2024-12-01 09:00', doc['aeoi-reason']),
      ),
    ).toBe('nobody-late')
    matter.play('notify-non-compliance', readerHead, '2025-01-15 09:00', doc['aeoi-reason'])
    expect(matter.state?.states.compliance).toBe('NON-COMPLIANCE')
  })
})
