import { describe, expect, it } from 'vitest'
import { millis } from '#base'
import type { Role } from '#directory'
import { shipped } from '#law'
import { clocks } from './clocks.ts'
import { dueEvents } from './due-events.ts'
import { fieldsOf } from './read-form.ts'
import { rightsSamples as doc } from './samples-rights.ts'
import { stallOf } from './stall.ts'
import { at, documents, Matter, officer, sentRequest } from './testing.ts'

const by = (authority: string, role: Role, n = 1) => officer(authority, role, n)
const days = (from: string, to: string) =>
  Math.floor((millis(at(to)) - millis(at(from))) / 86_400_000)
const status = (matter: Matter, id: string, now: string) =>
  clocks(matter.state!, at(now), shipped).find((c) => c.id === id)?.status

/** Time goes on at a node: what the clocks do is applied. */
function until(matter: Matter, now: string, node: string): readonly string[] {
  const events = dueEvents(matter.state!, at(now), node, shipped)
  for (const event of events) matter.apply(event)
  return events.map((e) => `${e.transition ?? e.type} ${e.data.clock ?? ''}`.trim())
}

describe('DS-01: a person asks what the unit of Norrhavn holds', () => {
  const registrar = by('XN-DPA', 'registrar')
  const decided = () =>
    new Matter('ds-01', 'XN-FIU', 'P10')
      .play('receive', registrar, '2025-05-05 10:00', doc['dsr-request'])
      .play('acknowledge', by('XN-FIU', 'analyst'), '2025-05-06 09:00', doc['dsr-acknowledgement'])
      .play('ask-peers', by('XN-FIU', 'analyst'), '2025-05-06 10:00', doc['dsr-search'])
      .play('certify-search', by('XN-FIU', 'analyst'), '2025-05-08 09:00', doc['dsr-certificate'])
      .play('certify-search', by('XN-FIU', 'analyst'), '2025-05-09 09:00', {
        ...doc['dsr-certificate'],
        peer: 'XS-FIU',
        holds: 'yes',
      })
      .play('locate', by('XN-FIU', 'analyst'), '2025-05-09 10:00', doc['dsr-located'])
      .play('decide', by('XN-FIU', 'head-of-desk'), '2025-06-02 15:00', doc['dsr-decision'])

  it('gets a reasoned reply within a month, which names the indirect route and the court', () => {
    const matter = decided()
    expect(matter.main).toBe('DECIDED')
    expect(status(matter, 'reply', '2025-06-02 15:00')).toBe('met')
    expect(matter.state?.notes.decision).toBe('neither-confirm-nor-deny')
    expect(matter.events.at(-1)?.document).toMatchObject({
      indirectRoute: expect.stringContaining('XN-DPA'),
      court: expect.stringContaining('Court'),
    })
  })

  it('knows of its peers only yes or no', () => {
    expect(decided().state?.tallies.copies).toEqual({ 'XV-FIU': 'no', 'XS-FIU': 'yes' })
    expect(fieldsOf('dsr-certificate').map((f) => f.name)).toEqual(['peer', 'holds', 'searched'])
    expect(fieldsOf('dsr-search').some((f) => f.kind === 'persons')).toBe(false)
  })

  it('may be answered two months later, on a day that is named within the first month', () => {
    const matter = new Matter('ds', 'XN-FIU', 'P10')
      .play('receive', registrar, '2025-05-05 10:00', doc['dsr-request'])
      .play('acknowledge', by('XN-FIU', 'analyst'), '2025-05-06 09:00', doc['dsr-acknowledgement'])
      .play('extend', by('XN-FIU', 'analyst'), '2025-05-30 09:00', {
        reasons: 'files of three decades',
        expected: '2025-08-04',
      })
    expect(status(matter, 'reply', '2025-07-01 09:00')).toBe('ended')
    expect(status(matter, 'reply-extended', '2025-07-01 09:00')).toBe('running')
  })

  it('is checked by the supervisory authority, and one field is deleted', () => {
    const matter = decided()
      .play('refer', registrar, '2025-06-10 09:00', doc['dsr-referral'])
      .play('find', by('XN-DPA', 'inspector'), '2025-07-30 09:00', doc['dsr-finding'])
      .play('delete-data', by('XN-FIU', 'head-of-desk'), '2025-07-30 12:00', {
        ...doc['dsr-correction'],
        cause: 'outdated',
        copies: ['XN-FIU'],
      })
      .play('confirm-copy', by('XN-FIU', 'analyst'), '2025-07-30 13:00', {
        ...{ holder: 'XN-FIU', marked: 1, rerun: 0, open: 1 },
      })
      .play('settle-correction', by('XN-FIU', 'analyst'), '2025-07-30 13:05')
      .play('close', registrar, '2025-08-01 09:00', doc['dsr-close'])
    expect(status(matter, 'indirect', '2025-08-01 09:00')).toBe('met')
    expect(matter.state?.notes.finding).toBe('lawful-with-correction')
    expect(matter.main).toBe('CLOSED')
  })

  it('cannot be checked by the unit itself', () => {
    const matter = decided().play('refer', registrar, '2025-06-10 09:00', doc['dsr-referral'])
    const own = matter.attempt(
      'find',
      by('XN-FIU', 'inspector'),
      '2025-07-30 09:00',
      doc['dsr-finding'],
    )
    expect(!own.ok && own.refusal.name).toBe('not-competent')
  })

  it('reads silence as a refusal once the month is over', () => {
    const silent = new Matter('ds', 'XN-FIU', 'P10').play(
      'receive',
      registrar,
      '2025-05-05 10:00',
      doc['dsr-request'],
    )
    const early = silent.attempt('refer', registrar, '2025-06-05 09:00', doc['dsr-referral'])
    expect(!early.ok && early.refusal.name).toBe('check-too-early')
    silent.play('refer', registrar, '2025-06-06 09:00', doc['dsr-referral'])
    expect(silent.state?.states.check).toBe('CHECKING')
  })

  it('gives the person no role that the registrar must not check', () => {
    const required = fieldsOf('dsr-request')
      .filter((f) => f.required)
      .map((f) => f.name)
    expect(required).toEqual(expect.arrayContaining(['identityChecked', 'language', 'free']))
  })
})

