import type { Node } from '#node'
import type { Grown, News } from '#public'

/** Pages that came with what was published. */
export async function grownPages(_node: Node): Promise<readonly Grown[]> {
  return []
}

/** What was published, corrected or withdrawn. */
export async function news(_node: Node): Promise<readonly News[]> {
  return []
}
