import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import type { Node } from './open-node.ts'
import {
  fullRequest,
  goodApproval,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'
import type { RequestView } from './views.ts'

let federation: TestFederation
afterEach(() => federation.close())

async function two(start = '2025-01-20T09:10:00.000Z'): Promise<[Node, Node]> {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], start)
  return [federation.node('XV-FIU'), federation.node('XN-FIU')]
}

async function see(node: Node, id: string): Promise<RequestView> {
  return must(await node.read.request(`${node.id}/analyst`, id))
}

async function act(
  node: Node,
  id: string,
  action: string,
  document: Record<string, unknown> = {},
  who = 'analyst',
) {
  const done = await node.handle(`${node.id}/${who}`, { do: 'act', id, action, document })
  await federation.settle()
  return done
}

function refusal(outcome: Outcome<unknown>) {
  if (outcome.ok) throw new Error('nothing was refused')
  return outcome.refusal
}

/** A database of this run alone: the keys of the nodes are new each time, and a log keeps to its key. */
async function ownDatabase(server: string): Promise<string> {
  const name = `life_${process.pid}_${Date.now()}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

async function schemasOf(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const found = await client.query<{ nspname: string }>(
    "select nspname from pg_namespace where nspname like 'comity%'",
  )
  await client.end()
  return found.rows.map((row) => row.nspname)
}

/** RQ-01 from draft to answer between the two nodes, whatever their logs lie in. */
async function mainStory(xv: Node, xn: Node): Promise<string> {
  const id = await sendRequest(xv, 'XN-FIU')
  await federation.settle()
  const there = await see(xn, id)
  expect(there.state).toBe('SENT')
  expect(there.document).toEqual(fullRequest)
  expect(there.legalBasis?.citation).toContain('art. 4')
  federation.clock.set('2025-01-20T10:02:00.000Z')
  must(await act(xn, id, 'acknowledge', { class: 'normal' }))
  federation.clock.set('2025-01-24T14:10:00.000Z')
  must(await act(xn, id, 'reply', goodReply))
  const [here, peer] = [await see(xv, id), await see(xn, id)]
  expect(here.state).toBe('ANSWERED')
  expect(here.reply).toEqual(goodReply)
  const crossed = (view: RequestView) =>
    view.timeline.filter((e) => e.crossed).map((e) => `${e.type} ${e.digest}`)
  expect(crossed(here)).toEqual(crossed(peer))
  expect(crossed(here).map((e) => e.split(' ')[0])).toEqual([
    'request.sent',
    'request.ack',
    'request.final',
  ])
  for (const node of [xv, xn]) expect((await node.audit()).findings).toEqual([])
  return id
}

describe('the life of a request (RQ-01)', () => {
  it('goes from draft to answer; both logs hold the same records; both audits are clean', async () => {
    const [xv, xn] = await two()
    await mainStory(xv, xn)
  })

  const server = process.env.COMITY_TEST_DATABASE_URL
  it.skipIf(server === undefined)(
    server === undefined
      ? 'on PostgreSQL: skipped, set COMITY_TEST_DATABASE_URL or use "node tools/postgres.mjs run -- ..."'
      : 'is the same with both nodes on one PostgreSQL, and is still there when they are opened again',
    async () => {
      const databaseUrl = await ownDatabase(server as string)
      federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', {
        storage: 'disk',
        databaseUrl,
      })
      const id = await mainStory(federation.node('XV-FIU'), federation.node('XN-FIU'))
      for (const name of ['XV-FIU', 'XN-FIU']) {
        const node = await federation.reopen(name)
        expect((await see(node, id)).state).toBe('ANSWERED')
        expect((await node.audit()).findings).toEqual([])
      }
      expect(await schemasOf(databaseUrl)).toHaveLength(2)
    },
  )

  it('shows the sender where the other log has the letter', async () => {
    const [xv, xn] = await two()
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const sent = (await see(xv, id)).timeline.find((e) => e.type === 'request.sent')
    const log = await xn.read.log({ after: -1, limit: 100 })
    const entry = log.entries.find((e) => e.index === sent?.receipt?.index)
    expect(sent?.receipt?.status).toBe('admitted')
    expect(entry?.digest).toBe(sent?.digest)
    expect(entry?.foreign).toBe(true)
  })

  it('keeps the draft at home: the other node sees nothing before it is sent', async () => {
    const [xv, xn] = await two()
    await xv.handle('XV-FIU/analyst', {
      do: 'open',
      kind: 'request',
      to: 'XN-FIU',
      document: fullRequest,
    })
    await federation.settle()
    expect(await xn.read.inbox({ show: 'all', q: '' })).toEqual([])
  })
})

describe('no', () => {
  it('is the answer when the author approves the own draft, and stands in the log', async () => {
    federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z')
    const xv = federation.node('XV-FIU')
    const opened = must(
      await xv.handle('XV-FIU/head', {
        do: 'open',
        kind: 'request',
        to: 'XN-FIU',
        document: fullRequest,
      }),
    )
    const refused = refusal(await act(xv, opened.id, 'approve', { ...goodApproval }, 'head'))
    expect(refused.name).toBe('approver-is-author')
    expect(refused.remedy).toBe('ask a second officer')
    const log = await xv.read.log({ after: -1, limit: 100 })
    expect(log.entries.map((e) => e.type)).toContain('refused')
  })

  it('is said by the other authority after consultation, with ground and remedy (RQ-07)', async () => {
    const [xv, xn] = await two('2025-02-12T09:00:00.000Z')
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    must(await act(xn, id, 'acknowledge', { class: 'normal' }))
    const early = refusal(
      await act(xn, id, 'refuse', { ground: 'G-07', reasons: 'no link' }, 'head'),
    )
    expect(early.name).toBe('not-open-now')
    must(await act(xn, id, 'consult', { ground: 'G-07', reasons: 'which link?' }))
    const tooSoon = refusal(
      await act(xn, id, 'refuse', { ground: 'G-07', reasons: 'no link' }, 'head'),
    )
    expect(tooSoon.name).toBe('consultation-open')
    must(await act(xv, id, 'answer-consultation', { answer: 'being worked out' }))
    const forbidden = refusal(await act(xn, id, 'refuse', { ground: 'G-02', reasons: 'x' }, 'head'))
    expect(forbidden.citation).toContain('DL-06')
    must(await act(xn, id, 'refuse', { ground: 'G-07', reasons: 'link not shown' }, 'head'))
    const here = await see(xv, id)
    expect(here.state).toBe('REFUSED')
    expect(here.timeline.at(-1)?.document).toEqual({ ground: 'G-07', reasons: 'link not shown' })
  })

  it('is not kept as the words of the input: a refusal on record names step, rule and person', async () => {
    const [xv] = await two()
    await xv.handle('XV-FIU/analyst', {
      do: 'open',
      kind: 'request',
      to: 'XN-FIU',
      document: { subject: 42, facts: 'a secret that must not be in the log' },
    })
    const proof = JSON.stringify(await xv.read.log({ after: -1, limit: 100 }))
    expect(proof).not.toContain('secret')
  })
})

describe('a deadline', () => {
  it('turns red by the clock alone, once, on both sides', async () => {
    const [xv, xn] = await two()
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    must(await act(xn, id, 'acknowledge', { class: 'normal' }))
    federation.clock.set('2025-01-27T09:09:00.000Z')
    await federation.settle()
    expect(answerClock(await see(xn, id))).toBe('running')
    federation.clock.set('2025-01-27T09:10:01.000Z')
    await federation.settle()
    await federation.settle()
    for (const node of [xv, xn]) {
      const view = await see(node, id)
      expect(answerClock(view)).toBe('overdue')
      expect(view.timeline.filter((e) => e.type === 'clock.overdue')).toHaveLength(1)
      const [item] = await node.read.inbox({ show: 'open', q: '' })
      expect(item?.dueStatus).toBe('overdue')
    }
  })
})

function answerClock(view: RequestView): string | undefined {
  return view.clocks.find((c) => c.id === 'answer')?.status
}

describe('looking', () => {
  it('leaves one record an hour for each officer and matter', async () => {
    const [xv] = await two()
    const id = await sendRequest(xv, 'XN-FIU')
    await see(xv, id)
    await see(xv, id)
    federation.clock.forward(61)
    await see(xv, id)
    must(await xv.read.request('XV-FIU/head', id))
    const log = await xv.read.log({ after: -1, limit: 100 })
    expect(log.entries.filter((e) => e.type === 'access.viewed')).toHaveLength(3)
  })
})
