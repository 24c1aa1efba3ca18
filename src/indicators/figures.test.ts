import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, instant, millis } from '#base'
import { shipped } from '#law'
import { figures } from './figures.ts'
import type { SignedEvent } from './matters.ts'
import { publicView } from './public-view.ts'
import { median, wilson } from './statistics.ts'

const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00Z`).toISOString() as Instant
/** Long after: the tables of pairs are not late any more. */
const later = { to: at('2025-04-01 00:00'), on: at('2026-07-01 00:00') }
const period = { from: at('2025-01-01 00:00'), to: at('2025-04-01 00:00') }

type Row = readonly [
  id: string,
  from: string,
  to: string,
  sent: string,
  ack: string,
  first: string,
  limitHours: number,
  end?: string,
]

// The exchanges of the LANTERN case (invented): sent, acknowledged, first substantive reply, limit in hours.
const requests: readonly Row[] = [
  ['RQ-01', 'XV-FIU', 'XN-FIU', '2025-01-20 09:10', '2025-01-20 10:02', '2025-01-24 14:10', 168],
  ['RQ-02', 'XV-FIU', 'XC-FIU', '2025-01-20 09:25', '2025-01-23 15:00', '2025-02-24 11:25', 720],
  ['RQ-03', 'XV-FIU', 'XS-FIU', '2025-01-21 08:00', '2025-01-22 09:00', '2025-02-14 08:00', 720],
  ['RQ-04', 'XN-FIU', 'XV-FIU', '2025-01-27 07:30', '2025-01-27 07:41', '2025-01-27 13:30', 8],
  ['RQ-05', 'XV-FIU', 'XN-FIU', '2025-02-03 09:00', '2025-02-03 09:20', '2025-02-05 15:00', 72],
  ['RQ-06', 'XV-FIU', 'XS-FIU', '2025-02-10 08:15', '2025-02-10 16:00', '2025-02-20 08:15', 720],
  [
    'RQ-07',
    'XN-FIU',
    'XS-FIU',
    '2025-02-12 09:00',
    '2025-02-13 09:00',
    '2025-02-14 09:00',
    720,
    'refused',
  ],
  ['RQ-08', 'XN-FIU', 'XS-FIU', '2025-02-17 09:00', '2025-02-17 15:00', '2025-03-05 09:00', 720],
  ['RQ-09', 'XC-FIU', 'XN-FIU', '2025-02-20 10:00', '2025-02-20 10:15', '2025-02-20 17:20', 8],
  ['RQ-10', 'XV-FIU', 'XC-FIU', '2025-02-26 09:00', '2025-02-26 18:00', '2025-03-04 09:00', 72],
  ['RQ-11', 'XS-FIU', 'XV-FIU', '2025-03-03 08:00', '2025-03-03 08:30', '2025-03-08 08:00', 168],
  ['RQ-13', 'XN-FIU', 'XC-FIU', '2025-03-07 09:00', '2025-03-07 12:00', '2025-03-11 09:00', 168],
  ['RQ-12', 'XV-FIU', 'XN-FIU', '2025-03-16 14:30', '2025-03-16 14:36', '2025-03-16 16:20', 8],
]
const disclosures: readonly Row[] = [
  ['SD-01', 'XN-FIU', 'XV-FIU', '2025-01-15 10:00', '2025-01-15 12:30', '', 0],
  ['SD-02', 'XS-FIU', 'XV-FIU', '2025-03-06 14:00', '2025-03-06 15:10', '', 0],
]

function signed(
  type: string,
  time: Instant,
  stream: string,
  node: string,
  data: object = {},
): SignedEvent {
  return { type, at: time, stream, node, actor: `${node}/analyst-1`, data }
}

function story([id, from, to, sent, ack, first, limit, end]: Row): SignedEvent[] {
  const kind = first === '' ? 'disclosure' : 'request'
  const parties = { requesting: { authority: from }, requested: { authority: to } }
  const due = instant(millis(at(sent)) + limit * 3_600_000)
  const clocks = kind === 'request' ? [{ do: 'start', clock: 'answer', due }] : []
  const events = [
    signed(`${kind}.sent`, at(sent), id, from, {
      parties,
      thread: id === 'RQ-08' ? 'RQ-07' : id,
      clocks,
    }),
    signed(`${kind}.ack`, at(ack), id, to),
  ]
  if (end === 'refused')
    events.push(signed('request.refused', at(first), id, to, { notes: { ground: 'G-07' } }))
  else if (kind === 'request') events.push(signed('request.final', at(first), id, to))
  return events
}

const events = [...requests, ...disclosures].flatMap(story)
const byId = (of: readonly SignedEvent[] = events) =>
  Object.fromEntries(figures(of, period, shipped).map((f) => [f.id, f]))

describe('the figures of the LANTERN case', () => {
  it('IN-01: 13 requests and 2 disclosures', () => expect(byId()['IN-01']?.text).toBe('13 (2)'))

  it('IN-02: median of 2.50 hours to the acknowledgement, over 15 messages', () => {
    expect(byId()['IN-02']).toMatchObject({ text: '2.50 h', n: 15 })
  })

  it('IN-03: median of 101.00 hours to the first substantive reply, over 13 requests', () => {
    expect(byId()['IN-03']).toMatchObject({ text: '101.00 h', n: 13 })
  })

  it.each([
    ['XV-FIU→XN-FIU', 3, '54.00 h'],
    ['XV-FIU→XC-FIU', 2, '493.00 h'],
    ['XV-FIU→XS-FIU', 2, '408.00 h'],
    ['XN-FIU→XV-FIU', 1, '6.00 h'],
    ['XN-FIU→XS-FIU', 2, '216.00 h'],
    ['XC-FIU→XN-FIU', 1, '7.33 h'],
    ['XS-FIU→XV-FIU', 1, '120.00 h'],
    ['XN-FIU→XC-FIU', 1, '96.00 h'],
  ])('IN-03 %s: n=%i, %s', (pair, n, text) => {
    expect(byId()['IN-03']?.parts.find((p) => p.key === pair)).toMatchObject({ n, text })
  })

  it('IN-04: 11 of 13 within the limit', () => {
    const figure = byId()['IN-04']
    expect(figure?.text).toBe('11/13 = 84.6 %')
    expect(figure?.interval?.map((x) => x.toFixed(3))).toEqual(['0.578', '0.957'])
  })

  it('IN-05: 1 of 13 refused, on G-07, and answered after amendment', () => {
    const figure = byId()['IN-05']
    expect(figure?.text).toBe('1/13 = 7.7 %')
    expect(figure?.parts.map((p) => [p.key, p.text])).toEqual([
      ['G-07', '1/13 = 7.7 %'],
      ['answered after amendment', '1/1 = 100.0 %'],
    ])
  })
})

describe('what the public sees', () => {
  const view = Object.fromEntries(
    publicView(figures(events, period, shipped), later).map((f) => [f.id, f]),
  )

  it('medians and the share of the whole network are shown', () => {
    expect(view['IN-02']).toMatchObject({ shown: true, text: '2.50 h' })
    expect(view['IN-03']).toMatchObject({ shown: true, text: '101.00 h' })
    expect(view['IN-04']).toMatchObject({ shown: true, text: '11/13 = 84.6 %' })
  })

  it('how many messages the whole network sent is shown, disclosures in brackets', () => {
    expect(view['IN-01']?.text).toBe('13 (2)')
    expect(view['IN-01']?.parts.find((p) => p.key === 'disclosures')).toMatchObject({
      shown: true,
      text: '2',
    })
  })

  it('the number of messages does not give the disclosures away', () => {
    expect(view['IN-02']?.cases).toBe('10 or more')
  })

  it('every cell of a pair is held back', () => {
    for (const id of ['IN-01', 'IN-03'] as const) {
      const pairs = view[id]?.parts.filter((p) => p.by === 'pair') ?? []
      expect(pairs.length).toBeGreaterThan(7)
      for (const pair of pairs) expect(pair.shown, pair.key).toBe(false)
    }
  })

  it('tables of pairs come twelve months late', () => {
    const early = publicView(figures(events, period, shipped), {
      ...later,
      on: at('2026-03-31 23:59'),
    })
    const pairs = early.flatMap(({ parts }) => parts.filter((part) => part.by === 'pair'))
    expect(pairs.length).toBeGreaterThan(7)
    for (const pair of pairs) expect(pair).toMatchObject({ shown: false, rule: 'SC-6' })
  })

  it('one refusal is shown as fewer than five cases', () => {
    expect(view['IN-05']).toMatchObject({ shown: false, text: 'fewer than 5 cases', value: null })
    expect(view['IN-05']?.interval).toBeUndefined()
  })

  it('no held-back number stands anywhere in the published document', () => {
    const published = JSON.stringify(publicView(figures(events, period, shipped), later))
    for (const secret of ['54.00', '493.00', '216.00', '7.33', '7.7 %'])
      expect(published).not.toContain(secret)
    for (const { value, shown } of Object.values(view).flatMap((figure) => [
      figure,
      ...figure.parts,
    ]))
      if (!shown) expect(value).toBeNull()
  })
})

describe('how the figures are counted', () => {
  it('an event that both nodes hold counts once', () => {
    expect(byId([...events, ...events])['IN-01']?.text).toBe('13 (2)')
  })

  it('the order in which events are read does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(figures(shuffled, period, shipped)).toEqual(figures(events, period, shipped))
      }),
      { numRuns: 50 },
    )
  })

  it('time in which questions waited is not counted, up to ten days', () => {
    const row: Row = [
      'RQ-20',
      'XV-FIU',
      'XN-FIU',
      '2025-01-01 00:00',
      '2025-01-01 01:00',
      '2025-01-20 00:00',
      168,
    ]
    const pause = [
      signed('request.clarify', at('2025-01-02 00:00'), 'RQ-20', 'XN-FIU', { pause: 'begin' }),
      signed('request.clarified', at('2025-01-05 00:00'), 'RQ-20', 'XV-FIU', { pause: 'end' }),
    ]
    expect(byId([...story(row), ...pause])['IN-03']?.text).toBe('384.00 h')
    const long = [
      signed('request.clarify', at('2025-01-02 00:00'), 'RQ-20', 'XN-FIU', { pause: 'begin' }),
    ]
    expect(byId([...story(row), ...long])['IN-03']?.text).toBe('216.00 h')
    // Seven days and ten of pause: due on 18 January, answered on the 20th.
    expect(byId([...story(row), ...long])['IN-04']?.text).toBe('0/1 = 0.0 %')
  })

  it('a request that waits beyond its limit counts as no; one whose limit is still to come is not judged', () => {
    const row: Row = [
      'RQ-21',
      'XV-FIU',
      'XN-FIU',
      '2025-03-20 00:00',
      '2025-03-20 01:00',
      '2025-03-21 00:00',
      168,
    ]
    const open = story(row).slice(0, 2)
    expect(byId(open)['IN-04']?.text).toBe('0/1 = 0.0 %')
    const early = figures(open, { ...period, asOf: at('2025-03-25 00:00') }, shipped).find(
      (f) => f.id === 'IN-04',
    )
    expect(early?.text).toBe('none')
  })

  it('small shares are bands', () => {
    const few = requests.slice(0, 7).map((r): Row => [r[0], r[1], r[2], r[3], r[4], r[5], 9000])
    const view = publicView(
      figures(
        few.filter((r) => r[0] !== 'RQ-07').flatMap(story),
        {
          ...period,
          to: at('2027-01-01 00:00'),
        },
        shipped,
      ),
      later,
    )
    expect(view.find((f) => f.id === 'IN-04')).toMatchObject({
      shown: false,
      text: '75 to 100 %',
      value: null,
    })
  })

  it('no events give no figures, and no division by nothing', () => {
    const found = figures([], period, shipped)
    expect(found).toHaveLength(42)
    expect(found[0]?.text).toBe('0 (0)')
    expect(found.filter((f) => f.text !== 'none').map((f) => f.id)).toEqual(['IN-01', 'IN-31'])
    expect(found.every((f) => f.value === null || f.value === 0)).toBe(true)
    expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity/)
  })

  it('the median and the interval of Wilson', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    // 38 of 40, as in the audit sample of the same case.
    expect(wilson(38, 40)?.map((x) => x.toFixed(4))).toEqual(['0.8350', '0.9862'])
  })
})
