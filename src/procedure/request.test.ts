import { describe, expect, it } from 'vitest'
import { millis, must } from '#base'
import { lanternCards } from '#directory'
import { shipped } from '#law'
import { admit } from './admit.ts'
import { available } from './available.ts'
import { clocks } from './clocks.ts'
import { dueEvents } from './due-events.ts'
import { parse } from './parse.ts'
import { at, documents, Matter, officer, sentRequest } from './testing.ts'

const analyst = officer('XV-FIU', 'analyst')
const head = officer('XV-FIU', 'head-of-desk')
const theirs = officer('XN-FIU', 'analyst')
const around = { law: shipped, directory: lanternCards }
const theirHead = officer('XN-FIU', 'head-of-desk')

const sent = () => sentRequest('rq-01', 'XV-FIU', 'XN-FIU', '2025-01-20 09:10')
const acknowledged = () =>
  sent().play('acknowledge', theirs, '2025-01-20 10:02', documents.acknowledgement)
const clock = (matter: Matter, id: string, now: string) =>
  clocks(matter.state!, at(now), shipped).find((c) => c.id === id)

describe('what is open', () => {
  it('to an analyst with a draft: change it or discard it; why not approve is said', () => {
    const matter = new Matter('rq-01', 'XN-FIU').play(
      'draft',
      analyst,
      '2025-01-20 09:00',
      documents['fiu-request'],
    )
    const { open, closed } = available(matter.state!, analyst, at('2025-01-20 09:05'), around)
    expect(open.map((s) => s.transition)).toEqual(['revise', 'discard'])
    const approve = closed.find((s) => s.transition === 'approve')
    expect(approve?.why).toMatchObject({ name: 'role-not-entitled', remedy: 'ask head of desk' })
  })

  it('to the head of desk with an incomplete draft: not to approve, and the missing elements are named', () => {
    const { link: _, use: __, ...gaps } = documents['fiu-request']
    const matter = new Matter('rq-01', 'XN-FIU').play('draft', analyst, '2025-01-20 09:00', gaps)
    const why = available(matter.state!, head, at('2025-01-20 09:05'), around).closed.find(
      (s) => s.transition === 'approve',
    )?.why
    expect(why?.ground).toBe(
      '2 elements are missing: link with the requested country, intended use',
    )
    expect(why?.citation).toContain('art. 31(1)')
  })

  it('to the requested unit once it has acknowledged', () => {
    expect(acknowledged().open(theirs, '2025-01-20 11:00')).toEqual([
      'reclass',
      'clarify',
      'mark-red-line',
      'reply-in-part',
      'reply',
      'consult',
      'ask-consent-back',
      'ask-translation',
      'stop-for-rights',
    ])
  })

  it('grounds offered for a refusal leave out dual criminality', () => {
    const step = available(acknowledged().state!, theirs, at('2025-01-20 11:00'), around).open.find(
      (s) => s.transition === 'consult',
    )
    const options = step?.fields.find((f) => f.name === 'ground')?.options?.map((o) => o.value)
    expect(options).toContain('G-07')
    expect(options).not.toContain('G-02')
  })

  it('an auditor may do nothing', () => {
    for (const matter of [sent(), acknowledged()])
      expect(matter.open(officer('XN-FIU', 'auditor'), '2025-01-20 11:00')).toEqual([])
  })
})

