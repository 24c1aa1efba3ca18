import { done, type Outcome, refuse } from '#base'
import { StoreFault } from './contract.ts'
import {
  consistencyRanges,
  emptyRoot,
  fullSubtrees,
  inclusionRanges,
  nodeHash,
  type Range,
} from './merkle.ts'

/** Hashes of neighbouring full subtrees of 256^level leaves, [from, to); level 0 are the leaf hashes. */
export type HashReader = (level: number, from: number, to: number) => Promise<readonly Uint8Array[]>

/** The log as a reader of proofs and tiles sees it. `size` is the size of the head now. */
export interface Tree {
  readonly size: number
  readonly read: HashReader
}

export async function rootAt(tree: Tree, size: number): Promise<Outcome<Uint8Array>> {
  if (!within(size, tree.size)) return beyond(`a tree of ${size} entries`, tree.size)
  return done(plain(size === 0 ? emptyRoot : await hashOf(tree, [0, size])))
}

export async function inclusion(
  tree: Tree,
  index: number,
  size: number,
): Promise<Outcome<readonly Uint8Array[]>> {
  if (!within(size, tree.size) || !within(index, size - 1))
    return beyond(`entry ${index} in a tree of ${size}`, tree.size)
  return done(await hashesOf(tree, inclusionRanges(index, size)))
}

export async function consistency(
  tree: Tree,
  from: number,
  to: number,
): Promise<Outcome<readonly Uint8Array[]>> {
  if (!within(to, tree.size) || !within(from, to))
    return beyond(`a proof from ${from} to ${to} entries`, tree.size)
  return done(await hashesOf(tree, consistencyRanges(from, to)))
}

/** C2SP tlog-tiles, "Merkle Tree": a tile is the hashes side by side. */
export async function tile(
  tree: Tree,
  level: number,
  index: number,
  width: number,
): Promise<Outcome<Uint8Array>> {
  const lowest = 256 ** level
  const last = (index * 256 + width) * lowest
  if (
    !within(level, 6) ||
    !within(index, tree.size) ||
    width < 1 ||
    !within(width, 256) ||
    last > tree.size
  )
    return beyond(`tile ${level}/${index} of width ${width}`, tree.size)
  const from = index * 256
  return done(plain(Buffer.concat(await read(tree, level, from, from + width))))
}

async function hashesOf(tree: Tree, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const hashes: Uint8Array[] = []
  for (const range of ranges) hashes.push(plain(await hashOf(tree, range)))
  return hashes
}

async function hashOf(tree: Tree, range: Range): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for (const part of fullSubtrees(range)) parts.push(await subtree(tree, part.height, part.index))
  return parts.reduceRight((right, left) => nodeHash(left, right))
}

async function subtree(tree: Tree, height: number, index: number): Promise<Uint8Array> {
  const level = Math.floor(height / 8)
  const width = 2 ** (height % 8)
  let row = await read(tree, level, index * width, (index + 1) * width)
  while (row.length > 1) row = pairs(row)
  return row[0]!
}

function pairs(row: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = []
  for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i]!, row[i + 1]!))
  return above
}

async function read(
  tree: Tree,
  level: number,
  from: number,
  to: number,
): Promise<readonly Uint8Array[]> {
  const hashes = await tree.read(level, from, to)
  if (hashes.length !== to - from)
    throw new StoreFault(
      `the log lacks hashes ${from} to ${to - 1} of level ${level}: run the verification and restore from a copy`,
    )
  return hashes
}

function within(n: number, max: number): boolean {
  return Number.isSafeInteger(n) && n >= 0 && n <= max
}

function beyond(what: string, size: number) {
  return refuse({
    kind: 'unknown',
    name: 'beyond-the-log',
    ground: `${what} does not exist, the log has ${size} entries`,
    citation: 'RFC 6962, section 2.1',
    remedy: 'read the checkpoint and ask within its size',
  })
}

/** The same bytes as a plain array: what leaves the store does not depend on which database kept it. */
export function plain(bytes: Uint8Array): Uint8Array {
  return Buffer.isBuffer(bytes) ? new Uint8Array(bytes) : bytes
}
