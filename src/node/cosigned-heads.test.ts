import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, instant, must } from '#base'
import { memoryStore, type Store } from '#store'
import { anAct, testWorld } from '../store/test-world.ts'
import { cosignedHeads, headsCovering, openCosignedHeads, tooMany } from './cosigned-heads.ts'

const start = Date.parse('2025-01-20T00:00:00.000Z')
const minute = 60_000
const day = 24 * 60 * minute
const at = (milliseconds: number): Instant => instant(start + milliseconds)
const everyMinute = (minutes: number) =>
  Array.from({ length: minutes }, (_, i) => ({ size: i + 1, at: at(i * minute) }))

describe('heads that need not be kept', () => {
  it('leave all of the last hour, one of each ten minutes for a day, and one of each day', () => {
    const heads = everyMinute(4 * 24 * 60)
    const now = heads.at(-1)!.at
    const gone = tooMany(heads, [], now)
    const left = heads.filter(({ size }) => !gone.has(size))
    const aged = (from: number, to: number) =>
      left.filter((h) => {
        const age = Date.parse(now) - Date.parse(h.at)
        return age >= from && age < to
      })
    expect(aged(0, 60 * minute)).toHaveLength(60)
    expect(aged(2 * 60 * minute, day - 60 * minute).length).toBe(21 * 6)
    // The day that is cut by the line between the two rules keeps one besides its ten minutes.
    expect(aged(day + minute, 5 * day).map((h) => h.at.slice(0, 16))).toEqual([
      '2025-01-20T23:59',
      '2025-01-21T23:59',
      '2025-01-22T23:58',
    ])
  })

  it('leave those on both sides of a change of a key', () => {
    const heads = everyMinute(3 * 24 * 60)
    const gone = tooMany(heads, [100, 101, 4000], at(10 * day))
    const left = heads.map((h) => h.size).filter((size) => !gone.has(size))
    // Entry 100 is not in the head of 100 entries, and is in the next one.
    expect(left).toEqual([100, 101, 102, 1440, 2880, 4000, 4001, 4320])
  })

  it('never the newest, and for each entry one stays that proves its day', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(6 * 24 * 60), { minLength: 1, maxLength: 200 }),
        fc.array(fc.nat(250), { maxLength: 5 }),
        (minutes, changes) => {
          const times = [...minutes].sort((a, b) => a - b)
          const heads = times.map((m, i) => ({ size: i + 1, at: at(m * minute) }))
          const gone = tooMany(heads, changes, heads.at(-1)!.at)
          const left = heads.filter(({ size }) => !gone.has(size))
          expect(left.at(-1)).toEqual(heads.at(-1))
          for (const { size, at: seen } of heads) {
            const proof = left.find((h) => h.size >= size)!
            expect(proof.at.slice(0, 10)).toBe(seen.slice(0, 10))
          }
          for (const index of changes) {
            const before = heads.findLast((h) => h.size <= index)
            const after = heads.find((h) => h.size > index)
            for (const head of [before, after])
              if (head !== undefined) expect(left).toContainEqual(head)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('heads in the store', () => {
  const clock = (now: () => number) => ({ now: () => at(now()) })
  const kept = async (store: Store) => {
    const sizes: number[] = []
    for await (const { size } of cosignedHeads(store)) sizes.push(size)
    return sizes
  }

  it('are thinned as they come, also over a restart, and each entry finds the oldest that covers it', async () => {
    const world = testWorld()
    const store = await memoryStore(world.keeping)
    let now = 0
    let heads = openCosignedHeads(
      store,
      clock(() => now),
    )
    const come = async (size: number) =>
      store.commit({
        events: [],
        rows: await heads.rowsFor({ size, at: at(now), note: `head of ${size}` }),
      })
    must(await store.commit(anAct(world)))
    for (let size = 1; size <= 400; size++) {
      if (size === 200)
        heads = openCosignedHeads(
          store,
          clock(() => now),
        )
      must(await come(size))
      now += 10 * minute
    }
    const sizes = await kept(store)
    expect(sizes.length).toBeLessThan(230)
    expect(sizes).toContain(400)
    expect(sizes).toContain(144)
    expect(sizes).not.toContain(100)
    const places = [0, 5, 143, 144, 399]
    const found = await headsCovering(store, places, 400)
    const expected = places.map((index) => sizes.find((size) => size > index))
    expect(found.map((h) => h.size)).toEqual([...new Set(expected)])
    expect((await headsCovering(store, [399], 399)).length).toBe(0)
    await store.close()
  })

  it('of one size are one, with the lines that came last', async () => {
    const world = testWorld()
    const store = await memoryStore(world.keeping)
    const heads = openCosignedHeads(
      store,
      clock(() => 0),
    )
    for (const note of ['two lines', 'three lines'])
      must(
        await store.commit({
          events: [],
          rows: await heads.rowsFor({ size: 7, at: at(0), note }),
        }),
      )
    const notes: string[] = []
    for await (const head of cosignedHeads(store)) notes.push(head.note)
    expect(notes).toEqual(['three lines'])
    await store.close()
  })
})
