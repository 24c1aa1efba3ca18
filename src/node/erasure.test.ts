import { afterEach, describe, expect, it } from 'vitest'
import { digest, must } from '#base'
import type { Node } from './open-node.ts'
import { testDisks } from './power-testing.ts'
import {
  answerWithFile,
  fullRequest,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'

let fed: TestFederation
const disks = testDisks()
afterEach(() => fed.close())

async function begin(): Promise<{ xv: Node; xn: Node }> {
  fed = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', {
    storage: disks.storage,
  })
  return { xv: fed.node('XV-FIU'), xn: fed.node('XN-FIU') }
}

/** Erasures on record at XN-FIU, and pieces of evidence of them at the letters of XV-FIU. */
async function known(id: string): Promise<{ erased: number; heard: number }> {
  const here = (await fed.node('XN-FIU').read.log({ limit: 500 }, 'XN-FIU/head')).entries
  const heard = (await evidence(id)).filter((says) => says === 'erased').length
  return { erased: here.filter((e) => e.type === 'erasure.done').length, heard }
}

async function evidence(id: string): Promise<readonly string[]> {
  const { letters } = must(await fed.node('XV-FIU').read.deliveries('XV-FIU/analyst', id))
  return letters.flatMap((letter) => letter.evidence.map((e) => e.says))
}

async function powerOn(id: string): Promise<void> {
  const dir = fed.dir(id)
  // What runs without a disk is let go before the disk is there again.
  await fed
    .node(id)
    .close()
    .catch(() => {})
  disks.mend(dir)
  await fed.reopen(id)
}

describe('an erasure and the word about it', () => {
  it('are one: after a cut of the power at any transaction the sender is told, and told once', async () => {
    const seen: number[] = []
    for (let cut = 0; cut < 12; cut++) {
      const { xv } = await begin()
      const id = await sendRequest(xv, 'XN-FIU', {
        ...fullRequest,
        evidence: 'no',
        retainUntil: '2025-03-31',
      })
      await fed.settle()
      await fed.settle()
      fed.clock.set('2025-04-01T00:00:00.000Z')
      disks.cutAfter(fed.dir('XN-FIU'), cut)
      await fed
        .node('XN-FIU')
        .tick()
        .catch(() => {})
      const off = disks.isOff(fed.dir('XN-FIU'))
      await powerOn('XN-FIU')
      await fed.settle()
      await fed.settle()
      expect(await known(id), `cut after ${cut} transactions`).toEqual({ erased: 1, heard: 1 })
      for (const id of ['XV-FIU', 'XN-FIU'])
        expect((await fed.node(id).audit()).findings).toEqual([])
      if (!off) break
      seen.push(cut)
      await fed.close()
    }
    // The erasure, the notice and what is around them: a cut between any two of them was tried.
    expect(seen.length).toBeGreaterThan(2)
    expect(seen.length).toBeLessThan(12)
  })

  it('name the one letter that brought it, and leave the others of the matter as they were', async () => {
    const { xv, xn } = await begin()
    const id = await sendRequest(xv, 'XN-FIU', {
      ...fullRequest,
      evidence: 'no',
      retainUntil: '2025-03-31',
    })
    await fed.settle()
    const act = (node: Node, actor: string, action: string, document: object) =>
      node.handle(actor, { do: 'act', id, action, document } as never)
    must(await act(xn, 'XN-FIU/analyst', 'acknowledge', { class: 'normal' }))
    await fed.settle()
    must(await act(xv, 'XV-FIU/analyst', 'ask-status', {}))
    await fed.settle()
    await fed.settle()
    fed.clock.set('2025-04-01T00:00:00.000Z')
    await fed.settle()
    await fed.settle()
    const { letters } = must(await xv.read.deliveries('XV-FIU/analyst', id))
    const erased = letters.filter((letter) => letter.evidence.some((e) => e.says === 'erased'))
    expect(letters.filter((letter) => letter.record !== '').length).toBeGreaterThan(1)
    expect(erased).toHaveLength(1)
  })

  it('reach the sender of a file too: the page says that it is gone there', async () => {
    const { xv, xn } = await begin()
    const id = await sendRequest(xv, 'XN-FIU', {
      ...fullRequest,
      evidence: 'no',
      retainUntil: '2025-03-31',
    })
    await fed.settle()
    const statement = Buffer.from('account 4711 of Ilka Brandt')
    await answerWithFile(xn, id, statement)
    await fed.settle()
    await fed.settle()
    expect(must(await xv.attachments.list('XV-FIU/analyst', id))).toMatchObject([
      { state: 'verified', digest: digest(statement) },
    ])
    fed.clock.set('2025-04-01T00:00:00.000Z')
    await fed.settle()
    await fed.settle()
    expect(must(await xv.attachments.list('XV-FIU/analyst', id))).toMatchObject([
      { state: 'erased' },
    ])
    expect(must(await xn.attachments.list('XN-FIU/analyst', id))).toMatchObject([
      { state: 'sent', to: [{ node: 'XV-FIU', erasedAt: '2025-04-01T00:00:00.000Z' }] },
    ])
  })
})
