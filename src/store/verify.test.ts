import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { memoryBlobs } from './blobs.ts'
import type { Store } from './contract.ts'
import { keepStore } from './keep-store.ts'
import { bodyCommitment } from './leaf.ts'
import { memoryBackend } from './memory.ts'
import { openStore } from './open.ts'
import { type AnyRow, type TableName, tableNames, tableOf } from './tables.ts'
import { anAct, anEvent, digestOfText, type TestWorld, testWorld, utf8 } from './test-world.ts'
import { type VerifyOptions, verify } from './verify.ts'

/** A small life of a node: every table has rows, every column that may hold something holds it somewhere. */
async function live(store: Store, world: TestWorld): Promise<void> {
  const salt = new Uint8Array(32).fill(3)
  const bodies = ['b-1', 'b-2', 'b-3'].map((id) => ({ id, salt, bytes: utf8(`body of ${id}`) }))
  const record = utf8(
    JSON.stringify({
      commits: Object.fromEntries(
        bodies.map(({ id, bytes }) => [id, hex(bodyCommitment(salt, bytes))]),
      ),
    }),
  )
  const digest = digestOfText('sealed letter')
  must(
    await store.commit({
      events: [anEvent(world, { record })],
      bodies,
      rows: [
        { kind: 'request', key: '1', data: { state: 'sent' }, due: world.now(), sort: 'a' },
        { kind: 'request', key: '2', data: { state: 'draft' } },
      ],
      outgoing: ['o-1', 'o-2'].map((id) => ({
        ...{ id, to: 'xn-fiu', bytes: utf8(`letter ${id}`), notBefore: world.now(), priority: 1 },
      })),
      received: { sender: 'xn-fiu', id: 'e-1', digest, answer: utf8('receipt') },
    }),
  )
  const events = Array.from({ length: 300 }, (_, i) => anEvent(world, { stream: `case/${i % 5}` }))
  must(await store.commit({ events }))
  must(await store.commit(anAct(world, { received: { sender: 'xk', id: 'e-1', digest } })))
  must(await store.commit(anAct(world, { erase: ['b-2'], redact: [events[7]!.id] })))
  const claimed = await store.claimOutgoing({
    ...{ now: world.now(), limit: 2, leaseUntil: world.pass(60) },
  })
  const retryAt = world.now()
  must(await store.settleOutgoing({ id: claimed[0]!.id, attempt: 1, answer: utf8('receipt') }))
  must(await store.settleOutgoing({ id: claimed[1]!.id, attempt: 1, error: 'no route', retryAt }))
}

