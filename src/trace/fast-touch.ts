/**
 * `poison`: membership only. One bit for each claim and account; a payment out of a touched account touches the
 * payee. Says who was touched and by which payments, never how much.
 */
import { type FastJob, never, tickEvery } from './fast-job.ts'

/** Claims that fit into one pass. */
export const claimsPerPass = 32

export interface TouchPass {
  readonly stopped: boolean
  /** For each account, one bit for each claim from `firstClaim` on. */
  readonly mask: Uint32Array
  /** Positions of the payments that carried a touch, and the claims they carried, as bits. */
  readonly position: Uint32Array
  readonly carried: Uint32Array
}

/** One pass for the claims `firstClaim` to `firstClaim + 31`. */
export function touchPass(job: FastJob, firstClaim = 0): TouchPass {
  const { from, to, count } = job
  const mask = new Int32Array(job.accounts)
  const bitOf = (claim: number) =>
    claim >= firstClaim && claim < firstClaim + claimsPerPass ? 1 << (claim - firstClaim) : 0
  for (const o of job.openings)
    if (o.claim !== undefined && o.amount > 0) mask[o.account] = mask[o.account]! | bitOf(o.claim)
  let position = new Uint32Array(4096)
  let carried = new Uint32Array(4096)
  let found = 0
  let next = 0
  let introduced = job.introductions.length > 0 ? job.introductions[0]!.payment : never
  let stopped = false
  for (let begin = 0; begin < count && !stopped; begin += tickEvery) {
    const end = Math.min(begin + tickEvery, count)
    for (let i = begin; i < end; i++) {
      let bits = mask[from[i]!]!
      if (i === introduced) {
        for (; next < job.introductions.length && job.introductions[next]!.payment === i; next++)
          bits |= bitOf(job.introductions[next]!.claim)
        introduced = next < job.introductions.length ? job.introductions[next]!.payment : never
      }
      if (bits === 0) continue
      mask[to[i]!] = mask[to[i]!]! | bits
      if (found === position.length) {
        position = wider(position)
        carried = wider(carried)
      }
      position[found] = i
      carried[found++] = bits
    }
    stopped = job.tick?.(end) === true
  }
  return {
    stopped,
    mask: new Uint32Array(mask.buffer),
    position: position.subarray(0, found),
    carried: carried.subarray(0, found),
  }
}

function wider(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(column.length * 2)
  made.set(column)
  return made
}
