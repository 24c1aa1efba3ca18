import { describe, expect, it } from 'vitest'
import { asInstant, type Instant } from '#base'
import type { SignedEvent } from '#indicators'
import { documentsOf, observationsOf, publicObservations } from './outside.ts'

const parties = {
  requesting: { authority: 'CSO-1', country: 'XV' },
  requested: { authority: 'XV-OMB', country: 'XV' },
}
const event = (at: string, type: string, notes: object = {}, more: object = {}): SignedEvent =>
  ({
    stream: 'matter/ob',
    type,
    at: `${at}T09:00:00.000Z`,
    actor: 'CSO-1/monitor',
    data: { parties, notes, ...more },
  }) as unknown as SignedEvent
const days = { ack: 7, answer: 60 }
const now = (day: string): Instant => asInstant(`${day}T12:00:00.000Z`)!

const handedIn = event('2025-03-10', 'observation.handed_in', {
  reference: 'OB-01',
  kind: 'de-risking',
  about: 'accounts of water cooperatives',
})
const answered = event('2025-04-02', 'observation.answered', {
  done: 'rule',
  deed: 'TY-01',
  summary: 'the pattern now says what is no red flag',
})

describe('observations from outside', () => {
  it.each([
    ['2025-03-16', [], false],
    ['2025-03-18', [], true],
    ['2025-05-01', [event('2025-03-12', 'observation.ack')], false],
    ['2025-05-10', [event('2025-03-12', 'observation.ack')], true],
    ['2025-06-01', [event('2025-03-12', 'observation.ack'), answered], false],
  ] as const)('on %s with %j: late is %s', (on, rest, late) => {
    expect(observationsOf([handedIn, ...rest], now(on), days)[0]?.late).toBe(late)
  })

  it('show their words to the public when they were answered, and those about ethics never', () => {
    const open = publicObservations(observationsOf([handedIn], now('2025-03-12'), days))
    expect(open[0]).toMatchObject({ reference: 'OB-01', about: '', answered: null })
    const told = publicObservations(observationsOf([handedIn, answered], now('2025-04-12'), days))
    expect(told[0]).toMatchObject({ about: 'accounts of water cooperatives', deed: 'TY-01' })
    const ethics = {
      ...handedIn,
      data: { parties, notes: { reference: 'OB-9', kind: 'ethics', about: 'x' } },
    }
    const kept = publicObservations(
      observationsOf([ethics as SignedEvent, answered], now('2025-04-12'), days),
    )
    expect(kept[0]).toMatchObject({ about: '', summary: null, deed: null, done: 'rule' })
  })

  it('count as unanswered again when they are taken up again, and are gone when taken back', () => {
    const again = event('2025-04-10', 'observation.reopened')
    expect(
      observationsOf([handedIn, answered, again], now('2025-04-12'), days)[0]?.answered,
    ).toBeNull()
    const back = event('2025-03-11', 'observation.withdrawn')
    expect(observationsOf([handedIn, back], now('2025-04-12'), days)).toEqual([])
  })
})

describe('documents in force', () => {
  const drafted = event('2025-01-02', 'register.drafted', {
    reference: 'RD-01',
    kind: 'use-of-force',
    title: 'Policy on the use of force in searches',
    digest: `sha256:${'5'.repeat(64)}`,
  })
  const inForce = event('2025-01-03', 'register.in_force', {
    from: '2025-01-03',
    until: '2026-12-31',
  })

  it('are shown from the day on which a second person put them into force', () => {
    expect(documentsOf([drafted])).toEqual([])
    expect(documentsOf([drafted, inForce])[0]).toMatchObject({
      state: 'in force',
      until: '2026-12-31',
    })
  })

  it.each([
    ['register.expired', 'run out'],
    ['register.replaced', 'replaced'],
    ['register.withdrawn', 'withdrawn'],
    ['register.renewed', 'in force'],
  ])('after %s: %s', (type, state) => {
    expect(documentsOf([drafted, inForce, event('2027-01-01', type)])[0]?.state).toBe(state)
  })
})
