import { basename } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, type Instant, must } from '#base'
import { packPacket, readStatement, unpackPacket } from '#hit'
import { memoryStore, type Store } from '#store'
import { hitWire, noIn, sealedBy } from './hit-testing.ts'
import { type TestFederation, testFederation } from './testing.ts'

const start = '2026-11-22T09:00:00.000Z'
const [head, analyst] = ['XN-FIU/head', 'XN-FIU/analyst']
const terms = {
  partners: ['XN-FIU'],
  purpose: 'deconfliction',
  category: 'corruption',
  case: 'CASE-2024-0417',
}
const known = 'account:XN:100001'

const stores = new Map<string, Store>()
let federation: TestFederation
let passed = 0
let asked: Uint8Array[] = []
let spoil: (what: string, answer: Uint8Array) => Uint8Array = (_, answer) => answer

beforeEach(async () => {
  asked = []
  spoil = (_, answer) => answer
  passed = 0
  federation = await testFederation(['XV-FIU', 'XN-FIU'], start, {
    elapsed: () => passed,
    storage: async (options) => {
      const store = await memoryStore(options)
      stores.set(basename(options.dir), store)
      return store
    },
  })
  federation.wire.post = hitWire(
    () => federation,
    (what, answer) => spoil(what, answer),
    (url, bytes) => {
      if (url.endsWith('/ask')) asked.push(bytes)
    },
  )
  must(await federation.node('XN-FIU').hit.keepList(analyst, 'own', known))
})
afterEach(() => federation.close())

const asker = () => federation.node('XV-FIU').hit
const owner = () => federation.node('XN-FIU').hit

async function open(release: 'none' | 'remarkable' | 'each' | 'each-two', quota?: object) {
  const epoch = { partner: 'XV-FIU', purpose: terms.purpose, days: 30, release }
  must(await owner().openEpoch(head, { ...epoch, ...quota }))
}

async function ask(text = known) {
  const { id } = must(await asker().ask('XV-FIU/analyst', { ...terms, text }))
  await asker().settled()
  return id
}

/** A minute later the nodes look around. */
async function round() {
  passed += 61_000
  federation.clock.set(new Date(Date.parse(federation.clock.now()) + 61_000).toISOString())
  asker().tick()
  await asker().settled()
  await new Promise((resolve) => setTimeout(resolve, 0))
  await asker().settled()
}

const atAsker = async (id: string) => must(await asker().run('XV-FIU/analyst', id))
const atOwner = async () => must(await owner().view(head)).asked
const types = async (node: string) =>
  (await federation.node(node).read.log({ after: -1, limit: 500 })).entries.map((e) => e.type)

