import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import type { SignedEvent } from '#indicators'
import { shipped } from '#law'
import { vocabulary } from '#procedure'
import { levelRows, levelsOf } from './levels.ts'

let second = 0
const event = (type: string, actor: string, data: object = {}): SignedEvent =>
  ({
    type,
    at: new Date(Date.UTC(2026, 0, 1) + ++second * 1000).toISOString() as Instant,
    stream: 'matter/1',
    node: actor,
    actor: `${actor}/officer`,
    data,
  }) as SignedEvent
const countryOf = (authority: string) => authority.slice(0, 2)
const of = (events: readonly SignedEvent[]) => levelsOf(events, countryOf, ['XC'])[0]!
const answers = [event('request.ack', 'XC-FIU'), event('request.refused', 'XC-FIU')]
const acts = [event('mla.decided', 'XC-AG'), event('freeze.executed', 'XC-GC')]

describe('levels of adoption', () => {
  it('a country without a record is listed, and sees what the next gate asks for', () => {
    expect(of([])).toMatchObject({ level: 0, name: 'listed', passed: [] })
    expect(of([]).next.map((line) => [line.id, line.have])).toEqual([
      ['L1-ACK', 0],
      ['L1-ANSWER', 0],
    ])
  })

  it('a refusal with its ground is an answer', () => expect(of(answers).level).toBe(1))

  it('no level is skipped: acting without answering opens nothing', () => {
    expect(of(acts).level).toBe(0)
    expect(of([...answers, ...acts]).level).toBe(2)
  })

  it('what others do for it does not count, but what others find about it does', () => {
    const parties = { requesting: { country: 'XC' } }
    const promise = [
      event('commitment.adopted', 'XC-REG', { parties }),
      event('commitment.milestone', 'XC-REG'),
    ]
    const coded = event('commitment.coded', 'NET-EVAL', { notes: { code: 'substantial' } })
    const limited = event('commitment.coded', 'NET-EVAL', { notes: { code: 'limited' } })
    expect(of([...answers, ...acts, ...promise, limited]).level).toBe(2)
    expect(of([...answers, ...acts, ...promise]).level).toBe(2)
    expect(of([...answers, ...acts, ...promise, coded]).level).toBe(3)
    expect(
      of([...answers, event('freeze.executed', 'XN-FIU'), event('mla.decided', 'XN-CA')]).level,
    ).toBe(1)
  })

  it('names the first records of each line by their digests', () => {
    const signed = { ...event('request.ack', 'XC-FIU'), digest: `sha256:${'ac'.repeat(32)}` }
    const { passed } = of([signed as SignedEvent, ...answers])
    expect(passed.map((line) => [line.id, line.have, line.records.length])).toEqual([
      ['L1-ACK', 2, 2],
      ['L1-ANSWER', 1, 1],
    ])
    expect(passed[0]!.records.map((r) => r.digest)).toContain(signed.digest)
    expect(passed[0]!.records.map((r) => r.at)).toEqual(
      passed[0]!.records.map((r) => r.at).toSorted(),
    )
  })

  it('what two nodes hold counts once', () => {
    expect(of([...answers, ...answers]).passed.find((l) => l.id === 'L1-ACK')?.have).toBe(1)
  })

  it('every gate counts events that the procedures know, every clock is a rule of the register', () => {
    for (const row of levelRows) {
      for (const line of row.gate)
        for (const type of line.events) expect(Object.keys(vocabulary)).toContain(type)
      for (const rule of row.clocks)
        expect(
          shipped.rules.map((r) => r.id),
          rule,
        ).toContain(rule)
    }
  })
})