describe('clocks', () => {
  it('sending starts the acknowledgement of 24 hours and the answer of seven days, both owed by the other side', () => {
    expect(clock(sent(), 'ack', '2025-01-20 10:00')).toMatchObject({
      due: at('2025-01-21 09:10'),
      status: 'running',
      owedBy: 'requested',
      rule: 'XV-XN.ack',
    })
    expect(clock(sent(), 'answer', '2025-01-20 10:00')).toMatchObject({
      due: at('2025-01-27 09:10'),
      remaining: 7 * 86_400_000 - 50 * 60_000,
    })
  })

  it('in an emergency the acknowledgement takes 30 minutes', () => {
    const matter = sentRequest('rq-12', 'XV-FIU', 'XN-FIU', '2025-03-16 14:30', {
      class: 'emergency',
      urgencyReason: 'the bank holds the transfer until evening',
    })
    expect(clock(matter, 'ack', '2025-03-16 14:31')?.due).toBe(at('2025-03-16 15:00'))
    expect(clock(matter, 'answer', '2025-03-16 14:31')?.due).toBe(at('2025-03-16 22:30'))
  })

  it('another class needs a reason, and is reckoned from the sending', () => {
    const matter = sent().play('acknowledge', theirs, '2025-01-20 10:02', {
      class: 'indirect',
      classReason: 'the register is enough',
    })
    expect(clock(matter, 'answer', '2025-01-20 11:00')?.due).toBe(at('2025-01-23 09:10'))
  })

  it('questions stop the clock, both sides see it, and the answer starts it again', () => {
    const matter = acknowledged().play('clarify', theirs, '2025-01-21 09:00', documents.questions)
    expect(clock(matter, 'answer', '2025-01-22 09:00')?.status).toBe('paused')
    matter.play('answer-questions', analyst, '2025-01-23 09:00', documents.answers)
    expect(matter.main).toBe('ACKNOWLEDGED')
    const answer = clock(matter, 'answer', '2025-01-24 09:00')
    expect(answer).toMatchObject({ status: 'running', due: at('2025-01-29 09:10') })
    expect(answer?.steps.join(' ')).toContain('the clock stood still for 2 d')
  })

  it('questions stop the clock for ten days in total; then it runs without an answer', () => {
    const matter = acknowledged().play('clarify', theirs, '2025-01-21 09:00', documents.questions)
    expect(clock(matter, 'answer', '2025-02-20 09:00')).toMatchObject({
      due: at('2025-02-06 09:10'),
      status: 'overdue',
    })
    const events = dueEvents(matter.state!, at('2025-02-20 09:00'), 'XV-FIU', shipped)
    expect(events.map((e) => [e.type, e.data.clock])).toEqual([
      ['clock.resumed', 'pause'],
      ['clock.overdue', 'clarification'],
      ['clock.overdue', 'answer'],
    ])
  })

  it('a limit that runs out is an event, once, also after a restart', () => {
    const matter = sent()
    const [event, ...rest] = dueEvents(matter.state!, at('2025-01-21 09:11'), 'XV-FIU', shipped)
    expect(rest).toEqual([])
    expect(event).toMatchObject({
      type: 'clock.overdue',
      actor: 'XV-FIU/clock',
      crosses: false,
      data: { clock: 'ack', due: at('2025-01-21 09:10') },
    })
    matter.apply(event!)
    const restarted = JSON.parse(JSON.stringify(matter.state))
    expect(dueEvents(restarted, at('2025-01-22 09:00'), 'XV-FIU', shipped)).toEqual([])
  })

  it('at the last moment it is still in time', () => {
    const told = dueEvents(sent().state!, at('2025-01-21 09:10'), 'XV-FIU', shipped)
    expect(told.map((e) => e.type)).toEqual(['clock.warned'])
  })

  it('the limit of a day for the acknowledgement warns six hours before', () => {
    const warned = (now: string) => dueEvents(sent().state!, at(now), 'XV-FIU', shipped)
    expect(warned('2025-01-21 03:09')).toEqual([])
    expect(warned('2025-01-21 03:10').map((e) => e.data.clock)).toEqual(['ack'])
  })

  it('a late answer does not end the duty: reminder, reasons, answer, counted as breached', () => {
    const matter = acknowledged()
      .play('remind', analyst, '2025-01-28 09:00')
      .play('explain-delay', theirs, '2025-01-28 10:00', documents.delay)
      .play('reply', theirs, '2025-01-30 10:00', documents['final-reply'])
    expect(clock(matter, 'answer', '2025-01-31 10:00')?.status).toBe('breached-then-met')
    expect(clock(matter, 'feedback', '2025-01-31 10:00')).toMatchObject({
      owedBy: 'requesting',
      due: at('2025-04-30 10:00'),
    })
  })

  it('a part stops the first clock and gives thirty days for the rest', () => {
    const matter = acknowledged().play(
      'reply-in-part',
      theirs,
      '2025-01-24 10:00',
      documents['partial-reply'],
    )
    expect(clock(matter, 'answer', '2025-01-25 10:00')?.status).toBe('met')
    expect(clock(matter, 'final', '2025-01-25 10:00')?.due).toBe(at('2025-02-23 10:00'))
    matter.play('reply-in-part', theirs, '2025-02-01 10:00', documents['partial-reply'])
    expect(clock(matter, 'final', '2025-02-02 10:00')?.due).toBe(at('2025-02-23 10:00'))
  })

  it('closing starts the retention clock; when it has run out each side keeps or erases, with reasons', () => {
    const matter = acknowledged()
      .play('reply', theirs, '2025-01-24 10:00', documents['final-reply'])
      .play('give-feedback', analyst, '2025-02-01 10:00', documents.feedback)
      .play('close', analyst, '2025-02-01 10:05')
    expect(
      clocks(matter.state!, at('2025-02-02 10:00'), shipped)
        .filter((c) => c.status === 'running')
        .map((c) => c.id),
    ).toEqual(['retention'])
    matter
      .play('keep', head, '2030-02-01 10:00', documents.retention)
      .play('erase', head, '2031-02-03 10:00', documents.reason)
    expect(matter.main).toBe('ERASED')
  })
})

