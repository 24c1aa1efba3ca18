import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { must } from '#base'
import { type Checkpoint, keyId, parseCheckpoint, signCheckpoint, signedBy } from './checkpoint.ts'
import { continues, leafHash } from './merkle.ts'
import { consistency, rootAt, type Tree } from './proofs.ts'
import { testWorld } from './test-world.ts'

describe('a signed head', () => {
  const { keeping } = testWorld()
  const root = new Uint8Array(32).fill(5)
  const note = signCheckpoint({
    ...{ origin: keeping.origin, size: 7, root },
    publicKey: keeping.headKey,
    sign: keeping.signHead,
  })

  it('is three lines, a blank line and a signature line', () => {
    expect(note.split('\n').slice(0, 4)).toEqual([
      keeping.origin,
      '7',
      Buffer.from(root).toString('base64'),
      '',
    ])
    expect(note.split('\n')[4]).toMatch(/^— xv-fiu\.example\/log [A-Za-z0-9+/]+=*$/)
    expect(signedBy(parseCheckpoint(note)!, keeping.origin, keeping.headKey)).toBe(true)
  })

  it('counts under its own name and key only', () => {
    const parsed = parseCheckpoint(note)!
    expect(signedBy(parsed, 'xn-fiu.example/log', keeping.headKey)).toBe(false)
    expect(signedBy(parsed, keeping.origin, testWorld().keeping.headKey)).toBe(false)
    const [line] = parsed.signatures
    const renamed = { ...line!, keyId: Uint8Array.of(1, 2, 3, 4) }
    const misfiled = { ...parsed, signatures: [renamed] }
    expect(signedBy(misfiled, keeping.origin, keeping.headKey)).toBe(false)
    const larger = parseCheckpoint(note.replace('\n7\n', '\n8\n'))!
    expect(signedBy(larger, keeping.origin, keeping.headKey)).toBe(false)
  })

  it.each([
    ['no blank line', note.replace('\n\n', '\n')],
    ['a size with a leading zero', note.replace('\n7\n', '\n07\n')],
    ['a negative size', note.replace('\n7\n', '\n-7\n')],
    ['a root of 31 bytes', note.replace(/\n[^\n]{44}\n\n/, `\n${'A'.repeat(42)}==\n\n`)],
    ['a hyphen for the em dash', note.replace('— ', '- ')],
    ['no final newline', note.slice(0, -1)],
    ['no signature', note.slice(0, note.indexOf('—'))],
    ['an origin with a space', note.replace('xv-fiu.example/log\n7', 'xv fiu\n7')],
    ['nothing', ''],
  ])('is not read with %s', (_what, text) => {
    expect(parseCheckpoint(text)).toBeUndefined()
  })

  it('has the key id and signature of the published note (golang.org/x/mod/sumdb/note)', () => {
    const key = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64')
    const line = Buffer.from(
      'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
      'base64',
    )
    const name = 'PeterNeumann'
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    expect(Buffer.from(keyId(name, key.subarray(1))).toString('hex')).toBe('c74f20a3')
    const signature = { name, keyId: line.subarray(0, 4), signature: line.subarray(4) }
    const published: Checkpoint = {
      ...{ origin: '', size: 0, root: new Uint8Array() },
      text: Buffer.from(text),
      signatures: [signature],
    }
    expect(signedBy(published, name, key.subarray(1))).toBe(true)
  })
})

describe('a published tile log (transparency-dev/tessera)', () => {
  const folder = join(import.meta.dirname, '../../../shared/data/crypto/tlog/tessera/testdata/log')
  if (!existsSync(folder)) {
    it.skip(`skipped: the log is not at ${folder}`, () => {})
    return
  }
  const checkpoints = Array.from(
    { length: 16 },
    (_, i) => parseCheckpoint(readFileSync(join(folder, `checkpoint.${i}`), 'utf8'))!,
  ).sort((a, b) => a.size - b.size)

  /** The log as its entry bundle of that width has it. */
  function treeOf(size: number): Tree {
    if (size === 0) return { size, read: async () => [] }
    const bundle = readFileSync(join(folder, `tile/entries/000.p/${size}`))
    const hashes: Uint8Array[] = []
    for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
      hashes.push(leafHash(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at))))
    return { size, read: async (_level, from, to) => hashes.slice(from, to) }
  }

  it('has entries that lead to each of its sixteen signed roots', async () => {
    for (const { size, root } of checkpoints)
      expect(Buffer.from(must(await rootAt(treeOf(size), size)))).toEqual(Buffer.from(root))
  })

  it('has hash tiles that follow from its entries', async () => {
    const { size, read } = treeOf(15)
    const tiles = readFileSync(join(folder, 'tile/0/000.p/15'))
    expect(Buffer.concat([...(await read(0, 0, size))])).toEqual(tiles)
  })

  it('grew without rewriting', async () => {
    const tree = treeOf(15)
    for (const first of checkpoints.filter((item) => item.size > 0))
      for (const second of checkpoints.filter((item) => item.size >= first.size)) {
        const path = must(await consistency(tree, first.size, second.size))
        const roots = { firstRoot: first.root, secondRoot: second.root }
        expect(continues({ first: first.size, second: second.size, ...roots, path })).toBe(true)
      }
  })
})
