import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { memoryStore, type Store } from '#store'
import { samples } from '../procedure/samples.ts'
import { hitWire } from './hit-testing.ts'
import { fullRequest, sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
beforeEach(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU', 'XC-FIU'],
    '2025-04-22T07:00:00.000Z',
    {},
    { served: true },
  )
})
afterEach(() => federation.close())

const tellek = { name: 'Goran Tellek', kind: 'person', born: '1974-05-11', country: 'XV' }
const desk = 'XV-OMB/registrar'
const unit = 'XV-FIU/analyst'
const head = 'XV-FIU/head'
const xv = () => federation.node('XV-FIU')

const act = async (actor: string, id: string, action: string, document: object = {}) =>
  must(await xv().handle(actor, { do: 'act', id, action, document: { ...document } }))

/** The request of the namesake, acknowledged by the unit. */
async function asked(scope = 'rectification', person: object = tellek): Promise<string> {
  const document = { ...samples['dsr-request'], scope, persons: [person] }
  const { id } = must(
    await xv().handle(desk, { do: 'open', procedure: 'P10', to: 'XV-FIU', document }),
  )
  await act(unit, id, 'acknowledge', samples['dsr-acknowledgement'])
  return id
}

async function view(id: string) {
  return must(await xv().read.request(unit, id))
}

async function tally(id: string, by: string): Promise<Readonly<Record<string, string>>> {
  const found = (await view(id)).tallies.find((t) => t.name === by)
  return Object.fromEntries((found?.rows ?? []).map(({ key, value }) => [key, value]))
}

describe('a search for what peers hold', () => {
  it('brings a certificate of each, yes or no, and no name leaves', async () => {
    await sendRequest(xv(), 'XN-FIU', { ...fullRequest, persons: [tellek] })
    await federation.settle()
    const posted: Uint8Array[] = []
    const { post } = federation.wire
    federation.wire.post = (url, bytes, signal) => {
      posted.push(bytes)
      return post(url, bytes, signal)
    }
    const id = await asked()
    await act(unit, id, 'ask-peers', { peers: ['XN-FIU', 'XC-FIU', 'XV-CA'] })
    await federation.settle()
    await federation.settle()
    expect(await tally(id, 'copies')).toEqual({ 'XN-FIU': 'yes', 'XC-FIU': 'no', 'XV-CA': 'no' })
    await act(unit, id, 'locate', { searched: 'files, lists, ledgers' })
    expect((await view(id)).state).toBe('LOCATED')
    for (const bytes of posted) expect(Buffer.from(bytes).includes('Tellek')).toBe(false)
    for (const node of federation.nodes.values())
      expect((await node.audit()).findings, node.id).toEqual([])
  })

  it('answers a yes and a no with letters of one length', async () => {
    await sendRequest(xv(), 'XN-FIU', { ...fullRequest, persons: [tellek] })
    await federation.settle()
    const lengths = new Map<string, number[]>()
    const { post } = federation.wire
    federation.wire.post = (url, bytes, signal) => {
      const to = url.split('/')[2]!
      lengths.set(to, [...(lengths.get(to) ?? []), bytes.length])
      return post(url, bytes, signal)
    }
    // The first letter of a lane has none before it; it is not compared.
    for (const person of [tellek, tellek, { ...tellek, name: 'Wilma Nowhere' }]) {
      const id = await asked('access', person)
      await act(unit, id, 'ask-peers', { peers: ['XN-FIU'] })
      await federation.settle()
    }
    const [, yes, no] = lengths.get('XV-FIU')!
    expect(lengths.get('XV-FIU')).toHaveLength(3)
    expect(yes).toBe(no)
  })

  it('certifies nothing before the peer has said it', async () => {
    const id = await asked()
    await act(unit, id, 'ask-peers', { peers: ['XN-FIU'] })
    expect(await tally(id, 'copies')).toEqual({})
    await federation.settle()
    expect(await tally(id, 'copies')).toEqual({ 'XN-FIU': 'no' })
  })
})

describe('a partner that searches too often', () => {
  it('waits for the next day after the fiftieth answer, and is then answered', async () => {
    const stores = new Map<string, Store>()
    const other = await testFederation(
      ['XV-FIU', 'XN-FIU'],
      '2025-04-22T07:00:00.000Z',
      {
        storage: async (options) => {
          const store = await memoryStore(options)
          stores.set(options.origin, store)
          return store
        },
      },
      { served: true },
    )
    const store = [...stores].find(([origin]) => origin.includes('xn-fiu'))![1]
    const counted = {
      kind: 'rights-searches',
      key: 'XV-FIU/2025-04-22',
      data: { count: 50 },
    }
    must(await store.commit({ events: [], rows: [counted] }))
    const node = other.node('XV-FIU')
    const document = { ...samples['dsr-request'], persons: [tellek] }
    const open = { do: 'open', procedure: 'P10', to: 'XV-FIU', document } as const
    const { id } = must(await node.handle(desk, open))
    const step = async (action: string, words: object) =>
      must(await node.handle(unit, { do: 'act', id, action, document: { ...words } }))
    await step('acknowledge', samples['dsr-acknowledgement']!)
    await step('ask-peers', { peers: ['XN-FIU'] })
    const certified = async () => {
      await other.settle()
      const found = must(await node.read.request(unit, id)).tallies
      return found.find((t) => t.name === 'copies')?.rows.length ?? 0
    }
    expect(await certified()).toBe(0)
    other.clock.forward(25 * 60)
    expect(await certified()).toBe(1)
    await other.close()
  })
})

