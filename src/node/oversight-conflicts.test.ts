import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import type { Node } from './open-node.ts'
import {
  fullRequest,
  goodApproval,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'

let federation: TestFederation
let node: Node
afterEach(() => federation.close())

const analyst = 'XV-FIU/analyst'
const head = 'XV-FIU/head'
const inspector = 'XV-OMB/inspector'
const nameOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'yes' : outcome.refusal.name)

async function open(storage?: 'disk'): Promise<void> {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-14T09:00:00.000Z',
    { demo: true },
    { served: true, ...(storage === undefined ? {} : { storage }) },
  )
  node = federation.node('XV-FIU')
}

async function draft(change: object = {}, by = analyst): Promise<string> {
  const document = { ...fullRequest, ...change }
  return must(await node.handle(by, { do: 'open', kind: 'request', to: 'XN-FIU', document })).id
}

const act = (actor: string, id: string, action: string, document: object = {}) =>
  node.handle(actor, { do: 'act', id, action, document: { ...document } })

describe('a declared interest', () => {
  const persons = [{ name: 'Dr. Milo VÉRTAN', kind: 'person', country: 'XV' }]

  it('takes the officer off a matter that names it, in whatever spelling, and tells the head', async () => {
    await open()
    must(await node.oversight.declare(analyst, ['Vertan Milo', 'company:XV:10023']))
    const id = await draft({ persons }, head)
    const innocent = await draft({ reference: 'RQ-02' }, head)
    expect(nameOf(await node.read.request(analyst, id))).toBe('recused')
    expect(nameOf(await act(analyst, id, 'revise', fullRequest))).toBe('recused')
    expect(nameOf(await node.read.request(analyst, innocent))).toBe('yes')
    expect(nameOf(await node.read.request(head, id))).toBe('yes')
    const told = (await node.access.notices(inspector)).filter((n) => n.kind === 'recusal')
    expect(told.map((n) => n.text)).toEqual([
      'XV-FIU/analyst has been taken off a matter because of a declared interest',
    ])
    await node.tick()
    federation.clock.forward(24 * 60)
    expect(nameOf(await node.read.request(analyst, id))).toBe('recused')
    await node.tick()
    const alarms = (await node.access.notices(inspector)).filter((n) => n.kind === 'access-alarm')
    expect(alarms.map((n) => n.text.slice(0, 5))).toEqual(['AR-08'])
  })

  it('comes back by two others where it was a namesake, never by the officer', async () => {
    await open()
    must(await node.oversight.declare(analyst, ['Milo Vertan']))
    const id = await draft({ persons }, head)
    expect(nameOf(await node.read.request(analyst, id))).toBe('recused')
    const why = 'another person of that name, born 1951'
    expect(nameOf(await node.oversight.lift(analyst, analyst, id, why))).toBe('not-overseer')
    must(await node.oversight.lift(head, analyst, id, why))
    expect(nameOf(await node.oversight.lift(head, analyst, id, why))).toBe('hold-second-person')
    expect(nameOf(await node.read.request(analyst, id))).toBe('recused')
    must(await node.oversight.lift(inspector, analyst, id, why))
    expect(nameOf(await node.read.request(analyst, id))).toBe('yes')
    expect((await node.audit()).findings).toEqual([])
  })

  it('closes a matter when the name arrives, tells those who watch and not the officer', async () => {
    await open()
    const xn = federation.node('XN-FIU')
    const their = 'XN-FIU/analyst'
    must(await xn.oversight.declare(their, ['Milo Vertan']))
    const id = await sendRequest(node, 'XN-FIU', { ...fullRequest, persons })
    const other = await sendRequest(node, 'XN-FIU', { ...fullRequest, reference: 'RQ-02' })
    await federation.settle()
    const recusals = async (officer: string) =>
      (await xn.access.notices(officer)).filter((n) => n.kind === 'recusal')
    expect((await recusals('XN-FIU/head')).map((n) => n.about)).toEqual([`${their}/${id}`])
    expect(await recusals(their)).toEqual([])
    expect(must(await xn.oversight.console('XN-DPA/inspector')).recusals).toMatchObject([
      { officer: their, matter: id, stands: true },
    ])

    const why = 'born in another century, no relation'
    expect(nameOf(await xn.read.request(their, id))).toBe('recused')
    expect(await recusals(their)).toHaveLength(1)
    await xn.tick()
    const alarms = (await xn.access.notices('XN-FIU/head')).filter((n) => n.kind === 'access-alarm')
    expect(alarms).toEqual([])
    expect(nameOf(await xn.read.request(their, other))).toBe('yes')
    must(await xn.oversight.lift('XN-FIU/head', their, id, why))
    must(await xn.oversight.lift('XN-DPA/inspector', their, id, why))
    const more = { do: 'act', id, action: 'acknowledge', document: { class: 'normal' } } as const
    expect(nameOf(await xn.handle(their, more))).toBe('yes')
    expect((await xn.audit()).findings).toEqual([])
  })

  it('closes a matter that the officer works on, when a later document brings the name', async () => {
    await open()
    must(await node.oversight.declare(analyst, ['Milo Vertan']))
    const id = await draft()
    expect(nameOf(await node.read.request(analyst, id))).toBe('yes')
    must(await act(head, id, 'revise', { ...fullRequest, persons }))
    const told = (await node.access.notices(inspector)).filter((n) => n.kind === 'recusal')
    expect(told).toHaveLength(1)
    expect(nameOf(await act(analyst, id, 'revise', fullRequest))).toBe('recused')
  })

  it('keeps its officer from opening a matter with that name, and from bringing it into one', async () => {
    await open()
    must(await node.oversight.declare(analyst, ['Milo Vertan']))
    const document = { ...fullRequest, persons }
    const opened = { do: 'open', kind: 'request', to: 'XN-FIU', document } as const
    expect(nameOf(await node.handle(analyst, opened))).toBe('recused')
    expect(await node.read.inbox({ show: 'all', q: '' }, head)).toEqual([])
    const id = await draft()
    expect(nameOf(await act(analyst, id, 'revise', document))).toBe('recused')
    expect(nameOf(await act(analyst, id, 'revise', fullRequest))).toBe('recused')
    expect(nameOf(await act(head, id, 'revise', document))).toBe('yes')
    const sameFamily = [{ name: 'Ada Vertan', kind: 'person', country: 'XV' }]
    const another = await draft({ reference: 'RQ-05', persons: sameFamily }, head)
    expect(nameOf(await node.read.request(analyst, another))).toBe('yes')
    expect((await node.audit()).findings).toEqual([])
  })

  it('is nowhere readable: not in an answer, not in the log, not on the disk', async () => {
    await open('disk')
    must(
      await node.oversight.declare(analyst, ['Quintessa Overbrook-Lantz', 'company:XV:99887766']),
    )
    const view = must(await node.oversight.declaration(analyst))
    expect(view).toMatchObject({ made: true, until: '2026-02-14T09:00:00.000Z', owed: false })
    const log = await node.read.log({ after: -1, limit: 500 })
    expect(JSON.stringify([view, log])).not.toMatch(/Overbrook|99887766/i)
    await node.close()
    const dir = join(federation.dir('XV-FIU'), 'db')
    for (const file of readdirSync(dir)) {
      const bytes = readFileSync(join(dir, file)).toString('latin1')
      expect(bytes).not.toMatch(/overbrook|99887766/i)
    }
  })

  it('is owed every year once the head has opened the round: without it nobody approves', async () => {
    await open()
    must(await node.oversight.openRound(head, '2025-03-01'))
    const id = await draft()
    expect(nameOf(await node.oversight.openRound(analyst, '2025-03-01'))).toBe('not-overseer')
    federation.clock.set('2025-03-01T09:00:00.000Z')
    expect(nameOf(await act(head, id, 'approve', goodApproval))).toBe('declaration-missing')
    must(await node.oversight.declare(head, []))
    expect(nameOf(await act(head, id, 'approve', goodApproval))).toBe('yes')
  })

  it('names somebody who can be recognised', async () => {
    await open()
    const made = await node.oversight.declare(analyst, ['Milo Vertan', 'him'])
    expect(made.ok ? '' : made.refusal.ground).toContain('line 2')
  })
})

