import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { samples } from '../procedure/samples.ts'
import type { Node } from './open-node.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

async function node(): Promise<Node> {
  const ids = ['XV-FIU', 'XN-FIU']
  federation = await testFederation(ids, '2025-02-14T09:00:00.000Z', {}, { served: true })
  return federation.node('XV-FIU')
}

async function act(at: Node, actor: string, id: string, action: string, form?: string) {
  const document = form === undefined ? {} : samples[form]!
  return at.handle(actor, { do: 'act', id, action, document })
}

/** Every way in which an officer could learn of a matter. */
async function waysIn(at: Node, actor: string, id: string): Promise<string[]> {
  const view = await at.read.request(actor, id)
  const document = await at.read.document(actor, id, 'any', { as: 'json' })
  const tried = await at.handle(actor, { do: 'act', id, action: 'withdraw', document: {} })
  const log = await at.read.log({ after: -1, limit: 500 }, actor)
  const told = (name: string) => !['matter-of-others', 'matter-unknown'].includes(name)
  const ways: [string, boolean][] = [
    ['inbox', (await at.read.inbox({ show: 'all', q: '' }, actor)).some((i) => i.id === id)],
    ['view', view.ok],
    ['proof', (await at.read.proof(actor, id)).ok],
    ['document', document.ok || told(document.refusal.name)],
    ['defaults', (await at.read.formDefaults(actor, { procedure: 'P3', from: id })).ok],
    ['act', tried.ok || told(tried.refusal.name)],
    ['log', log.entries.some((e) => e.stream.includes(id) || /^(tip|suspension)\./.test(e.type))],
  ]
  return ways.filter(([, open]) => open).map(([way]) => way)
}

describe('a matter of another authority on the same node', () => {
  it('is not seen by the side to which it will be put before it is put to it', async () => {
    const xv = await node()
    const { class: _, ...document } = samples['suspension-request']!
    const open = { do: 'open', procedure: 'P2', to: 'XV-FIU', document } as const
    const { id } = must(await xv.handle('XV-SACP/prosecutor', open))
    expect(await waysIn(xv, 'XV-FIU/head', id)).toEqual([])
    expect(await waysIn(xv, 'XV-FIU/analyst', id)).toEqual([])
    expect(await waysIn(xv, 'XV-SACP/registrar', id)).toContain('view')
    must(await act(xv, 'XV-SACP/head-of-desk', id, 'approve', 'suspension-approval'))
    expect(await waysIn(xv, 'XV-FIU/head', id)).toEqual([])
    must(await act(xv, 'XV-SACP/prosecutor', id, 'send'))
    expect(await waysIn(xv, 'XV-FIU/head', id)).toContain('view')
    expect(await waysIn(xv, 'XV-TAX/case-officer', id)).toEqual([])
  })

  it('is not seen by those who will watch over the money before there is any', async () => {
    const xv = await node()
    const document = samples['management-plan']!
    const open = { do: 'open', procedure: 'P5', to: 'XN-CA', document } as const
    const { id } = must(await xv.handle('XV-ARMA/asset-manager', open))
    for (const watcher of ['CSO-1/inspector', 'CSO-1/registrar', 'NET-EVAL/inspector'])
      if (xv.actor(watcher) !== undefined)
        expect(await waysIn(xv, watcher, id), watcher).toEqual([])
    expect(await waysIn(xv, 'XV-HC/judge', id)).toContain('view')
  })
})

describe('a tip', () => {
  it('is seen by those of its unit who work on it, and nobody else learns that it is there', async () => {
    const xv = await node()
    const open = { do: 'open', procedure: 'P15', document: samples.tip! } as const
    const { id } = must(await xv.handle('XV-OMB/registrar', open))
    expect(await waysIn(xv, 'XV-OMB/inspector', id)).toContain('view')
    for (const other of [
      'XV-OMB/head-of-desk',
      'XV-FIU/head',
      'XV-SACP/prosecutor',
      'XV-HC/judge',
      'XV-CA/inspector',
    ])
      expect(await waysIn(xv, other, id), other).toEqual([])
  })
})

describe('a limit that ran out before anybody looked', () => {
  it('is on record before the step that comes after it, even if no tick came between', async () => {
    const xv = await node()
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    federation.clock.set('2025-12-01T09:00:00.000Z')
    must(await act(xv, 'XV-FIU/analyst', id, 'remind'))
    const { entries } = await xv.read.log({ after: -1, limit: 200 })
    const types = entries.map((e) => e.type)
    expect(types).toContain('clock.overdue')
    expect(types.indexOf('clock.overdue')).toBeLessThan(types.lastIndexOf('request.reminded'))
  })

  it('is told once, however many look at the clock at the same moment', async () => {
    const xv = await node()
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    // The node was down for months, and everybody comes at once.
    federation.clock.set('2025-12-01T09:00:00.000Z')
    await Promise.all([
      xv.tick(),
      act(xv, 'XV-FIU/analyst', id, 'remind'),
      xv.tick(),
      act(xv, 'XV-FIU/head', id, 'remind'),
      xv.tick(),
    ])
    federation.clock.set('2025-11-01T09:00:00.000Z')
    await xv.tick()
    federation.clock.set('2025-12-02T09:00:00.000Z')
    await xv.tick()
    const { entries } = await xv.read.log({ after: -1, limit: 200 })
    const late = must(await xv.read.request('XV-FIU/head', id)).timeline.filter(
      (e) => e.type === 'clock.overdue',
    )
    expect(new Set(late.map((e) => e.title)).size).toBe(late.length)
    expect(entries.filter((e) => e.type === 'clock.overdue')).toHaveLength(late.length)
    expect(late.length).toBeGreaterThan(0)
    expect((await xv.audit()).findings).toEqual([])
  })
})
