import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { samples } from '#procedure'
import type { Node } from './open-node.ts'
import { testDisks } from './power-testing.ts'
import { goodReply, sendRequest, type TestFederation, testFederation } from './testing.ts'

let fed: TestFederation
afterEach(() => fed.close())

async function act(node: Node, actor: string, id: string, action: string, document: object = {}) {
  return must(await node.handle(actor, { do: 'act', id, action, document } as never))
}

const wrong = { corrected: 'one account, not two', reasons: 'counted twice' }

/** Pieces of evidence at the letters of a matter that say that a correction is shown. */
async function shown(node: Node, actor: string, id: string): Promise<number> {
  const { letters } = must(await node.read.deliveries(actor, id))
  return letters.flatMap((l) => l.evidence).filter((e) => e.says === 'corrected').length
}

/** XN-FIU has answered XV-FIU, and corrects its answer. */
async function corrected(options = {}): Promise<string> {
  fed = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', options)
  const [xv, xn] = [fed.node('XV-FIU'), fed.node('XN-FIU')]
  const id = await sendRequest(xv, 'XN-FIU')
  await fed.settle()
  await act(xn, 'XN-FIU/analyst', id, 'acknowledge', { class: 'normal' })
  await act(xn, 'XN-FIU/analyst', id, 'reply', goodReply)
  await fed.settle()
  const { items } = must(await xn.read.items('XN-FIU/analyst', id))
  const item = items.find((i) => i.type === 'FINAL_RESULT')!
  const document = { item: item.id, corrects: item.digest, ...wrong }
  await act(xn, 'XN-FIU/analyst', id, 'correct-item', document)
  return id
}

const answer = async (node: Node, id: string) =>
  must(await node.read.items(`${node.id}/analyst`, id)).items.find(
    (i) => i.type === 'FINAL_RESULT',
  )!

describe('a correction', () => {
  it('is confirmed by the node whose copy shows it, and by an officer apart from that', async () => {
    const id = await corrected()
    const [xv, xn] = [fed.node('XV-FIU'), fed.node('XN-FIU')]
    const holders = async () => (await answer(xn, id)).corrections[0]!.holders
    expect(await holders()).toMatchObject([{ id: 'XV-FIU', applied: null, confirmed: null }])
    await fed.settle()
    await fed.settle()
    expect(await holders()).toMatchObject([
      { id: 'XV-FIU', applied: '2025-01-20T09:10:00.000Z', confirmed: null },
    ])
    expect(await shown(xn, 'XN-FIU/analyst', id)).toBe(1)
    const { digest } = (await answer(xv, id)).corrections[0]!
    const document = { correction: digest, done: 'corrected' }
    await act(xv, 'XV-FIU/analyst', id, 'confirm-correction', document)
    await fed.settle()
    expect((await holders())[0]?.confirmed).not.toBeNull()
    expect(await shown(xn, 'XN-FIU/analyst', id)).toBe(1)
  })

  it('is confirmed once, wherever the power is cut', async () => {
    const disks = testDisks()
    let tried = 0
    for (let cut = 0; cut < 12; cut++) {
      const id = await corrected({ storage: disks.storage })
      const dir = fed.dir('XV-FIU')
      // The letter is on its way; the power fails while it is taken in, shown and confirmed.
      await fed.node('XN-FIU').tick()
      disks.cutAfter(dir, cut)
      for (let round = 0; round < 2; round++)
        await fed
          .node('XV-FIU')
          .tick()
          .catch(() => {})
      const off = disks.isOff(dir)
      await fed
        .node('XV-FIU')
        .close()
        .catch(() => {})
      disks.mend(dir)
      await fed.reopen('XV-FIU')
      for (let round = 0; round < 3; round++) {
        fed.clock.forward(20)
        await fed.settle()
      }
      expect(await shown(fed.node('XN-FIU'), 'XN-FIU/analyst', id), `cut ${cut}`).toBe(1)
      if (!off) break
      tried++
      await fed.close()
    }
    expect(tried).toBeGreaterThan(1)
  })
})

describe('what was given to a team', () => {
  it('is corrected with everybody who has it, and the page says who has confirmed and who has not', async () => {
    const ids = ['XV-FIU', 'XN-FIU', 'XS-FIU']
    fed = await testFederation(ids, '2025-03-20T09:00:00.000Z', {}, { served: true })
    const [xv, xn, xs] = ids.map((id) => fed.node(id)) as [Node, Node, Node]
    const [lead, first, second] = ['XV-SACP/prosecutor', 'XN-EPP/prosecutor', 'XS-PP/prosecutor']
    const document = { ...samples['team-suggestion']!, others: ['XS-PP'] }
    const suggest = { do: 'open', procedure: 'P8', to: 'XN-EPP', document } as const
    const { id } = must(await xv.handle(lead!, suggest))
    await fed.settle()
    await act(xv, lead!, id, 'draft-agreement', samples['team-agreement'])
    await fed.settle()
    for (const [node, actor] of [
      [xn, first!],
      [xs, second!],
      [xv, lead!],
    ] as const) {
      await act(node, actor, id, 'sign-agreement', samples['team-signature'])
      await fed.settle()
    }
    await act(xv, lead!, id, 'activate', samples['team-start'])
    await fed.settle()
    await act(xv, lead!, id, 'share-evidence', samples['team-evidence'])
    await fed.settle()
    const itemAt = async (node: Node, actor: string) =>
      must(await node.read.items(actor, id)).items.find((i) => i.type === 'TEAM_ITEM')!
    const item = await itemAt(xv, lead!)
    const correction = { item: item.id, corrects: item.digest, ...wrong }
    await act(xv, lead!, id, 'correct-item-back', correction)
    await fed.settle()
    await fed.settle()
    const said = {
      correction: (await itemAt(xn, first!)).corrections[0]!.digest,
      done: 'corrected',
    }
    await act(xn, first!, id, 'confirm-correction-back', said)
    await fed.settle()
    const { holders } = (await itemAt(xv, lead!)).corrections[0]!
    expect(
      holders.map((h) => [h.id, h.told !== null, h.applied !== null, h.confirmed !== null]),
    ).toEqual([
      ['XN-EPP', true, true, true],
      ['XS-PP', true, true, false],
    ])
    for (const node of [xv, xn, xs]) expect((await node.audit()).findings).toEqual([])
  })
})
