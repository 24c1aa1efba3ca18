import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { packPacket, readStatement, unpackPacket } from '#hit'
import { memoryStore, type Store } from '#store'
import { samples } from '../procedure/samples.ts'
import { testDesk, who } from './desk-testing.ts'
import { keysIn } from './hit-subjects.ts'
import { hitWire, noIn, sealedBy } from './hit-testing.ts'
import { type Node, openNode } from './open-node.ts'
import { fullRequest, sendRequest, type TestFederation, testFederation } from './testing.ts'
import type { Post } from './world.ts'

const ids = ['XV-FIU', 'XN-FIU', 'XS-FIU', 'XC-FRA'] as const
const start = '2026-11-22T09:00:00.000Z'
const partners = ['XN-FIU', 'XS-FIU']
const terms = { purpose: 'deconfliction', category: 'corruption', case: 'CASE-2024-0417' }

let federation: TestFederation
/** What the wire does to an answer on its way back; a test puts its own in. */
let spoil: (what: string, answer: Uint8Array) => Uint8Array = (_, answer) => answer
let sent: { readonly url: string; readonly bytes: Uint8Array }[] = []

const post: Post = hitWire(
  () => federation,
  (what, answer) => spoil(what, answer),
  (url, bytes) => sent.push({ url, bytes }),
)

/** Twelve digits: fewer can stand in random bytes by chance. */
const digits = (i: number) => String(730_000_000_000 + i)
const account = (i: number) => `account:XN:${digits(i)}`
const accounts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => account(from + i)).join('\n')

beforeAll(async () => {
  federation = await testFederation(ids, start)
  federation.wire.post = post
  for (const [i, owner] of ['XN-FIU', 'XS-FIU', 'XC-FRA'].entries()) {
    const { hit } = federation.node(owner)
    must(await hit.keepList(`${owner}/analyst`, 'own', accounts(990 + i, 1_500 + i)))
    for (const purpose of ['deconfliction', 'analysis'])
      must(await hit.openEpoch(`${owner}/head`, { partner: 'XV-FIU', purpose, days: 30 }))
  }
})
afterAll(() => federation.close())

async function ask(text: string, over: object = {}) {
  const { hit } = federation.node('XV-FIU')
  const { id } = must(await hit.ask('XV-FIU/analyst', { partners, ...terms, text, ...over }))
  await hit.settled()
  return must(await hit.run('XV-FIU/analyst', id))
}

const left = async (owner: string) =>
  must(await federation.node(owner).hit.view(`${owner}/head`)).epochs.find(
    (e) => e.purpose === terms.purpose,
  )!.left.items

