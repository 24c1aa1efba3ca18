import { afterEach, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { samples } from '../procedure/samples.ts'
import type { Node } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'

const outsider = 'XV-TAX/case-officer'
const reason = 'a transfer leaves in an hour and nobody of the prosecution answers'

let federation: TestFederation
afterEach(() => federation.close())

async function node(more: { readonly storage?: 'disk' } = {}): Promise<Node> {
  const all = { served: true, ...more }
  federation = await testFederation(['XV-FIU'], '2025-02-14T09:00:00.000Z', {}, all)
  return federation.node('XV-FIU')
}

/** A suspension that the prosecution put to the unit; the tax office has no part in it. */
async function suspension(at: Node, sent = true): Promise<string> {
  const { class: _, ...document } = samples['suspension-request']!
  const open = { do: 'open', procedure: 'P2', to: 'XV-FIU', document } as const
  const { id } = must(await at.handle('XV-SACP/prosecutor', open))
  const act = (actor: string, action: string, words = {}) =>
    at.handle(actor, { do: 'act', id, action, document: words })
  if (!sent) return id
  must(await act('XV-SACP/head-of-desk', 'approve', samples['suspension-approval']))
  must(await act('XV-SACP/prosecutor', 'send'))
  return id
}

function named(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

async function types(at: Node): Promise<string[]> {
  return (await at.read.log({ after: -1, limit: 500 })).entries.map((e) => e.type)
}

describe('breaking the glass', () => {
  it('opens one matter for reading, for four hours, and heads and inspectors are told at once', async () => {
    const xv = await node()
    const id = await suspension(xv)
    expect(named(await xv.read.request(outsider, id))).toBe('matter-of-others')
    const glass = must(await xv.access.breakGlass(outsider, id, reason))
    expect(glass.until).toBe('2025-02-14T13:00:00.000Z')
    expect(glass.told).toContain('XV-TAX/head-of-desk')
    expect(glass.told).toContain('XV-SACP/inspector')
    expect(glass.told).not.toContain(outsider)
    for (const officer of glass.told)
      expect((await xv.access.notices(officer)).map((n) => n.kind)).toEqual(['glass-broken'])
    expect(must(await xv.read.request(outsider, id)).id).toBe(id)
    const log = must(await xv.access.log('XV-SACP/head-of-desk', id))
    expect(log.entries.find((e) => e.officer === outsider)).toMatchObject({
      kind: 'consultation',
      purpose: 'emergency',
      policies: ['glass-reads'],
    })
    federation.clock.forward(239)
    expect(named(await xv.read.request(outsider, id))).toBe('accepted')
    federation.clock.forward(1)
    expect(named(await xv.read.request(outsider, id))).toBe('matter-of-others')
    await xv.tick()
    await xv.tick()
    expect((await types(xv)).filter((t) => t === 'glass.ended')).toHaveLength(1)
    expect((await xv.audit()).findings).toEqual([])
  })

  it('takes nothing out, changes nothing and opens no other matter', async () => {
    const xv = await node()
    const id = await suspension(xv)
    const other = await suspension(xv)
    must(await xv.access.breakGlass(outsider, id, reason))
    const [document] = must(await xv.read.request(outsider, id)).documents
    const record = document!.record
    expect(named(await xv.read.proof(outsider, id))).toBe('glass-only-reads')
    expect(named(await xv.read.document(outsider, id, record, { as: 'pdf' }))).toBe(
      'glass-only-reads',
    )
    expect(named(await xv.read.document(outsider, id, record, { as: 'html' }))).toBe('accepted')
    for (const action of ['withdraw', 'approve', 'send', 'order'])
      expect(named(await xv.handle(outsider, { do: 'act', id, action, document: {} }))).not.toBe(
        'accepted',
      )
    expect(named(await xv.read.request(outsider, other))).toBe('matter-of-others')
    expect(named(await xv.read.request('XV-TAX/prosecutor', id))).toBe('matter-of-others')
  })

  it('opens neither a tip nor a draft of the other side, and tells nobody that they are there', async () => {
    const xv = await node()
    const tip = { do: 'open', procedure: 'P15', document: samples.tip! } as const
    const { id } = must(await xv.handle('XV-OMB/registrar', tip))
    expect(named(await xv.access.breakGlass(outsider, id, reason))).toBe('matter-unknown')
    const draft = await suspension(xv, false)
    // A draft of the prosecution, opened by the tax office: the unit, to which it is not put yet, is not told.
    const glass = must(await xv.access.breakGlass(outsider, draft, reason))
    expect(glass.told.filter((id) => id.startsWith('XV-FIU/'))).toEqual([])
    expect(glass.told).toContain('XV-SACP/inspector')
    expect(named(await xv.access.breakGlass('XV-FIU/head', draft, reason))).toBe('matter-unknown')
  })

  it('needs a reason', async () => {
    const xv = await node()
    const id = await suspension(xv)
    expect(named(await xv.access.breakGlass(outsider, id, 'because'))).toBe('glass-without-reason')
    expect(await types(xv)).not.toContain('glass.broken')
  })

  it('holds after the node was started again, and not longer', async () => {
    let xv = await node({ storage: 'disk' })
    const id = await suspension(xv)
    must(await xv.access.breakGlass(outsider, id, reason))
    federation.clock.forward(60)
    xv = await federation.reopen('XV-FIU')
    expect(named(await xv.read.request(outsider, id))).toBe('accepted')
    federation.clock.forward(181)
    expect(named(await xv.read.request(outsider, id))).toBe('matter-of-others')
  })

  it('is reviewed by somebody else, once; and that a review is late is on record once', async () => {
    const xv = await node()
    const id = await suspension(xv)
    const glass = must(await xv.access.breakGlass(outsider, id, reason))
    const review = (actor: string) =>
      xv.access.review(actor, glass.id, 'not-justified', 'no danger')
    expect(named(await review(outsider))).toBe('glass-own-review')
    expect(named(await review('XV-TAX/registrar'))).toBe('glass-unknown')
    federation.clock.forward(24 * 60 - 1)
    await xv.tick()
    expect(await types(xv)).not.toContain('glass.review-late')
    federation.clock.forward(1)
    await xv.tick()
    await xv.tick()
    expect((await types(xv)).filter((t) => t === 'glass.review-late')).toHaveLength(1)
    expect((await xv.access.notices('XV-TAX/head-of-desk')).map((n) => n.kind)).toEqual([
      'glass-review-late',
      'glass-broken',
    ])
    expect(must(await review('XV-TAX/head-of-desk'))).toMatchObject({
      late: true,
      review: { by: 'XV-TAX/head-of-desk', finding: 'not-justified' },
    })
    expect(named(await review('XV-TAX/inspector'))).toBe('glass-reviewed')
    expect((await xv.access.notices(outsider)).map((n) => n.kind)).toEqual(['glass-reviewed'])
    expect((await xv.audit()).findings).toEqual([])
  })

  it('is seen by those it concerns, and its reason is in the vault and not in the log', async () => {
    const xv = await node()
    const id = await suspension(xv)
    must(await xv.access.breakGlass(outsider, id, reason))
    expect(await xv.access.glasses('XV-HC/judge')).toEqual([])
    const [seen] = await xv.access.glasses('XV-TAX/inspector')
    expect(seen).toMatchObject({ reason, mayReview: true, open: true })
    expect((await xv.access.glasses(outsider))[0]).toMatchObject({ mayReview: false })
  })
})
