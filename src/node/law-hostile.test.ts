import { mkdirSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { type Pack, shipped, shippedPacks } from '#law'
import { openStore, type Store, type StoreOptions } from '#store'
import type { NodeOptions } from './open-node.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

const delegate = 'XV-CA/delegate'
const head = 'XV-FIU/head'
const start = '2025-02-03T09:00:00.000Z'

async function node(options: Partial<NodeOptions> = {}) {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], start, options, { served: true })
  return federation.node('XV-FIU')
}

const refused = (outcome: Outcome<unknown>) => (outcome.ok ? 'nothing' : outcome.refusal.name)

/** A national pack that changes one shipped rule. */
function changed(id: string, terms: object, from = '2025-02-01'): Pack {
  const rule = shipped.rules.find((r) => r.id === id)!
  return {
    id: 'XV-OWN',
    name: 'Veldania, rules of its own',
    layer: 'national',
    version: 1,
    from: from as Pack['from'],
    over: shippedPacks.map((p) => p.id),
    rows: {
      rules: [
        {
          ...rule,
          replaces: id,
          from: from as Pack['from'],
          terms: [{ ...rule.terms[0]!, ...terms }],
        },
      ],
    },
  }
}

describe('a hostile pack at a node', () => {
  it('does not leave the clocks of a procedure without their limit', async () => {
    const xv = await node()
    const months = changed('CP-CLARIFICATION', { unit: 'months', count: 1 })
    expect(refused(await xv.law.draft(delegate, months))).toBe('procedure-stopped')
    const gone = changed('CP-CONSULTATION', {})
    const none = { ...gone, rows: { rules: [{ ...gone.rows.rules![0]!, terms: [] }] } }
    expect(refused(await xv.law.draft(delegate, none))).toBe('procedure-stopped')
  })

  it('is approved once, whoever is faster', async () => {
    const xv = await node()
    const { id } = must(await xv.law.draft(delegate, changed('CP-ACK', { count: 3 })))
    const both = await Promise.all([
      xv.law.approve(head, id, 'first'),
      xv.law.approve(head, id, 'second'),
      xv.law.approve('XV-CA/delegate', id, 'my own'),
    ])
    expect(both.map(refused).sort()).toEqual(['draft-unknown', 'draft-unknown', 'nothing'])
  })

  it('dated in the past moves no limit that runs, paused or not', async () => {
    const xv = await node()
    const id = await sendRequest(xv, 'XN-FIU')
    const before = must(await xv.read.request(head, id)).clocks.map((c) => [c.id, c.due])
    expect(before.length).toBeGreaterThan(0)
    const rules = shipped.rules
      .filter((r) => r.id.startsWith('CP-') || r.id.startsWith('DL-'))
      .filter((r) => !['CP-LONG-STOP', 'CP-STANDSTILL', 'CP-CLARIFICATION'].includes(r.id))
      .map((r) => ({
        ...r,
        replaces: r.id,
        from: '2020-01-01' as Pack['from'],
        terms: r.terms.map((t) => ({ ...t, count: Math.max(1, Math.floor(t.count / 2)) })),
      }))
    const pack = { ...changed('CP-ACK', {}, '2020-01-01'), rows: { rules } }
    const draft = must(await xv.law.draft(delegate, pack))
    must(await xv.law.approve(head, draft.id, 'all limits are halved'))
    expect(must(await xv.read.request(head, id)).clocks.map((c) => [c.id, c.due])).toEqual(before)
  })

  it('whose coming into force was cut off by a crash is told when the node is back', async () => {
    let dies = false
    const storage = async (options: StoreOptions): Promise<Store> => {
      mkdirSync(options.dir, { recursive: true })
      const store = await openStore({ ...options, durable: false })
      return {
        ...store,
        commit: (act) => {
          if (dies && act.events.some((e) => e.type === 'law.in_force'))
            throw new Error('the power went')
          return store.commit(act)
        },
      }
    }
    const xv = await node({ storage })
    const draft = must(await xv.law.draft(delegate, changed('CP-ACK', { count: 3 })))
    dies = true
    await expect(xv.law.approve(head, draft.id, 'published')).rejects.toThrow('the power went')
    dies = false
    const again = await federation.reopen('XV-FIU')
    const { version } = must(await again.law.view(head))
    expect(version).not.toBe(shipped.version)
    await again.tick()
    await again.tick()
    const { entries } = await again.read.log({ after: -1, limit: 200 })
    expect(entries.filter((e) => e.type === 'law.in_force')).toHaveLength(1)
    const third = await federation.reopen('XV-FIU')
    await third.tick()
    const told = (await third.read.log({ after: -1, limit: 200 })).entries
    expect(told.filter((e) => e.type === 'law.in_force')).toHaveLength(1)
    // Years later, when every key of that day has run out, what they signed is still law.
    federation.clock.set('2045-02-03T09:00:00.000Z')
    const much = await federation.reopen('XV-FIU')
    expect(must(await much.law.view(head)).version).toBe(version)
  })
})
