import { closeSync, openSync, readdirSync, readlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import type { Backend } from './backend.ts'
import { memoryBlobs } from './blobs.ts'
import { StoreFault } from './contract.ts'
import { keepStore } from './keep-store.ts'
import { memoryBackend } from './memory.ts'
import { openStore } from './open.ts'
import { anAct, databaseUrl, testWorld, withoutPostgres } from './test-world.ts'
import { verify } from './verify.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-fault-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** What the system then says of the file: no space left, an input/output error, a write taken but not kept. */
const refusals = [
  ['is full', '/dev/full', 'database or disk is full'],
  ['takes no write', undefined, 'disk I/O error, code 778'],
  ['takes the write and does not keep it', '/dev/null', 'disk I/O error, code 1034'],
] as const

/**
 * Takes the log of the database away beneath its writer: the descriptor is closed, and a device of the system opened in
 * its place. Every call of the database goes to the system as ever, and fails there.
 */
function breakDisk(device: string | undefined): void {
  // Who reads has the log open too; the writer came later.
  const [, fd, ...more] = readdirSync('/proc/self/fd')
    .map(Number)
    .filter(isLog)
    .sort((a, b) => a - b)
  if (fd === undefined || more.length > 0) throw new Error('reader and writer have the log open')
  closeSync(fd)
  if (device !== undefined && openSync(device, 'r+') !== fd)
    throw new Error('another descriptor was free')
}

function isLog(fd: number): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).endsWith('.sqlite-wal')
  } catch {
    return false
  }
}

describe('a disk that does not take a commit', () => {
  if (process.platform !== 'linux') {
    it.skip('skipped: the descriptors of a process are looked up as Linux shows them', () => {})
    return
  }
  it.each(refusals)(
    'because it %s is a fault, acknowledges nothing and halts the writer until it is opened again',
    async (_what, device, reason) => {
      const world = testWorld()
      const store = await openStore({ dir, ...world.keeping })
      must(await store.commit(anAct(world)))
      breakDisk(device)
      const [first, second] = await Promise.allSettled([
        store.commit(anAct(world)),
        store.commit(anAct(world)),
      ])
      for (const outcome of [first, second]) {
        expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(StoreFault)
        expect(String(outcome.status === 'rejected' && outcome.reason)).toContain(reason)
      }
      await expect(store.commit(anAct(world))).rejects.toThrow('open the store again')
      expect((await store.head()).size).toBe(1)
      await store.close().catch(() => {})

      const again = await openStore({ dir, ...world.keeping })
      expect((await verify(again, world.keeping)).findings).toEqual([])
      const { size } = await again.head()
      // Not acknowledged: the disk may or may not have the one transaction, never a part of it.
      expect([1, 3]).toContain(size)
      must(await again.commit(anAct(world)))
      await again.close()
    },
  )

  it('is not even asked where nothing needs to be kept', async () => {
    const world = testWorld()
    const store = await openStore({ dir, ...world.keeping, durable: false })
    must(await store.commit(anAct(world)))
    breakDisk('/dev/null')
    must(await store.commit(anAct(world)))
    await store.close().catch(() => {})
  })
})

