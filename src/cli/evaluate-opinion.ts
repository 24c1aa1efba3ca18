import { readFileSync } from 'node:fs'
import { done, type Outcome, readJson, refuse } from '#base'
import { opinionShape } from '#node'
import type { GivenOpinion, Opinion } from '#review'

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
