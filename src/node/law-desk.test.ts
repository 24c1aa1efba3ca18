import { afterEach, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { type Pack, shippedPacks } from '#law'
import type { NodeOptions } from './open-node.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

const delegate = 'XV-CA/delegate'
const head = 'XV-FIU/head'

async function node(options: Partial<NodeOptions> = {}) {
  const start = '2025-02-03T09:00:00.000Z'
  federation = await testFederation(['XV-FIU', 'XN-FIU'], start, options, { served: true })
  return federation.node('XV-FIU')
}

/** A national pack that gives the country's own limit for a thing that the protocol already limits. */
function pack(over: Partial<Pack> = {}): Pack {
  return {
    id: 'XV-OWN',
    name: 'Veldania, rules of its own',
    layer: 'national',
    version: 1,
    from: '2025-02-01' as Pack['from'],
    rows: {
      rules: [
        {
          id: 'XV-own-limit',
          citation: 'Veldania, Act on Mutual Assistance 2025, art. 7',
          text: 'A question about a pending request is answered within three working days.',
          from: '2025-02-01' as Pack['from'],
          status: 'to-verify',
          source: 'Official Gazette of Veldania',
          terms: [
            {
              id: 'XV-own-limit',
              when: 'from the question',
              count: 3,
              unit: 'calendar-days',
              ends: 'end-of-day',
              roll: 'none',
            },
          ],
        },
      ],
    },
    ...over,
  }
}

function refused(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'nothing' : outcome.refusal.name
}

describe('the law of a node', () => {
  it('is changed by two persons: one drafts, another approves, both signatures stand on the pack', async () => {
    const xv = await node()
    const before = must(await xv.law.view(head)).version
    const { id } = must(await xv.law.draft(delegate, pack()))
    const seen = must(await xv.law.view(head))
    expect(seen.version).toBe(before)
    expect(seen.drafts).toMatchObject([{ id, mayApprove: true, faults: [], by: delegate }])
    expect(seen.drafts[0]!.diff.rows).toMatchObject([
      { table: 'rules', id: 'XV-own-limit', change: 'added' },
    ])
    expect(refused(await xv.law.approve(delegate, id, 'it is mine'))).toBe('approver-is-author')
    const after = must(await xv.law.approve(head, id, 'published in the gazette'))
    expect(after.version).not.toBe(before)
    expect(after.drafts).toEqual([])
    const [own] = after.packs.filter((p) => !p.shipped)
    expect(own).toMatchObject({ id: 'XV-OWN', version: 1, status: 'in-force' })
    expect(own!.signers).toHaveLength(2)
    const due = must(
      xv.read.due({ rule: 'XV-own-limit', start: '2025-02-03T09:00:00Z', calendar: 'XV' }),
    )
    expect(due.dueDay).toBe('2025-02-06')
    const types = (await xv.read.log({ after: -1, limit: 100 })).entries.map((e) => e.type)
    expect(types.filter((t) => t.startsWith('law.'))).toEqual([
      'law.drafted',
      'law.approved',
      'law.in_force',
    ])
    expect((await xv.audit()).findings).toEqual([])
  })

  it('is not for everybody to change', async () => {
    const xv = await node()
    expect(refused(await xv.law.draft('XV-FIU/analyst', pack()))).toBe('treaty-desk-only')
    const { id } = must(await xv.law.draft(delegate, pack()))
    expect(refused(await xv.law.approve('XV-FIU/analyst', id, 'why not'))).toBe('treaty-desk-only')
    must(await xv.law.withdraw(delegate, id))
    expect(refused(await xv.law.approve(head, id, 'too late'))).toBe('draft-unknown')
  })

  it('stays as it is when a pack is refused, and the refusal is on record', async () => {
    const xv = await node()
    const before = must(await xv.law.view(head)).version
    const uncited = pack()
    const bad = {
      ...uncited,
      rows: { rules: [{ ...uncited.rows.rules![0]!, citation: undefined }] },
    }
    expect(refused(await xv.law.draft(delegate, bad))).toBe('row-uncited')
    expect(refused(await xv.law.draft(delegate, pack({ over: ['NOBODY'] })))).toBe('over-unknown')
    expect(refused(await xv.law.draft(delegate, { nonsense: true }))).toBe('pack-malformed')
    const shippedOne = shippedPacks[0]!
    expect(refused(await xv.law.draft(delegate, { ...shippedOne, name: 'another text' }))).toBe(
      'version-not-higher',
    )
    const now = must(await xv.law.view(head))
    expect([now.version, now.drafts]).toEqual([before, []])
    const { entries } = await xv.read.log({ after: -1, limit: 100 })
    expect(entries.filter((e) => e.type === 'law.refused')).toHaveLength(4)
  })

  it('waits for the first day of a pack, and the clock brings it into force', async () => {
    const xv = await node()
    const before = must(await xv.law.view(head)).version
    const from = '2025-03-01' as Pack['from']
    const { id } = must(await xv.law.draft(delegate, pack({ from })))
    const waits = must(await xv.law.approve(head, id, 'from March'))
    expect(waits.version).toBe(before)
    expect(waits.packs.find((p) => p.id === 'XV-OWN')).toMatchObject({ status: 'waits' })
    federation.clock.set('2025-03-01T00:00:30.000Z')
    await xv.tick()
    expect(must(await xv.law.view(head)).version).not.toBe(before)
  })

  it('is there again after a restart, with the versions it had and the clocks that run under them', async () => {
    const xv = await node({ storage: 'disk', durable: false })
    const id = await sendRequest(xv, 'XN-FIU')
    const draft = must(await xv.law.draft(delegate, pack()))
    const after = must(await xv.law.approve(head, draft.id, 'published'))
    const seen = must(await xv.read.request('XV-FIU/head', id))
    expect(seen.law.changed).toBe(true)
    const again = await federation.reopen('XV-FIU')
    expect(must(await again.law.view(head)).version).toBe(after.version)
    const then = must(await again.read.request('XV-FIU/head', id))
    expect(then.clocks).toEqual(seen.clocks)
    expect(then.law).toEqual(seen.law)
    const late = () =>
      again.read
        .log({ after: -1, limit: 200 })
        .then(({ entries }) => entries.filter((e) => e.type === 'clock.overdue').length)
    federation.clock.set('2025-03-20T09:00:00.000Z')
    await again.tick()
    const once = await late()
    expect(once).toBeGreaterThan(0)
    const third = await federation.reopen('XV-FIU')
    await third.tick()
    const { entries } = await third.read.log({ after: -1, limit: 200 })
    expect(entries.filter((e) => e.type === 'clock.overdue')).toHaveLength(once)
    expect((await third.audit()).findings).toEqual([])
  })
})