describe('refusal', () => {
  it('without an answer to the consultation the five days must pass', () => {
    const matter = acknowledged().play(
      'consult',
      theirs,
      '2025-01-21 09:00',
      documents.consultation,
    )
    expect(
      matter.attempt('refuse', theirHead, '2025-01-26 09:00', documents.refusal),
    ).toMatchObject({ ok: false, refusal: { name: 'consultation-open', kind: 'too-early' } })
    matter.play('refuse', theirHead, '2025-01-26 09:01', documents.refusal)
    expect(matter.main).toBe('REFUSED')
  })

  it('the objection can be dropped, and the matter goes back to where it was', () => {
    const matter = acknowledged()
      .play('reply-in-part', theirs, '2025-01-21 09:00', documents['partial-reply'])
      .play('clarify', theirs, '2025-01-21 10:00', documents.questions)
      .play('consult', theirs, '2025-01-22 09:00', documents.consultation)
      .play('answer-consultation', analyst, '2025-01-22 12:00', documents['consultation-answer'])
      .play('drop-objection', theirs, '2025-01-23 09:00')
    expect(matter.main).toBe('PARTIAL')
  })
})

describe('consent to another use', () => {
  it('is asked by the side that received and decided by the head of desk of the side that gave', () => {
    const matter = acknowledged()
      .play('reply', theirs, '2025-01-24 10:00', documents['final-reply'])
      .play('ask-consent', analyst, '2025-01-25 10:00', documents['consent-question'])
    expect(clock(matter, 'consent', '2025-01-26 10:00')).toMatchObject({
      owedBy: 'requested',
      due: at('2025-02-01 10:00'),
    })
    expect(
      matter.attempt('give-consent', head, '2025-01-26 10:00', documents['consent-answer']),
    ).toMatchObject({ refusal: { name: 'other-side' } })
    expect(
      matter.attempt('deny-consent', theirHead, '2025-01-26 10:00', {
        denial: 'inconvenient',
        reasons: 'no',
      }),
    ).toMatchObject({ refusal: { name: 'form-incomplete' } })
    matter.play('deny-consent', theirHead, '2025-01-26 10:00', documents['consent-denial'])
    expect(matter.state?.states).toEqual({ main: 'ANSWERED', consent: 'DENIED' })
  })
})

describe('across the border', () => {
  const here = {
    now: at('2025-01-20 09:10'),
    directory: lanternCards,
    law: shipped,
    self: 'XN-FIU',
  }
  const letter = () => sent().events.at(-1)!

  it('the letter that opens a matter is admitted, and both sides fold it to the same clocks', () => {
    expect(must(admit(undefined, letter(), here))).toEqual(letter())
    const receiver = new Matter('rq-01', 'XN-FIU')
    receiver.apply(letter())
    expect(receiver.state?.clocks.filter((c) => c.stopped === undefined)).toEqual(
      sent().state?.clocks.filter((c) => c.stopped === undefined),
    )
  })

  it.each([
    [
      'addressed to another',
      { ...here, self: 'XC-FIU' },
      (e: ReturnType<typeof letter>) => e,
      'not-a-party',
    ],
    [
      'from a node that is not in the directory',
      { ...here, directory: [] },
      (e: ReturnType<typeof letter>) => e,
      'addressee-unknown',
    ],
    [
      'without the link',
      here,
      (e: ReturnType<typeof letter>) => ({ ...e, document: { ...e.document, link: '' } }),
      'form-incomplete',
    ],
    [
      'with another text than its digest',
      here,
      (e: ReturnType<typeof letter>) => ({ ...e, document: { ...e.document, facts: 'more' } }),
      'peer-event-false',
    ],
    [
      'taken by an auditor',
      here,
      (e: ReturnType<typeof letter>) => ({ ...e, data: { ...e.data, role: 'auditor' as const } }),
      'role-not-entitled',
    ],
    [
      'a step that never crosses',
      here,
      (e: ReturnType<typeof letter>) => ({ ...e, transition: 'approve' }),
      'peer-event-false',
    ],
  ])('a letter %s is refused', (_, facts, change, name) => {
    expect(admit(undefined, change(letter()), facts)).toMatchObject({
      ok: false,
      refusal: { name },
    })
  })
})

