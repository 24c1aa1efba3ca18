import { sha256 } from '#base'
import { sha256Of } from './sha.ts'

/**
 * The Merkle tree of RFC 6962, section 2.1 (SHA-256): 0x00 before a leaf, 0x01 before two children. Sizes
 * and indexes are plain integers (a log reaches 2^53 long after everything else has ended).
 */

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

// A hash of the tree costs less than the making of a piece of memory for what it is taken over.
const leafPlace = Buffer.alloc(33)
const nodePlace = Buffer.alloc(65, NODE)

export function leafHash(data: Uint8Array): Uint8Array {
  if (data.length !== 32) return sha256(LEAF, data)
  leafPlace.set(data, 1)
  return sha256Of(leafPlace)
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== 32 || right.length !== 32) return sha256(NODE, left, right)
  nodePlace.set(left, 1)
  nodePlace.set(right, 33)
  return sha256Of(nodePlace)
}

/** Root of the tree without entries (RFC 6962, 2.1). */
export const emptyRoot: Uint8Array = sha256()

/** Hash of a full subtree of 256^level leaves, the unit of C2SP tlog-tiles; level 1 and up are stored. */
export interface TileNode {
  readonly level: number
  readonly index: number
  readonly hash: Uint8Array
}

/**
 * The right edge of the tree: hashes of the largest full subtrees, left to right, one for each 1 in the
 * binary form of the size. Appending needs nothing else.
 */
export interface Frontier {
  readonly size: number
  readonly hashes: readonly Uint8Array[]
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] }

/** The frontier after these leaves, and the tile nodes that became complete on the way. */
export function append(
  frontier: Frontier,
  leaves: readonly Uint8Array[],
): { frontier: Frontier; nodes: TileNode[] } {
  const stack = [...frontier.hashes]
  const nodes: TileNode[] = []
  let size = frontier.size
  for (const leaf of leaves) {
    let hash = leaf
    let before = size
    for (let height = 1; before % 2 === 1; height++) {
      hash = nodeHash(stack.pop()!, hash)
      before = (before - 1) / 2
      if (height % 8 === 0) nodes.push({ level: height / 8, index: before, hash })
    }
    stack.push(hash)
    size++
  }
  return { frontier: { size, hashes: stack }, nodes }
}

export function rootOf(frontier: Frontier): Uint8Array {
  if (frontier.hashes.length === 0) return emptyRoot
  return frontier.hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** A run of leaves [from, to). */
export type Range = readonly [from: number, to: number]

/** Ranges whose hashes are the audit path of `index` in a tree of `size` (RFC 6962, 2.1.1), leaf upwards. */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  const path: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + largestPowerBelow(to - from)
    if (index < middle) {
      path.push([middle, to])
      to = middle
    } else {
      path.push([from, middle])
      from = middle
    }
  }
  return path.reverse()
}

/** Ranges whose hashes prove that the tree of `first` entries begins the tree of `second` (RFC 6962, 2.1.2). */
export function consistencyRanges(first: number, second: number): readonly Range[] {
  if (first === 0 || first === second) return []
  const path: Range[] = []
  let [from, to] = [0, second]
  let whole = true
  while (first !== to) {
    const middle = from + largestPowerBelow(to - from)
    if (first <= middle) {
      path.push([middle, to])
      to = middle
    } else {
      path.push([from, middle])
      from = middle
      whole = false
    }
  }
  if (!whole) path.push([from, to])
  return path.reverse()
}

/** The full subtrees that make up a range beginning at a multiple of them, left to right. */
export function fullSubtrees([from, to]: Range): readonly { height: number; index: number }[] {
  const parts: { height: number; index: number }[] = []
  let at = from
  while (at < to) {
    let height = 0
    let width = 1
    while (width * 2 <= to - at && at % (width * 2) === 0) {
      width *= 2
      height++
    }
    parts.push({ height, index: at / width })
    at += width
  }
  return parts
}

/** Largest power of two smaller than n, n > 1. */
function largestPowerBelow(n: number): number {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}

/** Whether the path leads from this leaf hash at `index` to the root of `size` entries (RFC 9162, 2.1.3.2). */
export function includes(proof: {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly path: readonly Uint8Array[]
  readonly root: Uint8Array
}): boolean {
  if (!valid(proof.index) || !valid(proof.size) || proof.index >= proof.size) return false
  let fn = proof.index
  let sn = proof.size - 1
  let hash = proof.leafHash
  for (const step of proof.path) {
    if (sn === 0 || step.length !== 32) return false
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(step, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else hash = nodeHash(hash, step)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && same(hash, proof.root)
}

/** Whether the path shows the first tree to be the beginning of the second (RFC 9162, 2.1.4.2). */
export function continues(proof: {
  readonly first: number
  readonly second: number
  readonly firstRoot: Uint8Array
  readonly secondRoot: Uint8Array
  readonly path: readonly Uint8Array[]
}): boolean {
  const { first, second, firstRoot, secondRoot } = proof
  if (!valid(first) || !valid(second) || first > second) return false
  if (first === second) return proof.path.length === 0 && same(firstRoot, secondRoot)
  // Every tree begins with the empty one, so a proof from it would show nothing (RFC 9162: 0 < first).
  if (first === 0) return false
  const path = isPowerOfTwo(first) ? [firstRoot, ...proof.path] : proof.path
  const roots = rootsFrom(first, second, path)
  return roots !== undefined && same(roots.first, firstRoot) && same(roots.second, secondRoot)
}

/**
 * The roots of both trees as the path gives them, for 0 < first < second (RFC 9162, 2.1.4.2). Where `first` is a power of
 * two the path begins with its root, which a consistency proof leaves out. Undefined: not a path between these sizes.
 */
export function rootsFrom(
  first: number,
  second: number,
  path: readonly Uint8Array[],
): { readonly first: Uint8Array; readonly second: Uint8Array } | undefined {
  const [start, ...rest] = path
  if (start === undefined || path.some((hash) => hash.length !== 32)) return undefined
  if (!valid(first) || !valid(second) || first < 1 || first >= second) return undefined
  let fn = first - 1
  let sn = second - 1
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  let fr = start
  let sr = start
  for (const step of rest) {
    if (sn === 0) return undefined
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(step, fr)
      sr = nodeHash(step, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else sr = nodeHash(sr, step)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 ? { first: fr, second: sr } : undefined
}

function valid(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0
}

function isPowerOfTwo(n: number): boolean {
  while (n % 2 === 0) n /= 2
  return n === 1
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  // Of a hash the engine compares the bytes faster itself than it asks the runtime to.
  if (a.length > 64) return Buffer.compare(a, b) === 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