describe('a question that an officer releases', () => {
  it('waits, is on record on both sides as waiting, and is answered when it is released', async () => {
    await open('each')
    const id = await ask()
    expect(await atAsker(id)).toMatchObject({
      found: [],
      partners: [{ state: 'held', held: { since: start, officers: 1, released: 0 } }],
    })
    const [row] = await atOwner()
    expect(row).toMatchObject({
      category: 'corruption',
      answered: false,
      release: { state: 'waits', officers: 1, by: [] },
    })
    await round()
    expect((await atAsker(id)).partners[0]!.state).toBe('held')
    must(await owner().release(analyst, row!.id, true, ''))
    await round()
    expect(await atAsker(id)).toMatchObject({ partners: [{ state: 'done', same: 1 }] })
    expect((await types('XV-FIU')).filter((type) => type === 'hit.waits')).toHaveLength(1)
    const recorded = await types('XN-FIU')
    expect(recorded).toEqual(
      expect.arrayContaining(['hit.held', 'hit.released', 'hit.answer-given']),
    )
    // Counted once, though it was sent three times.
    expect(must(await owner().view(head)).epochs[0]!.left.items).toBe(9_999)
    expect(new Set(asked.map((bytes) => digest(must(unpackPacket(bytes)).statement))).size).toBe(1)
  })

  it('needs two persons where the agreement says two', async () => {
    await open('each-two')
    const id = await ask()
    const [row] = await atOwner()
    must(await owner().release(head, row!.id, true, ''))
    expect(await owner().release(head, row!.id, true, '')).toMatchObject({
      refusal: { name: 'hit-four-eyes' },
    })
    await round()
    expect((await atAsker(id)).partners[0]).toMatchObject({
      state: 'held',
      held: { officers: 2, released: 1 },
    })
    must(await owner().release(analyst, row!.id, true, ''))
    await round()
    expect((await atAsker(id)).partners[0]!.state).toBe('done')
    expect((await atOwner())[0]!.release).toMatchObject({ state: 'released', by: [head, analyst] })
  })

  it('is declined with a reason, which the asker reads under the seals of the owner', async () => {
    await open('each')
    const id = await ask()
    const [row] = await atOwner()
    expect(await owner().release(head, row!.id, false, 'no')).toMatchObject({
      refusal: { name: 'hit-reason-missing' },
    })
    must(await owner().release(head, row!.id, false, 'the case is closed here since March'))
    await round()
    const { refusal } = (await atAsker(id)).partners[0]!
    expect(refusal).toMatchObject({ name: 'hit-declined', by: 'XN-FIU' })
    expect(refusal!.ground).toContain('closed here since March')
    expect(await owner().release(head, row!.id, true, '')).toMatchObject({
      refusal: { name: 'hit-answered' },
    })
  })

  it('is over with its term, and nobody releases it afterwards', async () => {
    await open('each')
    const id = await ask()
    const [row] = await atOwner()
    federation.clock.set('2026-11-27T09:00:00.000Z')
    expect(await owner().release(head, row!.id, true, '')).toMatchObject({
      refusal: { name: 'hit-not-released' },
    })
    await round()
    expect((await atAsker(id)).partners[0]!.refusal).toMatchObject({
      name: 'hit-not-released',
      by: 'XN-FIU',
    })
    expect((await atOwner())[0]!.release!.state).toBe('over')
  })

  it('stays on the list however many came after it, until its term is over', async () => {
    await open('each')
    await ask()
    const [first] = await atOwner()
    await open('none')
    for (let i = 0; i < 51; i++) await ask()
    const waiting = async () => (await atOwner()).filter((one) => one.release?.state === 'waits')
    expect((await waiting()).map((one) => one.id)).toEqual([first!.id])
    federation.clock.set('2026-11-27T09:00:00.000Z')
    owner().tick()
    await owner().settled()
    expect(await waiting()).toEqual([])
    expect(
      (await stores.get('XN-FIU')!.rows({ kind: 'hit-waiting', order: 'key', limit: 9 })).rows,
    ).toEqual([])
  })

  it('is not taken where fifty of that partner wait already', async () => {
    await open('each')
    for (let i = 0; i < 50; i++) await ask()
    const refused = async () => (await atAsker(await ask())).partners[0]!
    expect((await refused()).refusal).toMatchObject({ name: 'hit-quota-spent', by: 'XN-FIU' })
    const [row] = await atOwner()
    must(await owner().release(head, row!.id, true, ''))
    expect((await refused()).state).toBe('held')
  })

  it('is answered at once where only what is remarkable waits, and it is not', async () => {
    await open('remarkable')
    expect((await atAsker(await ask())).partners[0]!.state).toBe('done')
    const names = await atAsker(await ask('name:Goran Telleg|1974-02-11'))
    expect(names.partners[0]!.state).toBe('held')
  })
})

describe('a standing question', () => {
  it('that has to wait in a new epoch counts what it finds when it is released', async () => {
    await open('none')
    const other = 'account:XN:100002'
    const id = await ask(`${known}\n${other}`)
    const until = '2027-01-25T00:00:00.000Z' as Instant
    const standing = must(await asker().askStanding('XV-FIU/analyst', id, 'it goes on', until))
    must(await asker().grantStanding('XV-FIU/head', standing.id, true))
    must(await owner().keepList(analyst, 'more', other))
    await open('each')
    await round()
    const mine = async () => must(await asker().view('XV-FIU/head')).standing[0]!
    expect(await mine()).toMatchObject({ newHits: 0 })
    const [row] = await atOwner()
    expect(row).toMatchObject({ standing: true, release: { state: 'waits' } })
    must(await owner().release(head, row!.id, true, ''))
    await round()
    expect(await mine()).toMatchObject({ newHits: 1 })
    await round()
    expect(await mine()).toMatchObject({ newHits: 1 })
  })
})

