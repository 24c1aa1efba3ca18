import { type Digest, digest, done, type Outcome } from '#base'
import type { Group } from './group.ts'
import { hitRefusal } from './refusals.ts'
import { packTokens, unpackTokens } from './token-file.ts'
import { type EpochName, epochKey, grewFrom, indexRoot, ownToken, padded } from './tokens.ts'

/** What an index is made from. */
export interface IndexPlan {
  readonly name: EpochName
  /** From which the key of the epoch is derived; 32 bytes, never on the wire. */
  readonly seed: Uint8Array
  /** The owner's subjects, each by its keys. */
  readonly keys: readonly string[]
  /** The index of the version before, as its file: within an epoch nothing is taken out. */
  readonly before?: Uint8Array
}

/** What is committed to, announced and shipped. */
export interface BuiltIndex {
  /** Public half of the key, 32 bytes. */
  readonly key: Uint8Array
  readonly root: Digest
  /** Filler included. */
  readonly tokens: number
  readonly file: Uint8Array
  readonly digest: Digest
}

/** Keys between two turns: about 25 ms of work. */
const turn = 100

/**
 * Makes the index of an epoch, step by step: yields how many keys are done, so that whoever drives it can show how far it
 * is, let others work, or stop. Refused: `hit-malformed` where the index before cannot be read, `hit-index-shrank`.
 */
export function* buildIndex(group: Group, plan: IndexPlan): Generator<number, Outcome<BuiltIndex>> {
  const key = epochKey(group, plan.seed, plan.name)
  const tokens: Uint8Array[] = []
  for (const [i, text] of plan.keys.entries()) {
    if (i % turn === 0) yield i
    tokens.push(ownToken(group, key, text))
  }
  yield plan.keys.length
  const before = plan.before === undefined ? undefined : unpackTokens(plan.before)
  if (before?.ok === false) return before
  const set = padded(tokens, plan.seed, before?.value)
  if (before !== undefined && !grewFrom(before.value, set)) return hitRefusal('hit-index-shrank')
  const file = packTokens(set)
  return done({
    key: key.public,
    root: indexRoot(set),
    tokens: set.count,
    file,
    digest: digest(file),
  })
}

/** Makes it in one go. */
export function indexOf(group: Group, plan: IndexPlan): Outcome<BuiltIndex> {
  const work = buildIndex(group, plan)
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
