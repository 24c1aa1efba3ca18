import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { memoryBlobs } from './blobs.ts'
import type { Store } from './contract.ts'
import { ledgerFile, openErasureLedger } from './erasure-ledger.ts'
import { keepStore } from './keep-store.ts'
import { memoryBackend } from './memory.ts'
import { openStore } from './open.ts'
import { anAct, anEvent, testWorld, utf8 } from './test-world.ts'
import { keysOf, rotatedKek } from './vault.ts'
import { verify } from './verify.ts'

let dir: string
const world = testWorld()
const open = (more: object = {}) => openStore({ dir, ...world.keeping, durable: false, ...more })
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-erasures-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** One record with a body and a row; answers its id. */
async function write(store: Store, text: string): Promise<string> {
  const event = anEvent(world)
  must(
    await store.commit({
      events: [event],
      bodies: [{ id: event.id, bytes: utf8(text) }],
      rows: [{ kind: 'matter', key: event.id, data: { subject: text } }],
    }),
  )
  return event.id
}

async function backup(): Promise<() => Promise<void>> {
  const kept = await mkdtemp(join(tmpdir(), 'comity-backup-'))
  await cp(join(dir, 'db'), kept, { recursive: true })
  return async () => {
    await rm(join(dir, 'db'), { recursive: true })
    await cp(kept, join(dir, 'db'), { recursive: true })
    // what the manual says to do when a backup is put back
    await rm(join(dir, 'last-head'), { force: true })
    await rm(kept, { recursive: true })
  }
}

describe('what was erased', () => {
  it('is not readable in a backup that was put back, from the first moment on, and is erased again', async () => {
    let store = await open()
    const gone = await write(store, 'Ilka Brandt')
    const stays = await write(store, 'Norrhavn Privatbank')
    await store.close()
    const restore = await backup()
    store = await open()
    must(await store.commit(anAct(world, { erase: [gone], redact: [gone] })))
    await store.close()
    await restore()

    store = await open()
    expect(store.resurrected()).toEqual({ bodies: [gone], records: [gone] })
    expect(await store.body(gone)).toMatchObject({ state: 'erased' })
    expect((await store.event(gone))?.record).toBeNull()
    expect((await store.events({ limit: 10 }))[0]?.record).toBeNull()
    expect((await store.body(stays))?.state).toBe('present')
    // Nobody erased it again yet, and the process dies: nothing is lost by that.
    await store.close()
    store = await open()
    const { bodies, records } = store.resurrected()
    must(await store.commit(anAct(world, { erase: bodies, redact: records })))
    expect(store.resurrected()).toEqual({ bodies: [], records: [] })
    await store.close()
    store = await open()
    expect(store.resurrected()).toEqual({ bodies: [], records: [] })
    expect(await store.body(gone)).toMatchObject({ state: 'erased' })
    const { findings } = await verify(store, {
      origin: store.origin,
      headKey: world.keeping.headKey,
      kek: world.keeping.kek,
    })
    expect(findings).toEqual([])
    await store.close()
  })

  it('is remembered without a name or an id, and again when the ledger was lost', async () => {
    let store = await open()
    const gone = await write(store, 'Ilka Brandt')
    must(await store.commit(anAct(world, { erase: [gone] })))
    await store.close()
    const path = join(dir, 'erasures')
    const text = await readFile(path, 'utf8')
    expect(text).toMatch(/^comity-erasures\/1\nbody 0 1 2025-/)
    expect(text).not.toContain(gone)
    await rm(path)
    store = await open()
    await store.close()
    expect(await readFile(path, 'utf8')).toBe(text)
    // cut off while it was written
    await writeFile(path, text.slice(0, -20))
    store = await open()
    await store.close()
    expect(await readFile(path, 'utf8')).toBe(text)
  })

  it('is not forgotten by a change in the ledger: the store does not open, and says at which line', async () => {
    const store = await open()
    const ids = [await write(store, 'one'), await write(store, 'two'), await write(store, 'three')]
    for (const id of ids) must(await store.commit(anAct(world, { erase: [id] })))
    await store.close()
    const path = join(dir, 'erasures')
    const text = await readFile(path, 'utf8')
    const lines = text.split('\n')
    await writeFile(path, lines.toSpliced(2, 1).join('\n'))
    await expect(open()).rejects.toThrow('line 3 of the erasure ledger')
    const { fixed } = keysOf(world.keeping.kek)
    for (let at = 0; at < text.length - 1; at++) {
      const bytes = Buffer.from(text)
      bytes[at]! ^= 1
      await writeFile(path, bytes)
      await expect(openErasureLedger(ledgerFile(path), fixed)).rejects.toThrow(
        /line \d of the erasure ledger/,
      )
    }
    await writeFile(path, text)
    expect((await openErasureLedger(ledgerFile(path), fixed)).entries).toHaveLength(3)
  })
})

