import { readFileSync } from 'node:fs'
import { done, type Outcome, readJson, refuse } from '#base'
import { opinionShape } from '#node'
import type { GivenOpinion, Opinion } from '#review'
import type { Evaluation } from './evaluate-judge.ts'

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

/** An opinion that somebody has completed; what it says is judged where it is signed. */
export function readOpinionFile(path: string): Outcome<Opinion> {
  const read = readJson(readFileSync(path), { maxBytes: 256 * 1024, maxDepth: 6 })
  const shaped = read.ok ? opinionShape.safeParse(read.value) : undefined
  if (shaped?.success) return done(shaped.data)
  return refuse({
    kind: 'malformed',
    name: 'opinion-unreadable',
    ground: `the file is no opinion: ${shaped?.error.issues[0]?.path.join('/') ?? 'it is not JSON'} has another form`,
    remedy: 'begin with the draft that comity evaluate FILE... --draft F writes',
  })
}

export function opinionInWords({ evaluator, kind, from, to }: GivenOpinion): string {
  return `${kind} opinion of ${evaluator} on ${from} to ${to}`
}
