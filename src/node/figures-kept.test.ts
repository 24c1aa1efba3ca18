import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { canonical, type Instant, instant, must, systemRandom, uuid7 } from '#base'
import { type Figure, figures } from '#indicators'
import { shipped } from '#law'
import { openStore, type RowChange, type Store } from '#store'
import { makeNode } from './make-node.ts'
import { type Node, openNode } from './open-node.ts'

/** What is kept of figures saves reading and changes no digit; whatever casts a doubt on it is read again. */

const folder = mkdtempSync(join(tmpdir(), 'comity-kept-'))
const now = '2026-04-10T00:00:00.000Z' as Instant
const clock = { now: () => now }
const ids = uuid7(clock, systemRandom)
const days = { from: '2026-01-01', to: '2026-03-31' } as const
const period = {
  from: '2026-01-01T00:00:00.000Z' as Instant,
  to: '2026-04-01T00:00:00.000Z' as Instant,
  asOf: now,
}
const side = (authority: string, country: string) => ({ authority, country })
const parties = { requesting: side('XV-FIU', 'XV'), requested: side('XN-FIU', 'XN') }
const begins = Date.UTC(2026, 0, 1)

let store: Store
let eventsRead = 0
/** Events that the last question for figures cost. */
let cost = 0
let opened: Node | undefined

/** A store that counts what it hands out. */
const storage = async (options: Parameters<typeof openStore>[0]) => {
  store = await openStore({ ...options, durable: false })
  return {
    ...store,
    events: async (query: Parameters<Store['events']>[0]) => {
      const found = await store.events(query)
      eventsRead += found.length
      return found
    },
  } as Store
}

async function open(): Promise<Node> {
  opened = await openNode({ dir: folder, clock, durable: false, storage })
  return opened
}

/** Also after a test that failed half-way. */
async function close(): Promise<void> {
  await opened?.close()
  opened = undefined
}

function event(matter: number, type: string, hour: number, data: object = {}) {
  const stream = `matter/kept-${matter}`
  const at = instant(begins + matter * 3_600_000 + hour * 60_000)
  const actor = 'XV-FIU/analyst'
  const header = { type, at, stream, node: 'XV-FIU', actor, transition: null, crosses: true }
  const record = canonical({ ...header, data: { notes: {}, ...data } } as never)
  return { id: ids.next(), stream, type, at, actor, record, signature: new Uint8Array(64) }
}

const write = async (events: readonly ReturnType<typeof event>[]) =>
  void must(await store.commit({ events }))

async function told(node: Node): Promise<readonly string[]> {
  eventsRead = 0
  const view = (await node.read.figures(days, false)) as never as { indicators: Figure[] }
  cost = eventsRead
  await node.tick()
  return view.indicators.map((f) => `${f.id} ${f.text}`)
}

/** From the whole log, without anything kept. */
async function anew(node: Node): Promise<readonly string[]> {
  return figures(await node.read.signedEvents(), period, shipped).map((f) => `${f.id} ${f.text}`)
}

beforeAll(async () => {
  const officers = [{ id: 'XV-FIU/analyst', name: 'analyst', role: 'analyst' as const }]
  const of = { id: 'XV-FIU', name: 'Unit', country: 'XV', kind: 'FIU' as const }
  const address = 'http://127.0.0.1:9'
  must(await makeNode({ dir: folder, ...of, address, officers, from: period.from, clock }))
  const node = await open()
  const matters = Array.from({ length: 1_050 }, (_, i) => i)
  await write(
    matters.flatMap((i) => [
      event(i, 'request.sent', 0, { parties }),
      event(i, 'request.ack', 30 + (i % 7)),
    ]),
  )
  expect((await told(node))[0]).toBe('IN-01 1050 (0)')
  await close()
}, 60_000)

afterEach(close)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what is kept of the figures', () => {
  it('answers after a new start without reading the log again, and to the same digits', async () => {
    const node = await open()
    const first = await told(node)
    expect(cost).toBeLessThan(100)
    expect(first).toEqual(await anew(node))
    expect(first).toContain('IN-02 0.55 h')
    await close()
  })

  it('reads a matter that goes on whole again, and that one alone', async () => {
    const node = await open()
    await write([
      event(7, 'request.final', 600),
      event(7, 'feedback.given', 700),
      event(2_000, 'request.sent', 0, { parties }),
    ])
    const after = await told(node)
    expect(cost).toBeLessThan(100)
    expect(after).toContain('IN-03 10.00 h')
    expect(after).toContain('IN-01 1051 (0)')
    expect(after).toEqual(await anew(node))
    await close()
  })

  it('is held against the log by the audit, which finds one changed number', async () => {
    const found = async () =>
      (await (await open()).audit()).findings.filter((f) => /kept of the figures/.test(f.where))
    expect(await found()).toEqual([])
    const row = (await store.rows({ kind: 'figures-piece', order: 'key', limit: 1 })).rows[0]!
    const said = String(row.data)
    const later = said.replace(/"value":(\d+)/, (_, n) => `"value":${Number(n) + 1}`)
    expect(later).not.toBe(said)
    const put = async (data: string) =>
      void must(await store.commit({ events: [], rows: [{ ...row, data }] }))
    await put(later)
    await close()
    expect(await found()).toHaveLength(1)
    await put(said)
    await close()
    expect(await found()).toEqual([])
  }, 120_000)

  it('is thrown away where another program or another law kept it, where a piece is no text of ours, and where records were erased again', async () => {
    const covered = (await reopened()) as { reading: string; law: string; upTo: number }
    for (const change of [{ reading: 'another' }, { law: 'another' }])
      expect(await readAfter({ rows: [covers({ ...covered, ...change })] })).toBeGreaterThan(2_000)
    expect(await readAfter({ rows: [covers(covered)] })).toBeLessThan(100)
    const bent = { kind: 'figures-piece', key: '000', data: '[["matter/x"]]' }
    expect(await readAfter({ rows: [covers(covered), bent] })).toBeGreaterThan(2_000)
    const again = { ...event(1, 'erasure.repeated', 0), stream: 'erasures' }
    expect(await readAfter({ rows: [], events: [again] })).toBeGreaterThan(2_000)
  }, 120_000)
})

const covers = (data: object) => ({ kind: 'figures', key: 'covered', data: data as never })

async function reopened(): Promise<unknown> {
  await open()
  const row = await store.row('figures', 'covered')
  await close()
  return row?.data
}

/** How many events are read for the next figures once that was written behind the node's back. */
async function readAfter(act: {
  rows: RowChange[]
  events?: ReturnType<typeof event>[]
}): Promise<number> {
  await open()
  must(await store.commit({ events: act.events ?? [], rows: act.rows }))
  await close()
  const node = await open()
  const found = await told(node)
  const read = cost
  expect(found).toEqual(await anew(node))
  await close()
  return read
}
