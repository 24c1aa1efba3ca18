import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#base'
import { keepStore, memoryBackend, memoryBlobs } from '#store'
import { type Node, type NodeOptions, openNode } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'

/** Heads that nobody could compare when they came, and what a restart leaves of them. */

const origin = 'comity.invalid/xv-fiu'
const backends = new Map<string, ReturnType<typeof memoryBackend>>()
const twins: Node[] = []
let federation: TestFederation
let elapsed = 0
afterEach(async () => {
  for (const twin of twins.splice(0)) await twin.close()
  await federation?.close()
  backends.clear()
})

async function open() {
  const storage: NodeOptions['storage'] = (options) => {
    const id = options.origin.slice('comity.invalid/'.length).toUpperCase()
    const backend = backends.get(id) ?? memoryBackend()
    backends.set(id, backend)
    return keepStore(backend, memoryBlobs(), options)
  }
  const ids = ['XV-FIU', 'XN-FIU', 'XS-FIU']
  federation = await testFederation(
    ids,
    '2025-02-03T09:00:00.000Z',
    { storage, elapsed: () => elapsed },
    { witnesses: 1 },
  )
  await federation.settle()
}

/** The same keys and the same past, another present. */
async function fork(id: string): Promise<Node> {
  const backend = memoryBackend(backends.get(id)!.tables)
  const apart = async () => {
    throw new Error('kept apart')
  }
  const twin = await openNode({
    dir: federation.dir(id),
    clock: federation.clock,
    storage: (o) => keepStore(backend, memoryBlobs(), o),
    post: apart,
    get: apart,
  })
  twins.push(twin)
  return twin
}

async function grow(node: Node, by: number) {
  for (let i = 0; i < by; i++)
    must(await node.signIn({ link: must(node.signInLink(`${node.id}/head`)) }))
}

/** XV-FIU serves no tiles, or those of the node that is given. */
function tilesOf(node: Node | undefined) {
  const { get } = federation.wire
  federation.wire.get = async (url, ...rest) => {
    const place = /^test:\/\/XV-FIU\/log\/tile\/(\d)\/(\d{3})(?:\.p\/(\d+))?$/.exec(url)
    if (place === null) return get(url, ...rest)
    if (node === undefined) throw new Error('no route')
    const [, level, index, width = 256] = place
    const tile = await node.read.tile(Number(level), Number(index), Number(width))
    return tile.ok ? { status: 200, bytes: tile.value } : { status: 404, bytes: new Uint8Array() }
  }
}

const rowsWaiting = () =>
  [...backends.get('XN-FIU')!.tables.get('rows')!.values()].filter(
    (row) => (row as unknown as { kind: string }).kind === 'waiting-head',
  )

describe('a head that could not be compared', () => {
  it('waits over a restart, and the fork is found when the tiles are served', async () => {
    await open()
    const twin = await fork('XV-FIU')
    await grow(twin, 5)
    tilesOf(undefined)
    await federation.node('XN-FIU').log.saw('XV-FIU', await twin.log.newest())
    await federation.node('XN-FIU').tick()
    expect((await federation.node('XN-FIU').log.page()).forks).toEqual([])
    expect(rowsWaiting()).toHaveLength(1)

    await grow(federation.node('XV-FIU'), 2)
    const xn = await federation.reopen('XN-FIU')
    tilesOf(twin)
    for (let i = 0; i < 4; i++) {
      elapsed += 10_000
      await federation.settle()
    }
    // What XN-FIU cosigns of the true log meets what the twin told it before the restart.
    expect((await xn.log.page()).forks).toMatchObject([{ origin, node: 'XV-FIU' }])
    expect(rowsWaiting()).toEqual([])
  })

  it('leaves no row when it was compared and nothing is wrong', async () => {
    await open()
    const xv = federation.node('XV-FIU')
    await grow(xv, 3)
    await federation.node('XN-FIU').log.saw('XV-FIU', await xv.log.newest())
    expect(rowsWaiting()).toHaveLength(1)
    await federation.settle()
    expect(rowsWaiting()).toEqual([])
    expect((await federation.node('XN-FIU').log.page()).forks).toEqual([])
  })

  it('is not crowded out by the many of a log that serves no tiles: oldest and newest stay', async () => {
    await open()
    const twin = await fork('XV-FIU')
    tilesOf(undefined)
    const xn = federation.node('XN-FIU')
    const notes: string[] = []
    for (let i = 0; i < 70; i++) {
      await grow(twin, 1)
      notes.push(await twin.log.newest())
      elapsed += 1000
      await xn.log.saw('XV-FIU', notes.at(-1)!)
    }
    // At once after the last: it waits for its turn, and no commit is spent on it.
    await grow(twin, 1)
    const late = await twin.log.newest()
    await xn.log.saw('XV-FIU', late)
    const keys = rowsWaiting().map((row) => (row as unknown as { key: string }).key)
    expect(keys).toHaveLength(64)
    const sizes = notes.map((note) => note.split('\n')[1]!.padStart(16, '0'))
    expect(keys.some((key) => key.includes(sizes[0]!))).toBe(true)
    expect(keys.some((key) => key.includes(sizes.at(-1)!))).toBe(true)
    expect(keys.some((key) => key.includes(late.split('\n')[1]!.padStart(16, '0')))).toBe(false)
  })
})
