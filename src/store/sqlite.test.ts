import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { contractTests } from './contract-tests.ts'
import { openStore, storeOn } from './open.ts'
import { openSqlite } from './sqlite.ts'
import { anAct, testWorld } from './test-world.ts'
import { verify } from './verify.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-store-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

contractTests('the embedded database', (world) => openStore({ dir, ...world.keeping }))

describe('the embedded database', () => {
  it('is opened once at a time', async () => {
    const options = { dir: join(dir, 'once'), ...testWorld().keeping, durable: false }
    const store = await openStore(options)
    await expect(openStore(options)).rejects.toThrow('close that store first')
    expect(store.durable).toBe(false)
    await store.close()
    await (await openStore(options)).close()
  })

  it('notices a second writer on the same tables, whoever let it in', async () => {
    const world = testWorld()
    const place = join(dir, 'two-writers')
    const backend = await openSqlite({ dir: place, durable: false })
    const open = () => storeOn(backend, { dir: place, ...world.keeping })
    const [one, two] = [await open(), await open()]
    must(await one.commit(anAct(world)))
    await expect(two.commit(anAct(world))).rejects.toThrow('another writer changed the head')
    must(await one.commit(anAct(world)))
    expect((await verify(one, world.keeping)).findings).toEqual([])
    await one.close()
  })

  it('releases its folder when it cannot be opened', async () => {
    const options = { dir: join(dir, 'wrong-key'), ...testWorld().keeping, durable: false }
    await (await openStore(options)).close()
    const stranger = { ...options, kek: new Uint8Array(32) }
    await expect(openStore(stranger)).rejects.toThrow('key-encryption key')
    await (await openStore(options)).close()
  })
})
