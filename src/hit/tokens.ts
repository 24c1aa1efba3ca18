import { createHmac } from 'node:crypto'
import { canonical, type Digest } from '#base'
import { normaliser } from '#resolve'
import type { Group } from './group.ts'
import { leafHash, merkleRoot } from './merkle.ts'
import { deriveKeyPair, type KeyPair, outputOf } from './oprf.ts'

/** Bytes of a token: the head of the keyed function's output. Two of 2^20 coincide with a chance below 2^-88. */
export const tokenBytes = 16

/** Between whom, for what, in which epoch: each has a key of its own, so no two askers can lay their tokens together. */
export interface EpochName {
  readonly owner: string
  readonly asker: string
  readonly purpose: string
  /** `2026-11`, or any name that the owner gives it once. */
  readonly epoch: string
}

/** The owner's key of an epoch, from a seed that is erased when the epoch is over. */
export function epochKey(group: Group, seed: Uint8Array, name: EpochName): KeyPair {
  const { owner, asker, purpose, epoch } = name
  return deriveKeyPair(group, 'voprf', seed, canonical({ owner, asker, purpose, epoch }))
}

/** What is hashed to the group: the version of the spelling rules, then the key of the identifier. */
export function inputOf(key: string): Uint8Array {
  return Buffer.from(`${normaliser}\n${key}`)
}

export function tokenOf(output: Uint8Array): Uint8Array {
  return output.subarray(0, tokenBytes)
}

/** The owner's token of one of its own keys. */
export function ownToken(group: Group, key: KeyPair, text: string): Uint8Array {
  return tokenOf(outputOf(group, 'voprf', key.secret, inputOf(text)))
}

/** Sorted tokens, each once, in one piece of memory. */
export interface TokenSet {
  readonly count: number
  /** `count` times 16 bytes, ascending. */
  readonly bytes: Uint8Array
}

/** Sorts and drops doubles. */
export function tokenSet(tokens: readonly Uint8Array[]): TokenSet {
  const sorted = [...tokens].sort(Buffer.compare)
  const once = sorted.filter((token, i) => i === 0 || Buffer.compare(token, sorted[i - 1]!) !== 0)
  return { count: once.length, bytes: Buffer.concat(once) }
}

export function tokenAt(set: TokenSet, index: number): Uint8Array {
  return set.bytes.subarray(index * tokenBytes, (index + 1) * tokenBytes)
}

export function hasToken(set: TokenSet, token: Uint8Array): boolean {
  let low = 0
  let high = set.count - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = Buffer.compare(tokenAt(set, middle), token)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return false
}

/** Root over all tokens, filler included: what the owner puts on record before anybody asks. */
export function indexRoot(set: TokenSet): Digest {
  const leaves = Array.from({ length: set.count }, (_, i) => leafHash(tokenAt(set, i)))
  return `sha256:${Buffer.from(merkleRoot(leaves)).toString('hex')}` as Digest
}

/** Every token of `before` is in `after`: nothing was taken out in silence. */
export function grewFrom(before: TokenSet, after: TokenSet): boolean {
  for (let i = 0; i < before.count; i++) if (!hasToken(after, tokenAt(before, i))) return false
  return true
}

/**
 * The size that the partner sees: 256 at least, then sixteen steps to each doubling, so at most an eighth more than there
 * is. The size class leaks; the count does not.
 */
export function bucketOf(count: number): number {
  return count <= 256 ? 256 : Math.ceil(count / stepAt(count)) * stepAt(count)
}

/** Width of the size class of that count. */
function stepAt(count: number): number {
  return count <= 256 ? 16 : 2 ** (Math.floor(Math.log2(count - 1)) - 4)
}

/**
 * The index as it is shipped: filled up with tokens that nobody can tell from others, the same each time. How much is
 * filled in besides follows from the seed, so that one subject more or less crosses the edge of a size class by chance
 * alone; and a version that follows on another is always larger, so that its size does not say whether anybody came in.
 */
export function padded(
  tokens: readonly Uint8Array[],
  seed: Uint8Array,
  before?: TokenSet,
): TokenSet {
  const all = [...tokens]
  for (let i = 0; i < (before?.count ?? 0); i++) all.push(tokenAt(before!, i))
  let set = tokenSet(all)
  const real = Math.max(set.count, (before?.count ?? 0) + 1)
  const chance = createHmac('sha512', seed)
    .update(`comity/hit-size/${before?.count ?? 0}`)
    .digest()
  const wanted = bucketOf(real + (chance.readUInt32BE() % stepAt(real)))
  for (let i = 0; set.count < wanted; i++) {
    const missing = wanted - set.count
    for (let j = 0; j < missing; j++)
      all.push(
        createHmac('sha512', seed)
          .update(`comity/hit-filler/${wanted}/${i}/${j}`)
          .digest()
          .subarray(0, tokenBytes),
      )
    set = tokenSet(all)
  }
  return set
}
