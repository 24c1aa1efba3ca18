import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import { parseCheckpoint, signedBy } from './checkpoint.ts'
import type { Store } from './contract.ts'
import { leafData } from './leaf.ts'
import { continues, emptyRoot, includes, leafHash } from './merkle.ts'
import { anAct, anEvent, digestOfText, type TestWorld, testWorld, utf8 } from './test-world.ts'
import { verify } from './verify.ts'

/** The promises of `contract.ts`, held against whatever implementation `open` makes. */
export function contractTests(name: string, open: (world: TestWorld) => Promise<Store>): void {
  describe(`the store in ${name}`, () => {
    const world = testWorld(`${name.toLowerCase().replace(/\W+/g, '-')}.example/log`)
    let store: Store
    let streams = 0
    const newStream = () => `request/${++streams}`
    const act = (stream: string, count = 1) => ({
      events: Array.from({ length: count }, () => anEvent(world, { stream })),
    })
    beforeAll(async () => {
      store = await open(world)
    })
    afterAll(async () => {
      await store?.close()
    })

    it('begins with the signed head of the empty log', async () => {
      const head = await store.head()
      expect([head.size, head.root]).toEqual([0, new Uint8Array(emptyRoot)])
      const note = parseCheckpoint(head.checkpoint)!
      expect(signedBy(note, world.keeping.origin, world.keeping.headKey)).toBe(true)
    })

    describe('the log', () => {
      it('gives back an event as it was signed, with its place and a leaf that anybody can recompute', async () => {
        const stream = newStream()
        const event = anEvent(world, { stream, record: utf8('{"text":"Ünïcode ￿ 𝄞"}') })
        const { indexes, head } = must(await store.commit({ events: [event] }))
        const stored = (await store.event(event.id))!
        expect(stored).toMatchObject({ ...event, index: indexes[0], version: 1 })
        expect(stored.leaf).toEqual(new Uint8Array(leafData({ ...event, salt: stored.salt! })))
        const path = must(await store.inclusion(stored.index, head.size))
        expect(
          includes({
            index: stored.index,
            size: head.size,
            leafHash: leafHash(stored.leaf),
            path,
            root: head.root,
          }),
        ).toBe(true)
        expect(await store.eventAt(stored.index)).toEqual(stored)
      })

      it('signs a checkpoint over every new size', async () => {
        const { head } = must(await store.commit(act(newStream(), 3)))
        const note = parseCheckpoint(head.checkpoint)!
        expect([note.origin, note.size, new Uint8Array(note.root)]).toEqual([
          world.keeping.origin,
          head.size,
          head.root,
        ])
        expect(signedBy(note, world.keeping.origin, world.keeping.headKey)).toBe(true)
        expect(await store.head()).toEqual(head)
      })

      it('proves each earlier head to be the beginning of the present one', async () => {
        const first = await store.head()
        const { head: second } = must(await store.commit(act(newStream(), 5)))
        const path = must(await store.consistency(first.size, second.size))
        expect(
          continues({
            first: first.size,
            second: second.size,
            firstRoot: first.root,
            secondRoot: second.root,
            path,
          }),
        ).toBe(true)
        expect(must(await store.rootAt(first.size))).toEqual(first.root)
      })

      it('keeps proofs and tiles right across the border of a tile', async () => {
        await store.commit(act(newStream(), 300))
        await store.commit(act(newStream(), 250))
        const head = await store.head()
        expect(head.size).toBeGreaterThan(512)
        for (const index of [0, 255, 256, 511, 512, head.size - 1]) {
          const { leaf } = (await store.eventAt(index))!
          const path = must(await store.inclusion(index, head.size))
          const proof = { index, size: head.size, leafHash: leafHash(leaf), path, root: head.root }
          expect(includes(proof)).toBe(true)
        }
        const above = must(await store.tile(1, 0, 2))
        expect(above.subarray(0, 32)).toEqual(must(await store.rootAt(256)))
        const bundle = must(await store.entries(0, 256))
        const hashes = must(await store.tile(0, 0, 256))
        expect([bundle.length, hashes.length]).toEqual([256 * 34, 256 * 32])
        expect(hashes.subarray(0, 32)).toEqual(new Uint8Array(leafHash(bundle.subarray(2, 34))))
      })

      it('refuses proofs beyond its size', async () => {
        const { size } = await store.head()
        expectRefusal(await store.inclusion(size, size), 'beyond-the-log')
        expectRefusal(await store.consistency(0, size + 1), 'beyond-the-log')
        expectRefusal(await store.tile(0, 0, 257), 'beyond-the-log')
      })

      it('lists the events of a stream in order, and of some types, from any place', async () => {
        const stream = newStream()
        const types = ['request.sent', 'request.admitted', 'request.answered']
        for (const type of types)
          must(await store.commit({ events: [anEvent(world, { stream, type })] }))
        const all = await store.events({ stream, limit: 10 })
        expect(all.map((e) => [e.type, e.version])).toEqual(types.map((t, i) => [t, i + 1]))
        const later = await store.events({ stream, after: all[0]!.index, limit: 1 })
        expect(later.map((e) => e.type)).toEqual(['request.admitted'])
        const some = await store.events({ stream, types: [types[0]!, types[2]!], limit: 10 })
        expect(some.map((e) => e.version)).toEqual([1, 3])
        expect(await store.streamVersion(stream)).toBe(3)
        expect(await store.streamVersion('request/never')).toBe(0)
      })
    })

    describe('an act', () => {
      it('is refused when the stream has moved, and takes nothing', async () => {
        const stream = newStream()
        must(await store.commit(act(stream)))
        const before = await store.head()
        const key = stream
        const late = {
          ...act(stream),
          expect: [{ stream, version: 0 }],
          rows: [{ kind: 'request', key, data: { state: 'never' } }],
        }
        expectRefusal(await store.commit(late), 'stream-moved')
        expect(await store.head()).toEqual(before)
        expect(await store.row('request', key)).toBeUndefined()
      })

      it('wins alone when two were decided on the same version at the same moment', async () => {
        const stream = newStream()
        const expected = { expect: [{ stream, version: 0 }] }
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, () => store.commit({ ...act(stream), ...expected })),
        )
        expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
        expect(await store.streamVersion(stream)).toBe(1)
      })

      it('is stored once, however often it is sent', async () => {
        const repeated = act(newStream())
        const twice = await Promise.all([store.commit(repeated), store.commit(repeated)])
        expect(twice.map((outcome) => outcome.ok)).toEqual([true, false])
        expectRefusal(await store.commit(repeated), 'event-exists')
      })

      it('is answered with consecutive places when many come at once', async () => {
        const before = (await store.head()).size
        const outcomes = await Promise.all(
          Array.from({ length: 100 }, (_, i) => store.commit(act(`parallel/${i % 7}`, 2))),
        )
        const indexes = outcomes.flatMap((outcome) => must(outcome).indexes)
        expect(indexes).toEqual(Array.from({ length: 200 }, (_, i) => before + i))
      })

      it('that cannot be stored at all is thrown back before it is queued with others', async () => {
        const broken = { events: [anEvent(world, { actor: 'a\u0000b' })] }
        const [bad, good] = await Promise.allSettled([
          store.commit(broken),
          store.commit(act(newStream())),
        ])
        expect(bad.status === 'rejected' && bad.reason).toBeInstanceOf(TypeError)
        expect(good.status === 'fulfilled' && good.value.ok).toBe(true)
      })

      it('without an event may not send, receive, keep or erase', async () => {
        const silent = { events: [], erase: [world.nextId()] }
        await expect(store.commit(silent)).rejects.toThrow('carries the event that says so')
      })
    })

    describe('the vault', () => {
      it('gives a body back until it is erased, and afterwards says when and by which event', async () => {
        const id = world.nextId()
        const salt = new Uint8Array(32).fill(7)
        const bytes = utf8('the account holder is ...')
        must(await store.commit(anAct(world, { bodies: [{ id, bytes, salt }] })))
        expect(await store.body(id)).toEqual({ state: 'present', bytes, salt })
        const at = world.pass(60)
        const erasure = anAct(world, { erase: [id] })
        const { indexes } = must(await store.commit(erasure))
        expect(await store.body(id)).toEqual({ state: 'erased', at, by: indexes[0] })
        expectRefusal(await store.commit(anAct(world, { bodies: [{ id, bytes }] })), 'body-exists')
      })

      it('redacts an event and keeps its leaf, so that every proof still holds', async () => {
        const target = anEvent(world)
        must(await store.commit({ events: [target] }))
        const { leaf } = (await store.event(target.id))!
        const { head } = must(await store.commit(anAct(world, { redact: [target.id] })))
        const gone = (await store.event(target.id))!
        expect(gone).toMatchObject({ record: null, signature: null, salt: null, leaf })
        const path = must(await store.inclusion(gone.index, head.size))
        expect(
          includes({
            index: gone.index,
            size: head.size,
            leafHash: leafHash(gone.leaf),
            path,
            root: head.root,
          }),
        ).toBe(true)
      })

      it('knows nothing of a body nobody kept, and erases nothing that is not there', async () => {
        expect(await store.body('nobody')).toBeUndefined()
        expectRefusal(await store.commit(anAct(world, { erase: ['nobody'] })), 'body-unknown')
        expectRefusal(await store.commit(anAct(world, { redact: ['nobody'] })), 'event-unknown')
      })
    })

    describe('the rows', () => {
      it('change with the act and go with null', async () => {
        const row = { kind: 'case', key: 'c/1', data: { a: [1, 'x', null, true] }, sort: 's' }
        must(await store.commit(anAct(world, { rows: [row] })))
        expect(await store.row('case', 'c/1')).toEqual(row)
        const next = { kind: 'case', key: 'c/1', data: 'zwei', due: world.now() }
        must(await store.commit({ events: [], rows: [next] }))
        expect(await store.row('case', 'c/1')).toEqual(next)
        must(await store.commit({ events: [], rows: [{ ...row, data: null }] }))
        expect(await store.row('case', 'c/1')).toBeUndefined()
      })

      it('are listed by key, by due date or by sort text, page by page, both ways', async () => {
        const day = (n: number) => world.pass(n)
        const due = [day(0), day(86400), day(86400), day(86400)] as const
        const rows = [
          { kind: 'deadline', key: 'a/2', data: 2, due: due[1], sort: 'm' },
          { kind: 'deadline', key: 'a/1', data: 1, due: due[2] },
          { kind: 'deadline', key: 'b/1', data: 3, due: due[0], sort: 'a' },
          { kind: 'deadline', key: 'b/2', data: 4, sort: 'z' },
          { kind: 'other', key: 'a/1', data: 5, due: due[0] },
        ]
        must(await store.commit({ events: [], rows }))
        const list = async (query: Omit<Parameters<Store['rows']>[0], 'kind' | 'limit'>) => {
          const keys: string[] = []
          let after: string | undefined
          do {
            const page = await store.rows({
              kind: 'deadline',
              limit: 2,
              ...query,
              ...(after === undefined ? {} : { after }),
            })
            keys.push(...page.rows.map((row) => row.key))
            after = page.next
          } while (after !== undefined)
          return keys
        }
        expect(await list({ order: 'key' })).toEqual(['a/1', 'a/2', 'b/1', 'b/2'])
        expect(await list({ order: 'key', descending: true })).toEqual(['b/2', 'b/1', 'a/2', 'a/1'])
        expect(await list({ order: 'key', prefix: 'a/' })).toEqual(['a/1', 'a/2'])
        expect(await list({ order: 'due' })).toEqual(['b/1', 'a/2', 'a/1'])
        expect(await list({ order: 'due', descending: true })).toEqual(['a/1', 'a/2', 'b/1'])
        expect(await list({ order: 'due', dueBefore: due[2] })).toEqual(['b/1', 'a/2'])
        expect(await list({ order: 'sort' })).toEqual(['b/1', 'a/2', 'b/2'])
        expect(await list({ order: 'sort', prefix: 'b' })).toEqual(['b/1', 'b/2'])
      })

      it('are ordered by bytes on every database', async () => {
        const keys = ['Z', 'a', 'ä', '￿', '𝄞', '_', 'B']
        const rows = keys.map((key) => ({ kind: 'bytes', key, data: key }))
        must(await store.commit({ events: [], rows }))
        const page = await store.rows({ kind: 'bytes', order: 'key', limit: 10 })
        expect(page.rows.map((row) => row.key)).toEqual(['B', 'Z', '_', 'a', 'ä', '￿', '𝄞'])
      })

      it('take any text as it is', async () => {
        const keys = [
          'NULL',
          'null',
          '{}',
          '{a,b}',
          '"',
          "'; drop table rows; --",
          '\\',
          ' ',
          '\n',
          '%',
        ]
        const rows = keys.map((key) => ({ kind: 'k\'i"nd', key, data: { [key]: key }, sort: key }))
        must(await store.commit({ events: [], rows }))
        for (const row of rows) expect(await store.row(row.kind, row.key)).toEqual(row)
        const some = await store.rows({ kind: 'k\'i"nd', prefix: '{', order: 'sort', limit: 5 })
        expect(some.rows.map((row) => row.key)).toEqual(['{a,b}', '{}'])
      })
    })

    describe('the outbox', () => {
      const envelope = (id: string, priority = 5) => ({
        ...{ id, to: 'xn-fiu', bytes: utf8(`sealed ${id}`), priority },
        notBefore: world.now(),
      })
      const claim = (limit = 10) =>
        store.claimOutgoing({ now: world.now(), limit, leaseUntil: leaseEnd() })
      const leaseEnd = () => world.keeping.clock.now().replace(/\d\dZ$/, '99Z') as never

      it('hands an envelope to one claimant, urgent ones first, and keeps the answer', async () => {
        const outgoing = [envelope('o-1'), envelope('o-2', 0)]
        const { indexes } = must(await store.commit(anAct(world, { outgoing })))
        const [urgent, other] = await claim()
        expect([urgent?.id, other?.id]).toEqual(['o-2', 'o-1'])
        expect(urgent).toMatchObject({ to: 'xn-fiu', attempt: 1, bytes: outgoing[1]!.bytes })
        expect(await claim()).toEqual([])
        const answer = utf8('receipt')
        must(await store.settleOutgoing({ id: 'o-2', attempt: 1, answer }))
        expect(await store.outgoing('o-2')).toMatchObject({
          ...{ state: 'answered', answer, index: indexes[0] },
        })
        must(await store.commit(anAct(world, { settle: [{ id: 'o-1', attempt: 1, answer }] })))
        expect((await store.outgoing('o-1'))?.state).toBe('answered')
      })

      it('gives it out again after a failure or when the lease is over, and knows a late report', async () => {
        must(await store.commit(anAct(world, { outgoing: [envelope('o-3')] })))
        await claim()
        const retryAt = world.pass(1)
        must(await store.settleOutgoing({ id: 'o-3', attempt: 1, error: 'no route', retryAt }))
        expect((await claim())[0]).toMatchObject({ id: 'o-3', attempt: 2 })
        world.pass(600)
        expect((await claim())[0]).toMatchObject({ id: 'o-3', attempt: 3 })
        const late = { id: 'o-3', attempt: 2, answer: utf8('late') }
        expectRefusal(await store.settleOutgoing(late), 'claim-lost')
        const gaveUp = { id: 'o-3', attempt: 3, error: 'refused for good', retryAt: null }
        must(await store.settleOutgoing(gaveUp))
        world.pass(600)
        expect(await claim()).toEqual([])
        expect(await store.outgoing('o-3')).toMatchObject({
          ...{ state: 'given-up', error: 'refused for good' },
        })
      })

      it('shares the work among claimants that come at once', async () => {
        const outgoing = Array.from({ length: 20 }, (_, i) => envelope(`p-${i}`))
        must(await store.commit(anAct(world, { outgoing })))
        const shares = await Promise.all([claim(7), claim(7), claim(7), claim(7)])
        const ids = shares.flat().map((item) => item.id)
        expect(new Set(ids).size).toBe(ids.length)
        const rest = await claim(20)
        expect(ids.length + rest.length).toBe(20)
        expect((await store.outgoingCounts()).claimed).toBe(20)
      })
    })

    describe('the inbox', () => {
      it('takes an envelope once per sender and id, and tells a repetition from a forgery', async () => {
        const received = { sender: 'xn-fiu', id: 'e-1', digest: digestOfText('one') }
        const { indexes } = must(await store.commit(anAct(world, { received })))
        expect(await store.received('xn-fiu', 'e-1')).toEqual({ ...received, index: indexes[0] })
        expectRefusal(await store.commit(anAct(world, { received })), 'already-received')
        const forged = { ...received, digest: digestOfText('two') }
        expectRefusal(await store.commit(anAct(world, { received: forged })), 'received-differs')
        must(await store.commit(anAct(world, { received: { ...received, sender: 'xk-fiu' } })))
        expect(await store.received('xn-fiu', 'e-2')).toBeUndefined()
      })

      it('answers a repetition with the first answer', async () => {
        const received = { sender: 'xn-fiu', id: 'e-3', digest: digestOfText('three') }
        must(await store.commit(anAct(world, { received })))
        must(await store.answerReceived('xn-fiu', 'e-3', utf8('receipt')))
        must(await store.answerReceived('xn-fiu', 'e-3', utf8('receipt')))
        expect((await store.received('xn-fiu', 'e-3'))?.answer).toEqual(utf8('receipt'))
        expectRefusal(
          await store.answerReceived('xn-fiu', 'e-3', utf8('another')),
          'already-answered',
        )
        expectRefusal(await store.answerReceived('xn-fiu', 'e-9', utf8('x')), 'received-unknown')
      })
    })

    describe('the blobs', () => {
      it('are addressed by their content and can be removed', async () => {
        const bytes = utf8('a ledger of many rows')
        const name = await store.blobs.put(bytes, { kind: 'text/csv' })
        expect(name).toBe(digestOfText('a ledger of many rows'))
        expect(await store.blobs.put(bytes, { kind: 'text/csv' })).toBe(name)
        expect(await store.blobs.get(name)).toEqual({ bytes, kind: 'text/csv' })
        expect([await store.blobs.remove(name), await store.blobs.has(name)]).toEqual([true, false])
        expect(await store.blobs.remove(name)).toBe(false)
        expect(await store.blobs.get(name)).toBeUndefined()
      })
    })

    it('shows every row of every table exactly once, page by page', async () => {
      for (const table of ['events', 'rows', 'inbox', 'nodes'] as const) {
        const paged: unknown[] = []
        let after: string | undefined
        do {
          const page = await store.scan(table, after, 3)
          paged.push(...page.rows)
          after = page.next
        } while (after !== undefined)
        expect(paged).toEqual((await store.scan(table, undefined, 10_000)).rows)
      }
    })

    it('still answers after maintenance', async () => {
      await store.maintain()
      must(await store.commit(act(newStream())))
    })

    it('writes nothing while it is paused, and everything afterwards', async () => {
      let late: Promise<unknown> | undefined
      const before = (await store.head()).size
      await store.pause(async () => {
        late = store.commit(act(newStream()))
        await new Promise((resolve) => setTimeout(resolve, 20))
        expect(await store.events({ after: before - 1, limit: 1 })).toEqual([])
      })
      await late
      expect((await store.head()).size).toBe(before + 1)
    })

    it('verifies whole after all this', async () => {
      expect((await verify(store, world.keeping)).findings).toEqual([])
    })

    it('takes nothing more once it is closed', async () => {
      await store.close()
      await expect(store.commit(act(newStream()))).rejects.toThrow('open it again')
    })
  })
}

function expectRefusal(outcome: Outcome<unknown>, name: string): void {
  expect(outcome.ok ? 'taken' : outcome.refusal.name).toBe(name)
}
