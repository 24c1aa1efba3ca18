import { describe, expect, it } from 'vitest'
import { millis } from '#base'
import { dueBy, shipped } from '#law'
import { clocks } from './clocks.ts'
import { at, documents, Matter, officer, sentRequest } from './testing.ts'

type Row = readonly [
  id: string,
  from: string,
  to: string,
  asked: string,
  sent: string,
  acknowledged: string,
  first: string,
  final: string,
  limit: number,
  took: string,
  inTime: boolean,
]

// Invented requests of the LANTERN case: from, to, class, sent, acknowledged, first reply, final, limit in hours,
// hours to the first reply, in time.
const requests: readonly Row[] = [
  [
    'rq-01',
    'XV-FIU',
    'XN-FIU',
    'normal',
    '2025-01-20 09:10',
    '2025-01-20 10:02',
    '2025-01-24 14:10',
    '2025-01-24 14:10',
    168,
    '101.00',
    true,
  ],
  [
    'rq-02',
    'XV-FIU',
    'XC-FIU',
    'normal',
    '2025-01-20 09:25',
    '2025-01-23 15:00',
    '2025-02-24 11:25',
    '2025-02-26 09:00',
    720,
    '842.00',
    false,
  ],
  [
    'rq-03',
    'XV-FIU',
    'XS-FIU',
    'normal',
    '2025-01-21 08:00',
    '2025-01-22 09:00',
    '2025-02-14 08:00',
    '2025-02-14 08:00',
    720,
    '576.00',
    true,
  ],
  [
    'rq-04',
    'XN-FIU',
    'XV-FIU',
    'direct',
    '2025-01-27 07:30',
    '2025-01-27 07:41',
    '2025-01-27 13:30',
    '2025-01-27 13:30',
    8,
    '6.00',
    true,
  ],
  [
    'rq-05',
    'XV-FIU',
    'XN-FIU',
    'indirect',
    '2025-02-03 09:00',
    '2025-02-03 09:20',
    '2025-02-05 15:00',
    '2025-02-05 15:00',
    72,
    '54.00',
    true,
  ],
  [
    'rq-06',
    'XV-FIU',
    'XS-FIU',
    'normal',
    '2025-02-10 08:15',
    '2025-02-10 16:00',
    '2025-02-20 08:15',
    '2025-03-03 10:00',
    720,
    '240.00',
    true,
  ],
  [
    'rq-08',
    'XN-FIU',
    'XS-FIU',
    'normal',
    '2025-02-17 09:00',
    '2025-02-17 15:00',
    '2025-03-05 09:00',
    '2025-03-05 09:00',
    720,
    '384.00',
    true,
  ],
  [
    'rq-09',
    'XC-FIU',
    'XN-FIU',
    'direct',
    '2025-02-20 10:00',
    '2025-02-20 10:15',
    '2025-02-20 17:20',
    '2025-02-20 17:20',
    8,
    '7.33',
    true,
  ],
  [
    'rq-10',
    'XV-FIU',
    'XC-FIU',
    'indirect',
    '2025-02-26 09:00',
    '2025-02-26 18:00',
    '2025-03-04 09:00',
    '2025-03-04 09:00',
    72,
    '144.00',
    false,
  ],
  [
    'rq-11',
    'XS-FIU',
    'XV-FIU',
    'register',
    '2025-03-03 08:00',
    '2025-03-03 08:30',
    '2025-03-08 08:00',
    '2025-03-08 08:00',
    168,
    '120.00',
    true,
  ],
  [
    'rq-13',
    'XN-FIU',
    'XC-FIU',
    'register',
    '2025-03-07 09:00',
    '2025-03-07 12:00',
    '2025-03-11 09:00',
    '2025-03-11 09:00',
    168,
    '96.00',
    true,
  ],
  [
    'rq-12',
    'XV-FIU',
    'XN-FIU',
    'emergency',
    '2025-03-16 14:30',
    '2025-03-16 14:36',
    '2025-03-16 16:20',
    '2025-03-16 16:20',
    8,
    '1.83',
    true,
  ],
]