describe('a red line', () => {
  const facts = 'the person, a journalist of a daily paper, is said to have committed fraud'

  it('stops a request that nobody has marked, until two who did not write it have said why', async () => {
    await open()
    const id = await draft({ facts })
    expect(nameOf(await act(head, id, 'approve', goodApproval))).toBe('line-unreviewed')
    const { lines } = must(await node.oversight.console(inspector))
    expect(lines[0]).toMatchObject({
      matter: id,
      passed: false,
      lines: [{ id: 'RL-PRESS', ground: 'G-10', word: 'journalis' }],
    })
    expect(JSON.stringify(lines)).not.toContain('daily paper')
    const why = 'the person is the accountant of the paper and no source is concerned'
    expect(nameOf(await node.oversight.signLine(analyst, id, why))).toBe('not-overseer')
    must(await node.oversight.signLine(head, id, why))
    expect(nameOf(await act(head, id, 'approve', goodApproval))).toBe('line-unreviewed')
    expect(nameOf(await node.oversight.signLine(head, id, why))).toBe('line-second-person')
    expect(must(await node.oversight.signLine(inspector, id, why)).passed).toBe(true)
    expect(nameOf(await act(head, id, 'approve', goodApproval))).toBe('yes')
    expect((await node.audit()).findings).toEqual([])
  })

  it('is not lifted by whoever wrote the request, and never keeps anybody from discarding it', async () => {
    await open()
    const id = await draft({ facts: 'the offence carries the death penalty' }, head)
    expect(nameOf(await act(analyst, id, 'approve', goodApproval))).not.toBe('yes')
    expect(nameOf(await act(head, id, 'discard', {}))).toBe('yes')
  })
})