describe('the key of the vault', () => {
  const until = '2027-01-01T00:00:00.000Z'
  it('is changed: bodies and rows open under the new one alone, and what a backup holds only as long as it is kept', async () => {
    let store = await open()
    const id = await write(store, 'Ilka Brandt')
    await store.close()
    const restore = await backup()
    const keys = rotatedKek(world.keeping.kek, new Uint8Array(32).fill(6), until)
    store = await open({ kek: keys })
    await store.close()
    const forgotten = { ...keys, former: [] }
    store = await open({ kek: forgotten })
    expect((await store.body(id))?.state).toBe('present')
    expect((await store.row('matter', id))?.data).toEqual({ subject: 'Ilka Brandt' })
    await store.close()
    // A backup from before the change: brought up while the former key is there, shut when it is not.
    await restore()
    store = await open({ kek: forgotten })
    await expect(store.body(id)).rejects.toThrow('cannot be opened')
    await expect(store.row('matter', id)).rejects.toThrow('cannot be opened')
    await store.close()
  })

  it('brings a backup up that was put back within its term', async () => {
    let store = await open()
    const id = await write(store, 'Ilka Brandt')
    await store.close()
    const restore = await backup()
    const keys = rotatedKek(world.keeping.kek, new Uint8Array(32).fill(6), until)
    store = await open({ kek: keys })
    await store.close()
    await restore()
    store = await open({ kek: keys })
    await store.close()
    store = await open({ kek: { ...keys, former: [] } })
    expect((await store.body(id))?.state).toBe('present')
    await store.close()
  })

  it('may be cut off at any step of its change and goes on at the next opening', async () => {
    const keys = rotatedKek(world.keeping.kek, new Uint8Array(32).fill(6), until)
    for (let cut = 0; cut < 8; cut++) {
      const backend = memoryBackend()
      const before = await keepStore(backend, memoryBlobs(), world.keeping)
      const ids: string[] = []
      for (let i = 0; i < 450; i++) ids.push(await write(before, `person ${i}`))
      let left = cut
      const dies = async (): Promise<void> => {
        if (left-- === 0) throw new Error('killed')
      }
      const flaky = {
        ...backend,
        apply: async (change: Parameters<typeof backend.apply>[0]) => {
          await dies()
          await backend.apply(change)
        },
        putMark: async (mark: string) => {
          await dies()
          await backend.putMark(mark)
        },
      }
      const killed = await keepStore(flaky, memoryBlobs(), { ...world.keeping, kek: keys }).then(
        () => false,
        () => true,
      )
      // three pages of bodies, three of rows, the mark
      expect(killed).toBe(cut < 7)
      await keepStore(backend, memoryBlobs(), { ...world.keeping, kek: keys })
      const after = await keepStore(backend, memoryBlobs(), {
        ...world.keeping,
        kek: { ...keys, former: [] },
      })
      for (const id of ids) {
        expect((await after.body(id))?.state).toBe('present')
        expect((await after.row('matter', id))?.data).toBeDefined()
      }
      const { findings } = await verify(after, {
        origin: after.origin,
        headKey: world.keeping.headKey,
        kek: { ...keys, former: [] },
      })
      expect(findings).toEqual([])
    }
  })
})