describe('a question that is taken back', () => {
  it('leaves the list of the owner, countersigned, and is evaluated no more', async () => {
    await open('each')
    const id = await ask()
    const [row] = await atOwner()
    must(await asker().withdraw('XV-FIU/analyst', id))
    expect((await atAsker(id)).partners[0]!.state).toBe('stopped')
    expect((await atOwner())[0]!.release!.state).toBe('withdrawn')
    expect(await owner().release(head, row!.id, true, '')).toMatchObject({
      refusal: { name: 'hit-answered' },
    })
    expect(noIn(await owner().receive('ask', asked[0]!))?.name).toBe('hit-withdrawn')
    expect(await asker().withdraw('XV-FIU/analyst', id)).toMatchObject({
      refusal: { name: 'hit-answered' },
    })
  })

  it('is not sent at all where the partner was away, and the partner hears of it when it is back', async () => {
    await open('each')
    const { post } = federation.wire
    const id = await ask()
    federation.wire.post = async () => {
      throw new Error('away')
    }
    must(await asker().withdraw('XV-FIU/analyst', id))
    expect((await atOwner())[0]!.release!.state).toBe('waits')
    federation.wire.post = post
    await round()
    expect((await atOwner())[0]!.release!.state).toBe('withdrawn')
    const sent = asked.length
    must(await asker().resume('XV-FIU/analyst', id))
    await asker().settled()
    expect(asked).toHaveLength(sent)
  })

  it('cannot be taken back by another authority', async () => {
    await open('each')
    await ask()
    const [row] = await atOwner()
    const question = digest(must(unpackPacket(asked[0]!)).statement)
    const said = {
      v: 1,
      kind: 'hit-withdrawal',
      owner: 'XN-FIU',
      asker: 'XV-FIU',
      purpose: terms.purpose,
      id: row!.id,
      question,
      created: federation.clock.now(),
    }
    const forged = sealedBy(federation, 'XN-FIU', said)
    expect(noIn(await owner().receive('withdraw', forged))?.name).toBe('hit-not-signed')
    expect((await atOwner())[0]!.release!.state).toBe('waits')
  })
})

describe('a blind question', () => {
  it('is neither put nor answered while information is suspended, by either side', async () => {
    await open('none')
    const held = {
      instrument: 'any',
      measure: 'fiu-information',
      until: '2026-12-01T00:00:00.000Z' as Instant,
      ground: 'a court has stayed it',
    }
    const suspend = async (node: string, peer: string) => {
      const { suspensions } = federation.node(node)
      const { key } = must(await suspensions.propose(`${node}/analyst`, peer, held))
      must(await suspensions.confirm(`${node}/head`, peer, key))
    }
    await suspend('XN-FIU', 'XV-FIU')
    expect((await atAsker(await ask())).partners[0]!.refusal).toMatchObject({
      name: 'peer-suspended',
      by: 'XN-FIU',
    })
    await suspend('XV-FIU', 'XN-FIU')
    const before = asked.length
    expect(await asker().ask('XV-FIU/analyst', { ...terms, text: known })).toMatchObject({
      refusal: { name: 'peer-suspended' },
    })
    expect(asked).toHaveLength(before)
    // Another measure holds nothing up, and after its end this one neither.
    federation.clock.set('2026-12-01T00:00:00.000Z')
    expect((await atAsker(await ask())).partners[0]!.state).toBe('done')
  })
})

