/**
 * How far float64 can be off. Whole numbers below 2^53 are exact, so rules that only cut and join lots (`fifo`,
 * `lifo`, `proceeds-first`) are exact as long as nothing is converted. Elsewhere each step rounds by at most one
 * part in 2^52 of the largest figure that it touches. How steps add up is the argument of `fixed-point.ts`: linear
 * without priority, times the number of draws with priority.
 */
import type { FastJob, FastPass } from './fast-job.ts'
import type { Rule } from './rules.ts'

/** Base minor units lost or made in all, over every claim. */
export function residue(pass: FastPass): number {
  const claims = pass.claimed.length
  let sum = 0
  for (let claim = 0; claim < claims; claim++) {
    let rest = pass.claimed[claim]! - pass.lost[claim]!
    for (let at = claim; at < pass.heldValue.length; at += claims) rest -= pass.heldValue[at]!
    sum += Math.abs(rest)
  }
  return sum
}

/** Bound on the error of any figure, in minor units of its account or of the base; 0 when nothing was rounded. */
export function errorBound(job: FastJob, pass: FastPass, rule: Rule): number {
  let converts = false
  let growth = 0
  let largest = 0
  for (let i = 0; i < job.count; i++) {
    const paid = job.amount[i]!
    const got = job.received[i]!
    if (paid === got) continue
    converts = true
    if (paid > 0 && got > paid) growth = Math.max(growth, got / paid)
  }
  if (rule.inside !== 'rateable' && !converts && !job.valued) return 0
  for (const b of pass.balance) if (b > largest) largest = b
  for (const c of pass.claimed) if (c > largest) largest = c
  for (const o of job.openings) if (o.amount > largest) largest = o.amount
  for (const a of job.amount) if (a > largest) largest = a
  const steps = 4 * (pass.moves.length + job.introductions.length + 1)
  const draws = pass.moves.length
  const spread =
    rule.priority === 'none'
      ? 1
      : rule.inside === 'rateable'
        ? 1 + 2 * draws
        : 1 + 2 * draws * (draws + 1)
  return steps * 2 ** -52 * largest * spread * Math.max(1, growth)
}
