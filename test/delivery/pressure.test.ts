import { afterEach, beforeEach, expect, it } from 'vitest'
import { must } from '#base'
import { sendRequest, type TestFederation, testFederation } from '../../src/node/testing.ts'
import { partnerOf } from './partner.ts'

let federation: TestFederation
beforeEach(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z')
})
afterEach(() => federation.close())

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

it('answers what it cannot take with a signed not now, and takes it afterwards', async () => {
  const xn = federation.node('XN-FIU')
  const partner = partnerOf(federation, 'XV-FIU')
  const letters = Array.from(
    { length: 40 },
    () => partner.letter(xn, { payload: partner.records({}) }).bytes,
  )
  const replies = (await Promise.all(letters.map((bytes) => xn.receive(bytes)))).map((r) => must(r))
  const full = replies.filter((r) => r.status === 503)
  expect(full).toHaveLength(8)
  for (const { receipt } of full) expect(text(receipt)).toMatch(/"again":\d+/)
  // What was not taken left no trace, and is judged as any other when it comes again.
  const again = must(await xn.receive(letters.at(-1)!))
  expect(again.status).not.toBe(503)
})

it('a sender that is told to wait waits as long as it is told, and no letter is lost', async () => {
  const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
  const straight = federation.wire.post
  const partner = partnerOf(federation, 'XV-FIU')
  let full = true
  let calls = 0
  federation.wire.post = async (url, bytes, signal) => {
    calls++
    if (!full) return straight(url, bytes, signal)
    // The hands of XN are held full by others while this letter comes.
    const others = Array.from(
      { length: 32 },
      () => partner.letter(xn, { payload: partner.records({}) }).bytes,
    )
    const held = others.map((other) => xn.receive(other))
    const answer = await straight(url, bytes, signal)
    await Promise.all(held)
    return answer
  }
  await sendRequest(xv, 'XN-FIU')
  await xv.tick()
  const failed = federation.observed.find((o) => o.observation.what === 'letter-failed')
  expect(failed?.observation).toMatchObject({ reason: 'busy' })
  full = false
  await xv.tick()
  expect(calls).toBe(1)
  federation.clock.forward(1)
  await xv.tick()
  expect(calls).toBe(2)
})
