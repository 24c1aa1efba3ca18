import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { inclusions, memoryStore, type Tree } from '#store'
import { anEvent, testWorld } from './test-world.ts'

describe('the audit paths of many entries', () => {
  it('are those of each entry alone, in trees of many sizes, and hashes are read once', async () => {
    const world = testWorld()
    const store = await memoryStore(world.keeping)
    for (let i = 0; i < 20; i++)
      must(await store.commit({ events: Array.from({ length: 30 }, () => anEvent(world)) }))
    const { size: all } = await store.head()
    for (const size of [1, 2, 255, 256, 257, 512, all]) {
      let reads = 0
      const tree: Tree = {
        size,
        async read(level, from, to) {
          reads += to - from
          const tile = must(await store.tile(level, from >> 8, to & 255 || 256))
          const last = tile.length / 32
          return Array.from({ length: to - from }, (_, i) => {
            const at = last - (to - from) + i
            return tile.subarray(at * 32, at * 32 + 32)
          })
        },
      }
      const indexes = Array.from({ length: size }, (_, i) => i)
      const paths = must(await inclusions(tree, indexes, size))
      for (const index of indexes.filter((i) => i % 17 === 0 || i >= size - 3))
        expect(paths[index], `${index} of ${size}`).toEqual(
          must(await store.inclusion(index, size)),
        )
      expect(reads).toBeLessThanOrEqual(size + Math.floor(size / 256))
    }
    await store.close()
  }, 60_000)

  it('are none beyond the log', async () => {
    const tree: Tree = { size: 3, read: async () => [] }
    for (const [index, size] of [
      [3, 3],
      [-1, 3],
      [0.5, 3],
      [0, 4],
    ] as const)
      expect(await inclusions(tree, [index], size)).toMatchObject({
        ok: false,
        refusal: { name: 'beyond-the-log' },
      })
  })
})