describe('a partner’s "no"', () => {
  it('is signed, names the words that it refuses, and is kept whole on both sides', async () => {
    await open('none', { quota: { items: 1, names: 0 } })
    const id = await ask('account:XN:100001\naccount:XN:100002')
    const { refusal } = (await atAsker(id)).partners[0]!
    expect(refusal).toMatchObject({ name: 'hit-quota-spent', by: 'XN-FIU' })
    expect(refusal!.ground).toMatch(/^XN-FIU refuses: /)
    const question = digest(must(unpackPacket(asked[0]!)).statement)
    for (const [node, type, field] of [
      ['XV-FIU', 'hit.refusal-received', 'packet'],
      ['XN-FIU', 'hit.refused', 'answer'],
    ] as const) {
      const body = await kept(node, type)
      const packet = must(unpackPacket(Buffer.from(body[field]!, 'base64')))
      expect(packet.signatures).toHaveLength(2)
      expect(must(readStatement('hit-refusal', packet.statement))).toMatchObject({
        by: 'XN-FIU',
        to: 'XV-FIU',
        message: question,
        refusal: { name: 'hit-quota-spent' },
      })
    }
  })

  it('is the same bytes for the same words, and fills no log', async () => {
    await open('none', { quota: { items: 1, names: 0 } })
    await ask('account:XN:100001\naccount:XN:100002')
    const again = () => owner().receive('ask', asked[0]!)
    const [one, two] = [must(await again()), must(await again())]
    expect(Buffer.compare(one, two)).toBe(0)
    const refused = async () =>
      (await types('XN-FIU')).filter((type) => type === 'hit.refused').length
    expect(await refused()).toBe(1)
    // A greeting is new each time; one a day is put on record for each reason.
    must(await owner().closeEpoch(head, 'XV-FIU', terms.purpose))
    for (let i = 0; i < 3; i++) await ask()
    expect(await refused()).toBe(2)
  })

  it('to other words, or in another’s name, counts as no answer', async () => {
    await open('none')
    const no = (over: object) => (what: string, answer: Uint8Array) => {
      if (what !== 'ask') return answer
      const said = {
        v: 1,
        kind: 'hit-refusal',
        by: 'XN-FIU',
        to: 'XV-FIU',
        message: digest(must(unpackPacket(asked.at(-1)!)).statement),
        refusal: {
          kind: 'forbidden',
          name: 'hit-declined',
          ground: 'no',
          citation: null,
          remedy: 'none',
        },
        created: federation.clock.now(),
        ...over,
      }
      return sealedBy(federation, 'XN-FIU', said)
    }
    const refusal = async () => (await atAsker(await ask())).partners[0]!.refusal!
    spoil = no({})
    expect(await refusal()).toMatchObject({ name: 'hit-declined', by: 'XN-FIU' })
    for (const over of [
      { message: digest(Buffer.from('other')) },
      { to: 'XS-FIU' },
      { by: 'XS-FIU' },
    ]) {
      spoil = no(over)
      expect((await refusal()).by).toBeNull()
    }
    // Under one seal of two, or under none.
    spoil = (what, answer) => {
      const packet = unpackPacket(no({})(what, answer))
      return what === 'ask' && packet.ok
        ? packPacket({ ...packet.value, signatures: packet.value.signatures.slice(0, 1) })
        : answer
    }
    expect(await refusal()).toMatchObject({ name: 'hit-not-signed', by: null })
  })

  it('or any other word of a partner, of which a byte is changed on the way, is believed in nothing', async () => {
    await open('each')
    let change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes
    spoil = (what, answer) => (what === 'ask' ? change(answer) : answer)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'cut', 'add', 'item'),
        async (place, flip, how) => {
          change = (bytes) => {
            const at = place % bytes.length
            if (how === 'cut') return bytes.subarray(0, at)
            if (how === 'add') return Buffer.concat([bytes, Uint8Array.of(flip)])
            if (how === 'item') return Buffer.concat([bytes, new Uint8Array(32)])
            return Buffer.from(bytes.with(at, bytes[at]! ^ flip))
          }
          const run = await atAsker(await ask())
          expect(run.found).toEqual([])
          expect(run.partners[0]).toMatchObject({
            state: 'refused',
            same: 0,
            refusal: { by: null },
          })
          expect(run.partners[0]!.refusal!.name).toMatch(/^hit-/)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('that nobody signed is shown as unsigned, and held against nobody', async () => {
    await open('none')
    const { post } = federation.wire
    federation.wire.post = async (url, bytes, signal) =>
      url.endsWith('/ask')
        ? {
            status: 403,
            bytes: Buffer.from(
              '{"kind":"forbidden","name":"hit-case-blocked","detail":"no","remedy":"none"}',
            ),
          }
        : post(url, bytes, signal)
    const { refusal } = (await atAsker(await ask())).partners[0]!
    expect(refusal).toMatchObject({ name: 'hit-no-answer', by: null })
    expect(refusal!.ground).toContain('without its seals')
  })
})

/** The body of the newest record of that type. */
async function kept(node: string, type: string) {
  const store = stores.get(node)!
  const events = await store.events({ types: [type], after: -1, limit: 500 })
  const body = await store.body(events.at(-1)!.id)
  expect(body?.state).toBe('present')
  return JSON.parse(Buffer.from((body as { bytes: Uint8Array }).bytes).toString('utf8')) as Record<
    string,
    string
  >
}
