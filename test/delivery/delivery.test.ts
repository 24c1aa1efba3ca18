import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, must } from '#base'
import {
  composeQuery,
  isQuery,
  noticeType,
  packNotice,
  readAnswer,
  readHeader,
  readReceipt,
  unpackBatch,
} from '#exchange'
import type { Node } from '#node'
import {
  fullRequest,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'
import { freshId, partnerOf } from './partner.ts'

let federation: TestFederation
let xv: Node
let xn: Node
/** Every call over the wire, by what it was and what came back. */
let calls: { readonly path: string; readonly bytes: Uint8Array; readonly answer: Uint8Array }[]
let straight: TestFederation['wire']['post']

beforeEach(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z')
  xv = federation.node('XV-FIU')
  xn = federation.node('XN-FIU')
  calls = []
  straight = federation.wire.post
  federation.wire.post = async (url, bytes, signal) => {
    const answer = await straight(url, bytes, signal)
    calls.push({ path: new URL(url).pathname, bytes, answer: answer.bytes })
    return answer
  }
})
afterEach(() => federation.close())

async function entries(node: Node) {
  return (await node.read.log({ after: -1, limit: 500 })).entries
}

async function count(node: Node, type: string): Promise<number> {
  return (await entries(node)).filter((e) => e.type === type).length
}

