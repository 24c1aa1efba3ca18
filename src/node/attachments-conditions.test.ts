import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { samples } from '#procedure'
import type { NewAttachment } from './attachments-take.ts'
import type { Node } from './open-node.ts'
import {
  fullRequest,
  goodApproval,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'

let fed: TestFederation
let xv: Node
let xn: Node
/** The request of XV-FIU in which XN-FIU gave its files. */
let asked: string

beforeEach(async () => {
  fed = await testFederation(['XV-FIU', 'XN-FIU', 'XS-FIU'], '2025-01-20T09:10:00.000Z')
  xv = fed.node('XV-FIU')
  xn = fed.node('XN-FIU')
  asked = await sendRequest(xv, 'XN-FIU')
  await fed.settle()
  must(await act(xn, asked, 'acknowledge', { class: 'normal' }))
})
afterEach(() => fed.close())

const statement = Buffer.from('4711;Ilka Brandt;2024-03-01;12 000.00\n')
const loose = {
  handling: 'TLP:AMBER',
  purposes: ['analysis'],
  evidence: 'yes',
  onward: 'yes',
} as const

async function* parts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function act(
  node: Node,
  id: string,
  action: string,
  document: Record<string, unknown> = {},
  who = 'analyst',
) {
  const done = await node.handle(`${node.id}/${who}`, { do: 'act', id, action, document })
  await fed.settle()
  return done
}

const name = (outcome: Outcome<unknown>) => (outcome.ok ? 'accepted' : outcome.refusal.name)
const ground = (outcome: Outcome<unknown>) => (outcome.ok ? '' : outcome.refusal.ground)

function add(node: Node, id: string, more: Partial<NewAttachment> = {}, bytes = statement) {
  const about = { title: 'statement of 4711', type: 'text/csv', ...more }
  return node.attachments.add(`${node.id}/analyst`, id, about, parts(bytes))
}

/** XN-FIU answers with a file under these conditions; it is here whole at XV-FIU. */
async function given(conditions: Record<string, unknown>): Promise<string> {
  const { id } = must(await add(xn, asked, { conditions: conditions as never }))
  must(await xn.attachments.release('XN-FIU/head', asked, id))
  must(await act(xn, asked, 'reply', goodReply))
  await fed.settle()
  return id
}

/** A request of XV-FIU to XS-FIU, ready to be sent. */
async function onward(): Promise<string> {
  const document = { ...fullRequest, reference: 'RQ-02' }
  const open = { do: 'open', kind: 'request', to: 'XS-FIU', document } as const
  const { id } = must(await xv.handle('XV-FIU/analyst', open))
  must(await act(xv, id, 'approve', goodApproval, 'head'))
  return id
}

const file = async (node: Node, id: string, matter = asked) =>
  must(await node.attachments.list(`${node.id}/analyst`, matter)).find((f) => f.id === id)!
const save = (node: Node, id: string, use?: Parameters<Node['attachments']['read']>[4]) =>
  node.attachments.read(`${node.id}/analyst`, asked, id, {}, use)
const shorts = async (node: Node, id: string) => (await file(node, id)).strip.map((c) => c.short)

describe('a file has conditions of its own', () => {
  it('travels under them, whatever the document says beside which it goes', async () => {
    const id = await given({ ...loose, evidence: 'no', speciality: true, siena: ['H2'] })
    for (const node of [xv, xn])
      expect(await shorts(node, id)).toEqual([
        'TLP:AMBER',
        'may be passed on',
        'no evidence',
        'analysis',
        'H2',
        'speciality',
      ])
    // The answer itself may be evidence with consent; its file may not.
    expect(name(await save(xv, id))).toBe('accepted')
    const court = await save(xv, id, { do: 'evidence' })
    expect(name(court)).toBe('use-not-allowed')
    expect(ground(court)).toContain('may not be used as evidence')
    expect(ground(await save(xv, id, { do: 'onward', to: 'XS-FIU' }))).toContain('H2')
    // Whoever gave it does with the own file what it likes.
    expect(name(await save(xn, id, { do: 'evidence' }))).toBe('accepted')
    for (const node of [xv, xn]) expect((await node.audit()).findings).toEqual([])
  })

  it('has those of the matter where nobody says others, and is not taken in under unreadable ones', async () => {
    const { id } = must(await add(xn, asked))
    expect(await shorts(xn, id)).toEqual([
      'TLP:AMBER',
      'passing on: ask',
      'evidence: ask',
      'analysis',
    ])
    for (const conditions of [
      { handling: 'TLP:AMBER' },
      { ...loose, retainUntil: '2026-02-30' },
      { ...loose, handling: 'TLP:BLUE' },
      { ...loose, forever: true },
    ])
      expect(name(await add(xn, asked, { conditions }))).toBe('attachment-conditions')
  })

  it('cannot be saved after its last day, and ends that day as a document does', async () => {
    const id = await given({ ...loose, evidence: 'with-consent', retainUntil: '2025-02-28' })
    expect(name(await save(xv, id))).toBe('accepted')
    fed.clock.set('2025-03-01T00:00:00.000Z')
    await fed.settle()
    expect(name(await save(xv, id))).toBe('use-not-allowed')
    expect(await file(xv, id)).toMatchObject({ state: 'verified' })
    const [row] = must(await xv.retention.list('XV-FIU/analyst'))
    expect(row).toMatchObject({ item: id, state: 'overdue', needsTwo: true })
    const hold = { until: '2025-06-30', reason: 'a court of XV has asked for it' }
    must(await xv.retention.hold('XV-FIU/head', id, hold))
    expect(name(await save(xv, id))).toBe('accepted')
    expect(name(await save(xv, id, { do: 'onward', to: 'XS-FIU' }))).toBe('use-not-allowed')
  })

  it('is read by its own authority alone before it is released, at one node too', async () => {
    await fed.close()
    fed = await testFederation(['XV-FIU'], '2025-02-14T09:00:00.000Z', {}, { served: true })
    const node = fed.node('XV-FIU')
    const { class: _, ...document } = samples['suspension-request']!
    const prosecutor = 'XV-SACP/prosecutor'
    const open = { do: 'open', procedure: 'P2', to: 'XV-FIU', document } as const
    const { id } = must(await node.handle(prosecutor, open))
    const step = (actor: string, action: string, document = {}) =>
      node.handle(actor, { do: 'act', id, action, document })
    must(await step('XV-SACP/head-of-desk', 'approve', samples['suspension-approval']))
    must(await step(prosecutor, 'send'))
    const about = { title: 'draft', type: 'text/csv', conditions: loose }
    const added = await node.attachments.add(prosecutor, id, about, parts(statement))
    const read = (actor: string) => node.attachments.read(actor, id, must(added).id)
    expect(name(await read(prosecutor))).toBe('accepted')
    expect(must(await node.attachments.list('XV-FIU/analyst', id))).toEqual([])
    expect(name(await read('XV-FIU/analyst'))).toBe('attachment-unknown')
  })

  it('can be disputed and taken back by whoever gave it', async () => {
    const id = await given(loose)
    must(
      await act(xn, asked, 'mark-disputed', { item: id, by: 'person', reasons: 'not my account' }),
    )
    expect(await shorts(xv, id)).toContain('disputed')
    const { digest } = await file(xv, id)
    const reasons = 'the statement is of another account'
    must(await act(xn, asked, 'retract-item', { item: id, corrects: digest, reasons }))
    expect(await file(xv, id)).toMatchObject({ retracted: true })
    const matter = await onward()
    expect(name(await xv.attachments.copy('XV-FIU/analyst', asked, id, { matter }))).toBe(
      'item-taken-back',
    )
  })
})

describe('a file put to another matter', () => {
  it('is a copy under a key of its own and with the conditions that it has', async () => {
    const id = await given(loose)
    const matter = await onward()
    const copy = must(await xv.attachments.copy('XV-FIU/analyst', asked, id, { matter }))
    expect(await file(xv, copy.id, matter)).toMatchObject({
      digest: (await file(xv, id)).digest,
      sources: [id],
      state: 'kept',
      strip: (await file(xv, id)).strip,
    })
    must(await xv.attachments.release('XV-FIU/head', matter, copy.id))
    must(await act(xv, matter, 'send'))
    await fed.settle()
    const xs = fed.node('XS-FIU')
    expect(must(await xs.attachments.list('XS-FIU/analyst', matter))).toMatchObject([
      { id: copy.id, state: 'verified', sources: [id] },
    ])
    for (const node of [xv, xs]) expect((await node.audit()).findings).toEqual([])
    // What its giver takes back is taken back with everybody who has it from us.
    const { digest } = await file(xv, id)
    must(await act(xn, asked, 'retract-item', { item: id, corrects: digest, reasons: 'wrong' }))
    await fed.settle()
    await fed.settle()
    expect(must(await xs.attachments.list('XS-FIU/analyst', matter))).toMatchObject([
      { id: copy.id, retracted: true },
    ])
  })

  it('does not go where its conditions do not let it, by whichever way it is put there', async () => {
    const id = await given({ ...loose, onward: 'with-consent' })
    const matter = await onward()
    const barred = [
      await xv.attachments.copy('XV-FIU/analyst', asked, id, { matter }),
      // Saved, and added again under another title.
      await add(xv, matter, { title: 'a list', conditions: loose }),
      // Changed by a letter, and named as what it was made from.
      await add(xv, matter, { conditions: loose, sources: [id] }, Buffer.from('4711;I. B.')),
    ]
    for (const no of barred) {
      expect(name(no)).toBe('use-not-allowed')
      expect(ground(no)).toContain('only with prior consent')
    }
    expect(must(await xv.attachments.list('XV-FIU/analyst', matter))).toEqual([])
    // A document that names it as its source is under the same conditions.
    const document = { ...fullRequest, reference: 'RQ-03', sources: [id] }
    const open = { do: 'open', kind: 'request', to: 'XS-FIU', document } as const
    const other = must(await xv.handle('XV-FIU/analyst', open)).id
    must(await act(xv, other, 'approve', goodApproval, 'head'))
    expect(name(await act(xv, other, 'send'))).toBe('use-not-allowed')
    // Back to whoever gave it, it may go.
    expect(name(await add(xv, asked, { conditions: { ...loose, onward: 'with-consent' } }))).toBe(
      'accepted',
    )
  })

  it('is not looser than what it was made from', async () => {
    const id = await given({ ...loose, evidence: 'with-consent', retainUntil: '2025-12-31' })
    const matter = await onward()
    const conditions = { ...loose, retainUntil: '2025-12-31' }
    const looser = await xv.attachments.copy('XV-FIU/analyst', asked, id, { matter, conditions })
    expect(name(looser)).toBe('looser-than-sources')
    expect(ground(looser)).toContain('use as evidence')
  })

  it('goes with a consent, and not after that consent was withdrawn', async () => {
    const id = await given({ ...loose, onward: 'with-consent' })
    const question = {
      useCase: 'a request to XS',
      recipient: 'the unit of XS',
      use: 'onward',
      items: [id],
      recipients: ['XS-FIU'],
      forPurposes: ['analysis'],
    }
    must(await act(xv, asked, 'ask-consent', question))
    must(await act(xn, asked, 'give-consent', { scope: 'for the unit of XS' }, 'head'))
    const matter = await onward()
    const copy = must(await xv.attachments.copy('XV-FIU/analyst', asked, id, { matter }))
    must(await xv.attachments.release('XV-FIU/head', matter, copy.id))
    must(await act(xn, asked, 'withdraw-consent', { reasons: 'the person was acquitted' }, 'head'))
    const sent = await act(xv, matter, 'send')
    expect(name(sent)).toBe('use-not-allowed')
    expect(sent.ok ? '' : sent.refusal.where?.pointer).toBe(`/files/${copy.id}`)
  })
})