describe('the writer', () => {
  it.each(['lost', 'kept nevertheless'])(
    'writes nothing more after a failed transaction that was %s, until it is opened again',
    async (fate) => {
      const world = testWorld()
      const backend = memoryBackend()
      let failing = false
      const flaky: Backend = {
        ...backend,
        async apply(change) {
          if (failing && fate === 'lost') throw new Error('connection reset')
          await backend.apply(change)
          if (failing) throw new Error('connection reset')
        },
      }
      const store = await keepStore(flaky, memoryBlobs(), world.keeping)
      must(await store.commit(anAct(world)))
      failing = true
      const unsure = anAct(world)
      await expect(store.commit(unsure)).rejects.toThrow('connection reset')
      failing = false
      await expect(store.commit(anAct(world))).rejects.toThrow('open the store again')

      const again = await keepStore(backend, memoryBlobs(), world.keeping)
      expect((await again.head()).size).toBe(fate === 'lost' ? 1 : 2)
      // Whoever was not answered sends the same act again, and it is there exactly once.
      expect((await again.commit(unsure)).ok).toBe(fate === 'lost')
      expect((await again.head()).size).toBe(2)
      expect((await verify(again, world.keeping)).findings).toEqual([])
    },
  )

  // The way in which a public log lost its tiles: the write fails, and then so does what should have found out.
  it.each([
    ['fails, and fails again', ['lost', 'lost'], 1],
    ['fails but is kept, and fails again', ['kept', 'lost'], 2],
    ['fails, and fails but is kept', ['lost', 'kept'], 2],
    ['fails but is kept, and so does the next', ['kept', 'kept'], 3],
    ['fails, and then cannot be read at the next start', ['lost', 'unreadable'], 1],
    ['fails but is kept, and then cannot be read at the next start', ['kept', 'unreadable'], 2],
  ] as const)('survives a disk that %s', async (_what, fates, size) => {
    const world = testWorld()
    const backend = memoryBackend()
    let fate: 'fine' | 'lost' | 'kept' | 'unreadable' = 'fine'
    const flaky: Backend = {
      ...backend,
      async apply(change) {
        if (fate === 'lost') throw new Error('connection reset')
        await backend.apply(change)
        if (fate === 'kept') throw new Error('connection reset')
      },
      async head() {
        if (fate === 'unreadable') throw new Error('read error')
        return backend.head()
      },
    }
    const open = () => keepStore(flaky, memoryBlobs(), world.keeping)
    let store = await open()
    must(await store.commit(anAct(world)))
    for (const next of fates) {
      fate = next
      if (next === 'unreadable') await expect(open()).rejects.toThrow('read error')
      else await expect(store.commit(anAct(world))).rejects.toThrow('connection reset')
      fate = 'fine'
      store = await open()
    }
    expect((await store.head()).size).toBe(size)
    must(await store.commit(anAct(world)))
    expect((await store.head()).size).toBe(size + 1)
    expect((await verify(store, world.keeping)).findings).toEqual([])
  })

  it('refuses to go on when somebody else changed the head', async () => {
    const world = testWorld()
    const backend = memoryBackend()
    const [one, two] = [
      await keepStore(backend, memoryBlobs(), world.keeping),
      await keepStore(backend, memoryBlobs(), world.keeping),
    ]
    must(await one.commit(anAct(world)))
    await expect(two.commit(anAct(world))).rejects.toThrow('another writer changed the head')
    await expect(two.commit(anAct(world))).rejects.toThrow(StoreFault)
    must(await one.commit(anAct(world)))
  })

  it('does not build upon a head it cannot trust', async () => {
    const world = testWorld()
    const backend = memoryBackend()
    await keepStore(backend, memoryBlobs(), world.keeping)
    const open = (change: object) =>
      keepStore(backend, memoryBlobs(), { ...world.keeping, ...change })
    const stranger = testWorld().keeping
    await expect(open({ kek: stranger.kek })).rejects.toThrow(
      'does not fit this key-encryption key',
    )
    await expect(open({ headKey: stranger.headKey })).rejects.toThrow('not signed by the key')
    await expect(open({ origin: 'xn.example/log' })).rejects.toThrow(
      'belongs to xv-fiu.example/log',
    )
  })
})

describe('a database server that drops the connection', () => {
  if (databaseUrl === undefined) {
    it.skip(withoutPostgres, () => {})
    return
  }
  const url = databaseUrl
  it('halts the writer until it is opened again, and nothing acknowledged is gone', async () => {
    const world = testWorld(`drop-${process.pid}-${Date.now()}.example/log`)
    const options = { dir, databaseUrl: url, ...world.keeping }
    const store = await openStore(options)
    must(await store.commit(anAct(world)))
    const admin = new pg.Client(url)
    await admin.connect()
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
      [`comity ${world.keeping.origin}`],
    )
    await admin.end()
    await expect(store.commit(anAct(world))).rejects.toThrow(StoreFault)
    await expect(store.commit(anAct(world))).rejects.toThrow('open the store again')
    await store.close()
    const again = await openStore(options)
    expect((await again.head()).size).toBe(1)
    must(await again.commit(anAct(world)))
    await again.close()
  })
})