describe('a thousand identifiers, four nodes', () => {
  it('are asked, and show nothing but the hits', async () => {
    sent = []
    const run = await ask(accounts(0, 1_000), { partners: ['XN-FIU', 'XS-FIU', 'XC-FRA'] })
    expect(run.partners.map((p) => [p.owner, p.state, p.same])).toEqual([
      ['XN-FIU', 'done', 10],
      ['XS-FIU', 'done', 9],
      ['XC-FRA', 'done', 8],
    ])
    expect(new Set(run.found.map((f) => f.identifier)).size).toBe(10)
    const wire = Buffer.concat(sent.map((message) => message.bytes)).toString('latin1')
    for (let i = 0; i < 1_000; i++) expect(wire.includes(digits(i)), digits(i)).toBe(false)
  })

  it('have another key for each partner: no two of them can lay what they know of us together', () => {
    const keys = partners.flatMap((owner) => sent.filter((m) => m.url.includes(owner)))
    expect(keys.length).toBeGreaterThan(0)
    const elements = keys.map(({ bytes }) =>
      must(unpackPacket(bytes)).elements.map((e) => Buffer.from(e).toString('hex')),
    )
    const all = elements.flat()
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('the wire, or a partner, that changes an answer', () => {
  it.each([
    ['a byte of the items', (b: Buffer) => (b[b.length - 5]! ^= 1), 'hit-answer-differs'],
    ['a byte of the statement', (b: Buffer) => (b[60]! ^= 1), /hit-not-signed|hit-malformed/],
    ['a byte of the beginning', (b: Buffer) => (b[0]! ^= 1), 'hit-no-answer'],
  ] as const)('%s', async (_, change, name) => {
    spoil = (what, answer) => {
      if (what !== 'ask') return answer
      const bytes = Buffer.from(answer)
      change(bytes)
      return bytes
    }
    const run = await ask(account(995), { partners: ['XN-FIU'] })
    spoil = (_what, answer) => answer
    expect(run.partners[0]!.refusal!.name).toMatch(name)
    expect(run.found).toEqual([])
  })

  it('the answer to an earlier question is kept as evidence and used for nothing', async () => {
    let earlier: Uint8Array | undefined
    spoil = (what, answer) => {
      if (what !== 'ask') return answer
      earlier ??= answer
      return earlier
    }
    await ask(account(995), { partners: ['XN-FIU'] })
    const run = await ask(account(996), { partners: ['XN-FIU'] })
    spoil = (_what, answer) => answer
    expect(run.partners[0]).toMatchObject({
      state: 'refused',
      same: 0,
      refusal: { name: 'hit-answer-differs' },
    })
    const { entries } = (await federation.node('XV-FIU').read.log({ after: -1, limit: 500 })) as {
      entries: readonly { type: string }[]
    }
    expect(entries.some((entry) => entry.type === 'hit.answer-discarded')).toBe(true)
    // The question stays, and can be put again.
    const { hit } = federation.node('XV-FIU')
    must(await hit.resume('XV-FIU/analyst', run.id))
    await hit.settled()
    expect(must(await hit.run('XV-FIU/analyst', run.id)).partners[0]).toMatchObject({
      state: 'done',
      same: 1,
    })
  })

  it('an index of which a piece was changed on the way is not taken', async () => {
    spoil = (what, answer) => {
      if (what !== 'epoch' || Buffer.from(answer).subarray(0, 8).toString() !== 'COMITYT1')
        return answer
      const bytes = Buffer.from(answer)
      bytes[bytes.length - 1]! ^= 1
      return bytes
    }
    const run = await ask(account(995), { partners: ['XN-FIU'], purpose: 'analysis' })
    spoil = (_what, answer) => answer
    expect(run.partners[0]!.refusal!.name).toBe('hit-index-differs')
  })
})

describe('the same question', () => {
  it('sent twice is answered twice and counted once; another under its id is refused', async () => {
    sent = []
    await ask(accounts(995, 1_005), { partners: ['XN-FIU'] })
    const before = await left('XN-FIU')
    const question = sent.find((message) => message.url.endsWith('/ask'))!.bytes
    const owner = federation.node('XN-FIU').hit
    expect((await owner.receive('ask', question)).ok).toBe(true)
    expect(await left('XN-FIU')).toBe(before)

    // XV-FIU itself signs other words under the same id.
    const packet = must(unpackPacket(question))
    const said = {
      ...must(readStatement('hit-question', packet.statement)),
      case: 'CASE-OTHER',
    }
    const changed = sealedBy(federation, 'XV-FIU', said, packet.elements)
    expect(noIn(await owner.receive('ask', changed))?.name).toBe('hit-question-changed')
  })

  it('is nobody’s but who signed it: with one seal less it is no question', async () => {
    const question = sent.find((message) => message.url.endsWith('/ask'))!.bytes
    const packet = must(unpackPacket(question))
    expect(packet.signatures.length).toBe(2)
    for (const signature of packet.signatures) {
      const one = packPacket({ ...packet, signatures: [signature] })
      const twice = packPacket({ ...packet, signatures: [signature, signature] })
      for (const bytes of [one, twice])
        expect(await federation.node('XN-FIU').hit.receive('ask', bytes)).toMatchObject({
          refusal: { name: 'hit-not-signed' },
        })
    }
    // At a third node it has no meaning.
    expect(noIn(await federation.node('XS-FIU').hit.receive('ask', question))?.name).toMatch(
      /^hit-/,
    )
  })
})

describe('anything else that comes in', () => {
  it('is refused by name: a byte changed, cut or added never throws and never passes', async () => {
    const owner = federation.node('XN-FIU').hit
    const messages = sent.filter((message) => message.url.includes('XN-FIU'))
    expect(messages.length).toBeGreaterThan(1)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...messages.slice(0, 4)),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'cut', 'add'),
        async (message, place, flip, how) => {
          const what = message.url.split('/').at(-1) as 'ask'
          const at = place % message.bytes.length
          const bytes =
            how === 'cut'
              ? message.bytes.subarray(0, at)
              : how === 'add'
                ? Buffer.concat([message.bytes, Uint8Array.of(flip)])
                : message.bytes.with(at, message.bytes[at]! ^ flip)
          const answer = await owner.receive(what, bytes)
          expect(noIn(answer)?.name).toMatch(/^hit-/)
        },
      ),
      { numRuns: 150 },
    )
    for (const what of ['epoch', 'ask', 'withdraw', 'challenge'] as const)
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
          expect((await owner.receive(what, bytes)).ok).toBe(false)
        }),
        { numRuns: 50 },
      )
  })
})

