import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { continues, emptyRoot, includes } from '#store'
import { root } from '../cli.ts'

/**
 * RFC 6962 inclusion and consistency proofs of transparency-dev/merkle (commit 417fb0c3, Apache-2.0), each with
 * `wantErr`. None is left out: the cases of the empty tree are among them.
 */
const folder = join(root, '../shared/data/crypto/merkle')

interface Vector {
  readonly desc?: string
  readonly wantErr: boolean
  readonly proof: readonly string[] | null
  readonly [field: string]: unknown
}

const bytes = (text: unknown) => Buffer.from(typeof text === 'string' ? text : '', 'base64')
const vectorsOf = (kind: string): (readonly [string, Vector])[] =>
  readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => [name, JSON.parse(readFileSync(join(folder, kind, name), 'utf8')) as Vector])

describe.skipIf(!existsSync(folder))(
  `vectors of RFC 6962 (skipped where ${folder} is absent)`,
  () => {
    const inclusion = existsSync(folder) ? vectorsOf('inclusion') : []
    const consistency = existsSync(folder) ? vectorsOf('consistency') : []

    it('are all here: 87, nearly all of them to be refused', () => {
      expect([inclusion.length, consistency.length]).toEqual([41, 46])
      expect([...inclusion, ...consistency].filter(([, v]) => !v.wantErr).length).toBe(3)
    })

    it.each(inclusion)('inclusion %s', (_name, v) => {
      const holds = includes({
        index: v.leafIdx as number,
        size: v.treeSize as number,
        leafHash: bytes(v.leafHash),
        path: (v.proof ?? []).map(bytes),
        root: bytes(v.root),
      })
      expect(holds).toBe(!v.wantErr)
    })

    it.each(consistency)('consistency %s', (_name, v) => {
      const holds = continues({
        first: v.size1 as number,
        second: v.size2 as number,
        firstRoot: bytes(v.root1),
        secondRoot: bytes(v.root2),
        path: (v.proof ?? []).map(bytes),
      })
      expect(holds).toBe(!v.wantErr)
    })
  },
)

/**
 * The two cases that textbook verifiers miss, and that the set above does not hold in full: proofs about the tree
 * without entries.
 */
describe('the tree without entries', () => {
  const other = new Uint8Array(32).fill(7)

  it.each([
    ['is the beginning of itself', 0, 0, emptyRoot, emptyRoot, [], true],
    ['with two roots is not one tree', 0, 0, emptyRoot, other, [], false],
    ['needs no proof', 0, 0, emptyRoot, emptyRoot, [other], false],
    ['proves nothing of a later tree, whatever is sent', 0, 5, emptyRoot, other, [], false],
    ['proves nothing with a path either', 0, 5, emptyRoot, other, [other], false],
    ['follows nothing', 5, 0, other, emptyRoot, [], false],
  ] as const)('%s', (_what, first, second, firstRoot, secondRoot, path, expected) => {
    expect(continues({ first, second, firstRoot, secondRoot, path })).toBe(expected)
  })

  it('holds no entry', () => {
    const proof = { leafHash: emptyRoot, path: [], root: emptyRoot }
    expect(includes({ ...proof, index: 0, size: 0 })).toBe(false)
  })
})
