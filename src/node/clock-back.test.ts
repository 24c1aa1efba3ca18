import { afterEach, expect, it } from 'vitest'
import { must, systemRandom } from '#base'
import { keySecret } from './keyring.ts'
import { rotateKey } from './rotate-keys.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

/** Long enough that every letter waits the longest time between two tries, and they come due together. */
async function hours(count: number): Promise<void> {
  for (let i = 0; i < count * 12; i++) {
    federation.clock.forward(5)
    await federation.settle()
  }
}

it('letters written before and after the clock was put back arrive, each once and in the order of their writing', async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-01-05T12:00:00.000Z', {
    storage: 'disk',
    durable: false,
  })
  const { post } = federation.wire
  federation.wire.post = () => Promise.reject(new Error('the peer is off'))
  const first = await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
  await federation.settle()
  federation.clock.set('2026-01-05T09:00:00.000Z')
  await federation.reopen('XV-FIU')
  const second = await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
  await federation.settle()
  federation.clock.set('2026-01-05T12:30:00.000Z')
  await hours(3)
  federation.wire.post = post
  await hours(1)
  const there = await federation.node('XN-FIU').read.inbox({ show: 'all', q: '' })
  expect(there.map((item) => item.id).sort()).toEqual([first, second].sort())
  for (const node of federation.nodes.values()) expect((await node.audit()).findings).toEqual([])
  expect(second < first).toBe(true)
})

it('a letter that is opened in time and judged by a clock that was put back meanwhile is taken later, not refused', async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-01-05T12:00:00.000Z')
  const { post } = federation.wire
  const refused: string[] = []
  federation.wire.post = async (url, bytes) => {
    const answer = post(url, bytes)
    federation.clock.set('2026-01-05T11:40:00.000Z')
    const { status } = await answer
    refused.push(String(status))
    return answer
  }
  const id = await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
  await federation.settle()
  federation.wire.post = post
  expect(refused).toEqual(['425'])
  federation.clock.set('2026-01-05T12:00:00.000Z')
  await hours(1)
  const there = await federation.node('XN-FIU').read.inbox({ show: 'all', q: '' })
  expect(there.map((item) => item.id)).toEqual([id])
})

it('a node whose clock is before its own card tells the time of the card, so that its new keys stand', async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-01-05T12:00:00.000Z', {
    storage: 'disk',
    durable: false,
  })
  const dir = federation.dir('XV-FIU')
  await federation.node('XV-FIU').close()
  const secret = keySecret(dir, undefined, systemRandom)
  const now = federation.clock.now()
  must(rotateKey({ dir, secret, now, random: systemRandom }, { use: 'seal' }))
  federation.clock.set('2026-01-05T09:00:00.000Z')
  const node = await federation.reopen('XV-FIU')
  expect(federation.observed).toContainEqual({
    node: 'XV-FIU',
    observation: { what: 'clock-behind', card: now },
  })
  expect(node.clock.now()).toBe(now)
  expect((await node.audit()).findings).toEqual([])
  federation.clock.set('2026-01-05T12:30:00.000Z')
  expect(node.clock.now()).toBe('2026-01-05T12:30:00.000Z')
})