describe('DS-02: a namesake is unlinked', () => {
  const chief = by('XV-FIU', 'head-of-desk')
  const desk = by('XV-FIU', 'analyst')
  const corrected = () =>
    new Matter('ds-02', 'XV-FIU', 'P10')
      .play('receive', by('XV-OMB', 'registrar'), '2025-04-22 09:00', {
        ...doc['dsr-request'],
        scope: 'rectification',
      })
      .play('acknowledge', desk, '2025-04-22 15:00', doc['dsr-acknowledgement'])
      .play('locate', desk, '2025-04-29 09:00', doc['dsr-located'])
      .play('decide', chief, '2025-05-01 09:00', {
        ...doc['dsr-decision'],
        decision: 'corrected',
      })
      .play('rectify', chief, '2025-05-01 09:30', {
        ...doc['dsr-correction'],
        copies: ['XV-FIU', 'XN-FIU', 'XC-FIU'],
      })

  it('in nine days, and at three nodes within 26 hours', () => {
    const matter = corrected()
    expect(days('2025-04-22 09:00', '2025-05-01 09:30')).toBe(9)
    for (const [holder, when] of [
      ['XV-FIU', '2025-05-01 10:00'],
      ['XN-FIU', '2025-05-01 16:00'],
    ] as const)
      matter.play('confirm-copy', desk, when, { ...doc['dsr-receipt'], holder })
    const early = matter.attempt('settle-correction', desk, '2025-05-01 17:00')
    expect(!early.ok && early.refusal.ground).toBe('no receipt of XC-FIU')
    matter
      .play('confirm-copy', desk, '2025-05-02 11:30', { ...doc['dsr-receipt'], holder: 'XC-FIU' })
      .play('settle-correction', desk, '2025-05-02 11:30')
    const clock = clocks(matter.state!, at('2025-05-02 11:30'), shipped).find(
      (c) => c.id === 'propagation',
    )!
    expect(clock.status).toBe('met')
    expect((millis(clock.stoppedAt!) - millis(clock.start)) / 3_600_000).toBe(26)
  })

  it('and what was made from the wrong link is counted, not ticked off', () => {
    const counts = fieldsOf('dsr-receipt').filter((f) => f.kind === 'number')
    expect(counts.map((f) => [f.name, f.required])).toEqual([
      ['marked', true],
      ['rerun', true],
      ['open', true],
    ])
    const matter = corrected()
    const done = { ...doc['dsr-rerun'], holder: 'XN-FIU' }
    const early = matter.attempt('note-rerun', desk, '2025-05-01 17:00', done)
    expect(!early.ok && early.refusal.name).toBe('copy-uncorrected')
    matter
      .play('confirm-copy', desk, '2025-05-01 17:00', { ...doc['dsr-receipt'], holder: 'XN-FIU' })
      .play('note-rerun', desk, '2025-05-03 17:00', done)
    expect(matter.state?.tallies.rerun).toMatchObject({ 'XN-FIU': 1 })
  })
})

