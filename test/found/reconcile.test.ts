import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { reconcile } from '#node'
import { keepStore, memoryBackend, memoryBlobs } from '#store'
import type { NodeOptions } from '../../src/node/open-node.ts'
import {
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'

/** What one side says it sent and the other side says it received, letter by letter. */

type Backend = ReturnType<typeof memoryBackend>
let federation: TestFederation
let id: string
const backends = new Map<string, Backend>()

beforeEach(async () => {
  const storage: NodeOptions['storage'] = (options) => {
    const node = options.origin.slice('comity.invalid/'.length).toUpperCase()
    const backend = backends.get(node) ?? memoryBackend()
    backends.set(node, backend)
    return keepStore(backend, memoryBlobs(), options)
  }
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', { storage })
  const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
  id = await sendRequest(xv, 'XN-FIU')
  await federation.settle()
  for (const [action, document] of [
    ['acknowledge', { class: 'normal' }],
    ['reply', goodReply],
  ] as const) {
    must(await xn.handle('XN-FIU/analyst', { do: 'act', id, action, document }))
    await federation.settle()
  }
})
afterEach(async () => {
  await federation.close()
  backends.clear()
})

async function reconciled() {
  const [a, b] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
  return reconcile(await a.log.exchanged(), await b.log.exchanged(), (node, size) =>
    (node === 'XV-FIU' ? a : b).log.rootAt(size),
  )
}

/** What somebody with the database of a node does to it while it is closed. */
async function tamper(node: string, act: (backend: Backend) => void) {
  await federation.node(node).close()
  const backend = memoryBackend(backends.get(node)!.tables)
  act(backend)
  backends.set(node, backend)
  await federation.reopen(node)
}

describe('both sides of an exchange', () => {
  it('agree, letter by letter, and every head in a receipt is still in the other log', async () => {
    const { letters, findings, waiting } = await reconciled()
    expect(letters).toBeGreaterThanOrEqual(3)
    expect({ findings, waiting }).toEqual({ findings: [], waiting: [] })
  })

  it('differ when one has lost what it received: number, time and peer are named', async () => {
    await tamper('XN-FIU', ({ tables }) => {
      const [key] = tables.get('inbox')!.keys()
      tables.get('inbox')!.delete(key!)
    })
    const { findings } = await reconciled()
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatch(
      /^letter \S+ number 1 of XV-FIU to XN-FIU, sent at 2025-01-20T09:10:00.000Z: its receipt names entry \d+ at XN-FIU, and XN-FIU has no record of it$/,
    )
  })

  it('differ when one has lost what it sent', async () => {
    await tamper('XN-FIU', ({ tables }) => {
      const [key] = tables.get('outbox')!.keys()
      tables.get('outbox')!.delete(key!)
    })
    const { findings } = await reconciled()
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatch(
      /^letter \S+ of XN-FIU, received by XV-FIU at 2025-01-20T09:10:00.000Z as entry \d+: XN-FIU has no record that it sent it$/,
    )
  })

  it('differ when one holds other bytes under the same id', async () => {
    await tamper('XN-FIU', ({ tables }) => {
      const inbox = tables.get('inbox')!
      const [key, row] = [...inbox][0]!
      inbox.set(key, { ...row, digest: `sha256:${'0'.repeat(64)}` } as never)
    })
    expect((await reconciled()).findings[0]).toMatch(/: XN-FIU has other bytes under this id$/)
  })

  it('differ when one log is not the one that its own receipts were signed over', async () => {
    await tamper('XN-FIU', ({ tables }) => {
      const events = tables.get('events')!
      const [key, row] = [...events][0]!
      const leaf = Uint8Array.from((row as unknown as { leaf: Uint8Array }).leaf)
      leaf[0]! ^= 1
      events.set(key, { ...row, leaf } as never)
    })
    const { findings } = await reconciled()
    expect(findings[0]).toMatch(
      /^comity\.invalid\/xn-fiu: the head of \d+ entries that XN-FIU signed in a receipt for XV-FIU is not in its log now$/,
    )
  })

  it('wait for what is on its way, and say so', async () => {
    federation.wire.post = async () => {
      throw new Error('no route')
    }
    await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
    await federation.settle()
    const { findings, waiting } = await reconciled()
    expect(findings).toEqual([])
    expect(waiting[0]).toMatch(/: it has not arrived yet$/)
  })
})
