import { afterEach, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { samples } from '#procedure'
import type { Node } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
let xv: Node
let xn: Node
afterEach(() => federation.close())

const analyst = 'XN-FIU/analyst'
const head = 'XN-FIU/head'
const ombudsperson = 'XV-OMB/inspector'
const nameOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'yes' : outcome.refusal.name)

/** A complaint of the ombudsperson of one country about an account at the unit of another, up to the order to stop. */
async function ordered(account: string, storage?: 'disk'): Promise<string> {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-06-11T10:00:00.000Z',
    { demo: true },
    { served: true, ...(storage === undefined ? {} : { storage }) },
  )
  xv = federation.node('XV-FIU')
  xn = federation.node('XN-FIU')
  const opened = await xv.handle(ombudsperson, {
    do: 'open',
    procedure: 'P11',
    step: 'detect',
    to: 'XN-FIU',
    document: samples['access-flag']!,
  })
  const { id } = must(opened)
  federation.clock.set('2025-06-11T10:05:00.000Z')
  must(await act(xv, ombudsperson, id, 'triage', samples['complaint-triage']))
  federation.clock.set('2025-06-11T10:06:00.000Z')
  must(await act(xv, ombudsperson, id, 'order-stop', { ...samples['stop-order'], account }))
  await federation.settle()
  return id
}

const act = (node: Node, actor: string, id: string, action: string, document: object = {}) =>
  node.handle(actor, { do: 'act', id, action, document: { ...document } })

const confirm = (id: string, by = head) =>
  act(xn, by, id, 'confirm-stop', samples['stop-confirmation'])

const accounts = async () => must(await xn.oversight.console('XN-DPA/inspector')).accounts

describe('an order to stop that names an account', () => {
  it('is the first signature, and its confirmation the second: the doors close with it', async () => {
    const id = await ordered(analyst)
    expect(await accounts()).toMatchObject([
      { officer: analyst, state: 'proposed', signed: [{ by: ombudsperson }] },
    ])
    expect(nameOf(await xn.signIn({ actor: analyst }))).toBe('yes')
    federation.clock.set('2025-06-11T10:40:00.000Z')
    must(await confirm(id))
    expect(nameOf(await xn.signIn({ actor: analyst }))).toBe('account-suspended')
    expect(await accounts()).toMatchObject([
      {
        state: 'suspended',
        suspendedAt: '2025-06-11T10:40:00.000Z',
        signed: [{ by: ombudsperson, at: '2025-06-11T10:06:00.000Z' }, { by: head }],
      },
    ])
    expect((await xn.audit()).findings).toEqual([])
  })

  it('is lifted where it was given, and nowhere else', async () => {
    const id = await ordered(analyst)
    const why = 'the head of the desk sees nothing in it'
    expect(nameOf(await xn.oversight.giveBack(head, analyst, why))).toBe('hold-ordered')
    must(await confirm(id))
    expect(nameOf(await xn.oversight.giveBack('XN-DPA/inspector', analyst, why))).toBe(
      'hold-ordered',
    )
    must(await act(xv, ombudsperson, id, 'lift-stop', { reasons: 'the analyst was asked to look' }))
    await federation.settle()
    expect(nameOf(await xn.signIn({ actor: analyst }))).toBe('yes')
    const again = { ...samples['stop-order'], by: '2025-06-12T11:00:00Z', account: analyst }
    must(await act(xv, ombudsperson, id, 'order-stop', again))
    await federation.settle()
    must(await confirm(id))
    expect(nameOf(await xn.signIn({ actor: analyst }))).toBe('account-suspended')
    expect((await xn.audit()).findings).toEqual([])
  })

  it('joins what a row or a head has proposed before, so that nobody signs twice', async () => {
    const id = await ordered('XN-FIU/nobody')
    expect(await accounts()).toEqual([])
    expect(nameOf(await confirm(id))).toBe('hold-unknown')
    must(await act(xv, ombudsperson, id, 'lift-stop', { reasons: 'another account was meant' }))
    await federation.settle()
    must(await xn.oversight.propose(head, analyst, 'fourteen files of one person'))
    const order = { ...samples['stop-order'], account: analyst }
    must(await act(xv, ombudsperson, id, 'order-stop', order))
    await federation.settle()
    expect(await accounts()).toMatchObject([
      { state: 'suspended', signed: [{ by: head }, { by: ombudsperson }] },
    ])
    must(await confirm(id))
    expect((await accounts()).length).toBe(1)
  })

  it('of an overseer who has signed on the page before is one signature, and the confirmation the second', async () => {
    const id = await ordered(analyst)
    must(await act(xv, ombudsperson, id, 'lift-stop', { reasons: 'to be given again' }))
    await federation.settle()
    expect((await accounts()).map((a) => a.state)).toEqual(['declined'])
    const own = 'XV-FIU/analyst'
    must(await xv.oversight.propose(ombudsperson, own, 'fourteen files of one person'))
    const complaint = { do: 'open', procedure: 'P11', step: 'detect', to: 'XV-FIU' } as const
    const opened = await xv.handle(ombudsperson, {
      ...complaint,
      document: samples['access-flag']!,
    })
    const here = must(opened).id
    must(await act(xv, ombudsperson, here, 'triage', samples['complaint-triage']))
    const order = { ...samples['stop-order'], account: own }
    must(await act(xv, ombudsperson, here, 'order-stop', order))
    expect(nameOf(await xv.signIn({ actor: own }))).toBe('yes')
    must(await act(xv, 'XV-FIU/head', here, 'confirm-stop', samples['stop-confirmation']))
    expect(nameOf(await xv.signIn({ actor: own }))).toBe('account-suspended')
    expect((await xv.audit()).findings).toEqual([])
  })

  it('is not confirmed by the officer whom it names', async () => {
    const id = await ordered(head)
    expect(nameOf(await confirm(id))).toBe('hold-own')
  })

  it('is followed once: a node that opens again carries nothing out a second time', async () => {
    const id = await ordered(analyst, 'disk')
    must(await confirm(id))
    federation.clock.set('2025-07-12T09:00:00.000Z')
    await xn.tick()
    expect(nameOf(await xn.signIn({ actor: analyst }))).toBe('yes')
    xn = await federation.reopen('XN-FIU')
    await xn.tick()
    expect(nameOf(await xn.signIn({ actor: analyst }))).toBe('yes')
    expect((await accounts()).map((a) => a.state)).toEqual(['ended'])
    expect((await xn.audit()).findings).toEqual([])
  })
})
