import { sha256 } from '#base'

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/** RFC 6962, 2.1: hash of a leaf and of a node never coincide. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(leafMark, leaf)
}

/** Root over leaves that are already hashed (RFC 6962, 2.1); SHA-256 of nothing for an empty list. */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256()
  let level = leaves
  while (level.length > 1) level = up(level)
  return level[0]!
}

/** Audit path of leaf `index` (RFC 6962, 2.1.1). */
export function merklePath(leaves: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  const path: Uint8Array[] = []
  let level = leaves
  let at = index
  while (level.length > 1) {
    const beside = level[at ^ 1]
    if (beside !== undefined) path.push(beside)
    level = up(level)
    at >>= 1
  }
  return path
}

/** The root to which a leaf hash with its path leads, or undefined when the path does not fit the size. */
export function rootFrom(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Uint8Array | undefined {
  if (index < 0 || index >= size) return undefined
  let hash = leaf
  let at = index
  let last = size - 1
  let step = 0
  while (last > 0) {
    if ((at & 1) === 1 || at < last) {
      const beside = path[step++]
      if (beside === undefined) return undefined
      hash = (at & 1) === 1 ? sha256(nodeMark, beside, hash) : sha256(nodeMark, hash, beside)
    }
    at >>= 1
    last >>= 1
  }
  return step === path.length ? hash : undefined
}

/** Joins neighbours; an odd last one goes up as it is, which is the tree of the RFC. */
function up(level: readonly Uint8Array[]): readonly Uint8Array[] {
  const next: Uint8Array[] = []
  for (let i = 0; i < level.length; i += 2)
    next.push(i + 1 < level.length ? sha256(nodeMark, level[i]!, level[i + 1]!) : level[i]!)
  return next
}
