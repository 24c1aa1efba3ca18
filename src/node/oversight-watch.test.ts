import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Node } from './open-node.ts'
import { fullRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
let node: Node
afterEach(() => federation.close())

const analyst = 'XV-FIU/analyst'
const head = 'XV-FIU/head'
const inspector = 'XV-OMB/inspector'
const ombudsperson = 'XV-OMB/head-of-desk'
const why = 'fourteen files of one person without a case'

async function open(storage?: 'disk'): Promise<void> {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-06-11T10:00:00.000Z',
    { demo: true },
    { served: true, ...(storage === undefined ? {} : { storage }) },
  )
  node = federation.node('XV-FIU')
}

/** Files of the unit that name a footballer; the head of the desk wrote them. */
async function filesNaming(name: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const document = {
      ...fullRequest,
      reference: `RQ-${name.length}-${i}`,
      persons: [{ name, kind: 'person', country: 'XV' }],
    }
    const drafted = { do: 'open', kind: 'request', to: 'XN-FIU', document } as const
    ids.push(must(await node.handle(head, drafted)).id)
  }
  return ids
}

const noticesOf = async (officer: string, kind: string) =>
  (await node.access.notices(officer)).filter((n) => n.kind === kind).map((n) => n.text)

describe('an analyst who opens fourteen files of a footballer', () => {
  it('is found by the rule, told to those who watch, and stopped by two persons within forty minutes', async () => {
    await open()
    for (const id of await filesNaming('Raul Kick Verden', 14)) {
      must(await node.read.request(analyst, id))
      federation.clock.forward(1)
    }
    await node.tick()
    const alarms = await noticesOf(inspector, 'access-alarm')
    expect(alarms.some((t) => t.startsWith('AR-03, one person’s files: XV-FIU/analyst'))).toBe(true)
    expect(alarms.join()).not.toMatch(/Raul|Verden/)
    expect(await noticesOf(analyst, 'access-alarm')).toEqual([])
    expect(await noticesOf(head, 'account')).toHaveLength(1)

    federation.clock.set('2025-06-11T10:20:00.000Z')
    const token = must(await node.signIn({ actor: analyst })).token
    expect(must(await node.oversight.sign(inspector, analyst, why)).state).toBe('proposed')
    const again = await node.oversight.sign(inspector, analyst, why)
    expect(again.ok ? '' : again.refusal.name).toBe('hold-second-person')
    federation.clock.set('2025-06-11T10:40:00.000Z')
    expect(must(await node.oversight.sign(head, analyst, why)).state).toBe('suspended')

    expect(node.sessions.actor(token)).toBeUndefined()
    const refused = 'account-suspended'
    const [id] = await filesNaming('Another Name', 1)
    const tries = [
      await node.signIn({ actor: analyst }),
      await node.read.request(analyst, id!),
      await node.read.proof(analyst, id!),
      await node.handle(analyst, { do: 'act', id: id!, action: 'withdraw', document: {} }),
    ]
    for (const one of tries) expect(one.ok ? '' : one.refusal.name).toBe(refused)
    expect(await noticesOf(analyst, 'account')).toHaveLength(1)
    expect((await node.audit()).findings).toEqual([])
  })

  it('stays suspended over a restart, and comes back after thirty days by itself', async () => {
    await open('disk')
    must(await node.oversight.propose(inspector, analyst, why))
    must(await node.oversight.sign(ombudsperson, analyst, why))
    node = await federation.reopen('XV-FIU')
    const held = await node.signIn({ actor: analyst })
    expect(held.ok ? '' : held.refusal.name).toBe('account-suspended')
    federation.clock.set('2025-07-11T09:59:00.000Z')
    await node.tick()
    expect((await node.signIn({ actor: analyst })).ok).toBe(false)
    federation.clock.set('2025-07-11T10:00:00.000Z')
    expect((await node.signIn({ actor: analyst })).ok).toBe(true)
    await node.tick()
    expect(await noticesOf(inspector, 'account')).toContain(
      'the suspension of XV-FIU/analyst has ended',
    )
  })

  it('is not judged for files that the analyst takes up', async () => {
    await open()
    for (const id of await filesNaming('Raul Kick Verden', 6)) {
      must(await node.read.request(analyst, id))
      must(await node.handle(analyst, { do: 'act', id, action: 'revise', document: fullRequest }))
    }
    await node.tick()
    expect(await noticesOf(inspector, 'access-alarm')).toEqual([])
  })
})
