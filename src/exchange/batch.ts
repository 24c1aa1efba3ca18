import { createHash } from 'node:crypto'
import { sha256 } from '#base'
import { type PublicKey, type SigningKey, sign, verify } from './keys.ts'

/**
 * One signature over many statements: the root of a Merkle tree (RFC 9162, 2.1) is signed, and each statement carries
 * its path to it. A lattice signature costs a millisecond; so a round of a thousand letters costs one, and each of them
 * can still be shown to a judge alone, for ever.
 */
export interface BatchPlace {
  /** Place in the batch, from zero, and how many statements it holds. */
  readonly index: number
  readonly size: number
  /** Sibling hashes from the leaf upwards, base64url. */
  readonly path: readonly string[]
}

/** More would make the path longer than it is worth. */
export const largestBatch = 1024

// Neither a single statement nor a node of the tree can pass for the root of a batch.
const label = Buffer.from('comity/statement-batch/v1\n')

/** Seals over each of the messages: one signature of each key, as many places. */
export function signBatch(
  keys: readonly SigningKey[],
  messages: readonly Uint8Array[],
): { readonly signatures: readonly Uint8Array[]; readonly places: readonly BatchPlace[] } {
  if (messages.length < 1 || messages.length > largestBatch)
    throw new RangeError(`a batch holds 1 to ${largestBatch} statements`)
  const { root, paths } = tree(messages.map(leafHash))
  return {
    signatures: keys.map((key) => sign(key, toSign(root, messages.length))),
    places: paths.map((path, index) => ({
      index,
      size: messages.length,
      path: path.map((hash) => Buffer.from(hash).toString('base64url')),
    })),
  }
}

/**
 * For one message: whether a signature is over a batch that holds exactly this message at exactly that place. Its seals
 * state the same place each, and the way from there to the root is reckoned once.
 */
export function batchOf(
  message: Uint8Array,
): (key: PublicKey, place: BatchPlace, signature: Uint8Array) => boolean {
  let leaf: Uint8Array | undefined
  let last: { readonly place: BatchPlace; readonly root: Uint8Array | undefined } | undefined
  return (key, place, signature) => {
    leaf ??= leafHash(message)
    if (last === undefined || !samePlace(last.place, place))
      last = { place, root: rootFrom(leaf, place) }
    return last.root !== undefined && verifyOnce(key, toSign(last.root, place.size), signature)
  }
}

function samePlace(a: BatchPlace, b: BatchPlace): boolean {
  return (
    a.index === b.index &&
    a.size === b.size &&
    a.path.length === b.path.length &&
    a.path.every((hash, i) => hash === b.path[i])
  )
}

function toSign(root: Uint8Array, size: number): Uint8Array {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(size)
  return Buffer.concat([label, count, root])
}

function leafHash(message: Uint8Array): Uint8Array {
  return sha256(Uint8Array.of(0), message)
}

/** A one, and what is hashed at this moment. */
const pair = Buffer.alloc(65, 1)

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  pair.set(left, 1)
  pair.set(right, 33)
  return sha256(pair)
}

/** Root and every audit path (RFC 9162, 2.1.1 and 2.1.3.1), level by level: a node without a sibling goes up as it is. */
function tree(leaves: readonly Uint8Array[]): {
  readonly root: Uint8Array
  readonly paths: readonly Uint8Array[][]
} {
  const paths: Uint8Array[][] = leaves.map(() => [])
  const places = leaves.map((_, i) => i)
  let level = leaves
  while (level.length > 1) {
    for (const [leaf, at] of places.entries()) {
      const sibling = level[at ^ 1]
      if (sibling !== undefined) paths[leaf]!.push(sibling)
      places[leaf] = at >> 1
    }
    const above: Uint8Array[] = []
    for (let i = 0; i < level.length; i += 2)
      above.push(level[i + 1] === undefined ? level[i]! : nodeHash(level[i]!, level[i + 1]!))
    level = above
  }
  return { root: level[0]!, paths }
}

/** The root that a leaf and its path lead to (RFC 9162, 2.1.3.2), or undefined when the path has not its one length. */
function rootFrom(leaf: Uint8Array, { index, size, path }: BatchPlace): Uint8Array | undefined {
  if (size < 1 || size > largestBatch || index < 0 || index >= size) return undefined
  let [hash, at, last, step] = [leaf, index, size - 1, 0]
  for (; last > 0; at >>= 1, last >>= 1) {
    // The last node of a level without a sibling goes up unchanged.
    if (at === last && (at & 1) === 0) continue
    const sibling = siblingAt(path, step++)
    if (sibling === undefined) return undefined
    hash = (at & 1) === 1 ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
  }
  return step === path.length ? hash : undefined
}

function siblingAt(path: readonly string[], step: number): Uint8Array | undefined {
  const text = path[step]
  if (text === undefined) return undefined
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === 32 && bytes.toString('base64url') === text ? bytes : undefined
}

// The letters of one batch come one after the other; their root is verified once. Named by everything it depends on.
const verified = new Set<string>()
const mostVerified = 1000

function verifyOnce(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  const name = createHash('sha256')
    .update(`${key.algorithm} ${key.publicKey.length} ${signature.length} `)
    .update(key.publicKey)
    .update(signature)
    .update(message)
    .digest('base64')
  if (verified.has(name)) return true
  if (!verify(key, message, signature)) return false
  if (verified.size >= mostVerified) verified.clear()
  verified.add(name)
  return true
}
