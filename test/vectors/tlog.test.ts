import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { continues, leafHash, parseCheckpoint, parseVkey, signedBy, vkeyOf } from '#store'
import { consistency, rootAt, type Tree, tile } from '../../src/store/proofs.ts'
import { root } from '../cli.ts'

/**
 * A real tlog-tiles log of transparency-dev/tessera (commit 1811ae1a, Apache-2.0): sixteen signed heads, one after
 * another, with every hash tile and every bundle of entries that belonged to them.
 */
const folder = join(root, '../shared/data/crypto/tlog/tessera/testdata/log')
/** The key with which that project signs its test data, as its documentation gives it. */
const vkey = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx'

const read = (path: string) => readFileSync(join(folder, path))
const head = (name: string) => parseCheckpoint(read(name).toString('utf8'))

/** Entries of a bundle, each behind its length in two bytes. */
function entriesOf(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = []
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + bundle.readUInt16BE(at)
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}

function treeOf(hashes: readonly Uint8Array[]): Tree {
  return { size: hashes.length, read: async (_level, from, to) => hashes.slice(from, to) }
}

describe.skipIf(!existsSync(folder))(
  `a published tile log (skipped where ${folder} is absent)`,
  () => {
    const sizes = Array.from({ length: 16 }, (_, i) => i)
    const bundle = (size: number) =>
      size === 0 ? Buffer.alloc(0) : read(`tile/entries/000.p/${size}`)
    const tree = (size: number) => treeOf(entriesOf(bundle(size)).map(leafHash))

    it('is here in whole: sixteen heads and the newest, fifteen tiles, fifteen bundles', () => {
      expect(readdirSync(folder).filter((name) => name.startsWith('checkpoint')).length).toBe(17)
      expect(readdirSync(join(folder, 'tile/0/000.p')).length).toBe(15)
      expect(readdirSync(join(folder, 'tile/entries/000.p')).length).toBe(15)
    })

    it('has a key that is written again as it was read', () => {
      expect(vkeyOf(parseVkey(vkey)!)).toBe(vkey)
    })

    it.each([...sizes.map((i) => `checkpoint.${i}`), 'checkpoint'])('signed %s', (name) => {
      const { name: origin, publicKey } = parseVkey(vkey)!
      const checkpoint = head(name)!
      expect(checkpoint.origin).toBe(origin)
      expect(signedBy(checkpoint, origin, publicKey)).toBe(true)
      const other = { ...checkpoint, text: Buffer.from(`${Buffer.from(checkpoint.text)}more\n`) }
      expect(signedBy(other, origin, publicKey)).toBe(false)
    })

    it.each(sizes)('has entries that lead to the signed root of %i', async (size) => {
      expect(entriesOf(bundle(size)).length).toBe(size)
      const signed = head(`checkpoint.${size}`)!
      expect(signed.size).toBe(size)
      expect(Buffer.from(must(await rootAt(tree(size), size)))).toEqual(Buffer.from(signed.root))
    })

    it.each(sizes.slice(1))('has a tile of %i that follows from its entries', async (size) => {
      const served = read(`tile/0/000.p/${size}`)
      expect(Buffer.from(must(await tile(tree(size), 0, 0, size)))).toEqual(served)
      const hashes = Array.from({ length: size }, (_, i) => served.subarray(i * 32, i * 32 + 32))
      const signed = head(`checkpoint.${size}`)!
      expect(Buffer.from(must(await rootAt(treeOf(hashes), size)))).toEqual(
        Buffer.from(signed.root),
      )
    })

    it('grew without rewriting: each of the 120 pairs is consistent, and no other', async () => {
      const whole = tree(15)
      let pairs = 0
      for (const first of sizes.slice(1))
        for (const second of sizes.slice(first)) {
          const [a, b] = [head(`checkpoint.${first}`)!, head(`checkpoint.${second}`)!]
          const path = must(await consistency(whole, first, second))
          const proof = { first, second, firstRoot: a.root, secondRoot: b.root, path }
          expect(continues(proof)).toBe(true)
          expect(continues({ ...proof, firstRoot: head(`checkpoint.${first - 1}`)!.root })).toBe(
            false,
          )
          pairs++
        }
      expect(pairs).toBe(120)
    })
  },
)
