import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, systemRandom } from '#base'
import type { IndexPlan } from '#hit'
import { indexOf } from '../hit/build-index.ts'
import { group } from '../hit/testing.ts'
import { makeIndex } from './hit-index-thread.ts'
import { hitWire } from './hit-testing.ts'
import { type TestFederation, testFederation } from './testing.ts'

const accounts = (count: number) =>
  Array.from({ length: count }, (_, i) => `account:XN:${100_000 + i}`)
const name = { owner: 'XN-FIU', asker: 'XV-FIU', purpose: 'analysis', epoch: '2026-11' }
const plan = (count: number): IndexPlan => ({
  name,
  seed: systemRandom.bytes(32),
  keys: accounts(count),
})
const going = () => new Int32Array(new SharedArrayBuffer(4))

describe('an index', () => {
  it.each([400, 2_500])('of %i keys is the same wherever it is made', async (count) => {
    const wanted = plan(count)
    const steps: number[] = []
    const built = must(await makeIndex(wanted, (keys) => steps.push(keys), going()))
    const here = must(indexOf(group, wanted))
    expect(built.digest).toBe(here.digest)
    expect(built.root).toBe(here.root)
    expect(Buffer.compare(built.key, here.key)).toBe(0)
    expect(steps.length).toBeGreaterThan(1)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  })

  it('that is large is made in another thread: this one takes its turns meanwhile', async () => {
    const began = process.cpuUsage()
    let turns = 0
    let made = false
    const building = makeIndex(plan(3_000), () => {}, going()).then((built) => {
      made = true
      return built
    })
    const here = process.threadCpuUsage()
    while (!made) {
      turns++
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    must(await building)
    const sum = ({ user, system }: NodeJS.CpuUsage) => user + system
    expect(turns).toBeGreaterThan(20)
    // This thread did less than half of the work of the whole process.
    expect(sum(process.threadCpuUsage(here))).toBeLessThan(sum(process.cpuUsage(began)) / 2)
  })

  it.each([500, 60_000])(
    'of %i keys is stopped on the way, and nothing comes of it',
    async (count) => {
      const cancel = going()
      const building = makeIndex(plan(count), () => Atomics.store(cancel, 0, 1), cancel)
      expect(await building).toMatchObject({ refusal: { name: 'hit-building-stopped' } })
    },
  )

  it('that cannot be read as the version before is refused by the thread too', async () => {
    const before = systemRandom.bytes(400)
    expect(await makeIndex({ ...plan(1_200), before }, () => {}, going())).toMatchObject({
      refusal: { name: 'hit-malformed' },
    })
  })
})

describe('at the desk', () => {
  let federation: TestFederation
  beforeAll(async () => {
    federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-11-22T09:00:00.000Z')
    federation.wire.post = hitWire(() => federation)
  })
  afterAll(() => federation.close())
  const owner = () => federation.node('XN-FIU').hit
  const view = async () => must(await owner().view('XN-FIU/head'))
  const pair = { partner: 'XV-FIU', purpose: 'deconfliction' } as const

  it('an index that is being made shows how far it is, can be stopped, and commits to nothing then', async () => {
    must(await owner().keepList('XN-FIU/analyst', 'own', accounts(20_000).join('\n')))
    const opening = owner().openEpoch('XN-FIU/head', { ...pair, days: 30 })
    let [building] = (await view()).building
    while (building?.done === 0 || building === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      building = (await view()).building[0]
    }
    expect(building).toMatchObject({ ...pair, by: 'XN-FIU/head', total: 20_000 })
    expect(await owner().stopBuilding('XN-FIU/analyst', pair.partner, pair.purpose)).toMatchObject({
      refusal: { name: 'hit-role' },
    })
    must(await owner().stopBuilding('XN-FIU/head', pair.partner, pair.purpose))
    expect(await opening).toMatchObject({ refusal: { name: 'hit-building-stopped' } })
    const after = await view()
    expect(after.building).toEqual([])
    expect(after.epochs).toEqual([])
    expect(await owner().stopBuilding('XN-FIU/head', pair.partner, pair.purpose)).toMatchObject({
      refusal: { name: 'hit-unknown' },
    })
  })

  it('questions are answered under the index before, while the next is made', async () => {
    const [list] = (await view()).lists
    must(await owner().dropList('XN-FIU/head', list!.id))
    must(await owner().keepList('XN-FIU/analyst', 'few', accounts(3).join('\n')))
    must(await owner().openEpoch('XN-FIU/head', { ...pair, days: 30 }))
    must(await owner().keepList('XN-FIU/analyst', 'many', accounts(20_000).join('\n')))
    const growing = owner().growEpoch('XN-FIU/head', pair.partner, pair.purpose)
    const asker = federation.node('XV-FIU').hit
    const { id } = must(
      await asker.ask('XV-FIU/analyst', {
        partners: ['XN-FIU'],
        purpose: pair.purpose,
        category: 'corruption',
        case: 'C-1',
        text: accounts(5).join('\n'),
      }),
    )
    await asker.settled()
    expect((await view()).building).toHaveLength(1)
    expect(must(await asker.run('XV-FIU/analyst', id)).partners[0]).toMatchObject({
      state: 'done',
      same: 3,
      version: 1,
    })
    must(await owner().closeEpoch('XN-FIU/head', pair.partner, pair.purpose))
    // What was made for an epoch that is closed meanwhile is committed to by nobody.
    must(await owner().stopBuilding('XN-FIU/head', pair.partner, pair.purpose))
    expect((await growing).ok).toBe(false)
  })

  it('the next version has everything of the one before, and somebody else as well', async () => {
    const lists = (await view()).lists
    must(await owner().dropList('XN-FIU/head', lists.find((one) => one.name === 'many')!.id))
    must(await owner().openEpoch('XN-FIU/head', { ...pair, days: 30 }))
    const [before] = (await view()).epochs
    must(await owner().growEpoch('XN-FIU/head', pair.partner, pair.purpose))
    const [after] = (await view()).epochs
    expect(after).toMatchObject({ epoch: before!.epoch, version: 2, subjects: 3 })
    // Nobody came in, and the size does not say so.
    expect(after!.tokens).toBeGreaterThan(before!.tokens)
  })
})
