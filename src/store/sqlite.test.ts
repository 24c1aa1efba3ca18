import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { contractTests } from './contract-tests.ts'
import { openStore, storeOn } from './open.ts'
import { openSqlite } from './sqlite.ts'
import { claimable, type Reads, readEvents, readRows, readsOn, scan } from './sqlite-reads.ts'
import { tableNames, tableOf } from './tables.ts'
import { anAct, anEvent, testWorld, utf8 } from './test-world.ts'
import { verify } from './verify.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-store-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

contractTests('the embedded database', (world) => openStore({ dir, ...world.keeping }))

/** Files of the folder in which the bytes stand. */
async function onDisk(folder: string, bytes: Uint8Array): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const found: string[] = []
  for (const file of files)
    if ((await readFile(file)).includes(Buffer.from(bytes))) found.push(file)
  return found
}

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

  it('counts the versions of a stream on, whatever was redacted of it, and after it was opened again', async () => {
    const world = testWorld()
    const options = { dir: join(dir, 'versions'), ...world.keeping, durable: false }
    const stream = 'case/1'
    const event = () => anEvent(world, { stream })
    let store = await openStore(options)
    const [first, second, third] = [event(), event(), event()]
    must(await store.commit({ events: [first] }))
    must(await store.commit({ events: [second], redact: [first.id] }))
    must(await store.commit({ events: [third], redact: [second.id] }))
    await store.close()
    store = await openStore(options)
    must(await store.commit({ events: [anEvent(world)], redact: [third.id] }))
    must(await store.commit({ events: [event(), event()] }))
    must(await store.commit({ events: [event()] }))
    const versions = (await store.events({ stream, limit: 9 })).map((stored) => stored.version)
    expect(versions).toEqual([1, 2, 3, 4, 5, 6])
    expect(await store.streamVersion(stream)).toBe(6)
    expect((await verify(store, world.keeping)).findings).toEqual([])
    await store.close()
  })

  it('leaves no byte of what was erased in any of its files', async () => {
    const world = testWorld()
    const place = join(dir, 'erased')
    const options = { dir: place, ...world.keeping, durable: true }
    const store = await openStore(options)
    const bytes = (text: string) => utf8(`${text} `.repeat(700))
    const gone = anEvent(world, { record: bytes('a record to be redacted') })
    const bodies = ['goes', 'stays'].map((id) => ({ id, bytes: bytes(id) }))
    must(await store.commit({ events: [gone, anEvent(world)], bodies }))
    const page = await store.scan('bodies', undefined, 9)
    const [goes, stays] = page.rows.map((row) => row as { cipher: Uint8Array; wrapped: Uint8Array })
    expect(await onDisk(place, gone.record.subarray(0, 40))).not.toEqual([])
    for (const row of [goes!, stays!]) {
      expect(await onDisk(place, row.cipher.subarray(0, 40))).not.toEqual([])
      expect(await onDisk(place, row.wrapped)).not.toEqual([])
    }
    must(await store.commit(anAct(world, { erase: ['goes'], redact: [gone.id] })))
    for (const part of [goes!.cipher.subarray(0, 40), goes!.cipher.subarray(-40), goes!.wrapped])
      expect(await onDisk(place, part)).toEqual([])
    for (const part of [gone.record.subarray(0, 40), gone.record.subarray(-40), gone.signature])
      expect(await onDisk(place, part)).toEqual([])
    expect(await onDisk(place, stays!.wrapped)).not.toEqual([])
    await store.close()
  })

  it('answers who reads while a commit waits for the disk', async () => {
    const world = testWorld()
    const options = { dir: join(dir, 'waits'), ...world.keeping, durable: true }
    const store = await openStore(options)
    must(await store.commit(anAct(world)))
    const events = Array.from({ length: 500 }, () =>
      anEvent(world, { record: utf8('x'.repeat(9000)) }),
    )
    let kept = false
    const writing = store.commit({ events }).then((outcome) => {
      kept = true
      return outcome
    })
    let answers = 0
    while (!kept) {
      // Only what is on the disk is told: all of it or nothing.
      expect([1, 501]).toContain((await store.events({ limit: 1000 })).length)
      answers++
      await new Promise((resolve) => setImmediate(resolve))
    }
    must(await writing)
    expect(answers).toBeGreaterThan(3)
    await store.close()
  })

  it('looks nothing up by reading a whole table', async () => {
    const world = testWorld()
    const place = join(dir, 'plans')
    await (await openStore({ dir: place, ...world.keeping, durable: false })).close()
    const db = new DatabaseSync(join(place, 'db', 'comity.sqlite'))
    const reads = readsOn(db)
    const plans: string[] = []
    const watched: Reads = {
      ...reads,
      all(text, ...values) {
        const steps = db.prepare(`explain query plan ${text}`).all(...values)
        plans.push(...steps.map((step) => `${step.detail} <- ${text}`))
        return reads.all(text, ...values)
      },
    }
    for (const stream of [undefined, 'case/1'])
      for (const types of [undefined, ['a'], ['a', 'b']])
        readEvents(watched, {
          ...{ after: 3, limit: 5 },
          ...(stream ? { stream } : {}),
          ...(types ? { types } : {}),
        })
    for (const order of ['key', 'due', 'sort'] as const)
      for (const descending of [true, false])
        for (const after of [undefined, { at: 'a', key: 'b' }])
          readRows(watched, {
            ...{ kind: 'matter', order, descending, limit: 5 },
            ...(after ? { after } : {}),
          })
    const now = world.now()
    claimable(watched, { now, limit: 5, leaseUntil: now, passOver: [{ to: 'x', emergency: true }] })
    for (const table of tableNames)
      scan(watched, table, JSON.stringify(tableOf(table).key.map(() => 1)), 5)
    db.close()
    expect(plans.length).toBeGreaterThan(20)
    // In the order of the log or of its key from a place on, or by an index: never all rows, never a sort of them.
    // Of several types each brings a page at most, and only these are put in order.
    const slow = plans.filter(
      (plan) =>
        /^SCAN (?!outbox USING INDEX outbox_order|\(subquery)|TEMP B-TREE/.test(plan) &&
        !plan.includes('union all'),
    )
    expect(slow).toEqual([])
  })

  it('releases its folder when it cannot be opened', async () => {
    const options = { dir: join(dir, 'wrong-key'), ...testWorld().keeping, durable: false }
    await (await openStore(options)).close()
    const stranger = { ...options, kek: new Uint8Array(32) }
    await expect(openStore(stranger)).rejects.toThrow('key-encryption key')
    await (await openStore(options)).close()
  })
})
