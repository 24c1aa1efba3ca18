import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, must } from '#base'
import { composeReceipt, isQuery, readHeader } from '#exchange'
import { sendRequest } from '../../src/node/testing.ts'
import { freshId, partnerOf } from '../delivery/partner.ts'
import { openWire, type Wire } from './wire.ts'

let wire: Wire
beforeEach(async () => {
  wire = await openWire()
})
afterEach(() => wire.close())

const deliveries = async (id: string) =>
  must(await wire.xv.read.deliveries('XV-FIU/analyst', id)).letters

describe('receipts that are lost, late, doubled or contradictory', () => {
  it('receipt lost after commit: the same letter again gets the same receipt, and is on record once (difi sikker-digital-post #226)', async () => {
    const { federation, xv, xn } = wire
    const answers: string[] = []
    federation.wire.post = async (url, bytes, signal) => {
      const answer = await wire.straight(url, bytes, signal)
      answers.push(digest(answer.bytes))
      if (answers.length === 1) throw new Error('socket hang up')
      return answer
    }
    const id = await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    expect(await wire.count(xn, 'request.sent')).toBe(1)
    expect((await deliveries(id))[0]).toMatchObject({ rung: 'none', refused: false })
    federation.clock.forward(1)
    await xv.tick()
    expect(answers[1]).toBe(answers[0])
    expect((await deliveries(id))[0]).toMatchObject({ rung: 'admitted' })
    expect(await wire.count(xn, 'request.sent')).toBe(1)
  })

  it('duplicate of a failed message: gets the refusal again and never an acknowledgement (Holodeck B2B #142)', async () => {
    const { federation, xv, xn } = wire
    const sent: Uint8Array[] = []
    federation.wire.post = async (_url, bytes) => {
      sent.push(bytes)
      throw new Error('held up for five weeks')
    }
    await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    federation.clock.forward(35 * 24 * 60)
    const first = must(await xn.receive(sent[0]!))
    expect(first.status).toBe(403)
    for (let i = 0; i < 3; i++) {
      const again = must(await xn.receive(sent[0]!))
      expect(digest(again.receipt)).toBe(digest(first.receipt))
    }
    expect(await wire.count(xn, 'request.sent')).toBe(0)
    expect(await wire.count(xn, 'envelope.refused-by-us')).toBe(1)
  })

  it('receipt then error: both stand on record and the state says contradicted (Holodeck B2B #128)', async () => {
    const { federation, xv } = wire
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const partner = partnerOf(federation, 'XN-FIU')
    // XN says that letter 1 is missing, gets it again, and now refuses what it had admitted.
    const { composeQuery } = await import('#exchange')
    const cover = {
      v: 1,
      id: freshId(),
      conversation: 'channel/XN-FIU',
      channel: { sequence: 1, previous: null },
      sender: { node: 'XN-FIU', key: partner.keys.seal.id },
      recipients: [{ node: 'XV-FIU', key: 'k' }],
      created: federation.clock.now(),
      expires: '2030-01-01T00:00:00.000Z' as never,
      basis: null,
      purposes: [],
      conditions: { handling: 'TLP:AMBER', evidence: 'yes', onward: 'yes' },
      approvals: [],
    } as const
    federation.wire.post = async (_url, bytes) => ({
      status: 422,
      bytes: composeReceipt(
        { ...cover, id: freshId() },
        {
          envelope: digest(bytes),
          status: 'refused',
          reason: { name: 'record-invalid', ground: 'x', citation: null, remedy: 'y' },
          log: null,
        },
        partner.seals,
      ),
    })
    const query = composeQuery(
      cover,
      { lane: 'routine', holds: 0, last: null, lacks: [1, 1] },
      partner.seals,
    )
    expect(isQuery(query)).toBe(true)
    expect(must(await xv.receive(query)).status).toBe(200)
    await xv.tick()
    const [letter] = await deliveries(id)
    expect(letter).toMatchObject({ rung: 'admitted', refused: true, contradicted: true })
    expect(letter!.words).toMatch(/^contradicted: .*both are on record$/)
    expect(await wire.count(xv, 'envelope.evidence')).toBe(1)
  })

  it('late receipt after time-out: silence is not made a refusal, and the late yes is recorded and shown (e-CODEX time-outs)', async () => {
    const { federation, xv } = wire
    let deaf = true
    federation.wire.post = async (url, bytes, signal) => {
      if (deaf) throw new Error('The operation was aborted due to timeout')
      return wire.straight(url, bytes, signal)
    }
    const id = await sendRequest(xv, 'XN-FIU')
    for (let hour = 0; hour < 24; hour++) {
      await xv.tick()
      federation.clock.forward(60)
    }
    expect((await deliveries(id))[0]).toMatchObject({ rung: 'none', refused: false })
    expect((await deliveries(id))[0]!.words).toMatch(/^no evidence yet since /)
    expect(await wire.count(xv, 'envelope.refused')).toBe(0)
    deaf = false
    await xv.tick()
    expect((await deliveries(id))[0]).toMatchObject({ rung: 'admitted', refused: false })
  })

  it('unsigned rejection: an answer that nobody signed proves nothing and the letter goes again (Oxalis-AS4 #205)', async () => {
    const { federation, xv, xn } = wire
    const pages = [400, 403, 404, 500, 502]
    federation.wire.post = async (url, bytes, signal) => {
      const status = pages.shift()
      if (status === undefined) return wire.straight(url, bytes, signal)
      return { status, bytes: Buffer.from('<h1>the letter is rejected</h1>') }
    }
    const id = await sendRequest(xv, 'XN-FIU')
    for (let i = 0; i < 7; i++) {
      await xv.tick()
      federation.clock.forward(11)
    }
    expect((await deliveries(id))[0]!.evidence.map((e) => e.says)).toEqual(['admitted'])
    expect(await wire.count(xv, 'envelope.refused')).toBe(0)
    expect(await wire.count(xn, 'request.sent')).toBe(1)
  })

  it('new id on retry: every attempt has the same id, number and bytes, and the receiver sees one message (phase4-peppol-standalone #6)', async () => {
    const { federation, xv, xn } = wire
    const tries: Uint8Array[] = []
    federation.wire.post = async (url, bytes, signal) => {
      tries.push(bytes)
      const answer = await wire.straight(url, bytes, signal)
      if (tries.length < 4) throw Object.assign(new Error('502'), { cause: { code: 'ECONNRESET' } })
      return answer
    }
    await sendRequest(xv, 'XN-FIU')
    for (let i = 0; i < 5; i++) {
      await xv.tick()
      federation.clock.forward(11)
    }
    expect(tries).toHaveLength(4)
    expect(new Set(tries.map((t) => digest(t))).size).toBe(1)
    expect(new Set(tries.map((t) => must(readHeader(t)).header.id)).size).toBe(1)
    expect(await wire.count(xn, 'request.sent')).toBe(1)
  })
})
