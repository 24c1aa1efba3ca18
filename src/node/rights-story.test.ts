import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Day, must } from '#base'
import type { Identity } from '#rights'
import { samples } from '../procedure/samples.ts'
import { fullRequest, sendRequest, type TestFederation, testFederation } from './testing.ts'

/** DS-01 and CP-01 of the LANTERN case, from the page of the person to the last step, on real nodes. */
let federation: TestFederation
beforeAll(async () => {
  federation = await testFederation(
    ['XN-FIU', 'XV-FIU', 'XS-FIU'],
    '2025-04-03T07:00:00.000Z',
    {},
    { served: true },
  )
})
afterAll(() => federation.close())

const xn = () => federation.node('XN-FIU')
const at = (text: string) => federation.clock.set(`${text.replace(' ', 'T')}:00.000Z`)
const registrar = 'XN-DPA/registrar'
const inspector = 'XN-DPA/inspector'
const unit = 'XN-FIU/analyst'
const head = 'XN-FIU/head'

const act = async (actor: string, id: string, action: string, document: object = {}) =>
  must(await xn().handle(actor, { do: 'act', id, action, document: { ...document } }))

async function handIn(fields: Readonly<Record<string, string>>, identity?: Identity) {
  const handed = await xn().rights.hand(fields)
  if ('faults' in handed) throw new Error(JSON.stringify(handed.faults))
  const { id, receipt } = must(handed)
  const { matter } = must(await xn().rights.takeUp(registrar, id, identity))
  return { receipt, matter, told: () => xn().rights.told(receipt) }
}

describe('CP-01: the rent account of the café', () => {
  it('is blocked on 3 April, put right on 17 April, with EUR 3,200 paid and nothing that leads back to the tenant', async () => {
    at('2025-04-03 09:00')
    const { matter, told } = await handIn({
      ask: 'complaint',
      against: 'property',
      to: 'XN-AMO',
      language: 'en',
      words: 'the account into which I pay the rent of my café is blocked',
    })
    await act(registrar, matter, 'acknowledge')
    at('2025-04-04 09:00')
    await act(inspector, matter, 'triage', { ...samples['complaint-triage'], urgent: true })
    await act(inspector, matter, 'investigate', {
      ...samples.investigation,
      hearUntil: '2025-04-14',
    })
    expect(await told()).toMatchObject({ stage: 'looked-at', toName: 'Asset Management Office' })
    at('2025-04-08 09:00')
    await act('XN-AMO/asset-manager', matter, 'state-view', samples.statement)
    at('2025-04-10 09:00')
    await act(inspector, matter, 'uphold', samples['complaint-finding'])
    expect((await told())?.stage).toBe('upheld')
    at('2025-04-17 12:00')
    await act('XN-AMO/asset-manager', matter, 'remedy', {
      ...samples.remedy,
      damages: { amount: '3200.00', currency: 'EUR' },
    })
    const last = await told()
    expect([last?.stage, last?.replyBy]).toEqual(['put-right', null])
    expect(last?.remedies.map(({ what, authority }) => [what, authority])).toEqual([
      ['court', 'XN-DC'],
    ])
    const view = must(await xn().read.request(inspector, matter))
    expect(view.clocks.filter(({ status }) => /breached|overdue/.test(status))).toEqual([])
    const remedy = view.timeline.find(({ type }) => type === 'complaint.remedied')
    expect(remedy?.document).toMatchObject({ damages: { amount: '3200.00', currency: 'EUR' } })
  })
})

describe('DS-01: Petra Lindqvar asks the unit of Norrhavn', () => {
  it('gets neither a yes nor a no on 2 June, a check of the supervisory authority, and a court by name', async () => {
    at('2025-04-20 09:00')
    const petra = { name: 'Petra Lindqvar', kind: 'person', born: '1979-03-02', country: 'XN' }
    await sendRequest(xn(), 'XS-FIU', { ...fullRequest, persons: [petra] })
    await federation.settle()
    at('2025-05-05 10:00')
    const { matter, receipt, told } = await handIn(
      {
        ask: 'access',
        to: 'XN-FIU',
        language: 'en',
        ...{ name: petra.name, born: petra.born, country: 'XN' },
        words: 'which data do you hold about me?',
        paperEnds: '7741',
      },
      { proof: 'shown', shownOn: '2025-05-05' as Day },
    )
    at('2025-05-06 09:00')
    await act(unit, matter, 'acknowledge', samples['dsr-acknowledgement'])
    await act(unit, matter, 'ask-peers', { peers: ['XV-FIU', 'XS-FIU'] })
    await federation.settle()
    await federation.settle()
    const copies = must(await xn().read.request(unit, matter)).tallies.find(
      ({ name }) => name === 'copies',
    )
    expect(copies?.rows.map(({ key, value }) => [key, value])).toEqual([
      ['XS-FIU', 'yes'],
      ['XV-FIU', 'no'],
    ])
    at('2025-05-09 10:00')
    await act(unit, matter, 'locate', samples['dsr-located'])
    at('2025-06-02 15:00')
    await act(head, matter, 'decide', samples['dsr-decision'])
    expect((await told())?.stage).toBe('acknowledged')
    at('2025-06-02 18:00')
    expect(await told()).toMatchObject({
      stage: 'formula',
      remedies: [
        { what: 'check', authority: 'XN-DPA', rule: 'CP-DSR-INDIRECT' },
        { what: 'court', authority: 'XN-DC' },
      ],
    })
    at('2025-06-10 09:00')
    expect((await told())?.open).toEqual(['check'])
    must((await xn().rights.wish(receipt, 'check'))!)
    expect((await xn().access.notices(registrar)).map(({ text }) => text)).toContain(
      'a person asks, with the receipt, for the check of the supervisory authority',
    )
    await act(registrar, matter, 'refer', samples['dsr-referral'])
    at('2025-07-30 09:00')
    await act(inspector, matter, 'find', samples['dsr-finding'])
    at('2025-07-30 12:00')
    await act(head, matter, 'delete-data', {
      ...samples['dsr-correction'],
      change: 'one field that was older than the law allows was deleted',
      cause: 'outdated',
      copies: ['XN-FIU', 'XS-FIU'],
    })
    await federation.settle()
    await federation.settle()
    await act(unit, matter, 'settle-correction')
    // What was found and deleted, the person does not read: that the check was made, and where to go on.
    at('2025-08-05 18:00')
    const last = await told()
    expect(last).toMatchObject({
      stage: 'formula',
      check: { answeredAt: '2025-08-05T18:00:00.000Z' },
    })
    expect(JSON.stringify(last)).not.toMatch(/delet|outdated|lawful/)
    expect(receipt).toMatch(/^\d{16}$/)
    const view = must(await xn().read.request(unit, matter))
    expect(view.clocks.filter(({ status }) => /breached|overdue/.test(status))).toEqual([])
    for (const node of federation.nodes.values())
      expect((await node.audit()).findings, node.id).toEqual([])
  })

  it('and whoever held a copy sees what to look at again', async () => {
    const marks = await federation.node('XS-FIU').rights.marks('XS-FIU/head')
    expect(marks).toMatchObject([{ what: 'erased', from: 'XN-FIU', holding: { what: 'matter' } }])
    const told = await federation.node('XS-FIU').access.notices('XS-FIU/head')
    expect(JSON.stringify(told)).not.toMatch(/Lindqvar/)
  })
})
