import { must } from '#base'
import type { Node } from '#node'
import {
  approved,
  askedBlind,
  berthReply,
  berthRequest,
  berthStatement,
  blindCase,
  brokenGlass,
  call,
  consentAnswer,
  consentQuestion,
  correction,
  heldUp,
  knownInCarrow,
  onwardRequest,
} from './data/across.ts'

/** Something that officers do at a moment of the telling, beside the chapters. */
export interface Interlude {
  readonly at: string
  readonly act: () => Promise<void>
}

/**
 * What one sees across the border in September 2026: a suspension that is over, a request with a file, consent to pass
 * its answer on, the correction that follows it to the third holder, a call that is confirmed in writing, a glass that was
 * broken and reviewed, and a blind question. None of it lies in the quarter of the LANTERN figures.
 *
 * @param settle lets the wire run until letters, files and answers are where they belong
 */
export function acrossTheBorder(
  node: (id: string) => Node,
  settle: () => Promise<void>,
): readonly Interlude[] {
  const [xv, xn, xs, xc] = ['XV-FIU', 'XN-FIU', 'XS-FIU', 'XC-FIU'].map((id) => () => node(id)) as [
    () => Node,
    () => Node,
    () => Node,
    () => Node,
  ]
  let suspension = ''
  let berth = ''
  let onward = ''
  let noted = ''
  let glass = ''
  const act = async (at: Node, who: string, id: string, action: string, document: object = {}) => {
    must(await at.handle(`${at.id}/${who}`, { do: 'act', id, action, document: { ...document } }))
    await settle()
  }
  const send = async (document: object, to: string) => {
    const open = { do: 'open', kind: 'request', to, document: { ...document } } as const
    const { id } = must(await xv().handle('XV-FIU/analyst', open))
    await act(xv(), 'head', id, 'approve', approved)
    await act(xv(), 'analyst', id, 'send')
    return id
  }
  /** The answer of Norrhavn, under the id that it has at both nodes. */
  const answer = async () => {
    const { items } = must(await xn().read.items('XN-FIU/analyst', berth))
    const found = items.find((item) => item.type === 'FINAL_RESULT')
    if (found === undefined) throw new Error('RQ-27 has no answer')
    return found
  }
  return [
    {
      at: '2026-09-02T08:00:00Z',
      act: async () => {
        const asked = { ...heldUp, until: '2026-09-12T08:00:00.000Z' }
        const put = await xv().suspensions.propose('XV-FIU/analyst', 'XC-FIU', asked)
        suspension = must(put).key
      },
    },
    {
      at: '2026-09-02T08:40:00Z',
      act: async () => {
        must(await xv().suspensions.confirm('XV-FIU/head', 'XC-FIU', suspension))
        await settle()
      },
    },
    {
      at: '2026-09-09T07:30:00Z',
      act: async () => {
        must(await xv().suspensions.end('XV-FIU/head', 'XC-FIU', suspension))
        await settle()
      },
    },
    {
      at: '2026-09-15T08:30:00Z',
      act: async () => {
        berth = await send(berthRequest, 'XN-FIU')
      },
    },
    {
      at: '2026-09-15T11:00:00Z',
      act: () => act(xn(), 'analyst', berth, 'acknowledge', { class: 'normal' }),
    },
    {
      at: '2026-09-18T09:00:00Z',
      act: async () => {
        const { text, ...about } = berthStatement
        const parts = (async function* () {
          yield Buffer.from(text)
        })()
        const added = await xn().attachments.add('XN-FIU/analyst', berth, about, parts)
        must(await xn().attachments.release('XN-FIU/head', berth, must(added).id))
        await act(xn(), 'analyst', berth, 'reply', berthReply)
        // The letter, the file that it announces, and the word that it is whole.
        await settle()
      },
    },
    {
      at: '2026-09-22T08:00:00Z',
      act: async () => {
        const question = { ...consentQuestion, items: [(await answer()).id] }
        await act(xv(), 'analyst', berth, 'ask-consent', question)
      },
    },
    {
      at: '2026-09-22T13:00:00Z',
      act: () => act(xn(), 'head', berth, 'give-consent', consentAnswer),
    },
    {
      at: '2026-09-23T08:00:00Z',
      act: async () => {
        onward = await send({ ...onwardRequest, sources: [(await answer()).id] }, 'XS-FIU')
      },
    },
    {
      at: '2026-09-23T10:00:00Z',
      act: () => act(xs(), 'analyst', onward, 'acknowledge', { class: 'normal' }),
    },
    {
      at: '2026-09-25T09:00:00Z',
      act: async () => {
        const item = await answer()
        const document = { item: `${item.id}#answer`, corrects: item.digest, ...correction }
        await act(xn(), 'analyst', berth, 'correct-item', document)
        // First to the asker, then by the asker to the third.
        await settle()
      },
    },
    {
      at: '2026-09-25T14:00:00Z',
      act: async () => {
        const open = { ...call, calledAt: '2026-09-25T13:40:00Z' }
        const { id } = must(
          await xv().handle('XV-FIU/analyst', {
            do: 'open',
            procedure: 'P17',
            step: 'note-call',
            to: 'XN-FIU',
            document: open,
          }),
        )
        noted = id
        await settle()
        await act(xn(), 'analyst', noted, 'agree-note')
      },
    },
    {
      at: '2026-09-25T15:10:00Z',
      act: () => act(xv(), 'analyst', noted, 'confirm-in-writing', { matter: `matter/${berth}` }),
    },
    {
      at: '2026-09-28T12:00:00Z',
      act: async () => {
        const { reason } = brokenGlass
        const broken = await xv().access.breakGlass('XV-TAX/case-officer', berth, reason)
        glass = must(broken).id
        must(await xv().read.request('XV-TAX/case-officer', berth))
      },
    },
    {
      at: '2026-09-29T08:00:00Z',
      act: async () => {
        const { finding, words } = brokenGlass
        must(await xv().access.review('XV-TAX/head-of-desk', glass, finding, words))
        await settle()
      },
    },
    {
      at: '2026-09-29T09:00:00Z',
      act: async () => {
        must(await xc().hit.keepList('XC-FIU/analyst', 'accounts of open cases', knownInCarrow))
        const terms = { partner: 'XV-FIU', purpose: 'analysis', days: 30 }
        must(await xc().hit.openEpoch('XC-FIU/head', terms))
        const asked = await xv().hit.ask('XV-FIU/analyst', {
          partners: ['XC-FIU'],
          purpose: 'analysis',
          category: 'corruption',
          case: blindCase,
          text: askedBlind,
        })
        must(asked)
        await xv().hit.settled()
      },
    },
  ]
}
