import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import {
  append,
  continues,
  emptyFrontier,
  emptyRoot,
  type Frontier,
  includes,
  leafHash,
  nodeHash,
  rootOf,
  type TileNode,
} from './merkle.ts'
import { consistency, inclusion, rootAt, type Tree, tile } from './proofs.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** RFC 6962, 2.1, word for word: the slow tree that the fast one must agree with. */
function slowRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot
  if (hashes.length === 1) return hashes[0]!
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  return nodeHash(slowRoot(hashes.slice(0, k)), slowRoot(hashes.slice(k)))
}

/** A log of numbered entries, appended in runs of these lengths, with its tile nodes in a map. */
function logOf(runs: readonly number[]): { tree: Tree; leaves: Uint8Array[]; frontier: Frontier } {
  const leaves: Uint8Array[] = []
  const nodes = new Map<string, TileNode>()
  let frontier = emptyFrontier
  for (const run of runs) {
    const more = Array.from({ length: run }, (_, i) =>
      leafHash(Buffer.from(`${leaves.length + i}`)),
    )
    const grown = append(frontier, more)
    frontier = grown.frontier
    leaves.push(...more)
    for (const node of grown.nodes) nodes.set(`${node.level}/${node.index}`, node)
  }
  const read: Tree['read'] = async (level, from, to) =>
    level === 0
      ? leaves.slice(from, to)
      : Array.from({ length: to - from }, (_, i) => nodes.get(`${level}/${from + i}`)!.hash)
  return { tree: { size: leaves.length, read }, leaves, frontier }
}

describe('the tree of RFC 6962', () => {
  // The seven inputs and eight roots that certificate transparency's own implementations test with.
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657']
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  ]
  it.each(roots.map((root, size) => [size, root] as const))(
    'has the published root at size %i',
    (size, root) => {
      const leaves = inputs.slice(0, size).map((input) => leafHash(Buffer.from(input, 'hex')))
      expect(hex(rootOf(append(emptyFrontier, leaves).frontier))).toBe(root)
    },
  )

  it('has the same root however the entries arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (runs) => {
        const { leaves, frontier } = logOf(runs)
        expect(hex(rootOf(frontier))).toBe(hex(slowRoot(leaves)))
      }),
    )
  })

  it('proves any entry of any size, and nothing with a changed proof', async () => {
    const { tree, leaves } = logOf([700])
    const some = fc.record({
      size: fc.integer({ min: 1, max: 700 }),
      at: fc.nat(),
      bit: fc.nat(),
    })
    await fc.assert(
      fc.asyncProperty(some, async ({ size, at, bit }) => {
        const index = at % size
        const path = must(await inclusion(tree, index, size))
        const root = must(await rootAt(tree, size))
        const proof = { index, size, leafHash: leaves[index]!, path, root }
        expect(includes(proof)).toBe(true)
        expect(includes({ ...proof, path: [...path, root] })).toBe(false)
        if (path.length > 0) expect(includes({ ...proof, path: path.slice(1) })).toBe(false)
        if (path.length > 0) expect(includes({ ...proof, path: flipped(path, bit) })).toBe(false)
      }),
    )
  })

  it('proves any size to be the beginning of any later one, and nothing with a changed proof', async () => {
    const { tree } = logOf([700])
    const sizes = fc.tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 700 }))
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (pair, bit) => {
        const [first, second] = pair.sort((a, b) => a - b) as [number, number]
        const path = must(await consistency(tree, first, second))
        const firstRoot = must(await rootAt(tree, first))
        const secondRoot = must(await rootAt(tree, second))
        const proof = { first, second, firstRoot, secondRoot, path }
        expect(continues(proof)).toBe(true)
        expect(continues({ ...proof, path: [...path, firstRoot] })).toBe(false)
        if (path.length > 0) expect(continues({ ...proof, path: flipped(path, bit) })).toBe(false)
        if (first < second) expect(continues({ ...proof, firstRoot: secondRoot })).toBe(false)
      }),
    )
  })

  it('serves tiles of two levels beyond 65,536 entries', async () => {
    const { tree } = logOf([70_000])
    const top = must(await tile(tree, 2, 0, 1))
    expect(hex(top)).toBe(hex(must(await rootAt(tree, 65_536))))
    expect((await tile(tree, 1, 1, 18)).ok).toBe(false)
    expect(must(await tile(tree, 1, 1, 17))).toHaveLength(17 * 32)
    expect((await tile(tree, 2, 0, 2)).ok).toBe(false)
  })
})

function flipped(path: readonly Uint8Array[], bit: number): Uint8Array[] {
  const copy = path.map((hash) => Uint8Array.from(hash))
  const at = bit % (copy.length * 256)
  copy[Math.floor(at / 256)]![Math.floor((at % 256) / 8)]! ^= 1 << (at % 8)
  return copy
}

describe('published proof vectors (transparency-dev/merkle)', () => {
  const folder = join(import.meta.dirname, '../../../shared/data/crypto/merkle')
  if (!existsSync(folder)) {
    it.skip(`skipped: the vectors are not at ${folder}`, () => {})
    return
  }
  const bytes = (text: string | null) => Buffer.from(text ?? '', 'base64')
  const all = (kind: string) =>
    readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, JSON.parse(readFileSync(join(folder, kind, name), 'utf8'))] as const)

  it.each(all('inclusion'))('inclusion %s', (_name, vector) => {
    const valid = includes({
      index: vector.leafIdx,
      size: vector.treeSize,
      leafHash: bytes(vector.leafHash),
      path: (vector.proof ?? []).map(bytes),
      root: bytes(vector.root),
    })
    expect(valid).toBe(!vector.wantErr)
  })

  it.each(all('consistency'))('consistency %s', (_name, vector) => {
    const valid = continues({
      first: vector.size1,
      second: vector.size2,
      firstRoot: bytes(vector.root1),
      secondRoot: bytes(vector.root2),
      path: (vector.proof ?? []).map(bytes),
    })
    expect(valid).toBe(!vector.wantErr)
  })
})