describe('CP-01: the rent of a tenant is blocked', () => {
  it('is upheld, paid and compensated within the month, and published without names', () => {
    const inspector = by('XN-DPA', 'inspector')
    const matter = new Matter('cp-01', 'XN-AMO', 'P11')
      .play('file', by('XN-DPA', 'registrar'), '2025-04-03 09:00', doc.complaint)
      .play('acknowledge', by('XN-DPA', 'registrar'), '2025-04-03 09:10')
      .play('triage', inspector, '2025-04-04 09:00', { ...doc['complaint-triage'], urgent: true })
      .play('investigate', inspector, '2025-04-04 10:00', doc.investigation)
      .play('state-view', by('XN-AMO', 'asset-manager'), '2025-04-08 09:00', doc.statement)
      .play('uphold', inspector, '2025-04-10 09:00', doc['complaint-finding'])
      .play('remedy', by('XN-AMO', 'asset-manager'), '2025-04-17 12:00', doc.remedy)
      .play('publish', inspector, '2025-04-20 09:00', doc['complaint-publication'])
    expect(days('2025-04-03 09:00', '2025-04-17 12:00')).toBe(14)
    expect(status(matter, 'remedy', '2025-05-15 09:00')).toBe('met')
    expect(status(matter, 'investigation-urgent', '2025-05-15 09:00')).toBe('met')
    matter.play('close', inspector, '2025-05-12 09:00')
    expect(matter.main).toBe('CLOSED')
  })

  it('can be filed without a name', () => {
    expect(fieldsOf('complaint').find((f) => f.name === 'persons')?.required).toBe(false)
  })

  it('is not handled by somebody with a conflict of interest', () => {
    const inspector = by('XN-DPA', 'inspector')
    const matter = new Matter('cp', 'XN-AMO', 'P11')
      .play('file', by('XN-DPA', 'registrar'), '2025-04-03 09:00', doc.complaint)
      .play('recuse', inspector, '2025-04-03 10:00')
    const triage = matter.attempt('triage', inspector, '2025-04-04 09:00', doc['complaint-triage'])
    expect(!triage.ok && triage.refusal.name).toBe('approver-is-author')
    matter.play('triage', by('XN-DPA', 'inspector', 2), '2025-04-04 09:00', doc['complaint-triage'])
    expect(matter.main).toBe('TRIAGED')
  })
})

describe('CP-02: an analyst opens fourteen files that are none of the case', () => {
  it('is found by a rule, stopped in forty minutes, and ends in a commitment', () => {
    const inspector = by('XV-OMB', 'inspector')
    const matter = new Matter('cp-02', 'XS-FIU', 'P11')
      .play('detect', by('XV-OMB', 'node'), '2025-06-11 10:00', doc['access-flag'])
      .play('triage', inspector, '2025-06-11 10:05', doc['complaint-triage'])
      .play('order-stop', inspector, '2025-06-11 10:06', doc['stop-order'])
      .play(
        'confirm-stop',
        by('XS-FIU', 'head-of-desk'),
        '2025-06-11 10:40',
        doc['stop-confirmation'],
      )
    expect(status(matter, 'stop', '2025-06-11 11:30')).toBe('met')
    expect(millis(at('2025-06-11 10:40')) - millis(matter.state!.openedAt)).toBe(40 * 60_000)
    matter
      .play('investigate', inspector, '2025-06-12 09:00', {
        ...doc.investigation,
        hearUntil: '2025-06-22',
      })
      .play('state-view', by('XS-FIU', 'head-of-desk'), '2025-06-16 09:00', doc.statement)
      .play('uphold', inspector, '2025-07-01 09:00', {
        ...doc['complaint-finding'],
        systemic: true,
        due: '2025-07-31',
      })
      .play('remedy', by('XS-FIU', 'head-of-desk'), '2025-07-20 09:00', {
        correction: 'every access now names its case',
        discipline: 'a warning and a transfer',
        commitment: 'cm-07',
      })
      .play('publish', inspector, '2025-07-21 09:00', doc['complaint-publication'])
    expect(matter.state?.links.remedy).toBe('cm-07')
    expect(matter.main).toBe('PUBLISHED')
  })
})