const hours = (from: string, to: string) =>
  ((millis(at(to)) - millis(at(from))) / 3_600_000).toFixed(2)

describe('the requests of the LANTERN case', () => {
  for (const [
    id,
    from,
    to,
    wanted,
    sent,
    acknowledged,
    first,
    final,
    limit,
    took,
    inTime,
  ] of requests)
    it(`${id} from ${from} to ${to}, ${wanted}`, () => {
      const urgency =
        wanted === 'normal' || wanted === 'register' ? {} : { urgencyReason: 'money is moving' }
      const matter = sentRequest(id, from, to, sent, { class: wanted, ...urgency })
      matter.play('acknowledge', officer(to, 'analyst'), acknowledged, { class: wanted })
      if (first !== final)
        matter.play('reply-in-part', officer(to, 'analyst'), first, documents['partial-reply'])
      matter.play('reply', officer(to, 'analyst'), final, documents['final-reply'])
      const answer = clocks(matter.state!, at(final), shipped).find((c) => c.id === 'answer')!
      expect(hours(sent, first)).toBe(took)
      expect((millis(answer.due) - millis(at(sent))) / 3_600_000).toBe(limit)
      expect(answer.status).toBe(inTime ? 'met' : 'breached-then-met')
      expect(matter.main).toBe('ANSWERED')
    })

  it('rq-07 is refused after consultation, and rq-08 keeps its thread', () => {
    const refused = sentRequest('rq-07', 'XN-FIU', 'XS-FIU', '2025-02-12 09:00')
      .play('acknowledge', officer('XS-FIU', 'analyst'), '2025-02-13 09:00', { class: 'normal' })
      .play('consult', officer('XS-FIU', 'analyst'), '2025-02-13 09:30', documents.consultation)
      .play(
        'answer-consultation',
        officer('XN-FIU', 'analyst'),
        '2025-02-13 16:00',
        documents['consultation-answer'],
      )
      .play('refuse', officer('XS-FIU', 'head-of-desk'), '2025-02-14 09:00', documents.refusal)
      .play('amend', officer('XN-FIU', 'analyst'), '2025-02-17 08:50', { successor: 'rq-08' })
    expect(refused.main).toBe('CLOSED')
    expect(refused.state?.notes.ground).toBe('G-07')
    expect(hours('2025-02-12 09:00', '2025-02-14 09:00')).toBe('48.00')
    const amended = sentRequest('rq-08', 'XN-FIU', 'XS-FIU', '2025-02-17 09:00', {
      amends: 'rq-07',
    })
    expect(amended.state?.thread).toBe('rq-07')
  })

  it('spontaneous disclosures are acknowledged, owe no answer, and owe feedback', () => {
    for (const [id, from, to, sent, acknowledged] of [
      ['sd-01', 'XN-FIU', 'XV-FIU', '2025-01-15 10:00', '2025-01-15 12:30'],
      ['sd-02', 'XS-FIU', 'XV-FIU', '2025-03-06 14:00', '2025-03-06 15:10'],
    ] as const) {
      const document = { ...documents['fiu-disclosure'], reference: id.toUpperCase() }
      const matter = new Matter(id, to, 'P1b')
        .play('draft', officer(from, 'analyst'), sent, document)
        .play('approve', officer(from, 'head-of-desk'), sent, documents.approval)
        .play('send', officer(from, 'node'), sent, document)
        .play('acknowledge', officer(to, 'duty-officer'), acknowledged)
      const running = clocks(matter.state!, at(acknowledged), shipped).filter(
        (c) => c.status === 'running',
      )
      expect(running.map((c) => [c.id, c.owedBy])).toEqual([['feedback', 'requested']])
      matter.play('give-feedback', officer(to, 'analyst'), '2025-03-20 10:00', documents.feedback)
      expect(matter.main).toBe('FEEDBACK')
    }
  })

  it('the suspension of rq-12 runs ten working days to 28 March 2025', () => {
    const due = dueBy('DL-09', at('2025-03-16 16:20'), { calendar: 'XN' }, shipped)
    expect(due.ok && due.value.dueDay).toBe('2025-03-28')
  })
})
