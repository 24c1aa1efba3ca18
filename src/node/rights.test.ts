import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Day, must } from '#base'
import { memoryStore, type Store } from '#store'
import { samples } from '../procedure/samples.ts'
import { type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-05-05T08:00:00.000Z',
    {},
    { served: true },
  )
})
afterAll(() => federation.close())

const xn = () => federation.node('XN-FIU')
const registrar = 'XN-DPA/registrar'
const unit = 'XN-FIU/analyst'
const head = 'XN-FIU/head'

const shown = { proof: 'shown', shownOn: '2025-05-05' as Day } as const

const petra = {
  ask: 'access',
  to: 'XN-FIU',
  language: 'en',
  name: 'Petra Lindqvar',
  born: '1979-03-02',
  country: 'XN',
  words: 'Which data do you hold about me?',
  // Letters that stand in no digest and no number.
  paperEnds: 'ÄÜ7Ö',
}

async function filed(fields: Readonly<Record<string, string>> = petra) {
  const handed = await xn().rights.hand(fields)
  if ('faults' in handed) throw new Error(JSON.stringify(handed.faults))
  return must(handed)
}

const act = async (actor: string, id: string, action: string, document: object = {}) =>
  must(
    await xn().handle(actor, {
      do: 'act',
      id,
      action,
      document: { ...samples[action], ...document },
    }),
  )

describe('a person hands in a request on the page', () => {
  it('and reads where it stands with nothing but the receipt', async () => {
    const { id, receipt } = await filed()
    expect(await xn().rights.told(receipt)).toMatchObject({ stage: 'identity', ask: 'access' })
    expect(await xn().rights.told('1234567890123456')).toBeUndefined()
    const seen = must(await xn().rights.list(registrar)).find((one) => one.id === id)
    expect(seen).toMatchObject({
      state: 'filed',
      proofKept: true,
      acknowledgeBy: '2025-05-12T08:00:00.000Z',
    })
    expect(must(await xn().rights.open(registrar, id))).toMatchObject({
      // Letters that stand in no digest and no number.
      paperEnds: 'ÄÜ7Ö',
      words: { name: 'Petra Lindqvar' },
    })

    const unseen = await xn().rights.takeUp(registrar, id)
    expect(unseen).toMatchObject({ refusal: { name: 'identity-unchecked' } })
    const { matter } = must(await xn().rights.takeUp(registrar, id, shown))
    const told = await xn().rights.told(receipt)
    expect(told).toMatchObject({
      stage: 'received',
      toName: expect.stringContaining('FIU'),
      replyBy: expect.stringMatching(/^2025-06-0/),
      remedies: [
        { what: 'check', authority: 'XN-DPA' },
        { what: 'court', authority: 'XN-DC' },
      ],
    })
    await act(unit, matter, 'acknowledge', { contact: 'desk of the unit' })
    expect((await xn().rights.told(receipt))?.stage).toBe('acknowledged')
    const again = await xn().rights.takeUp(registrar, id, shown)
    expect(again).toMatchObject({ refusal: { name: 'filing-settled' } })
  })

  it('and the proof of who asks is gone as soon as somebody has looked at the paper', async () => {
    const { id } = await filed({ ...petra, paperEnds: '9x3z' })
    must(await xn().rights.takeUp(registrar, id, { ...shown, proof: 'covered-copy' }))
    expect(must(await xn().rights.open(registrar, id)).paperEnds).toBeNull()
    const audit = await xn().audit()
    expect(audit.findings).toEqual([])
  })

  it('and the limits run from the day on which the paper was shown, however late the desk opens it', async () => {
    const { id, receipt } = await filed()
    federation.clock.forward(20 * 24 * 60)
    const tomorrow = { ...shown, shownOn: '2025-05-27' as Day }
    expect(await xn().rights.takeUp(registrar, id, tomorrow)).toMatchObject({
      refusal: { name: 'identity-unchecked' },
    })
    const later = { ...shown, shownOn: '2025-05-08' as Day }
    const { matter } = must(await xn().rights.takeUp(registrar, id, later))
    const { clocks } = must(await xn().read.request(registrar, matter))
    const reply = clocks.find((clock) => clock.id === 'reply')!
    expect([reply.start, reply.due].map((at) => String(at).slice(0, 10))).toEqual([
      '2025-05-07',
      '2025-06-09',
    ])
    expect((await xn().rights.told(receipt))?.replyBy).toBe(reply.due)
    federation.clock.set('2025-05-05T08:00:00.000Z')
  })

  it('and it is opened and noted in one transaction: a disk that fails leaves neither', async () => {
    const stores: Store[] = []
    const storage = async (options: Parameters<typeof memoryStore>[0]) => {
      const store = await memoryStore(options)
      stores.push(store)
      return store
    }
    const other = await testFederation(
      ['XN-FIU'],
      '2025-05-05T08:00:00.000Z',
      { storage },
      { served: true },
    )
    const node = other.node('XN-FIU')
    const handed = await node.rights.hand(petra)
    if ('faults' in handed) throw new Error('not handed in')
    const { id } = must(handed)
    const store = stores[0]!
    const commit = store.commit.bind(store)
    const acts: (readonly string[])[] = []
    Object.assign(store, {
      commit: (act: Parameters<typeof commit>[0]) => {
        acts.push(act.events.map(({ type }) => type))
        return commit(act)
      },
    })
    const { matter } = must(await node.rights.takeUp(registrar, id, shown))
    expect(acts.filter((types) => types.includes('rights.taken-up'))).toEqual([
      ['rights.taken-up', 'dsr.received'],
    ])
    const seen = must(await node.rights.open(registrar, id))
    expect(seen).toMatchObject({ state: 'taken-up', matter, proofKept: false, paperEnds: null })
    expect((await node.audit()).findings).toEqual([])
    await other.close()
  })

  it('and to officers of any other desk it is not there', async () => {
    const { id } = await filed()
    for (const other of [unit, head, 'XN-CA/registrar', 'XN-DPA/judge', 'XN-DPA/nobody']) {
      const opened = await xn().rights.open(other, id)
      expect(opened, other).toMatchObject({ refusal: { name: 'filing-unknown' } })
      expect(must(await xn().rights.list(other))).toEqual([])
    }
  })

  it('and every look of the desk is on record, with no word of what was said', async () => {
    const { id } = await filed()
    must(await xn().rights.open(registrar, id))
    must(await xn().rights.open(registrar, id))
    const { entries } = await xn().read.log({ after: -1, limit: 500 })
    const looks = entries.filter((e) => e.stream === `access/rights/${id}`)
    expect(looks.map((e) => [e.type, e.actor])).toEqual([['access.viewed', registrar]])
    // The letter of somebody else's desk is not there; the registrar's says what the page says.
    expect(await xn().rights.letter('XN-FIU/analyst', id)).toMatchObject({
      refusal: { name: 'filing-unknown' },
    })
    expect(must(await xn().rights.letter(registrar, id))).toMatchObject({
      ...{ name: 'Petra Lindqvar', deskName: 'Data Protection Authority', stage: 'identity' },
      ...{ open: [], remedies: [{ what: 'check' }, { what: 'court' }] },
    })
    expect(JSON.stringify(entries)).not.toMatch(/Lindqvar|ÄÜ7Ö/)
    expect(JSON.stringify(federation.observed)).not.toMatch(/Lindqvar|ÄÜ7Ö|Which data/)
  })

  it('and it is given back, with the words gone, when nobody comes to show who they are', async () => {
    const { id, receipt } = await filed()
    federation.clock.forward(31 * 24 * 60)
    await federation.settle()
    expect(await xn().rights.told(receipt)).toMatchObject({
      stage: 'given-back',
      returned: 'nobody-came',
    })
    expect(must(await xn().rights.open(registrar, id)).words).toBeNull()
  })
})