describe('a correction about a person', () => {
  it('reaches three nodes in 26 hours, with a receipt of each, and the index of blind questions loses the person (DS-02)', async () => {
    for (const to of ['XN-FIU', 'XC-FIU'])
      await sendRequest(xv(), to, { ...fullRequest, persons: [tellek] })
    await federation.settle()
    const xn = federation.node('XN-FIU')
    const list = 'name:Goran Tellek|1974-05-11\nname:Goran Telleg|1974-02-03'
    must(await xn.hit.keepList('XN-FIU/analyst', 'watched', list))
    const terms = { partner: 'XV-FIU', purpose: 'analysis', days: 30 }
    must(await xn.hit.openEpoch('XN-FIU/head', terms))
    const epoch = async () => must(await xn.hit.view('XN-FIU/head')).epochs.at(-1)!
    const before = await epoch()
    const id = await asked()
    await act(unit, id, 'locate', { searched: 'files and ledgers' })
    await act(head, id, 'decide', { ...samples['dsr-decision'], decision: 'corrected' })
    federation.clock.set('2025-05-01T07:30:00.000Z')
    await act(head, id, 'rectify', {
      ...samples['dsr-correction'],
      copies: ['XV-FIU', 'XN-FIU', 'XC-FIU'],
      cause: 'attribution',
    })
    // Carrow is cut off for a day.
    const { post } = federation.wire
    federation.wire.post = (url, bytes, signal) => {
      if (url.includes('XC-FIU')) throw new Error('cut')
      return post(url, bytes, signal)
    }
    await federation.settle()
    expect(Object.keys(await tally(id, 'receipts')).sort()).toEqual(['XN-FIU', 'XV-FIU'])
    const early = await xv().handle(unit, {
      do: 'act',
      id,
      action: 'settle-correction',
      document: {},
    })
    expect(early).toMatchObject({ refusal: { name: 'copy-uncorrected' } })
    federation.clock.set('2025-05-02T09:30:00.000Z')
    federation.wire.post = post
    await federation.settle()
    await federation.settle()
    await act(unit, id, 'settle-correction')
    const settled = await view(id)
    expect(settled.timeline.filter((e) => e.type === 'dsr.copy_corrected')).toHaveLength(3)
    const hours =
      (Date.parse(settled.timeline.findLast((e) => e.type === 'dsr.copy_corrected')!.at) -
        Date.parse(settled.timeline.find((e) => e.type === 'dsr.rectified')!.at)) /
      3_600_000
    expect(hours).toBe(26)

    // The machine has made the index again, without the person, under a new key and for no longer than it was agreed.
    const after = await epoch()
    expect(before.subjects).toBeGreaterThan(1)
    expect(after.subjects).toBeLessThan(before.subjects)
    expect(after.epoch).not.toBe(before.epoch)
    expect(after.to <= before.to).toBe(true)
    const receipt = settled.timeline.find(
      (e) => e.type === 'dsr.copy_corrected' && e.document?.holder === 'XN-FIU',
    )
    expect(receipt?.document).toEqual({ holder: 'XN-FIU', marked: 2, rerun: 1, open: 2 })
    expect(await tally(id, 'rerun')).toEqual({})

    // At the holder: what names the person is listed for whoever worked on it.
    const marks = await xn.rights.marks('XN-FIU/head')
    expect(marks.map((m) => [m.what, m.from, m.holding.what, m.state]).sort()).toEqual([
      ['rectified', 'XV-FIU', 'list', 'open'],
      ['rectified', 'XV-FIU', 'matter', 'open'],
    ])
    expect((await xn.access.notices('XN-FIU/analyst')).map(({ kind }) => kind)).toContain(
      'person-changed',
    )
    const settle = (by: string, mark: string, outcome: 'taken-out' | 'own-source') =>
      xn.rights.settleMark(by, mark, outcome)
    const [first, second] = marks as [(typeof marks)[0], (typeof marks)[0]]
    expect(await settle('XN-FIU/auditor', first.id, 'taken-out')).toMatchObject({
      refusal: { name: 'mark-unknown' },
    })
    must(await settle('XN-FIU/head', first.id, 'taken-out'))
    expect(await settle('XN-FIU/head', first.id, 'own-source')).toMatchObject({
      refusal: { name: 'mark-settled' },
    })
    await federation.settle()
    expect(await tally(id, 'rerun')).toEqual({})
    must(await settle('XN-FIU/analyst', second.id, 'own-source'))
    await federation.settle()
    await federation.settle()
    const over = (await view(id)).timeline.find((e) => e.type === 'dsr.rerun')
    expect(over?.document).toEqual({ holder: 'XN-FIU', changed: 1, stays: 1 })
    expect(JSON.stringify(marks)).not.toMatch(/tellek/i)
    for (const node of federation.nodes.values())
      expect((await node.audit()).findings, node.id).toEqual([])
  })

  it('stops a question that would be asked again, and the person comes back when everything is right as it is', async () => {
    const xn = federation.node('XN-FIU')
    const xv = federation.node('XV-FIU')
    must(await xv.hit.openEpoch(head, { partner: 'XN-FIU', purpose: 'analysis', days: 30 }))
    const list = 'name:Goran Tellek|1974-05-11'
    must(await xn.hit.keepList('XN-FIU/analyst', 'watched', list))
    const { post } = federation.wire
    const hitPost = hitWire(() => federation)
    federation.wire.post = (url, bytes, signal) =>
      (url.includes('/exchange/hit/') ? hitPost : post)(url, bytes, signal)
    const { id: run } = must(
      await xn.hit.ask('XN-FIU/analyst', {
        ...{ partners: ['XV-FIU'], purpose: 'analysis', category: 'corruption' },
        ...{ case: 'CASE-2025-7', text: list },
      }),
    )
    await xn.hit.settled()
    const until = '2025-06-22T00:00:00.000Z' as Parameters<typeof xn.hit.askStanding>[3]
    const standing = must(await xn.hit.askStanding('XN-FIU/analyst', run, 'it goes on', until))
    must(await xn.hit.grantStanding('XN-FIU/head', standing.id, true))
    const stands = async () => must(await xn.hit.view('XN-FIU/head')).standing[0]?.state
    expect(await stands()).toBe('granted')
    const id = await asked()
    await act(unit, id, 'locate', { searched: 'files and ledgers' })
    await act(head, id, 'decide', { ...samples['dsr-decision'], decision: 'corrected' })
    await act(head, id, 'rectify', { ...samples['dsr-correction'], copies: ['XN-FIU'] })
    await federation.settle()
    expect(await stands()).toBe('ended')
    const subjects = async () => {
      must(
        await xn.hit.openEpoch('XN-FIU/head', { partner: 'XV-FIU', purpose: 'analysis', days: 30 }),
      )
      return must(await xn.hit.view('XN-FIU/head')).epochs.at(-1)!.subjects
    }
    expect(await subjects()).toBe(0)
    const marks = await xn.rights.marks('XN-FIU/head')
    expect(marks.map(({ holding }) => holding.what).sort()).toEqual(['list', 'question'])
    for (const { id } of marks) must(await xn.rights.settleMark('XN-FIU/head', id, 'other-person'))
    expect(await subjects()).toBeGreaterThan(0)
  })

  it('is found by the audit where a mark was settled by nobody, or taken away', async () => {
    const stores: Store[] = []
    const storage = async (options: Parameters<typeof memoryStore>[0]) => {
      const store = await memoryStore(options)
      stores.push(store)
      return store
    }
    const other = await testFederation(
      ['XV-FIU'],
      '2025-04-22T07:00:00.000Z',
      { storage },
      { served: true },
    )
    const node = other.node('XV-FIU')
    must(await node.hit.keepList(unit, 'watched', 'name:Goran Tellek|1974-05-11'))
    const document = { ...samples['dsr-request'], persons: [tellek] }
    const open = { do: 'open', procedure: 'P10', to: 'XV-FIU', document } as const
    const { id } = must(await node.handle(desk, open))
    const step = async (by: string, action: string, words: object) =>
      must(await node.handle(by, { do: 'act', id, action, document: { ...words } }))
    await step(unit, 'acknowledge', samples['dsr-acknowledgement']!)
    await step(unit, 'locate', samples['dsr-located']!)
    await step(head, 'delete-data', { ...samples['dsr-correction'], copies: ['XV-FIU'] })
    await node.tick()
    const where = async () => (await node.audit()).findings.map((found) => found.where)
    expect(await where()).toEqual([])
    const store = stores[0]!
    const page = await store.rows({ kind: 'rights-mark', order: 'key', limit: 10 })
    const [row] = page.rows
    const mark = { kind: 'rights-mark', key: row!.key }
    const settled = { ...(row!.data as object), state: 'taken-out' }
    must(await store.commit({ events: [], rows: [{ ...mark, data: settled }] }))
    expect(await where()).toEqual([expect.stringMatching(/^mark /)])
    must(await store.commit({ events: [], rows: [{ ...mark, data: null }] }))
    expect(await where()).toEqual([expect.stringMatching(/^mark /)])
    must(await store.commit({ events: [], rows: [{ ...mark, data: row!.data }] }))
    expect(await where()).toEqual([])
    await other.close()
  })
})
