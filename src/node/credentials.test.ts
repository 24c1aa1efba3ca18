import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { courses, ethicsCourse } from '#learning'
import { ethicsQuestions } from '../learning/data/ethics.ts'
import type { Node } from './node.ts'
import { fullRequest, goodApproval, type TestFederation, testFederation } from './testing.ts'

const course = courses.find((c) => c.id === ethicsCourse)!
const head = 'XV-FIU/head'
let federation: TestFederation

afterEach(() => federation.close())

/** XV-FIU on a day on which its head has the credential, sat on 2 February 2025. */
async function withCredential(storage: 'memory' | 'disk' = 'memory') {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-02T09:00:00.000Z',
    {},
    { served: true, ...(storage === 'disk' ? { storage } : {}) },
  )
  const node = federation.node('XV-FIU')
  const { id } = must(
    await node.handle(head, {
      do: 'open',
      procedure: 'P14',
      step: 'enrol',
      document: { course: course.name, passMark: course.passMark, endsOn: '2025-02-28' },
    }),
  )
  return { node, id }
}

const approves = async (actor = head) => {
  const node = federation.node('XV-FIU')
  const document = { ...fullRequest, reference: `RQ-${federation.clock.now().slice(0, 10)}` }
  const { id } = must(
    await node.handle('XV-FIU/analyst', { do: 'open', kind: 'request', to: 'XN-FIU', document }),
  )
  const done = await node.handle(actor, {
    do: 'act',
    id,
    action: 'approve',
    document: goodApproval,
  })
  return done.ok ? 'done' : done.refusal.name
}

describe('the tasks of a course', () => {
  it('leave the look of the learner on record like every look at a matter', async () => {
    const { node, id } = await withCredential()
    federation.clock.forward(90)
    must(await node.learning.module(head, id))
    const { entries } = await node.read.log({ after: -1, limit: 2000 })
    expect(entries.filter((e) => e.type === 'access.viewed').length).toBe(1)
    const other = await node.learning.module('XV-FIU/analyst', id)
    expect(other.ok).toBe(false)
  })
})

describe('a credential on ethics', () => {
  it('lets its holder approve while it is valid, and not a minute after it has run out', async () => {
    const { node, id } = await withCredential()
    expect(await approves(), 'who never had one is not held up by the floor').toBe('done')
    await certify(node, id)
    federation.clock.set('2026-02-01T09:00:00.000Z')
    expect(await approves()).toBe('done')
    const until = [...must(await node.read.request(head, id)).clocks].find(
      (c) => c.id === 'credential',
    )!.due as string
    federation.clock.set(new Date(Date.parse(until) - 60_000).toISOString())
    expect(await approves(), `the last minute before ${until}`).toBe('done')
    federation.clock.set(new Date(Date.parse(until) + 60_000).toISOString())
    expect(await approves(), 'nobody has ticked yet').toBe('ethics-credential-expired')
    await federation.settle()
    expect(must(await node.read.request(head, id)).state).toBe('EXPIRED')
    expect(await approves()).toBe('ethics-credential-expired')
  })

  it('opens the functions again when the course was sat once more', async () => {
    const { node, id } = await withCredential()
    await certify(node, id)
    federation.clock.set('2030-01-01T09:00:00.000Z')
    await federation.settle()
    expect(await approves()).toBe('ethics-credential-expired')
    must(
      await node.handle(head, {
        do: 'act',
        id,
        action: 'try-again',
        document: { endsOn: '2030-02-28' },
      }),
    )
    expect(await approves(), 'enrolling is not passing').toBe('ethics-credential-expired')
    await certify(node, id)
    expect(await approves()).toBe('done')
  })

  it('is known again after a restart', async () => {
    const { node, id } = await withCredential('disk')
    await certify(node, id)
    federation.clock.set('2030-01-01T09:00:00.000Z')
    await federation.reopen('XV-FIU')
    expect(await approves()).toBe('ethics-credential-expired')
  })
})

describe('the credentials of a desk', () => {
  it('are shown to its head with those that run out soon, and to no analyst', async () => {
    const { node, id } = await withCredential()
    const early = await node.learning.certificate(head, id)
    expect(!early.ok && early.refusal.name).toBe('no-credential')
    await certify(node, id)
    const mine = () =>
      must(node.learning.roster(head)).officers.find((o) => o.officer === head)!.courses
    expect(mine()).toMatchObject([{ course: ethicsCourse, state: 'valid', runsOutSoon: false }])
    const printed = must(await node.learning.certificate(head, id))
    expect(printed).toMatchObject({ course: ethicsCourse, score: 100, state: 'valid' })
    const entry = (await node.read.log({ after: printed.record.index - 1, limit: 1 })).entries[0]!
    expect([entry.type, entry.index]).toEqual(['credential.issued', printed.record.index])
    const others = await node.learning.certificate('XV-FIU/analyst', id)
    expect(!others.ok && others.refusal.name).toBe('no-credential')
    const until = Date.parse(printed.until)
    federation.clock.set(new Date(until - 50 * 86_400_000).toISOString())
    expect(mine()).toMatchObject([{ state: 'valid', runsOutSoon: true }])
    federation.clock.set(new Date(until + 60_000).toISOString())
    expect(mine()).toMatchObject([{ state: 'expired', until: null, runsOutSoon: false }])
    const analyst = node.learning.roster('XV-FIU/analyst')
    expect(!analyst.ok && analyst.refusal.name).toBe('roster-for-heads')
  })
})

/** The officer hands in the right answers, which a test may look up as the engine makes them. */
async function certify(node: Node, id: string) {
  const { tasks } = must(await node.learning.module(head, id))
  const answers = Object.fromEntries(
    tasks.map((task) => {
      const question = ethicsQuestions.find((q) => q.asks === task.text)!
      return [task.id, { answer: 'ABC'[task.options!.indexOf(question.options[0]!)]! }]
    }),
  )
  const graded = must(await node.learning.submit(head, id, answers))
  expect(graded).toMatchObject({ score: 100, passed: true, differs: [] })
}
