import type { Opinion } from '#review'
import type { Evaluation } from './evaluation-judge.ts'

/**
 * What the recount found, as an opinion that a person completes: the kind and the reservations are the evaluator's. Where
 * figures differ it begins as adverse with a line for each; else as a disclaimer, until somebody says more.
 */
export function draftOf({ files, recounted }: Evaluation): Opinion {
  const [first] = recounted
  const differing = [...new Set(recounted.flatMap((r) => r.differences.map((d) => d.figure)))]
  return {
    bundles: files.map((f) => f.digest),
    from: first?.from ?? '2000-01-01',
    to: first?.to ?? '2000-01-01',
    seenBy: first?.seenBy ?? 'staff',
    kind: differing.length > 0 ? 'adverse' : 'disclaimer',
    recounted: new Set(recounted.flatMap((r) => r.figures.map((f) => f.id))).size,
    differing,
    sampled: files.reduce((sum, f) => sum + (f.sampled?.opened ?? 0), 0),
    reservations:
      differing.length > 0
        ? differing.map((figure) => ({ figure, text: 'comes out otherwise; say how and why' }))
        : [
            {
              figure: null,
              text: 'a draft: choose the kind, and name what is not as it should be',
            },
          ],
  }
}