describe('a complaint', () => {
  it('is not given back because the desk let it lie: its registrars are told, and it waits', async () => {
    const { id, receipt } = await filed({
      ...{ ask: 'complaint', to: 'XN-AMO', language: 'en', against: 'delay' },
      words: 'nobody has answered me for four months',
    })
    federation.clock.forward(31 * 24 * 60)
    await xn().tick()
    expect((await xn().rights.told(receipt))?.stage).toBe('taken-in')
    const told = await xn().access.notices(registrar)
    expect(told.filter(({ about }) => about === id)).toHaveLength(1)
    federation.clock.set('2025-05-05T08:00:00.000Z')
  })

  it('needs no name, becomes a matter of the oversight body, and its author reads how far it is', async () => {
    const { id, receipt } = await filed({
      ask: 'complaint',
      to: 'XN-AMO',
      language: 'fr',
      against: 'property',
      words: 'the account into which I pay my rent is blocked',
    })
    // Nobody has to show who they are, before as after.
    expect((await xn().rights.told(receipt))?.stage).toBe('taken-in')
    const { matter } = must(await xn().rights.takeUp(registrar, id))
    expect(await xn().rights.told(receipt)).toMatchObject({ stage: 'taken-in', language: 'fr' })
    await act(registrar, matter, 'acknowledge')
    await act('XN-DPA/inspector', matter, 'triage', samples['complaint-triage'])
    expect((await xn().rights.told(receipt))?.stage).toBe('looked-at')
  })
})

describe('the audit', () => {
  it('finds a filing whose row somebody changed, took away or made up', async () => {
    const stores: Store[] = []
    const other = await testFederation(
      ['XN-FIU'],
      '2025-05-05T08:00:00.000Z',
      {
        storage: async (options) => {
          const store = await memoryStore(options)
          stores.push(store)
          return store
        },
      },
      { served: true },
    )
    const node = other.node('XN-FIU')
    const handed = await node.rights.hand(petra)
    if ('faults' in handed) throw new Error('not handed in')
    const { id } = must(handed)
    expect((await node.audit()).findings).toEqual([])
    const row = (await stores[0]!.row('rights-filing', id))!
    const findings = async (key: string, data: object | null) => {
      must(
        await stores[0]!.commit({
          events: [],
          rows: [{ kind: 'rights-filing', key, data: data as never }],
        }),
      )
      return (await node.audit()).findings.map((found) => found.where)
    }
    const returned = { ...(row.data as object), state: 'returned', returned: 'asked-back' }
    expect(await findings(id, returned)).toEqual([`filing ${id}`])
    expect(await findings(id, null)).toEqual([`filing ${id}`])
    expect(await findings(id, row.data as object)).toEqual([])
    expect(await findings('made-up', row.data as object)).toEqual(['filing made-up'])
    await other.close()
  })
})
