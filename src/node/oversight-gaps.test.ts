import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { digest, type Json, must } from '#base'
import { memoryStore, type Store, StoreFault } from '#store'
import type { Node } from './open-node.ts'
import {
  answerWithFile,
  fullRequest,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

const analyst = 'XV-FIU/analyst'
const inspector = 'XV-OMB/inspector'
const ids = ['XV-FIU', 'XN-FIU']
const start = '2025-01-20T09:10:00.000Z'

async function* of(bytes: string | Uint8Array) {
  yield Buffer.from(bytes as string)
}

const trace = async (node: Node, bytes: string | Uint8Array) =>
  must(await node.oversight.trace(inspector, of(bytes)))

describe('a look that somebody takes out of the log', () => {
  it.each([
    ['in the middle', true],
    ['the newest of all', false],
  ])('is missed when the node opens: %s', async (_which, more) => {
    federation = await testFederation(ids, start, {}, { served: true, storage: 'disk' })
    const node = federation.node('XV-FIU')
    const id = await sendRequest(node, 'XN-FIU')
    await node.tick()
    federation.clock.forward(90)
    must(await node.read.request(analyst, id))
    if (more) must(await node.read.proof(analyst, id))
    expect((await node.audit()).findings).toEqual([])
    await node.close()
    const dir = join(federation.dir('XV-FIU'), 'db')
    const file = readdirSync(dir).find((name) => !/-(wal|shm)$/.test(name))!
    const database = new DatabaseSync(join(dir, file))
    const gone = database.prepare("delete from events where type = 'access.viewed'").run()
    database.close()
    expect(Number(gone.changes)).toBeGreaterThan(0)
    await expect(federation.reopen('XV-FIU')).rejects.toThrow(/the log lacks|log is shorter|head/)
  })

  it('cannot be left out either: a store that does not keep the look shows nothing', async () => {
    let broken = false
    federation = await testFederation(
      ids,
      start,
      {
        storage: async (options) => {
          const store = await memoryStore(options)
          const commit: Store['commit'] = async (act) => {
            if (broken && act.events.some((e) => /^access\./.test(e.type)))
              throw new StoreFault('the disk does not answer')
            return store.commit(act)
          }
          return { ...store, commit }
        },
      },
      { served: true },
    )
    const node = federation.node('XV-FIU')
    const id = await sendRequest(node, 'XN-FIU')
    broken = true
    federation.clock.forward(90)
    await expect(node.read.request(analyst, id)).rejects.toThrow('does not answer')
    await expect(node.read.proof(analyst, id)).rejects.toThrow('does not answer')
  })
})

describe('a copy that turns up outside', () => {
  async function sent(): Promise<{ node: Node; id: string }> {
    federation = await testFederation(ids, start, {}, { served: true })
    const node = federation.node('XV-FIU')
    const id = await sendRequest(node, 'XN-FIU')
    await federation.settle()
    return { node, id }
  }

  it('leads to the officer who took it, also where a program has indented it again', async () => {
    const { node, id } = await sent()
    const proof = must(await node.read.proof(analyst, id))
    for (const text of [JSON.stringify(proof), JSON.stringify(proof, null, 2)]) {
      const { logged, found } = await trace(node, text)
      expect(logged).toBe(true)
      expect(found).toMatchObject([{ officer: analyst, subject: `matter/${id}`, what: 'proof' }])
    }
    const record = must(await node.read.request(analyst, id)).documents[0]!.record
    const printed = must(await node.read.document(analyst, id, record, { as: 'pdf' }))
    const { found } = await trace(node, printed.bytes)
    expect(found).toMatchObject([{ officer: analyst, what: record }])
  })

  it('is an unlogged export where nobody took it out by the record, and those who watch are told', async () => {
    const { node, id } = await sent()
    const proof = must(await node.read.proof(analyst, id)) as { readonly [name: string]: Json }
    const other = JSON.stringify({ ...proof, madeAt: '2025-01-20T09:11:00.000Z' })
    const traced = await trace(node, other)
    expect(traced).toMatchObject({ logged: false, found: [], fileOf: [] })
    const notices = (await node.access.notices(inspector)).filter((n) => n.kind === 'copy-unlogged')
    expect(notices).toHaveLength(1)
  })

  it('is found as a file of a matter that nobody took out, and as taken once somebody has', async () => {
    const { node, id } = await sent()
    const content = Buffer.from('statement of account 4711')
    await answerWithFile(federation.node('XN-FIU'), id, content)
    await federation.settle()
    expect(await trace(node, content)).toMatchObject({ logged: false, fileOf: [`matter/${id}`] })
    const [file] = must(await node.attachments.list(analyst, id))
    must(await node.attachments.read(analyst, id, file!.id))
    expect((await trace(node, content)).found).toMatchObject([{ officer: analyst, what: file!.id }])
  })

  it('is traced by those who oversee alone', async () => {
    const { node } = await sent()
    const tried = await node.oversight.trace(analyst, of('x'))
    expect(tried.ok ? '' : tried.refusal.name).toBe('not-overseer')
  })
})

describe('a row of oversight that somebody changed behind the log', () => {
  const stores: Store[] = []
  let node: Node

  async function open(): Promise<void> {
    stores.length = 0
    federation = await testFederation(
      ids,
      start,
      {
        storage: async (options) => {
          const store = await memoryStore(options)
          stores.push(store)
          return store
        },
      },
      { served: true },
    )
    node = federation.node('XV-FIU')
  }

  const text = async () => (await node.audit()).findings.map((f) => f.text).join()

  /** Writes into the only row of a kind what no record says; `null` takes it away. */
  async function bend(kind: string, how: (data: Record<string, Json>) => Json | null) {
    const [row] = (await stores[0]!.rows({ kind, order: 'key', limit: 1 })).rows
    const data = how(structuredClone(row!.data) as Record<string, Json>)
    must(await stores[0]!.commit({ events: [], rows: [{ kind, key: row!.key, data }] }))
    return async () => {
      must(
        await stores[0]!.commit({ events: [], rows: [{ kind, key: row!.key, data: row!.data }] }),
      )
    }
  }

  it('is found: a finding of a sample that became none, a sample that is gone', async () => {
    await open()
    await sendRequest(node, 'XN-FIU')
    const secret = 'a sentence on paper'
    const day = start.slice(0, 10)
    const asked = {
      name: 'OA',
      from: day,
      to: day,
      count: 1,
      secretDigest: digest(Buffer.from(secret)),
      pots: [],
    }
    const { id } = must(await node.oversight.announce(inspector, asked))
    for (const reference of ['RQ-02', 'RQ-03'])
      await sendRequest(node, 'XN-FIU', { ...fullRequest, reference })
    const drawn = must(await node.oversight.draw(inspector, id, secret))
    const why = 'the purpose names no proceedings'
    must(await node.oversight.judge(inspector, id, drawn.items[0]!.ticket, 'LC-02', why))
    expect(await text()).toBe('')
    const back = await bend('audit', (data) => {
      const [item] = data.items as Record<string, Json>[]
      return { ...data, items: [{ ...item, finding: 'compliant' }] }
    })
    expect(await text()).toBe('the row is not what the records of the sample fold to')
    await back()
    expect(await text()).toBe('')
    await bend('audit', () => null)
    expect(await text()).toBe('the log holds records of this, the tables do not')
  })

  it('is found: a declaration that lost a line, counts longer, or is gone', async () => {
    await open()
    must(await node.oversight.declare(analyst, ['Milo Vertan', 'Ada Brennick']))
    expect(await text()).toBe('')
    const bent = 'the row is not what the officer declared'
    const back = await bend('declaration', (data) => ({
      ...data,
      marks: (data.marks as Json[]).slice(1),
    }))
    expect(await text()).toBe(bent)
    await back()
    const again = await bend('declaration', (data) => ({
      ...data,
      until: '2027-01-20T09:10:00.000Z',
    }))
    expect(await text()).toBe(bent)
    await again()
    expect(await text()).toBe('')
    await bend('declaration', () => null)
    expect(await text()).toBe('the log holds records of this, the tables do not')
  })

  it('is found: a suspension that vanished, an alarm that was closed without a signature', async () => {
    await open()
    const why = 'opened files without a case'
    must(await node.oversight.propose(inspector, analyst, why))
    must(await node.oversight.sign('XV-OMB/head-of-desk', analyst, why))
    expect((await node.audit()).findings).toEqual([])
    await bend('account-hold', (data) => ({ ...data, state: 'lifted' }))
    expect(await text()).toContain('not what the last signed record of it says')
    await bend('account-hold', () => null)
    expect(await text()).toContain('the log holds records of this, the tables do not')
  })
})

describe('who watches', () => {
  it('is watched: each search and each copy that is traced is on record', async () => {
    federation = await testFederation(ids, start, {}, { served: true })
    const node = federation.node('XV-FIU')
    const id = await sendRequest(node, 'XN-FIU')
    federation.clock.forward(90)
    must(await node.read.request(analyst, id))
    const { looks } = must(await node.oversight.search(inspector, { officer: analyst }))
    expect(looks[0]).toMatchObject({ officer: analyst, reference: 'RQ-01', ownStep: true })
    expect(JSON.stringify(looks)).not.toContain('imaging units')
    const again = must(await node.oversight.search(inspector, { officer: inspector }))
    expect(again.looks[0]).toMatchObject({ kind: 'log read', what: `officer ${inspector}` })
    const stranger = await node.oversight.search('XV-FIU/analyst', {})
    expect(stranger.ok ? '' : stranger.refusal.name).toBe('not-overseer')
  })
})