describe('TP-01 and WP-01: a tip, and the protection of its source', () => {
  const portal = by('XV-OMB', 'node')
  const unit = by('XV-OMB', 'inspector')
  const heard = () =>
    new Matter('tp-01', undefined, 'P15')
      .play('submit', portal, '2024-12-28 20:00', doc.tip)
      .play('acknowledge', unit, '2024-12-29 09:00', doc['tip-message'])
      .play('ask-source', unit, '2025-01-03 09:00', doc['tip-message'])
      .play('answer', portal, '2025-01-05 22:00', doc['tip-addition'])
      .play('triage', unit, '2025-01-08 09:00', doc['tip-triage'])

  it('is acknowledged next day and answered after 81 days', () => {
    const matter = heard().play('give-feedback', unit, '2025-03-19 20:00', doc['tip-feedback'])
    expect(status(matter, 'ack', '2025-03-19 20:00')).toBe('met')
    expect(status(matter, 'feedback', '2025-03-19 20:00')).toBe('met')
    expect(days('2024-12-28 20:00', '2025-03-19 20:00')).toBe(81)
  })

  it('takes six months from the acknowledgement where the matter is complex', () => {
    const matter = heard().play('extend', unit, '2025-02-01 09:00', { reasons: 'three countries' })
    const clock = clocks(matter.state!, at('2025-02-01 09:00'), shipped).find(
      (c) => c.id === 'feedback-complex',
    )!
    expect(clock.start).toBe(at('2024-12-29 09:00'))
    // 29 June 2025 is a Sunday; days of Union law go on to the next working day.
    expect(clock.due.slice(0, 10)).toBe('2025-06-30')
    expect(status(matter, 'feedback', '2025-02-01 09:00')).toBe('ended')
  })

  it('has no field in which a source could be named', () => {
    for (const form of ['tip', 'tip-addition', 'tip-message', 'retaliation'])
      for (const field of fieldsOf(form)) {
        expect(field.kind).not.toBe('persons')
        expect(field.name).not.toMatch(/name|address|mail|phone|born/i)
      }
  })

  it('never leaves the unit', () => {
    for (const event of heard().events) expect(event.crosses).toBe(false)
  })

  it('opens the sealed identity with two keys of two persons', () => {
    const matter = heard()
      .play('report-retaliation', portal, '2025-07-15 09:00', doc.retaliation)
      .play('turn-first-key', unit, '2025-07-16 09:00', doc['key-turn'])
    const alone = matter.attempt('protect', unit, '2025-07-18 09:00', doc['protection-order'])
    expect(!alone.ok && alone.refusal.name).toBe('approver-is-author')
    matter
      .play('protect', by('XV-OMB', 'inspector', 2), '2025-07-18 09:00', doc['protection-order'])
      .play('end-protection', unit, '2025-08-30 09:00', doc['protection-end'])
    expect(status(matter, 'protect', '2025-08-30 09:00')).toBe('met')
    expect(matter.state?.states.protection).toBe('RESOLVED')
  })

  it('is deleted by the clock a year after it was closed, unless somebody renews it with reasons', () => {
    const closed = () =>
      heard()
        .play('give-feedback', unit, '2025-03-19 20:00', doc['tip-feedback'])
        .play('close', unit, '2025-03-20 09:00')
    const left = closed()
    until(left, '2026-03-21 09:00', 'XV-OMB')
    expect(left.main).toBe('DELETED')
    const kept = closed().play('renew', unit, '2026-03-01 09:00', { reasons: 'a trial goes on' })
    until(kept, '2026-03-21 09:00', 'XV-OMB')
    expect(kept.main).toBe('CLOSED')
  })
})

