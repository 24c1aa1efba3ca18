import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import { figures } from '#indicators'
import { shipped } from '#law'
import { plainHeader, type ReadEvent } from './figures-log.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

const days = { from: '2025-01-01', to: '2025-03-31' } as const
let federation: TestFederation

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z')
}, 60_000)

afterAll(() => federation.close())

interface Told {
  readonly asOf: Instant
  readonly nodes: readonly string[]
  readonly absent: readonly string[]
  readonly indicators: readonly { id: string; text: string; n: number; note: string }[]
}

async function told(): Promise<Told> {
  return (await federation.node('XV-FIU').read.figures(days, false)) as never as Told
}

describe('the figures of a node', () => {
  it('reads on from where it was, and comes to what a count from the beginning comes to', async () => {
    const { read } = federation.node('XV-FIU')
    for (const sent of [1, 2, 3]) {
      await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
      await federation.settle()
      federation.clock.forward(60)
      const now = await told()
      const anew = figures(
        await read.signedEvents(),
        {
          from: '2025-01-01T00:00:00.000Z' as Instant,
          to: '2025-04-01T00:00:00.000Z' as Instant,
          asOf: now.asOf,
        },
        shipped,
      )
      expect(now.indicators.map((i) => `${i.id} ${i.text}`)).toEqual(
        anew.map((f) => `${f.id} ${f.text}`),
      )
      expect(now.indicators.find((i) => i.id === 'IN-01')?.text).toBe(`${sent} (0)`)
    }
  })

  it('comes to the same when many ask at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, told))
    for (const one of all) expect(one.indicators).toEqual(all[0]!.indicators)
  })

  it('hands over only what stands behind an index', async () => {
    const { read } = federation.node('XV-FIU')
    const all = (await read.signedEvents()) as readonly ReadEvent[]
    const half = all[Math.floor(all.length / 2)]!
    const rest = await read.signedEvents(half.index)
    expect(rest).toEqual(all.filter((e) => e.index > half.index))
    expect(rest.length).toBeLessThan(all.length)
  })

  it('names the logs that were not counted, and what nobody has put on record', async () => {
    const { nodes, absent, indicators } = await told()
    expect(nodes).toEqual(['XV-FIU'])
    expect(absent).toContain('XN-FIU')
    expect(absent).not.toContain('XV-FIU')
    expect(indicators.find((i) => i.id === 'IN-25')?.note).toMatch(
      /not on record so far: prosecution/,
    )
  })
})

describe('a header of the own log', () => {
  const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))
  const whole = {
    type: 'request.sent',
    at: '2025-01-20T09:10:00.000Z',
    stream: 'matter/1',
    node: 'XV-FIU',
    actor: 'XV-FIU/analyst',
    transition: 'send',
    crosses: true,
    data: {},
  }

  it('is read as it stands', () => {
    expect(plainHeader(bytes(whole))).toEqual(whole)
  })

  it.each([
    ['no text', Buffer.from([0xff, 0x7b])],
    ['half of one', bytes(whole).subarray(0, 40)],
    ['nothing', Buffer.alloc(0)],
    ['null', bytes(null)],
    ['a list', bytes([])],
    ['a number in place of a type', bytes({ ...whole, type: 7 })],
    ['no data', bytes({ ...whole, data: null })],
    ['no word on crossing', bytes({ ...whole, crosses: 'yes' })],
  ])('%s is left to the strict reader', (_, record) => {
    expect(plainHeader(record)).toBeUndefined()
  })
})
