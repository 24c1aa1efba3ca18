import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import type { SignedEvent } from '#indicators'
import { commitmentsOf } from './commitments.ts'
import { lessonsOf } from './lessons.ts'

const at = (day: string) => `${day}T09:00:00.000Z` as Instant
const proof = `sha256:${'1e'.repeat(32)}`

function event(stream: string, type: string, day: string, data: object = {}): SignedEvent {
  const actor = type.startsWith('complaint') ? 'XN-DPA/inspector' : 'NET-SEC/delegate'
  return { type, at: at(day), stream, node: 'XN-FIU', actor, data } as SignedEvent
}

const exercise = [
  event('matter/ex', 'exercise.designed', '2026-04-01', { notes: { reference: 'EX-01' } }),
  ...['L1', 'L2', 'L3'].map((key, i) =>
    event('matter/ex', 'lesson.written', '2026-05-20', {
      tally: { as: 'lessons', key, value: { owner: 'XS-PP, duty desk', due: `2026-09-1${i}` } },
    }),
  ),
  event('matter/ex', 'lesson.closed', '2026-09-10', {
    tally: { as: 'closed', key: 'L1', value: proof },
  }),
  event('matter/ex', 'lesson.closed', '2026-09-12', {
    tally: { as: 'closed', key: 'L2', value: proof },
  }),
]
const parties = {
  requesting: { authority: 'XN-DPA', country: 'XN' },
  requested: { authority: 'XN-CA', country: 'XN' },
}
const audit = [
  event('matter/oa', 'complaint.triaged', '2025-11-10', { parties }),
  event('matter/oa', 'complaint.found', '2025-11-25', { notes: { systemic: true } }),
  event('matter/oa', 'complaint.remedied', '2025-12-01', { link: 'matter/cm' }),
]
const promise = event('matter/cm', 'commitment.adopted', '2025-12-01', {
  notes: { reference: 'CM-04', milestones: [] },
  parties,
})

const list = (events: readonly SignedEvent[], now: string) =>
  lessonsOf(events, commitmentsOf(events, at(now)), at(now))
const states = (events: readonly SignedEvent[], now: string) =>
  Object.fromEntries(list(events, now).map((l) => [l.id, l.state]))

describe('one list of lessons', () => {
  it('of an exercise: on the last day still in time, on the next one late, open ones first', () => {
    expect(states(exercise, '2026-09-12')).toEqual({
      'EX-01/L3': 'open',
      'EX-01/L1': 'closed',
      'EX-01/L2': 'closed late',
    })
    expect(list(exercise, '2026-09-12')[0]!.id).toBe('EX-01/L3')
    expect(states(exercise, '2026-09-13')['EX-01/L3']).toBe('late')
    expect(list(exercise, '2026-09-13').find((l) => l.id === 'EX-01/L1')).toMatchObject({
      owner: 'XS-PP, duty desk',
      evidence: proof,
      due: '2026-09-10',
    })
  })

  it('of an audit: what lies in the system, with the commitment that carries it out', () => {
    const [found] = list([...audit, promise], '2025-12-02')
    expect(found).toMatchObject({
      id: 'XN-DPA 2025-11-25',
      from: 'audit',
      owner: 'XN-CA',
      due: '2026-05-24',
      commitment: 'CM-04',
      state: 'open',
      told: false,
    })
    expect(states(audit, '2026-05-25')).toEqual({ 'XN-DPA 2025-11-25': 'late' })
    const closed = [...audit, event('matter/oa', 'complaint.closed', '2026-02-06')]
    expect(states(closed, '2026-09-30')).toEqual({ 'XN-DPA 2025-11-25': 'closed' })
  })

  it('a fault of one person is none', () => {
    const own = event('matter/oa', 'complaint.found', '2025-11-25', { notes: { systemic: false } })
    expect(list([audit[0]!, own], '2026-01-01')).toEqual([])
  })

  it('a lesson that became a commitment of its name is carried by it', () => {
    const taken = {
      ...promise,
      data: { notes: { reference: 'EX-01/L3', milestones: [] }, parties },
    }
    const found = list([...exercise, taken as SignedEvent], '2026-09-12')
    expect(found.find((l) => l.id === 'EX-01/L3')!.commitment).toBe('EX-01/L3')
  })

  it('what two nodes hold is one lesson', () => {
    expect(list([...exercise, ...exercise], '2026-09-12')).toHaveLength(3)
  })
})