function optionsOf({ keeping: { origin, headKey, kek } }: TestWorld): VerifyOptions {
  return {
    ...{ origin, headKey, kek },
    commitments(record) {
      const { commits = {} } = JSON.parse(Buffer.from(record).toString()) as {
        commits?: Record<string, string>
      }
      return Object.entries(commits).map(([body, text]) => ({
        ...{ body, commitment: Buffer.from(text, 'hex') },
      }))
    },
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

async function aLife() {
  const world = testWorld()
  const backend = memoryBackend()
  const store = await keepStore(backend, memoryBlobs(), world.keeping)
  await live(store, world)
  const table = (name: TableName) => backend.tables.get(name)!
  const texts = async () =>
    (await verify(store, optionsOf(world))).findings.map((finding) => finding.text)
  return { world, store, table, texts }
}

describe('a log that nobody touched', () => {
  it('is found in order, with everything counted', async () => {
    const { world, store } = await aLife()
    const report = await verify(store, optionsOf(world))
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({
      ...{ size: 303, redacted: 1, erased: 1, root: (await store.head()).root },
      checked: { head: 1, events: 303, nodes: 1, bodies: 3, rows: 2, outbox: 2, inbox: 2 },
    })
  })

  it('is verified by an outsider as far as an outsider can, and the report says how far that is', async () => {
    const { world, store } = await aLife()
    const { origin, headKey } = world.keeping
    const report = await verify(store, { origin, headKey })
    expect(report.findings).toEqual([])
    expect(report.unchecked).toHaveLength(4)
  })
})

it('a log that is being written to is found in order, whenever one looks', async () => {
  const { world, store } = await aLife()
  let writing = true
  const writer = (async () => {
    for (let i = 0; writing; i++) {
      const rows = [{ kind: 'busy', key: `${i % 3}`, data: i }]
      must(await store.commit({ events: [anEvent(world)], rows }))
      must(await store.commit(anAct(world, { bodies: [{ id: `busy-${i}`, bytes: utf8('x') }] })))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  })()
  for (let look = 0; look < 5; look++)
    expect((await verify(store, optionsOf(world))).findings).toEqual([])
  writing = false
  await writer
  expect((await verify(store, optionsOf(world))).size).toBe((await store.head()).size)
})

describe('what was done to a log is found', () => {
  const last = '[302]'

  it('the last event dropped', async () => {
    const { table, texts } = await aLife()
    table('events').delete(last)
    expect(await texts()).toContain('the log holds 302 events, its head was signed over 303')
  })

  it('the last event dropped and the head of yesterday put back', async () => {
    const { world, store, table, texts } = await aLife()
    const old = table('head').get('[1]')!
    must(await store.commit({ events: [anEvent(world)], rows: [{ kind: 'x', key: 'y', data: 1 }] }))
    table('events').delete('[303]')
    table('head').set('[1]', old)
    expect(await texts()).toEqual(['rows has 3 rows, the head counts 2'])
  })

  it('two events swapped', async () => {
    const { table, texts } = await aLife()
    const [a, b] = [table('events').get('[20]')!, table('events').get('[21]')!]
    table('events').set('[20]', { ...b, index: 20 })
    table('events').set('[21]', { ...a, index: 21 })
    expect(await texts()).toContain('the root of the records is not the root that was signed')
  })

  it('a record exchanged together with its leaf', async () => {
    const { table, texts } = await aLife()
    const [a, b] = [table('events').get('[30]')!, table('events').get('[31]')!]
    const { record, signature, salt, leaf } = b
    table('events').set('[30]', { ...a, record, signature, salt, leaf } as AnyRow)
    expect(await texts()).toContain('the root of the records is not the root that was signed')
  })

  it('an event made to look redacted', async () => {
    const { table, texts } = await aLife()
    const event = { ...table('events').get('[40]')!, record: null, signature: null, salt: null }
    table('events').set('[40]', event)
    expect(await texts()).toContain('event 40 lacks its record and is not marked redacted')
  })

  it('a body taken away', async () => {
    const { table, texts } = await aLife()
    table('bodies').delete('["b-1"]')
    expect(await texts()).toEqual([
      'the body b-1, committed to by event 0, is missing',
      'bodies has 2 rows, the head counts 3',
    ])
  })

  it('a row taken away', async () => {
    const { table, texts } = await aLife()
    table('rows').delete('["request","2"]')
    expect(await texts()).toEqual(['rows has 1 rows, the head counts 2'])
  })

  it('a row put back to what it was, seal and all', async () => {
    const { store, table, texts } = await aLife()
    const old = table('rows').get('["request","1"]')!
    const rows = [{ kind: 'request', key: '1', data: { state: 'refused' } }]
    must(await store.commit({ events: [], rows }))
    table('rows').set('["request","1"]', old)
    expect(await texts()).toEqual(['rows has other rows than the head was sealed over'])
  })

  it('another key in the place of the node', async () => {
    const { world, store } = await aLife()
    const { headKey } = testWorld().keeping
    const report = await verify(store, { ...optionsOf(world), headKey })
    expect(report.findings.map((finding) => finding.text)).toEqual([
      'the checkpoint is not signed by the key of xv-fiu.example/log',
    ])
  })

  it('one bit of any value in any row of any table', async () => {
    const { world, store, table } = await aLife()
    const cells = tableNames.flatMap((name) =>
      [...table(name)].flatMap(([key, row]) =>
        Object.keys(row).map((column) => ({ name, key, column })),
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cells.filter((cell) => cell.name !== 'events'), ...cells),
        fc.nat(),
        async ({ name, key, column }, place) => {
          const row = table(name).get(key)!
          const flipped = flip(row[column]!, place)
          fc.pre(flipped !== undefined)
          table(name).set(key, { ...row, [column]: flipped! })
          const { findings } = await verify(store, optionsOf(world))
          table(name).set(key, row)
          expect(findings.map((finding) => finding.table)).toContain(name)
        },
      ),
      { numRuns: 150 },
    )
  })
})

function flip(value: AnyRow[string], place: number): AnyRow[string] | undefined {
  if (value === null) return undefined
  if (typeof value === 'number') return value ^ (1 << (place % 20))
  if (typeof value === 'string') {
    if (value.length === 0) return undefined
    const at = place % value.length
    return `${value.slice(0, at)}${value[at] === '1' ? '7' : '1'}${value.slice(at + 1)}`
  }
  if (value.length === 0) return undefined
  const changed = Uint8Array.from(value)
  changed[place % value.length]! ^= 1 << (place % 8)
  return changed
}

describe('an outsider, without the key of the seals, still finds', () => {
  it.each(['record', 'signature', 'salt', 'leaf'])('a changed %s', async (column) => {
    const { world, store, table } = await aLife()
    const { origin, headKey } = world.keeping
    const event = table('events').get('[50]')!
    table('events').set('[50]', { ...event, [column]: flip(event[column]!, 3)! })
    const { findings } = await verify(store, { origin, headKey })
    expect(findings[0]).toEqual({
      ...{ table: 'events', id: 50 },
      text: `event 50 (${event.id}) has a record that does not lead to its leaf`,
    })
  })

  it.each(['id', 'stream', 'type', 'at', 'actor'] as const)(
    'a record filed under another %s, when it can read records',
    async (field) => {
      const { world, store, table } = await aLife()
      const { origin, headKey } = world.keeping
      const event = table('events').get('[60]')!
      const said = event[field] as string
      table('events').set('[60]', { ...event, [field]: `${said}x` })
      const describeRecord = (record: Uint8Array) =>
        Buffer.compare(record, event.record as Uint8Array) === 0 ? { [field]: said } : {}
      const { findings } = await verify(store, { origin, headKey, describe: describeRecord })
      expect(findings.map((finding) => finding.text)).toContain(
        `event 60 is filed with ${field} ${said}x, its record says ${said}`,
      )
    },
  )

  it('a signature that does not hold, when it knows how to check', async () => {
    const { world, store } = await aLife()
    const { origin, headKey } = world.keeping
    const signature = ({ actor }: { actor: string }) =>
      actor === 'officer-7' ? 'expired' : undefined
    const { findings } = await verify(store, { origin, headKey, signature })
    expect(findings).toHaveLength(302)
    expect(findings[0]?.text).toMatch(
      /^event 0 \(.*\) has a signature that does not hold: expired$/,
    )
  })
})

describe('on the embedded database', () => {
  const world = testWorld()
  let dir: string
  let store: Store
  /** Whoever has the machine: another hand on the same file. */
  let hand: DatabaseSync
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'comity-verify-'))
    store = await openStore({ dir, ...world.keeping, durable: false })
    await live(store, world)
    hand = new DatabaseSync(join(dir, 'db', 'comity.sqlite'))
  })
  afterAll(async () => {
    hand.close()
    await store.close()
    await rm(dir, { recursive: true, force: true })
  })

  const columns = tableNames.flatMap((name) =>
    Object.keys(tableOf(name).columns).map(
      (column) => [`${name}.${column}`, { name, column }] as const,
    ),
  )
  // The constraints of the tables refuse these two outright.
  const guarded = ['head.one', 'outbox.state']

  it('nothing is found before anything was done', async () => {
    expect((await verify(store, optionsOf(world))).findings).toEqual([])
  })

  it.each(columns)('a change in %s is found', async (where, { name, column }) => {
    // The bytes of an envelope lie in a table of their own.
    const table = where === 'outbox.bytes' ? 'outbox_bytes' : name
    const key = table === name ? tableOf(name).key : ['n']
    const names = key.map((part) => `"${part}"`)
    const row = hand
      .prepare(
        `select ${names}, "${column}" as value from ${table} where value is not null limit 1`,
      )
      .get() as AnyRow
    const place = key.map((part) => row[part]!)
    const set = (to: AnyRow[string], at: readonly AnyRow[string][]) =>
      hand
        .prepare(
          `update ${table} set "${column}" = ? where ${names.map((part) => `${part} = ?`).join(' and ')}`,
        )
        .run(to, ...at)
    const changed = flip(row.value!, 12)!
    if (guarded.includes(where)) {
      expect(() => set(changed, place)).toThrow('CHECK constraint failed')
      return
    }
    set(changed, place)
    const { findings } = await verify(store, optionsOf(world))
    set(
      row.value!,
      key.map((part) => (part === column ? changed : row[part]!)),
    )
    expect(findings.map((finding) => finding.table)).toContain(name)
    expect((await verify(store, optionsOf(world))).findings).toEqual([])
  })
})