describe('the stall ladder', () => {
  const waiting = by('XV-CA', 'registrar')

  it('climbs by days, each rung to a person or a function', () => {
    const matter = new Matter('st-01', 'XC-AG', 'P16').play(
      'open-stall',
      by('XV-CA', 'node'),
      '2025-08-24 10:00',
      doc['stall-notice'],
    )
    for (const [rung, early, open] of [
      ['reminded', '2025-08-27 10:00', '2025-08-27 10:01'],
      ['hotline', '2025-08-31 10:00', '2025-08-31 10:01'],
      ['liaison', '2025-09-07 10:00', '2025-09-07 10:01'],
      ['central', '2025-09-23 10:00', '2025-09-23 10:01'],
    ] as const) {
      const before = matter.attempt(rung, waiting, early, doc[`stall-${rung}`])
      expect(!before.ok && before.refusal.name, rung).toBe('rung-too-early')
      matter.play(rung, waiting, open, doc[`stall-${rung}`])
      expect(matter.state?.notes.function).toBe(doc[`stall-${rung}`].function)
    }
    expect(matter.main).toBe('CENTRAL')
    expect(matter.state?.links['open-stall']).toBe('ml-03')
  })

  it('names a person or a function on every rung', () => {
    for (const rung of ['reminded', 'hotline', 'liaison', 'central'])
      expect(fieldsOf(`stall-${rung}`).find((f) => f.name === 'function')?.required).toBe(true)
  })

  it.each([
    ['2025-01-21 09:00', undefined],
    ['2025-01-27 09:11', 'reminded'],
    ['2025-01-29 09:11', 'hotline'],
    ['2025-02-05 09:11', 'liaison'],
    ['2025-02-21 09:11', 'central'],
  ] as const)('finds the rung of any late matter: %s, %s', (now, rung) => {
    // Sent on 20 January 09:10, to be acknowledged within a day; ladder from 21 January 09:10.
    const request = sentRequest('rq-90', 'XV-FIU', 'XC-FIU', '2025-01-20 09:10')
    expect(stallOf(request.state!, at(now), shipped)?.rung).toBe(rung)
  })

  it('gives notice on day 0, says when the next rung opens, and stops when nothing is late', () => {
    const request = sentRequest('rq-91', 'XV-FIU', 'XC-FIU', '2025-01-20 09:10')
    const stall = stallOf(request.state!, at('2025-01-21 09:30'), shipped)!
    expect(stall).toMatchObject({
      clock: 'ack',
      owedBy: 'requested',
      rung: 'open-stall',
      next: { rung: 'reminded', at: at('2025-01-24 09:10') },
    })
    const opened = new Matter('st-91', 'XC-FIU', 'P16').play(
      'open-stall',
      by('XV-FIU', 'node'),
      '2025-01-21 09:30',
      stall.notice,
    )
    expect(opened.state?.links['open-stall']).toBe('rq-91')
    request.play(
      'acknowledge',
      by('XC-FIU', 'analyst'),
      '2025-01-22 09:00',
      documents.acknowledgement,
    )
    expect(stallOf(request.state!, at('2025-01-22 09:00'), shipped)).toBeUndefined()
    opened.play('resolve', by('XV-FIU', 'node'), '2025-01-22 09:01', { outcome: 'answered' })
    expect(opened.main).toBe('SETTLED')
  })
})

describe('DI-01: Veldania and Carrow dispute a privilege', () => {
  it('name a conciliator within ten days and settle by a narrower request', () => {
    const ours = by('XV-CA', 'registrar')
    const theirs = by('XC-AG', 'registrar')
    const matter = new Matter('di-01', 'XC-AG', 'P16')
      .play('open-dispute', ours, '2025-09-18 09:00', doc['dispute-claim'])
      .play('reply', theirs, '2025-09-22 09:00', doc['dispute-reply'])
      .play('propose-conciliator', ours, '2025-09-23 09:00', doc.conciliator)
      .play('accept-conciliator', theirs, '2025-09-28 09:00')
    expect(days('2025-09-18 09:00', '2025-09-28 09:00')).toBe(10)
    expect(status(matter, 'naming', '2025-09-28 09:00')).toBe('met')
    matter
      .play('offer-settlement', ours, '2025-10-20 09:00', doc.settlement)
      .play('agree', theirs, '2025-10-25 09:00')
      .play('record', ours, '2025-11-01 09:00', { ...doc['dispute-record'], successor: 'ml-07' })
    expect(status(matter, 'conciliation', '2025-11-01 09:00')).toBe('met')
    expect(matter.state?.links['open-dispute']).toBe('ml-06')
    expect(matter.main).toBe('RECORDED')
  })

  it('goes on without the other side when it does not answer', () => {
    const ours = by('XV-CA', 'registrar')
    const matter = new Matter('di', 'XC-AG', 'P16')
      .play('open-dispute', ours, '2025-09-18 09:00', doc['dispute-claim'])
      .play('propose-conciliator', ours, '2025-10-18 09:01', doc.conciliator)
      .play('appoint-conciliator', ours, '2025-10-28 09:02', doc.conciliator)
    expect(matter.main).toBe('CONCILIATION')
    matter.play('record-failure', ours, '2025-12-28 09:00', { outcome: 'not-settled' })
    expect(matter.main).toBe('SETTLED')
  })
})
