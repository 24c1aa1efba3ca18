import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, sha256 } from '#base'
import type { Node } from '#node'
import { keepStore, leafData, memoryBackend, memoryBlobs } from '#store'
import type { NodeOptions } from '../../src/node/open-node.ts'
import {
  fullRequest,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'

/**
 * Two nodes live the same days with different subjects. Whoever follows their logs sees how much happened and when, and
 * nothing by which one could be told from the other, not even with the records of both in hand: without the salts no
 * guess can be tested.
 */
interface World {
  readonly federation: TestFederation
  readonly backend: ReturnType<typeof memoryBackend>
}

const start = '2025-01-20T09:10:00.000Z'

async function lived(subject: string): Promise<World> {
  const backend = memoryBackend()
  const storage: NodeOptions['storage'] = (options) =>
    keepStore(
      options.origin.endsWith('/xv-fiu') ? backend : memoryBackend(),
      memoryBlobs(),
      options,
    )
  const federation = await testFederation(
    ['XV-FIU', 'XN-FIU', 'XS-FIU'],
    start,
    { storage },
    { witnesses: 2 },
  )
  const [xv, xn] = [federation.node('XV-FIU'), federation.node('XN-FIU')]
  for (let i = 0; i < 8; i++) {
    const id = await sendRequest(xv, 'XN-FIU', { ...fullRequest, reference: `RQ-0${i}`, subject })
    await federation.settle()
    must(
      await xn.handle('XN-FIU/analyst', {
        do: 'act',
        id,
        action: 'acknowledge',
        document: { class: 'normal' },
      }),
    )
    must(await xn.handle('XN-FIU/analyst', { do: 'act', id, action: 'reply', document: goodReply }))
    await federation.settle()
    federation.clock.forward(60)
  }
  return { federation, backend }
}

/** Everything a witness, an auditor without keys or a stranger is served. */
async function served(
  node: Node,
): Promise<{ leaves: readonly Buffer[]; tiles: Buffer; note: string }> {
  const { size } = (await node.read.node()).log
  const bundle = Buffer.from(must(await node.read.entries(0, size)))
  const leaves = Array.from({ length: size }, (_, i) => bundle.subarray(i * 34 + 2, i * 34 + 34))
  const tiles = Buffer.from(must(await node.read.tile(0, 0, size)))
  return { leaves, tiles, note: await node.read.checkpoint() }
}

describe('two logs of different subjects', () => {
  let one: World
  let other: World
  beforeAll(async () => {
    ;[one, other] = [
      await lived('Vera Kestrel, accounts and property'),
      await lived('Otto Marrow, one account alone'),
    ]
  }, 60_000)
  afterAll(async () => {
    await one.federation.close()
    await other.federation.close()
  })
  const publicOf = (world: World) => served(world.federation.node('XV-FIU'))

  it('have the same shape: entries, bundles, tiles and heads of the same lengths', async () => {
    const [a, b] = [await publicOf(one), await publicOf(other)]
    expect(a.leaves.length).toBe(b.leaves.length)
    expect(a.leaves.length).toBeGreaterThan(40)
    expect(a.leaves.every((leaf) => leaf.length === 32)).toBe(true)
    expect(a.tiles.length).toBe(b.tiles.length)
    const shape = (note: string) => note.split('\n').map((line) => line.length)
    expect(shape(a.note)).toEqual(shape(b.note))
  })

  it('share no entry, though most of their acts are the same', async () => {
    const [a, b] = [await publicOf(one), await publicOf(other)]
    const all = [...a.leaves, ...b.leaves].map((leaf) => leaf.toString('hex'))
    expect(new Set(all).size).toBe(all.length)
  })

  it('hold bits as chance would throw them', async () => {
    for (const world of [one, other]) {
      const bytes = Buffer.concat((await publicOf(world)).leaves)
      let ones = 0
      for (const byte of bytes) for (let bit = 0; bit < 8; bit++) ones += (byte >> bit) & 1
      const bits = bytes.length * 8
      // Six standard deviations of a fair coin: once in five hundred million runs by chance.
      expect(Math.abs(ones - bits / 2)).toBeLessThan(6 * Math.sqrt(bits / 4))
    }
  })

  it('answer no guess, even with the record itself in hand; with the salt they answer it', async () => {
    const { leaves } = await publicOf(one)
    const shown = new Set(leaves.map((leaf) => leaf.toString('hex')))
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    let matched = 0
    for (const row of one.backend.tables.get('events')!.values()) {
      const { record, signature, salt } = row as unknown as Record<string, Uint8Array>
      const guesses = [
        sha256(record!),
        sha256(record!, signature!),
        sha256(sha256(record!), sha256(signature!)),
        leafData({ record: record!, signature: signature!, salt: new Uint8Array(32) }),
      ]
      for (const guess of guesses) expect(shown.has(hex(guess))).toBe(false)
      if (shown.has(hex(leafData({ record: record!, signature: signature!, salt: salt! }))))
        matched++
    }
    expect(matched).toBe(leaves.length)
  })

  it('give a witness the same nothing', async () => {
    for (const world of [one, other]) {
      const held = must(await world.federation.node('XN-FIU').log.cosigned('comity.invalid/xv-fiu'))
      expect(held).not.toMatch(/kestrel|marrow|RQ-/i)
      expect(held.split('\n').length).toBe(6)
    }
  })
})
