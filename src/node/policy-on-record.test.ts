import { afterEach, describe, expect, it } from 'vitest'
import { shippedPolicies } from '#access'
import { must } from '#base'
import { type RecordHeader, readRecord } from '#exchange'
import { keepStore, memoryBackend, memoryBlobs, type Store } from '#store'
import type { NodeOptions } from './open-node.ts'
import { fullRequest, goodApproval, type TestFederation, testFederation } from './testing.ts'

let fed: TestFederation
afterEach(() => fed.close())

/** A row of the authority's own: a file is released by heads of desk alone. */
const headsRelease = {
  id: 'heads-release',
  effect: 'forbid',
  actions: ['release'],
  when: 'principal.role != "head-of-desk"',
  sentence: 'what leaves this unit is released by a head of desk',
  citation: 'house rule 7',
  floor: false,
} as const

const stores = new Map<string, Store>()

async function begin(options: Partial<NodeOptions> = {}) {
  fed = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', {
    ...options,
    storage: async (of) => {
      const store = await keepStore(memoryBackend(), memoryBlobs(), of)
      stores.set(of.origin, store)
      return store
    },
  })
  const node = fed.node('XV-FIU')
  const open = { do: 'open', kind: 'request', to: 'XN-FIU', document: fullRequest } as const
  const { id } = must(await node.handle('XV-FIU/analyst', open))
  return { node, id }
}

/** Headers of everything in the log of XV-FIU. */
async function headers(): Promise<readonly RecordHeader[]> {
  const [store] = [...stores].filter(([origin]) => origin.includes('xv-fiu')).map(([, s]) => s)
  const events = await store!.events({ limit: 500 })
  return events.map((event) => must(readRecord(event.record!)))
}

describe('the policies under which an officer acts', () => {
  it('stand in each record of the officer, and change with the rows of the authority', async () => {
    const digests = []
    for (const policies of [[], [headsRelease]]) {
      const { id } = await begin({ policies })
      const signed = await headers()
      const act = signed.find((header) => header.stream === `matter/${id}`)!
      expect(act).toMatchObject({ actor: 'XV-FIU/analyst' })
      expect(act.policy).toMatch(/^sha256:[0-9a-f]{64}$/)
      for (const header of signed)
        expect(header.policy === undefined, header.type).toBe(
          !['XV-FIU/analyst', 'XV-FIU/head'].includes(header.actor),
        )
      digests.push(act.policy)
      if (policies.length === 0) await fed.close()
    }
    expect(new Set(digests).size).toBe(2)
    expect(shippedPolicies.some((p) => p.id === headsRelease.id)).toBe(false)
  })

  it('are asked whether a file may be released, not whether a step may be decided', async () => {
    const { node, id } = await begin({ policies: [headsRelease] })
    async function* bytes() {
      yield Buffer.from('4711')
    }
    const about = { title: 'statement', type: 'text/csv' }
    const { id: file } = must(await node.attachments.add('XV-FIU/head', id, about, bytes()))
    expect(await node.attachments.release('XV-FIU/analyst', id, file)).toMatchObject({
      refusal: { ground: expect.stringContaining('heads-release') },
    })
    const { id: other } = must(await node.attachments.add('XV-FIU/analyst', id, about, bytes()))
    expect((await node.attachments.release('XV-FIU/head', id, other)).ok).toBe(true)
    // What is decided at home is as open as before.
    const approve = { do: 'act', id, action: 'approve', document: goodApproval } as const
    expect((await node.handle('XV-FIU/head', approve)).ok).toBe(true)
  })
})
