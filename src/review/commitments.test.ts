import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import type { SignedEvent } from '#indicators'
import { commitmentsOf } from './commitments.ts'
import { peerReviewsOf } from './peer-reviews.ts'

const at = (day: string) => `${day}T09:00:00.000Z` as Instant
const parties = {
  requesting: { authority: 'XS-PP', country: 'XS', kind: 'prosecutor' },
  requested: { authority: 'NET-EVAL', country: 'XN', kind: 'evaluator' },
}

function event(type: string, day: string, data: object = {}, node = 'XS-PP'): SignedEvent {
  return {
    type,
    at: at(day),
    stream: 'matter/cm',
    node,
    actor: `${node}/delegate`,
    data,
  } as SignedEvent
}

const plan = {
  reference: 'CM-02',
  milestones: [
    'M1 2025-07-31: law in force',
    'M2 2025-09-30: staff in post',
    'M3 2025-10-31: test passed',
  ],
  due: '2025-10-31',
  action: 'run a desk by day and night',
  indicator: 'minutes to execution',
  budget: { amount: '410000.00', currency: 'EUR' },
}
const milestone = (key: string, day: string) =>
  event('commitment.milestone', day, { tally: { as: 'milestones', key, value: `sha256:${key}` } })
const adopted = event('commitment.adopted', '2025-05-01', { notes: plan, parties })
const of = (events: readonly SignedEvent[], now: string) => commitmentsOf(events, at(now))[0]!

describe('a commitment as its records tell it', () => {
  it('names what was promised, by whom, until when, at which cost', () => {
    expect(of([adopted], '2025-06-01')).toMatchObject({
      reference: 'CM-02',
      owner: 'XS-PP',
      country: 'XS',
      due: '2025-10-31',
      budget: { amount: '410000.00', currency: 'EUR' },
      code: null,
      red: false,
    })
  })

  it('a milestone is reached by evidence alone, on its last day still in time, on the next one late', () => {
    const states = (day: string, now: string) =>
      of([adopted, milestone('M1', day)], now).milestones.map((m) => m.state)
    expect(states('2025-07-31', '2025-08-01')).toEqual(['reached', 'open', 'open'])
    expect(states('2025-08-01', '2025-08-01')).toEqual(['reached late', 'open', 'open'])
    expect(of([adopted], '2025-08-01').milestones[0]!.state).toBe('late')
    expect(of([adopted], '2025-07-31').milestones[0]!.state).toBe('open')
  })

  it('is red from the clock until the next report, whoever says otherwise', () => {
    const late = event('commitment.late', '2025-11-01', {}, 'XS-PP')
    expect(of([adopted, late], '2025-11-02').red).toBe(true)
    expect(of([adopted, late, milestone('M1', '2025-11-03')], '2025-11-04').red).toBe(false)
  })

  it('what both sides hold counts once, and two milestones of one moment twice', () => {
    const events = [adopted, milestone('M1', '2025-07-01'), milestone('M2', '2025-07-01')]
    const { history, milestones } = of([...events, ...events], '2025-08-01')
    expect(history).toHaveLength(3)
    expect(milestones.filter((m) => m.state === 'reached')).toHaveLength(2)
  })

  it('a proposal that was withdrawn is none', () => {
    expect(
      commitmentsOf([adopted, event('commitment.withdrawn', '2025-06-01')], at('2025-06-02')),
    ).toEqual([])
  })

  it('the ladder stands at its last rung, until it is lifted', () => {
    const noticed = event('commitment.noticed', '2025-11-03')
    expect(of([adopted, noticed], '2025-11-04').ladder).toBe('notice given')
    expect(
      of([adopted, noticed, event('commitment.lifted', '2025-12-03')], '2025-12-04').ladder,
    ).toBeNull()
  })
})

describe('a review as its records tell it', () => {
  const review = [
    event('review.opened', '2026-01-10', {
      notes: { reference: 'PV-01', lotLog: 'l', lotSize: 4100 },
      parties,
    }),
    event('review.drawn', '2026-01-15', {
      notes: { peers: ['XV', 'XN'] },
      clocks: [
        { do: 'start', clock: 'self-assessment', due: at('2026-02-15') },
        { do: 'start', clock: 'whole-review', due: at('2026-07-15') },
      ],
    }),
    event('review.self_assessed', '2026-02-16'),
    event('review.summary_public', '2026-07-15'),
  ]

  it('tells the peers, the days from the lot to the summary, and which stage was late', () => {
    const [pv] = peerReviewsOf(review, at('2026-08-01'))
    expect(pv).toMatchObject({ reference: 'PV-01', peers: ['XV', 'XN'], days: 181, lotSize: 4100 })
    expect(pv!.stages.filter((s) => s.late).map((s) => s.id)).toEqual(['self_assessed'])
  })
})
