import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { type Node, openNode } from '#node'
import { keepStore, memoryBackend, memoryBlobs } from '#store'
import { keySecret, readKeyring } from '../../src/node/keyring.ts'
import { readNodeFile } from '../../src/node/make-node.ts'
import type { NodeOptions } from '../../src/node/open-node.ts'
import {
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'

/**
 * "Flip any byte of any table, tile or body, drop the last event, restore yesterday's backup, fork the log": found, every
 * time, with a sentence that says where. Files: `whole-folder.test.ts`. Yesterday's backup and forks:
 * `src/node/witnessing.test.ts`, `src/store/last-head.test.ts`.
 */

type Backend = ReturnType<typeof memoryBackend>
const start = '2025-01-20T09:10:00.000Z'

/** A node whose tables all hold something, as its store left them. */
async function aLife(federation: TestFederation): Promise<void> {
  const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
  const id = await sendRequest(xv, 'XN-FIU')
  await federation.settle()
  must(
    await xn.handle('XN-FIU/analyst', {
      do: 'act',
      id,
      action: 'acknowledge',
      document: { class: 'normal' },
    }),
  )
  must(await xn.handle('XN-FIU/analyst', { do: 'act', id, action: 'reply', document: goodReply }))
  await federation.settle()
  // More than 256 entries, so that a tile of hashes is full and its hash is kept.
  while ((await xv.read.node()).log.size < 270)
    must(await xv.signIn({ link: must(xv.signInLink('XV-FIU/head')) }))
  await federation.settle()
}

describe('any byte of any value in any table of a node', () => {
  let federation: TestFederation
  let whole: Backend
  let made: NodeOptions['made']
  beforeAll(async () => {
    const storage: NodeOptions['storage'] = (options) => {
      const backend = memoryBackend()
      if (options.origin === 'comity.invalid/xv-fiu') whole = backend
      return keepStore(backend, memoryBlobs(), options)
    }
    federation = await testFederation(['XV-FIU', 'XN-FIU'], start, { storage })
    await aLife(federation)
    const dir = federation.dir('XV-FIU')
    const secret = keySecret(dir, undefined, { bytes: () => new Uint8Array() })
    made = { file: readNodeFile(dir), keys: readKeyring(dir, secret) }
  })
  afterAll(() => federation.close())

  /** What the auditor is told of these tables. */
  async function audited(backend: Backend): Promise<readonly string[]> {
    let node: Node
    try {
      node = await openNode({
        dir: federation.dir('XV-FIU'),
        made: made!,
        clock: federation.clock,
        storage: (options) => keepStore(backend, memoryBlobs(), options),
        post: async () => {
          throw new Error('alone')
        },
      })
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
    try {
      return (await node.audit()).findings.map((f) => `${f.where}: ${f.text}`)
    } finally {
      await node.close()
    }
  }

  it('holds before anything is changed, in every table', async () => {
    expect(await audited(memoryBackend(whole.tables))).toEqual([])
    const filled = [...whole.tables].filter(([, rows]) => rows.size > 0).map(([name]) => name)
    expect(filled.sort()).toEqual(['bodies', 'events', 'head', 'inbox', 'nodes', 'outbox', 'rows'])
  })

  it('changed, is found, every time', async () => {
    const names = [...whole.tables.keys()].filter((name) => whole.tables.get(name)!.size > 0)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        async (table, r, c, b, bit) => {
          const backend = memoryBackend(whole.tables)
          const rows = backend.tables.get(table)!
          const [key, row] = [...rows][r % rows.size]!
          const columns = Object.entries(row).filter(([, value]) => value !== null && value !== '')
          const [column, value] = columns[c % columns.length]!
          rows.set(key, { ...row, [column]: changed(value, b, bit) } as never)
          const findings = await audited(backend)
          expect(findings.length, `${table} ${key} ${column}`).toBeGreaterThan(0)
          expect(findings.join('\n').length).toBeGreaterThan(20)
        },
      ),
      { numRuns: 120, endOnFailure: true },
    )
  }, 120_000)

  it('and a row whose mark was changed, so that it looks as if it had never been sealed', async () => {
    for (const bit of [0, 1, 2, 3]) {
      const backend = memoryBackend(whole.tables)
      const rows = backend.tables.get('rows')!
      const [key, row] = [...rows].find(([name]) => name.includes('letter-in'))!
      const data = (row as { readonly data: string }).data
      rows.set(key, { ...row, data: changed(data, 1, bit) } as never)
      expect((await audited(backend)).join(), `bit ${bit}`).toContain('letter-in')
    }
  })

  it.each(['events', 'nodes', 'bodies', 'rows', 'outbox', 'inbox'] as const)(
    'and the last row of %s dropped, or any',
    async (table) => {
      for (const which of [-1, 0, 3]) {
        const backend = memoryBackend(whole.tables)
        const rows = backend.tables.get(table)!
        const key = [...rows.keys()].at(which % rows.size)!
        rows.delete(key)
        expect((await audited(backend)).length, key).toBeGreaterThan(0)
      }
    },
  )
})

/** The value with one bit changed; a text stays text. */
function changed(value: unknown, byte: number, bit: number): unknown {
  if (value instanceof Uint8Array) {
    const copy = Uint8Array.from(value)
    if (copy.length === 0) return Uint8Array.of(1)
    copy[byte % copy.length]! ^= 1 << bit
    return copy
  }
  if (typeof value === 'number') return value + 1 + bit
  const text = String(value)
  const at = byte % text.length
  const code = text.charCodeAt(at) ^ (1 << (bit % 4))
  return `${text.slice(0, at)}${String.fromCharCode(code)}${text.slice(at + 1)}`
}
