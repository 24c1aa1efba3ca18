import { must, type Outcome } from '#base'
import { admissibilityOf } from '#exchange'
import type { Node } from '#node'
import { fullRequest, goodApproval, goodReply, sendRequest } from '../../src/node/testing.ts'
import type { Gallery } from './gallery.ts'
import { shared } from './node.ts'

let answered:
  | Promise<{ xv: Node; xn: Node; id: string; record: string; digest: string }>
  | undefined

/** A request of XV-FIU that XN-FIU has answered, on terms that need consent for every other use. */
function answer() {
  answered ??= (async () => {
    const { federation, xv, xn } = await shared()
    const id = await sendRequest(xv, 'XN-FIU', { ...fullRequest, reference: 'RQ-90' })
    await federation.settle()
    must(await act(xn, id, 'acknowledge', { class: 'normal' }))
    must(await act(xn, id, 'reply', goodReply))
    await federation.settle()
    const { items } = must(await xv.read.items('XV-FIU/analyst', id))
    const item = items.find((i) => i.type === 'FINAL_RESULT')!
    return { xv, xn, id, record: item.id, digest: item.digest }
  })()
  return answered
}

function act(node: Node, id: string, action: string, document: Record<string, unknown>) {
  const who = action === 'approve' || /^(give|deny)-/.test(action) ? 'head' : 'analyst'
  return node.handle(`${node.id}/${who}`, { do: 'act', id, action, document })
}

/** XN-FIU, which gave the answer, puts a question of its own to XV-FIU that is made from XV-FIU's request. */
async function back(
  sources: readonly string[],
  change: Record<string, unknown> = {},
): Promise<Outcome<unknown>> {
  const { xv } = await answer()
  const named = sources.length === 0 ? {} : { sources }
  const document = { ...fullRequest, reference: 'RQ-91', ...named, ...change }
  const open = { do: 'open', kind: 'request', to: 'XN-FIU', document } as const
  const { id } = must(await xv.handle('XV-FIU/analyst', open))
  must(await act(xv, id, 'approve', goodApproval))
  return act(xv, id, 'send', {})
}

/** One situation for every "no" about items and their conditions. */
export const itemGallery: Gallery = {
  'use-not-allowed': {
    situation: 'an answer that needs consent for it is taken out for a court',
    example: async () => {
      const { xv, id, record } = await answer()
      return xv.read.document('XV-FIU/analyst', id, record, { as: 'json', for: 'court' })
    },
  },
  'looser-than-sources': {
    situation: 'a question back is made from an answer, and allows what the answer did not',
    example: async () => back([(await answer()).record], { onward: 'yes' }),
  },
  'item-unknown': {
    situation: 'a request names a source that nobody gave',
    example: () => back(['0195f3a0-0000-7000-8000-000000000009']),
  },
  'correction-of-unknown': {
    situation: 'a correction names a record that is not of the item',
    example: async () => {
      const { xn, id, record } = await answer()
      return act(xn, id, 'correct-item', {
        item: record,
        corrects: `sha256:${'0'.repeat(64)}`,
        corrected: 'one account',
        reasons: 'counted twice',
      })
    },
  },
  'corrected-already': {
    situation: 'the first record is corrected twice, and the correction of it passed over',
    example: async () => {
      const { xn, id, record, digest } = await answer()
      const document = {
        item: record,
        corrects: digest,
        corrected: 'one account',
        reasons: 'counted twice',
      }
      await act(xn, id, 'correct-item', document)
      return act(xn, id, 'correct-item', document)
    },
  },
  'item-taken-back': {
    situation: 'a request is made from an answer that was taken back',
    example: async () => {
      const { federation } = await shared()
      const { xn, id, record } = await answer()
      const { items } = must(await xn.read.items('XN-FIU/analyst', id))
      const corrects = items.find((i) => i.id === record)!.endOfChain
      await act(xn, id, 'retract-item', { item: record, corrects, reasons: 'a namesake' })
      await federation.settle()
      return back([record])
    },
  },
  'custody-unreadable': {
    situation: 'a line of custody does not say who took the papers over',
    example: () => admissibilityOf({ handovers: ['yesterday, by car'] }),
  },
  'condition-unreadable': {
    situation: 'a condition of a part is written in a way that nobody could keep',
    example: () => back([], { parts: ['answer: please be careful'] }),
  },
}
