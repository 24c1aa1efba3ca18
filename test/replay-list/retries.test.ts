import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, type Instant, must } from '#base'
import { batchLimits, composeReceipt } from '#exchange'
import { fullRequest, sendRequest } from '../../src/node/testing.ts'
import { freshId, type Partner, partnerOf } from '../delivery/partner.ts'
import { openWire, type Wire } from './wire.ts'

let wire: Wire
beforeEach(async () => {
  wire = await openWire()
})
afterEach(() => wire.close())

describe('sending again, and not for ever', () => {
  it('endless resend: a final no ends it at once, a no for now is asked again with growing pauses (EDC #1487)', async () => {
    const { federation, xv } = wire
    let calls = 0
    let busy = true
    const partner = partnerOf(federation, 'XN-FIU')
    federation.wire.post = async (url, bytes, signal) => {
      calls++
      return busy
        ? { status: 503, bytes: notNow(partner, bytes) }
        : wire.straight(url, bytes, signal)
    }
    await sendRequest(xv, 'XN-FIU')
    for (let minute = 0; minute < 60; minute++) {
      await xv.tick()
      federation.clock.forward(1)
    }
    expect(calls).toBeGreaterThan(4)
    expect(calls).toBeLessThan(16)
    // Said sixty times, it is one piece of knowledge.
    expect(await wire.count(xv, 'envelope.deferred')).toBe(1)
    busy = false
    federation.clock.forward(40 * 24 * 60)
    for (let i = 0; i < 5; i++) await xv.tick()
    const before = calls
    expect(await wire.count(xv, 'envelope.refused')).toBe(1)
    for (let hour = 0; hour < 48; hour++) {
      federation.clock.forward(60)
      await xv.tick()
    }
    expect(calls).toBe(before)
    expect(await wire.count(xv, 'envelope.refused')).toBe(1)
  })

  it('peer down at first send: the letter waits and leaves when the peer listens (EDC #336)', async () => {
    const { federation, xv, xn } = wire
    await wire.stopListening('XN-FIU')
    await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    const failed = federation.observed.find((o) => o.observation.what === 'letter-failed')
    expect(failed?.observation).toMatchObject({ reason: 'ECONNREFUSED' })
    await wire.listen('XN-FIU')
    federation.clock.forward(1)
    await xv.tick()
    expect(await wire.count(xn, 'request.sent')).toBe(1)
  })

  it('decline twice: the second no of an officer is refused by name, and the letter of the first arrives once however often it is sent (EDC #1252)', async () => {
    const { federation, xv, xn } = wire
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const acknowledged = { class: 'normal' }
    must(
      await xn.handle('XN-FIU/analyst', {
        do: 'act',
        id,
        action: 'acknowledge',
        document: acknowledged,
      }),
    )
    await federation.settle()
    const sent: Uint8Array[] = []
    federation.wire.post = async (url, bytes, signal) => {
      sent.push(bytes)
      return wire.straight(url, bytes, signal)
    }
    const view = must(await xn.read.request('XN-FIU/head', id))
    const consult = view.actions.find((a) => a.id === 'consult')!
    const document = Object.fromEntries(
      consult.form
        .filter((f) => f.required)
        .map((f) => [
          f.name,
          f.options?.[0]?.value ?? (f.kind === 'list' ? ['x'] : 'the ground stands in the law'),
        ]),
    )
    const act = () => xn.handle('XN-FIU/head', { do: 'act', id, action: 'consult', document })
    must(await act())
    const second = await act()
    expect(second.ok).toBe(false)
    await federation.settle()
    const [letter] = sent
    const one = must(await xv.receive(letter!))
    const two = must(await xv.receive(letter!))
    expect(digest(two.receipt)).toBe(digest(one.receipt))
    expect(await wire.count(xv, 'request.consulted')).toBe(1)
  })

  it('memory growth of log with large bodies: what is in hand at once is bounded, however much waits (X-Road #1293)', async () => {
    const { federation, xv, xn } = wire
    const facts = '€'.repeat(19_000)
    const sizes: number[] = []
    await wire.stopListening('XN-FIU')
    for (let i = 0; i < 70; i++)
      await sendRequest(xv, 'XN-FIU', {
        ...fullRequest,
        reference: `RQ-${i}`,
        facts,
        background: facts,
        reasons: facts,
      })
    await wire.listen('XN-FIU')
    federation.wire.post = async (url, bytes, signal) => {
      sizes.push(bytes.length)
      return wire.straight(url, bytes, signal)
    }
    await xv.tick()
    const total = sizes.reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(batchLimits.maxBytes)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(batchLimits.maxBytes + 4096)
    expect(await wire.count(xn, 'request.sent')).toBe(70)
  }, 60_000)
})

/** The signed "not now" of a node that has its hands full. */
function notNow(partner: Partner, envelope: Uint8Array): Uint8Array {
  const at = wire.federation.clock.now()
  return composeReceipt(
    {
      v: 1,
      id: freshId(),
      conversation: 'channel/XV-FIU',
      channel: { sequence: 1, previous: null },
      sender: { node: partner.id, key: partner.keys.seal.id },
      recipients: [{ node: 'XV-FIU', key: 'k' }],
      created: at,
      expires: '2030-01-01T00:00:00.000Z' as Instant,
      basis: null,
      purposes: [],
      conditions: { handling: 'TLP:AMBER', evidence: 'yes', onward: 'yes' },
      approvals: [],
    },
    {
      envelope: digest(envelope),
      status: 'refused',
      reason: { name: 'busy', ground: 'as many letters as it takes', citation: null, remedy: 'x' },
      log: null,
    },
    partner.seals,
  )
}

/** A call whose path goes out as it is written: `fetch` would take the steps upwards out before anybody sees them. */
function asWritten(base: string, path: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode!, text }))
    })
    call.on('error', reject)
    call.end()
  })
}

describe('paths', () => {
  it('path traversal in resource mapping: no address of the node leads out of what it serves (X-Road 7.7.1)', async () => {
    const base = wire.address('XV-FIU')
    const secret = ['node.json', 'keyring.json', 'secret', 'package.json', 'etc/passwd']
    const up = [
      '../',
      '..%2f',
      '%2e%2e/',
      '%2e%2e%2f',
      '..\\',
      '..%5c',
      '....//',
      '%252e%252e%252f',
    ]
    const doors = [
      '/log/tile/0/',
      '/log/tile/entries/',
      '/assets/',
      '/exchange/attachments/',
      '/exchange/envelopes/',
      '/api/requests/',
      '/',
    ]
    for (const door of doors)
      for (const step of up)
        for (const file of secret) {
          const { status, text } = await asWritten(base, `${door}${step.repeat(6)}${file}`)
          expect(status === 200 ? text : '').not.toMatch(/"keys"|root:|"private"|BEGIN/)
          expect([200, 301, 302, 400, 401, 403, 404]).toContain(status)
        }
  }, 60_000)
})
