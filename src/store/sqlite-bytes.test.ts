import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { type Store, StoreFault } from './contract.ts'
import { openStore } from './open.ts'
import { tableNames } from './tables.ts'
import { anAct, anEvent, digestOfText, testWorld, utf8 } from './test-world.ts'
import { verify } from './verify.ts'

let dir: string
const world = testWorld()
const options = (place: string) => ({ dir: place, ...world.keeping, durable: false })
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-bytes-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** Everything the tables tell, row by row and when they are asked for one thing, as text. */
async function told(store: Store): Promise<string> {
  const found: unknown[] = []
  for (const event of await store.events({ limit: 1000 })) {
    const received = await store.received('xn', event.id)
    const again = await store.event(event.id)
    const versions = await store.streamVersion(event.stream)
    found.push([received?.digest, again?.index, versions, (await store.body(event.id))?.state])
  }
  for (const order of ['key', 'due', 'sort'] as const)
    found.push((await store.rows({ kind: 'matter', order, limit: 99 })).rows)
  found.push(await store.events({ types: ['request.sent'], limit: 99 }).then((all) => all.length))
  const pages = await Promise.all(tableNames.map((table) => store.scan(table, undefined, 10_000)))
  return JSON.stringify([
    found,
    pages.map(({ rows }) =>
      rows.map((row) =>
        Object.entries(row).map(([name, value]) => [
          name,
          value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
        ]),
      ),
    ),
  ])
}

async function live(place: string): Promise<string> {
  const store = await openStore(options(place))
  const digest = digestOfText('sealed letter')
  for (let i = 0; i < 30; i++) {
    const event = anEvent(world, { stream: `case/${i % 4}` })
    must(
      await store.commit({
        events: [event],
        bodies: [{ id: event.id, bytes: utf8(`body ${i} `.repeat(i * 30)) }],
        rows: [{ kind: 'matter', key: `${i % 9}`, data: { i }, due: world.now(), sort: `s${i}` }],
        outgoing: [
          {
            id: event.id,
            to: 'xn',
            bytes: utf8('letter'),
            notBefore: world.now(),
            priority: i % 2,
          },
        ],
        received: { sender: 'xn', id: event.id, digest, answer: utf8('receipt') },
      }),
    )
  }
  must(await store.commit(anAct(world)))
  const text = await told(store)
  await store.close()
  return text
}

describe('the file of the embedded database', () => {
  let original: string
  let before: string
  let bytes: Buffer
  let copies = 0
  beforeAll(async () => {
    original = join(dir, 'original')
    before = await live(original)
    bytes = await readFile(join(original, 'db', 'comity.sqlite'))
  }, 60_000)

  /** What comes of a copy with that byte changed. */
  async function withByte(at: number, by: number): Promise<'refused' | 'found' | 'same' | 'other'> {
    const here = join(dir, `copy-${copies++}`)
    await cp(original, here, { recursive: true })
    const changed = Buffer.from(bytes)
    changed[at]! ^= by
    await writeFile(join(here, 'db', 'comity.sqlite'), changed)
    try {
      const store = await openStore(options(here))
      try {
        const { findings } = await verify(store, world.keeping)
        if (findings.length > 0) return 'found'
        return (await told(store)) === before ? 'same' : 'other'
      } finally {
        await store.close()
      }
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error
      return 'refused'
    } finally {
      await rm(here, { recursive: true })
    }
  }

  it('with its first byte changed is refused, with a byte of a record is found in the audit', async () => {
    expect(await withByte(0, 1)).toBe('refused')
    expect(await withByte(bytes.indexOf('signature of'), 1)).toBe('found')
  })

  it('with any of its bytes changed is refused, is found in the audit, or tells what it told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          expect(await withByte(at, by)).not.toBe('other')
        },
      ),
      { numRuns: 40 },
    )
  })

  it('with its log cut anywhere holds every transaction before the cut, whole, and none after it', async () => {
    const place = join(dir, 'cut')
    const store = await openStore(options(place))
    const sizes: number[] = []
    const wal = join(place, 'db', 'comity.sqlite-wal')
    for (let i = 0; i < 12; i++) {
      must(
        await store.commit(
          anAct(world, { bodies: [{ id: `b-${i}`, bytes: utf8('x'.repeat(3000)) }] }),
        ),
      )
      sizes.push((await readFile(wal)).length)
    }
    // As the machine went off: file and log as they lie, with nobody closing them.
    const file = await readFile(join(place, 'db', 'comity.sqlite'))
    const log = await readFile(wal)
    await store.close()
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: sizes[0]!, max: log.length }), async (length) => {
        const here = join(dir, 'cut-here')
        await rm(here, { recursive: true, force: true })
        await cp(place, here, { recursive: true })
        await rm(join(here, 'last-head'))
        await writeFile(join(here, 'db', 'comity.sqlite'), file)
        await writeFile(join(here, 'db', 'comity.sqlite-wal'), log.subarray(0, length))
        const again = await openStore(options(here))
        const { findings, size } = await verify(again, world.keeping)
        await again.close()
        expect(findings).toEqual([])
        expect(size).toBe(sizes.filter((end) => end <= length).length)
      }),
      { numRuns: 10 },
    )
  })
})