const down: TestFederation['wire']['post'] = async () => {
  throw Object.assign(new Error('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
}

async function emergency(node: Node): Promise<string> {
  return sendRequest(node, 'XN-FIU', {
    ...fullRequest,
    reference: 'RQ-E',
    class: 'emergency',
    urgencyReason: 'the money leaves the country today',
  })
}

function acknowledge(id: string) {
  const document = { class: 'normal' }
  return xn.handle('XN-FIU/analyst', { do: 'act', id, action: 'acknowledge', document })
}

/** What the sender knows of its letters in a matter. */
async function deliveries(node: Node, id: string) {
  return must(await node.read.deliveries('XV-FIU/analyst', id)).letters
}

describe('later words about a letter', () => {
  it('an officer opens it: retrieved; asks: not understood; answers: answered; each signed and on record', async () => {
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    federation.clock.forward(1)
    expect((await deliveries(xv, id))[0]).toMatchObject({ rung: 'admitted', refused: false })
    must(await xn.read.request('XN-FIU/analyst', id))
    await federation.settle()
    federation.clock.forward(1)
    expect((await deliveries(xv, id))[0]).toMatchObject({ rung: 'retrieved' })
    must(await acknowledge(id))
    await federation.settle()
    federation.clock.forward(1)
    expect((await deliveries(xv, id))[0]).toMatchObject({ rung: 'understood' })
    must(await xn.handle('XN-FIU/head', { do: 'act', id, action: 'reply', document: goodReply }))
    await federation.settle()
    federation.clock.forward(1)
    const [letter] = await deliveries(xv, id)
    expect(letter).toMatchObject({ rung: 'answered', contradicted: false })
    expect(letter!.evidence.map((e) => e.says)).toEqual([
      'admitted',
      'retrieved',
      'understood',
      'answered',
    ])
    expect(await count(xn, 'notice.sent')).toBe(3)
  })

  it('a second look at the same letters tells nobody anything', async () => {
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    for (let i = 0; i < 3; i++) must(await xn.read.request('XN-FIU/analyst', id))
    await federation.reopen('XN-FIU').catch(() => {})
    await federation.settle()
    expect(await count(xn, 'notice.sent')).toBe(1)
  })

  it('a notice about a letter that was never sent is refused by name, on record', async () => {
    const partner = partnerOf(federation, 'XV-FIU')
    const head = { size: 1, root: 'AA', checkpoint: 'x' }
    const letters = [{ letter: freshId(), envelope: digest(Buffer.from('none')), index: 0 }]
    const payload = packNotice({ v: 1, notice: 'retrieved', letters, head })
    const { bytes } = partner.letter(xn, { kind: 'notice', payload, type: noticeType })
    const reply = must(await xn.receive(bytes))
    expect(Buffer.from(reply.receipt).toString('latin1')).toContain('letter-unknown')
    expect(await count(xn, 'envelope.refused-by-us')).toBe(1)
  })

  it('an act that comes without an officer as a notice is refused by name', async () => {
    const partner = partnerOf(federation, 'XV-FIU')
    const { bytes } = partner.letter(xn, { kind: 'notice', payload: partner.records({}) })
    const reply = must(await xn.receive(bytes))
    expect(Buffer.from(reply.receipt).toString('latin1')).toContain('kind-differs')
    expect(await count(xn, 'request.sent')).toBe(0)
  })
})

describe('the emergency lane', () => {
  it('an emergency arrives before the letters that wait, each lane with numbers of its own', async () => {
    federation.wire.post = down
    for (let i = 0; i < 5; i++) await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    const order: string[] = []
    federation.wire.post = async (url, bytes, signal) => {
      const parts = url.endsWith('/batch') ? must(unpackBatch('letters', bytes)) : [bytes]
      for (const part of parts) order.push(must(readHeader(part)).header.id)
      return straight(url, bytes, signal)
    }
    const urgent = await emergency(xv)
    await xv.tick()
    // The routine lane still rests after the failure; the emergency has gone and is on record.
    expect(order).toHaveLength(1)
    expect((await xn.read.inbox({ show: 'all', q: '' })).map((i) => i.id)).toEqual([urgent])
    federation.clock.forward(1)
    await federation.settle()
    expect(await count(xn, 'request.sent')).toBe(6)
    expect(await count(xn, 'envelope.alarm')).toBe(0)
  })

  it('a letter of a matter that became an emergency waits for the letter before it on the other lane', async () => {
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    federation.wire.post = down
    must(await acknowledge(id))
    await xn.tick()
    must(
      await xn.handle('XN-FIU/head', {
        do: 'act',
        id,
        action: 'reclass',
        document: { class: 'emergency', classReason: 'the money leaves the country today' },
      }),
    )
    federation.wire.post = straight
    await xn.tick()
    // The routine lane rests; the emergency lane tries, and is told to wait: nothing stands before its question.
    expect(await count(xv, 'request.reclassed')).toBe(0)
    expect(await count(xv, 'envelope.alarm')).toBe(0)
    expect(await count(xn, 'envelope.deferred')).toBe(1)
    for (let i = 0; i < 3; i++) {
      federation.clock.forward(2)
      await federation.settle()
    }
    const types = (await entries(xv)).map((e) => e.type)
    expect(types.indexOf('request.ack')).toBeGreaterThan(-1)
    expect(types.indexOf('request.reclassed')).toBeGreaterThan(types.indexOf('request.ack'))
  })
})

describe('a letter that is missing', () => {
  it('is asked for by the receiver and comes again as it was', async () => {
    const kept: Uint8Array[] = []
    federation.wire.post = async (_url, bytes) => {
      kept.push(bytes)
      throw new Error('kept back')
    }
    for (let i = 0; i < 3; i++) await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    const third = must(unpackBatch('letters', kept.at(-1)!))[2]!
    const queries: Uint8Array[] = []
    federation.wire.post = async (url, bytes, signal) => {
      if (isQuery(bytes)) queries.push(bytes)
      return straight(url, bytes, signal)
    }
    expect(must(await xn.receive(third)).status).toBe(425)
    await xn.tick()
    await xv.tick()
    expect(queries).toHaveLength(1)
    expect(await count(xn, 'request.sent')).toBe(2)
    expect(await count(xn, 'gap.queried')).toBe(1)
    expect(await count(xv, 'gap.asked')).toBe(1)
    federation.clock.forward(1)
    await federation.settle()
    expect(await count(xn, 'request.sent')).toBe(3)
    expect((await entries(xv)).filter((e) => e.type === 'envelope.admitted')).toHaveLength(3)
  })

  it('that was never written is said so by signed answer, with an alarm on both sides', async () => {
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    // Somebody with the keys of XV writes letter 9; XN asks XV for 2 to 8, which XV never wrote.
    const partner = partnerOf(federation, 'XV-FIU')
    const { bytes } = partner.letter(xn, {
      payload: partner.records({}),
      channel: { sequence: 9, previous: digest(Buffer.from('eight')) },
    })
    expect(must(await xn.receive(bytes)).status).toBe(425)
    await xn.tick()
    await xv.tick()
    expect(await count(xv, 'gap.alarm')).toBe(1)
    expect(await count(xn, 'gap.alarm')).toBe(1)
    const query = calls.find((c) => isQuery(c.bytes))!
    const card = JSON.parse(Buffer.from(xv.read.card().card, 'base64url').toString()) as {
      keys: { id: string; use: string; algorithm: 'Ed25519'; publicKey: string }[]
    }
    const answer = must(
      readAnswer(query.answer, {
        from: 'XV-FIU',
        to: 'XN-FIU',
        query: digest(query.bytes),
        isKnownSender: () => true,
        knownKey: (_by, slot, key) => {
          const found = card.keys.find((k) => k.use === slot && k.id === key)
          return found && { ...found, publicKey: Buffer.from(found.publicKey, 'base64url') }
        },
      }),
    )
    expect(answer.body.neverWritten).toEqual([2, 3, 4, 5, 6, 7, 8])
  })

  it('is not sent to a stranger who asks, and nothing is put on record', async () => {
    const before = (await entries(xv)).length
    const partner = partnerOf(federation, 'XN-FIU')
    const query = composeQuery(
      {
        v: 1,
        id: freshId(),
        conversation: 'channel/XN-FIU',
        channel: { sequence: 1, previous: null },
        sender: { node: 'XN-FIU', key: partner.keys.seal.id },
        recipients: [{ node: 'XV-FIU', key: 'k' }],
        created: federation.clock.now(),
        expires: federation.clock.now(),
        basis: null,
        purposes: [],
        conditions: { handling: 'TLP:AMBER', evidence: 'yes', onward: 'yes' },
        approvals: [],
      },
      { lane: 'routine', holds: 0, last: null, lacks: [1, 2] },
      partner.seals.slice(0, 1),
    )
    expect(must(await xv.receive(query)).status).toBe(401)
    expect((await entries(xv)).length).toBe(before)
  })
})

describe('several letters of one call', () => {
  it('are each admitted or refused for themselves, in one transaction', async () => {
    federation.wire.post = down
    for (let i = 0; i < 4; i++) await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    federation.wire.post = async (url, bytes, signal) => {
      const answer = await straight(url, bytes, signal)
      calls.push({ path: new URL(url).pathname, bytes, answer: answer.bytes })
      return answer
    }
    federation.clock.forward(1)
    await xv.tick()
    const [call] = calls.filter((c) => c.path.endsWith('/batch'))
    const letters = must(unpackBatch('letters', call!.bytes))
    const receipts = must(unpackBatch('receipts', call!.answer))
    expect(letters).toHaveLength(4)
    const places = receipts.map((bytes, i) => {
      const body = must(
        readReceipt(bytes, {
          from: 'XN-FIU',
          to: 'XV-FIU',
          envelope: digest(letters[i]!),
          knownKey: keysOf(xn),
        }),
      ).body
      expect(body.status).toBe('admitted')
      return body.log!
    })
    // One act of the store: one head for all, and each receipt the place of its own record under it.
    expect(new Set(places.map((p) => p.size)).size).toBe(1)
    const log = await entries(xn)
    for (const { index } of places) expect(log[index]!.type).toBe('request.sent')
    expect(new Set(places.map((p) => p.index)).size).toBe(4)
    expect(await count(xv, 'envelope.admitted')).toBe(4)
  })

  it('a whole call a second time gets the same receipts, byte for byte', async () => {
    federation.wire.post = down
    for (let i = 0; i < 3; i++) await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    let call: Uint8Array | undefined
    federation.wire.post = async (url, bytes, signal) => {
      call ??= bytes
      return straight(url, bytes, signal)
    }
    federation.clock.forward(1)
    await xv.tick()
    const first = must(unpackBatch('receipts', must(await xn.receive(call!)).receipt))
    const second = must(unpackBatch('receipts', must(await xn.receive(call!)).receipt))
    expect(second.map((r) => digest(r))).toEqual(first.map((r) => digest(r)))
    expect(await count(xn, 'request.sent')).toBe(3)
  })

  it('one bad letter among them keeps none of the others out', async () => {
    federation.wire.post = down
    for (let i = 0; i < 2; i++) await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    const kept: Uint8Array[] = []
    federation.wire.post = async (_url, bytes) => {
      kept.push(bytes)
      throw new Error('kept back')
    }
    federation.clock.forward(1)
    await xv.tick()
    const [one, two] = must(unpackBatch('letters', kept[0]!)) as [Uint8Array, Uint8Array]
    const broken = Buffer.from(one)
    broken[broken.length - 1]! ^= 1
    const { packBatch } = await import('#exchange')
    const reply = must(await xn.receive(packBatch('letters', [broken, one, two])))
    const receipts = must(unpackBatch('receipts', reply.receipt)).map((r) =>
      Buffer.from(r).toString('latin1'),
    )
    expect(receipts.map((r) => r.includes('"admitted"'))).toEqual([false, true, true])
  })
})

describe('a peer that is down for a week', () => {
  it('gets everything in order, once, and the sender tried it with growing pauses', async () => {
    let tries = 0
    federation.wire.post = async () => {
      tries++
      throw new Error('down')
    }
    const ids: string[] = []
    for (let day = 0; day < 7; day++) {
      for (let i = 0; i < 10; i++) ids.push(await sendRequest(xv, 'XN-FIU'))
      for (let hour = 0; hour < 24; hour++) {
        federation.clock.forward(60)
        await xv.tick()
      }
    }
    expect(tries).toBeLessThan(7 * 24 + 10)
    federation.wire.post = straight
    for (let i = 0; i < 3; i++) {
      federation.clock.forward(11)
      await federation.settle()
    }
    const arrived = (await entries(xn)).filter((e) => e.type === 'request.sent')
    expect(arrived.map((e) => e.stream.split('/')[1])).toEqual(ids)
    expect(await count(xn, 'envelope.alarm')).toBe(0)
  }, 60_000)

  it('a letter whose term comes near is told of once, and never called refused by that', async () => {
    federation.wire.post = down
    const id = await sendRequest(xv, 'XN-FIU')
    federation.clock.forward(26 * 24 * 60)
    await xv.tick()
    await xv.tick()
    expect(await count(xv, 'letter.term-warned')).toBe(1)
    federation.clock.forward(10 * 24 * 60)
    await xv.tick()
    const [letter] = await deliveries(xv, id)
    expect(letter).toMatchObject({ rung: 'none', refused: false })
    expect(letter!.words).toMatch(/^no evidence yet since .*; its term ended at /)
  })
})

function keysOf(node: Node) {
  const card = JSON.parse(Buffer.from(node.read.card().card, 'base64url').toString()) as {
    keys: { id: string; use: string; algorithm: 'Ed25519'; publicKey: string }[]
  }
  return (_by: string, slot: string, key: string) => {
    const found = card.keys.find((k) => k.use === slot && k.id === key)
    return found && { ...found, publicKey: Buffer.from(found.publicKey, 'base64url') }
  }
}
