import { describe, expect, it } from 'vitest'
import { shipped } from '#law'
import { clocks } from './clocks.ts'
import { dueEvents } from './due-events.ts'
import { cooperationSamples as teamDoc } from './samples-cooperation.ts'
import { outsideSamples as doc } from './samples-outside.ts'
import { at, officer as by, Matter } from './testing.ts'

const watcher = by('CSO-1', 'monitor')
const ombuds = by('XV-OMB', 'inspector')

describe('OB-01: an organisation sees what an alert did to water cooperatives', () => {
  const observed = (change: object = {}) =>
    new Matter('ob-01', 'XV-OMB', 'P20').play('hand-in', watcher, '2025-03-10 09:00', {
      ...doc['outside-observation'],
      ...change,
    })
  const clock = (matter: Matter, id: string, on: string) =>
    clocks(matter.state!, at(on), shipped).find((c) => c.id === id)?.status

  it('is acknowledged within seven days and answered within sixty', () => {
    const matter = observed()
      .play('acknowledge', ombuds, '2025-03-12 10:00', doc['observation-receipt'])
      .play('answer', ombuds, '2025-04-02 15:00', doc['observation-answer'])
    expect(clock(matter, 'acknowledgement', '2025-04-03 09:00')).toBe('met')
    expect(clock(matter, 'answer', '2025-04-03 09:00')).toBe('met')
    const late = observed().play('answer', ombuds, '2025-05-10 09:00', doc['observation-answer'])
    expect(clock(late, 'answer', '2025-05-11 09:00')).toBe('breached-then-met')
  })

  it('is answered by the body, never by who observed', () => {
    expect(
      observed().attempt('answer', watcher, '2025-03-11 09:00', doc['observation-answer']).ok,
    ).toBe(false)
  })

  it('goes to no court and to no intelligence unit', () => {
    const wrong = new Matter('ob', 'XV-FIU', 'P20').attempt(
      'hand-in',
      watcher,
      '2025-03-10 09:00',
      doc['outside-observation'],
    )
    expect(wrong.ok).toBe(false)
  })

  it('a question of ethics waits for the committee, and its advice can be to suspend a role', () => {
    const matter = observed({ kind: 'ethics' }).play('give-opinion', ombuds, '2025-03-20 09:00', {
      ...doc['ethics-opinion'],
      advice: 'suspend',
    })
    expect(Object.values(matter.state!.tallies.opinions!)).toEqual([
      { advice: 'suspend', roles: 'analyst' },
    ])
    matter.play('answer', ombuds, '2025-04-02 09:00', doc['observation-answer'])
    expect(matter.main).toBe('ANSWERED')
  })

  it('is taken up again where the answer was none', () => {
    const matter = observed()
      .play('answer', ombuds, '2025-04-02 15:00', doc['observation-answer'])
      .play('comment', watcher, '2025-04-09 09:00', { answers: 'no' })
      .play('take-up-again', ombuds, '2025-04-10 09:00', { reasons: 'two accounts are closed' })
    expect(matter.main).toBe('ACKNOWLEDGED')
    expect(clock(matter, 'answer', '2025-04-11 09:00')).toBe('running')
  })
})

describe('RD-01: a policy on the use of force', () => {
  const writer = by('XV-SACP', 'case-officer')
  const head = by('XV-SACP', 'prosecutor')
  const inForce = () =>
    new Matter('rd-01', undefined, 'P21')
      .play('draft', writer, '2025-01-02 09:00', doc['bound-document'])
      .play('put-into-force', head, '2025-01-03 09:00', doc.validity)

  it('is put into force by another person than who wrote it', () => {
    const drafted = new Matter('rd', undefined, 'P21').play(
      'draft',
      head,
      '2025-01-02 09:00',
      doc['bound-document'],
    )
    const alone = drafted.attempt('put-into-force', head, '2025-01-03 09:00', doc.validity)
    expect(!alone.ok && alone.refusal.name).toBe('approver-is-author')
  })

  it('runs out by itself, and can be kept in force until then and after', () => {
    const matter = inForce()
    const ended = dueEvents(matter.state!, at('2027-01-02 09:00'), ['XV-SACP'], shipped)
    for (const event of ended) matter.apply(event)
    expect(matter.main).toBe('EXPIRED')
    matter.play('renew', head, '2027-01-05 09:00', {
      ...doc.validity,
      from: '2027-01-05',
      until: '2028-01-05',
    })
    expect(matter.main).toBe('IN-FORCE')
  })
})

describe('JO-01: searches at one hour by a team of two', () => {
  const lead = by('XV-SACP', 'prosecutor')
  const partner = by('XN-EPP', 'prosecutor')
  const team = () =>
    new Matter('jit', 'XN-EPP', 'P8')
      .play('suggest', lead, '2025-04-07 09:00', teamDoc['team-suggestion'])
      .play('draft-agreement', lead, '2025-04-08 09:00', teamDoc['team-agreement'])
      .play('sign-agreement', lead, '2025-04-10 09:00', teamDoc['team-signature'])
      .play('sign-agreement', partner, '2025-04-14 09:00', teamDoc['team-signature'])
      .play('activate', lead, '2025-04-14 12:00', teamDoc['team-start'])
      .play('link-policy', lead, '2025-05-05 09:00', doc['team-policy'])
  const planned = (matter: Matter) =>
    matter.attempt('plan-operation', lead, '2025-05-12 09:00', doc['team-operation'])
  const refusedFor = (matter: Matter) => {
    const plan = planned(matter)
    return plan.ok ? '' : plan.refusal.ground
  }

  it.each([
    ['the partner has linked none', undefined, 'XN-EPP'],
    ['that of the partner ends the day before', '2025-05-18', 'XN-EPP'],
    ['that of the partner ends on that day', '2025-05-19', ''],
  ])('%s', (_, until, refused) => {
    const matter = team()
    if (until !== undefined)
      matter.play('link-policy-back', partner, '2025-05-05 11:00', { ...doc['team-policy'], until })
    expect(refusedFor(matter)).toContain(refused)
    expect(planned(matter).ok).toBe(refused === '')
  })
})
