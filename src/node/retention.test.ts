import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Node } from './open-node.ts'
import {
  answerWithFile,
  fullRequest,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'

let fed: TestFederation
afterEach(() => fed.close())

const start = '2025-01-20T09:10:00.000Z'
const lastDay = '2025-03-31'

async function begin(more: { storage?: 'disk' } = {}): Promise<{ xv: Node; xn: Node }> {
  fed = await testFederation(['XV-FIU', 'XN-FIU'], start, { durable: false }, more)
  return { xv: fed.node('XV-FIU'), xn: fed.node('XN-FIU') }
}

/** A request that XN-FIU may hold until the last day. */
async function given(xv: Node, terms: object = {}): Promise<string> {
  const id = await sendRequest(xv, 'XN-FIU', {
    ...fullRequest,
    evidence: 'no',
    retainUntil: lastDay,
    ...terms,
  })
  await fed.settle()
  return id
}

const list = async (node: Node) => must(await node.retention.list(`${node.id}/analyst`))
const textAt = async (node: Node, id: string) =>
  must(await node.read.request(`${node.id}/analyst`, id)).document

describe('what was given with a last day', () => {
  it('stands in the list of whom it was given to, and is erased on the day after; its sender is told', async () => {
    const { xv, xn } = await begin()
    const id = await given(xv)
    expect(await list(xv)).toEqual([])
    expect(await list(xn)).toMatchObject([
      { what: 'record', matter: id, from: 'XV-FIU', last: lastDay, state: 'running' },
    ])
    expect(await textAt(xn, id)).toMatchObject({ facts: fullRequest.facts })
    fed.clock.set('2025-03-31T23:59:00.000Z')
    await fed.settle()
    expect(await list(xn)).toMatchObject([{ state: 'soon' }])
    fed.clock.set('2025-04-01T00:00:00.000Z')
    await fed.settle()
    expect(await list(xn)).toMatchObject([{ state: 'erased', title: '', reference: '' }])
    expect(await textAt(xn, id)).toEqual({})
    expect(await textAt(xv, id)).toMatchObject({ facts: fullRequest.facts })
    const told = fed.observed.filter((o) => o.node === 'XN-FIU' && o.observation.what === 'erased')
    expect(told).toHaveLength(1)
    const types = (await xn.read.log({ limit: 200 }, 'XN-FIU/head')).entries.map((e) => e.type)
    expect(types).toEqual(expect.arrayContaining(['erasure.done', 'notice.sent']))
    for (const node of [xv, xn]) expect((await node.audit()).findings).toEqual([])
  })

  it('stays when a head of desk holds this one item, with a reason and an end', async () => {
    const { xv, xn } = await begin()
    const id = await given(xv)
    const [row] = await list(xn)
    const hold = { until: '2025-06-30', reason: 'a court of XN has asked for it' }
    expect(await xn.retention.hold('XN-FIU/analyst', row!.item, hold)).toMatchObject({
      refusal: { name: 'retention-hold-role' },
    })
    expect(
      await xn.retention.hold('XN-FIU/head', row!.item, { ...hold, until: '2027-01-01' }),
    ).toMatchObject({
      refusal: { name: 'retention-hold-term' },
    })
    expect(
      await xn.retention.hold('XN-FIU/head', row!.item, { ...hold, reason: 'no' }),
    ).toMatchObject({
      refusal: { name: 'retention-hold-reason' },
    })
    must(await xn.retention.hold('XN-FIU/head', row!.item, hold))
    fed.clock.set('2025-04-01T00:00:00.000Z')
    await fed.settle()
    expect(await list(xn)).toMatchObject([{ state: 'held', hold: { by: 'XN-FIU/head' } }])
    expect(await xn.retention.confirm('XN-FIU/analyst', row!.item)).toMatchObject({
      refusal: { name: 'retention-held' },
    })
    expect(await textAt(xn, id)).toMatchObject({ facts: fullRequest.facts })
    fed.clock.set('2025-07-01T00:00:00.000Z')
    await fed.settle()
    await fed.settle()
    expect(await list(xn)).toMatchObject([{ state: 'erased' }])
  })

  it('is erased only when two officers say so, where it may be used in evidence', async () => {
    const { xv, xn } = await begin()
    const id = await given(xv, { evidence: 'with-consent' })
    fed.clock.set('2025-04-02T00:00:00.000Z')
    await fed.settle()
    const [row] = await list(xn)
    expect(row).toMatchObject({ state: 'overdue', needsTwo: true })
    expect(must(await xn.retention.confirm('XN-FIU/analyst', row!.item))).toEqual({ erased: false })
    expect(await xn.retention.confirm('XN-FIU/analyst', row!.item)).toMatchObject({
      refusal: { name: 'retention-second' },
    })
    expect(await list(xn)).toMatchObject([{ state: 'overdue', confirmed: ['XN-FIU/analyst'] }])
    expect(must(await xn.retention.confirm('XN-FIU/head', row!.item))).toEqual({ erased: true })
    expect(await list(xn)).toMatchObject([{ state: 'erased' }])
    expect(fed.observed.filter((o) => o.observation.what === 'erased')).toHaveLength(1)
    expect(await textAt(xn, id)).toEqual({})
    expect((await xn.audit()).findings).toEqual([])
  })
})

describe('an erasure', () => {
  it('outlives a backup: the database of yesterday is put back, and nothing of it can be read', async () => {
    const { xv, xn } = await begin({ storage: 'disk' })
    const id = await given(xv)
    const statement = Buffer.from('account 4711 of Ilka Brandt')
    await answerWithFile(xn, id, statement)
    await fed.settle()
    const dir = fed.dir('XN-FIU')
    await xn.close()
    await cp(join(dir, 'db'), join(dir, 'yesterday'), { recursive: true })
    const before = await fed.reopen('XN-FIU')
    fed.clock.set('2025-04-01T00:00:00.000Z')
    await fed.settle()
    expect(await textAt(before, id)).toEqual({})
    await before.close()
    await rm(join(dir, 'db'), { recursive: true })
    await cp(join(dir, 'yesterday'), join(dir, 'db'), { recursive: true })
    await rm(join(dir, 'last-head'))
    const after = await fed.reopen('XN-FIU')
    expect(await textAt(after, id)).toEqual({})
    const types = (await after.read.log({ limit: 500 }, 'XN-FIU/head')).entries.map((e) => e.type)
    expect(types).toContain('erasure.repeated')
    const { findings } = await after.audit()
    expect(
      findings.filter((f) => f.where.startsWith('rows') || f.where.startsWith('bodies')),
    ).toEqual([])
  })
})