describe('standing authority', () => {
  it('ends on its day, on record, and is not granted afterwards', async () => {
    const { hit } = federation.node('XV-FIU')
    const run = await ask(account(995), { partners: ['XN-FIU'] })
    const until = '2026-11-25T00:00:00.000Z' as Parameters<typeof hit.askStanding>[3]
    const granted = must(
      await hit.askStanding('XV-FIU/analyst', run.id, 'the inquiry goes on', until),
    )
    const late = must(await hit.askStanding('XV-FIU/analyst', run.id, 'the inquiry goes on', until))
    must(await hit.grantStanding('XV-FIU/head', granted.id, true))
    federation.clock.set('2026-11-25T00:00:01.000Z')
    expect(await hit.grantStanding('XV-FIU/head', late.id, true)).toMatchObject({
      refusal: { name: 'hit-standing-over' },
    })
    hit.tick()
    await hit.settled()
    const { standing } = must(await hit.view('XV-FIU/head'))
    expect(standing.find((one) => one.id === granted.id)!.state).toBe('ended')
    federation.clock.set(start)
  })

  it('asks afresh, and is counted, when a new epoch begins', async () => {
    const other = await testFederation(['XV-FIU', 'XN-FIU'], start)
    const before = federation
    federation = other
    other.wire.post = post
    try {
      const owner = other.node('XN-FIU').hit
      const { hit } = other.node('XV-FIU')
      must(
        await owner.openEpoch('XN-FIU/head', {
          partner: 'XV-FIU',
          purpose: 'deconfliction',
          days: 30,
        }),
      )
      const run = await ask(account(7), { partners: ['XN-FIU'] })
      expect(run.found).toEqual([])
      const until = '2027-01-25T00:00:00.000Z' as Parameters<typeof hit.askStanding>[3]
      const { id } = must(
        await hit.askStanding('XV-FIU/analyst', run.id, 'the inquiry goes on', until),
      )
      must(await hit.grantStanding('XV-FIU/head', id, true))
      must(await owner.keepList('XN-FIU/analyst', 'new', account(7)))
      must(
        await owner.openEpoch('XN-FIU/head', {
          partner: 'XV-FIU',
          purpose: 'deconfliction',
          days: 30,
        }),
      )
      hit.tick()
      await hit.settled()
      const desk = must(await hit.view('XV-FIU/head'))
      expect(desk.standing).toMatchObject([{ newHits: 1 }])
      expect(desk.runs[0]).toMatchObject({ standing: id, partners: [{ same: 1 }] })
      const asked = must(await owner.view('XN-FIU/head')).asked
      expect(asked.map((one) => one.standing)).toEqual([true, false])
    } finally {
      await other.close()
      federation = before
    }
  })
})

describe('whom a document names', () => {
  it('is read from its fields and from its text, and nobody else', () => {
    const keys = keysIn({
      persons: [
        {
          name: 'Goran Telleg',
          kind: 'person',
          born: '1974-02-11',
          country: 'XV',
          identifier: 'P 123 456',
        },
        { name: 'Halvor Consulting LLC', kind: 'company', country: 'XV', identifier: 'HRB 12' },
        { name: 'Nobody Inparticular' },
      ],
      assets: [{ kind: 'account', reference: 'A33', place: 'XN' }],
      facts:
        'paid into GB82 WEST 1234 5698 7654 32 and account:XS:A14, not GB82 WEST 1234 5698 7654 33',
    })
    expect([...keys].filter((key) => !key.startsWith('name:')).sort()).toEqual([
      'account:XN:A33',
      'account:XS:A14',
      'company:XV:HRB12',
      'iban:GB82WEST12345698765432',
      'natid:XV:P123456',
      'passport:XV:P123456',
    ])
    expect(keys).toContain('name:goran telleg|1974-02-11')
  })
})

