import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { fullRequest, goodApproval, goodReply } from '../../src/node/testing.ts'
import { makePair, type Pair, type Running, until } from './processes.ts'

let pair: Pair
let xv: Running
let xn: Running

beforeAll(async () => {
  pair = await makePair({ 'XV-FIU': 4801, 'XN-FIU': 4802 })
  xv = await pair.start('XV-FIU')
  xn = await pair.start('XN-FIU')
}, 120_000)
afterAll(async () => {
  await xv.kill()
  await xn.kill()
  pair.remove()
})

/** Drafts and approves; the sending is left to the test. */
async function approved(node: Running): Promise<string> {
  const { id } = must(
    await node.handle('XV-FIU/analyst', {
      do: 'open',
      kind: 'request',
      to: 'XN-FIU',
      document: fullRequest,
    }),
  )
  must(
    await node.handle('XV-FIU/head', {
      do: 'act',
      id,
      action: 'approve',
      document: { ...goodApproval },
    }),
  )
  return id
}

const send = (node: Running, id: string) =>
  node.handle('XV-FIU/analyst', { do: 'act', id, action: 'send', document: {} })

async function stateAt(node: Running, id: string): Promise<string | undefined> {
  return (await node.inbox()).find((item) => item.id === id)?.state
}

/** How often each record stands in a log; more than once would be a repetition. */
function repeated(types: readonly string[]): readonly string[] {
  return types.filter((t, i) => types.indexOf(t) !== i)
}

describe('two nodes in two processes, over HTTP, each with its database on disk', () => {
  it('carry RQ-01 from sending to answer, and both logs hold the same records', async () => {
    const id = await approved(xv)
    must(await send(xv, id))
    await until('the request is there', async () => (await stateAt(xn, id)) === 'SENT')
    must(
      await xn.handle('XN-FIU/analyst', {
        do: 'act',
        id,
        action: 'acknowledge',
        document: { class: 'normal' },
      }),
    )
    must(
      await xn.handle('XN-FIU/analyst', {
        do: 'act',
        id,
        action: 'reply',
        document: { ...goodReply },
      }),
    )
    await until('the answer is there', async () => (await stateAt(xv, id)) === 'ANSWERED')
    const crossed = (types: readonly string[]) =>
      types.filter((t) => /^request\.(sent|ack|final) /.test(t))
    expect(crossed(await xv.types())).toEqual(crossed(await xn.types()))
    for (const node of [xv, xn]) {
      const audit = await node.audit()
      expect(audit.findings).toEqual([])
      expect(audit.checked.signatures).toBe(audit.checked.records)
    }
  }, 60_000)

  it('lose nothing and repeat nothing when the sender is killed right after the answer to its officer', async () => {
    for (let round = 0; round < 3; round++) {
      const id = await approved(xv)
      must(await send(xv, id))
      // The officer was told "sent"; the letter may be in the outbox, on the wire, or there.
      await new Promise((resolve) => setTimeout(resolve, round * 15))
      await xv.kill()
      xv = await pair.start('XV-FIU')
      expect(await stateAt(xv, id)).toBe('SENT')
    }
    // A letter that was claimed by the killed process waits for its lease; the receiver sees each once.
    const here = (await xv.inbox()).map((item) => item.id)
    await until('every request is there', async () => (await xn.inbox()).length === here.length)
    expect(repeated(await xn.types())).toEqual([])
    expect((await xn.audit()).findings).toEqual([])
  }, 240_000)

  it('lose nothing when the receiver is killed while letters come in', async () => {
    const ids: string[] = []
    for (let i = 0; i < 3; i++) ids.push(await approved(xv))
    const sending = Promise.all(ids.map((id) => send(xv, id)))
    await new Promise((resolve) => setTimeout(resolve, 40))
    await xn.kill()
    for (const sent of await sending) must(sent)
    xn = await pair.start('XN-FIU')
    await until('every request is there', async () => {
      const there = (await xn.inbox()).map((item) => item.id)
      return ids.every((id) => there.includes(id))
    })
    expect(repeated(await xn.types())).toEqual([])
    for (const node of [xv, xn]) expect((await node.audit()).findings).toEqual([])
  }, 120_000)
})