describe('letters that cross', () => {
  /** The matter as it stood when both sides agreed, then what each does without having heard of the other. */
  const apart = (agreed: Matter): readonly [Matter, Matter] => {
    const copy = () => {
      const matter = new Matter('rq-01', 'XN-FIU')
      matter.state = agreed.state
      return matter
    }
    return [copy(), copy()]
  }

  it('an answer to the first question does not pass for an answer to the second', () => {
    const [ours, theirCopy] = apart(
      acknowledged().play('clarify', theirs, '2025-01-21 09:00', documents.questions),
    )
    ours.play('answer-questions', analyst, '2025-01-22 09:00', documents.answers)
    theirCopy
      .play('proceed', theirs, '2025-01-22 09:01')
      .play('clarify', theirs, '2025-01-22 09:02', documents.questions)
    const [answer] = ours.events
    for (const event of theirCopy.events.slice()) ours.apply(event)
    theirCopy.apply(answer!)
    expect([ours.main, theirCopy.main]).toEqual(['CLARIFICATION', 'CLARIFICATION'])
  })

  it('a withdrawal that crosses with the answer: the answer was given, so both sides owe what follows from it', () => {
    const [ours, theirCopy] = apart(acknowledged())
    ours.play('withdraw', analyst, '2025-01-22 09:00', documents.reason)
    theirCopy.play('reply', theirs, '2025-01-22 09:01', documents['final-reply'])
    const [withdrawal] = ours.events
    const [reply] = theirCopy.events
    ours.apply(reply!)
    theirCopy.apply(withdrawal!)
    expect([ours.main, theirCopy.main]).toEqual(['ANSWERED', 'ANSWERED'])
    for (const matter of [ours, theirCopy])
      expect(clock(matter, 'feedback', '2025-01-23 09:00')?.status).toBe('running')
  })
})

describe('commands from outside', () => {
  const command = {
    procedure: 'P1',
    transition: 'acknowledge',
    stream: 'rq-01',
    document: documents.acknowledgement,
  }

  it('are read from bytes', () => {
    expect(parse(new TextEncoder().encode(JSON.stringify(command)))).toEqual({
      ok: true,
      value: command,
    })
  })

  it.each([
    ['nothing', undefined, 'command-malformed'],
    ['a number', 7, 'command-malformed'],
    ['bytes that are not JSON', new Uint8Array([0xff, 0xfe]), 'json-malformed'],
    ['a field too many', { ...command, document: { class: 'normal', clas: 'x' } }, 'field-unknown'],
    ['a class that does not exist', { ...command, document: { class: 'soon' } }, 'form-incomplete'],
  ])('%s: refused as %s', (_, input, name) => {
    const outcome = parse(input)
    expect(outcome.ok).toBe(false)
    expect(!outcome.ok && outcome.refusal.name).toBe(name)
  })

  it('a prototype smuggled in as a field does not get through', () => {
    const outcome = parse(
      JSON.parse(
        '{"procedure":"P1","transition":"acknowledge","stream":"s","document":{"class":"normal","__proto__":{"classReason":"x"}}}',
      ),
    )
    expect(outcome.ok && Object.keys(outcome.value.document)).toEqual(['class'])
    expect(outcome.ok && outcome.value.document.classReason).toBeUndefined()
  })

  it('a hint says which field was meant', () => {
    const outcome = parse({ ...command, document: { clas: 'normal', class: 'normal' } })
    expect(!outcome.ok && outcome.refusal.remedy).toBe('did you mean "class"?')
  })
})

it('decisions are pure: the same question gives the same events', () => {
  const one = acknowledged()
  const two = acknowledged()
  expect(one.events).toEqual(two.events)
  expect(millis(one.state!.changedAt)).toBe(millis(at('2025-01-20 10:02')))
})