describe('the subjects of an authority', () => {
  const subjects = async (of: TestFederation, owner: string, partner: string) => {
    const { hit } = of.node(owner)
    must(await hit.openEpoch(`${owner}/head`, { partner, purpose: 'recovery', days: 5 }))
    return must(await hit.view(`${owner}/head`)).epochs.find((e) => e.purpose === 'recovery')!
      .subjects
  }

  it('are those of its own documents: not what a partner sent, not what another authority on its node wrote', async () => {
    const units = await testFederation(['XV-FIU', 'XN-FIU'], start, {}, { served: true })
    try {
      expect(await subjects(units, 'XV-FIU', 'XN-FIU')).toBe(0)
      const facts = 'paid to account:XN:A33 and account:XN:A34'
      await sendRequest(units.node('XV-FIU'), 'XN-FIU', { ...fullRequest, facts })
      await units.settle()
      must(
        await units.node('XN-FIU').handle('XN-CA/case-officer', {
          do: 'open',
          procedure: 'P3',
          to: 'XV-CA',
          document: { ...samples['mla-request'], facts: 'paid to account:XN:A35' },
        }),
      )
      expect(await subjects(units, 'XV-FIU', 'XN-FIU')).toBe(2)
      expect(await subjects(units, 'XN-FIU', 'XV-FIU')).toBe(0)
    } finally {
      await units.close()
    }
  })

  it('are the accounts of its ledgers that say what they are', async () => {
    const desk = await testDesk()
    try {
      const ledger = `id,time,from,to,amount,currency,claim
1,2025-03-01T09:00:00Z,Peter,GB82WEST12345698765432,100.00,EUR,Peter
2,2025-03-02T09:00:00Z,GB82WEST12345698765432,0x460375f2fd1802703252025c38dde3629af7874c,100.00,EUR,
`
      const id = await desk.tracing(ledger)
      await desk.finished(must(await desk.node.desk.import(who, id, {})).job)
      const units = await testFederation(['XN-FIU'], '2025-03-31T09:00:00.000Z')
      for (const card of units.node('XN-FIU').read.ownCards()) must(await desk.node.enrol(card))
      await units.close()
      expect(await subjects(desk.federation, 'XV-FIU', 'XN-FIU')).toBe(2)
    } finally {
      await desk.federation.close()
    }
  })
})

describe('a node that stops while it asks', () => {
  it('goes on where it was, and asks nothing twice', async () => {
    const stores = new Map<string, Store>()
    const units = await testFederation(['XV-FIU', 'XN-FIU'], start, {
      storage: async (options) => {
        const kept = stores.get(options.dir) ?? (await memoryStore(options))
        stores.set(options.dir, kept)
        return kept
      },
    })
    const before = federation
    federation = units
    let questions = 0
    try {
      const owner = units.node('XN-FIU').hit
      must(
        await owner.openEpoch('XN-FIU/head', {
          partner: 'XV-FIU',
          purpose: terms.purpose,
          days: 3,
        }),
      )
      const hang = Promise.withResolvers<never>()
      units.wire.post = (url, bytes, signal) => {
        if (url.endsWith('/ask') && ++questions === 2) return hang.promise
        return post(url, bytes, signal)
      }
      const text = accounts(0, 2_500)
      const { id } = must(
        await units
          .node('XV-FIU')
          .hit.ask('XV-FIU/analyst', { partners: ['XN-FIU'], ...terms, text }),
      )
      const asked = async () =>
        must(await units.node('XV-FIU').hit.run('XV-FIU/analyst', id)).partners[0]!
      while (questions < 2) await new Promise((resolve) => setTimeout(resolve, 20))
      expect(await asked()).toMatchObject({ state: 'asking', asked: 1_000 })
      units.wire.post = post
      const node = await openAgain(units, stores)
      node.hit.tick()
      await node.hit.settled()
      expect(must(await node.hit.run('XV-FIU/analyst', id)).partners[0]).toMatchObject({
        state: 'done',
        asked: 2_500,
      })
      expect(await left('XN-FIU')).toBe(10_000 - 2_500)
      hang.reject(new Error('gone'))
      await units.node('XV-FIU').hit.settled()
    } finally {
      federation = before
      await units.close()
    }
  })
})

/** A second process on what the first one left behind, as after a power cut: nobody closed anything. */
function openAgain(units: TestFederation, stores: ReadonlyMap<string, Store>): Promise<Node> {
  const dir = units.dir('XV-FIU')
  return openNode({
    dir,
    clock: units.clock,
    storage: async () => stores.get(dir)!,
    post: (url, bytes, signal) => units.wire.post(url, bytes, signal),
  })
}
