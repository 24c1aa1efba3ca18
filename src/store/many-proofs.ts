import { done, type Outcome } from '#base'
import { fullSubtrees, inclusionRanges, nodeHash, type Range } from './merkle.ts'
import { inclusion, plain, type Tree } from './proofs.ts'

/**
 * The audit paths of many entries under one head (RFC 6962, 2.1.1). Neighbours share most of their hashes: each is worked
 * out once, so that a proof of ten thousand entries costs little more than the tree itself.
 *
 * @returns one path for each index, in their order; the first refusal where an index is beyond the size
 */
export async function inclusions(
  tree: Tree,
  indexes: readonly number[],
  size: number,
): Promise<Outcome<readonly (readonly Uint8Array[])[]>> {
  for (const index of indexes)
    if (!(Number.isSafeInteger(index) && index >= 0 && index < size && size <= tree.size)) {
      const refused = await inclusion(tree, index, size)
      if (!refused.ok) return refused
    }
  const known = new Map<string, Promise<Uint8Array>>()
  const once = (name: string, work: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    const found = known.get(name) ?? work()
    known.set(name, found)
    return found
  }
  const subtree = (height: number, index: number): Promise<Uint8Array> =>
    once(`${height} ${index}`, async () => {
      if (height % 8 === 0) {
        const [hash] = await tree.read(height / 8, index, index + 1)
        return hash!
      }
      const left = await subtree(height - 1, 2 * index)
      return nodeHash(left, await subtree(height - 1, 2 * index + 1))
    })
  const hashOf = ([from, to]: Range): Promise<Uint8Array> =>
    once(`from ${from} to ${to}`, async () => {
      const parts: Uint8Array[] = []
      for (const part of fullSubtrees([from, to]))
        parts.push(await subtree(part.height, part.index))
      return parts.reduceRight((right, left) => nodeHash(left, right))
    })
  const paths: Uint8Array[][] = []
  for (const index of indexes) {
    const path: Uint8Array[] = []
    for (const range of inclusionRanges(index, size)) path.push(plain(await hashOf(range)))
    paths.push(path)
  }
  return done(paths)
}
