import { type Digest, digest, done, drawLot, isDigest, type Outcome, seedOf } from '#base'
import { oversightRefusal } from './refusals.ts'

/** The pot of one log: every release between two days, by its leaf, and the size at which the log is looked at later. */
export interface Pot {
  /** Node whose log it is. */
  readonly node: string
  /** Name of the log, as it stands in its checkpoints. */
  readonly origin: string
  /** Leaves of the releases, in hexadecimal, in the order of the log. A leaf names nobody. */
  readonly leaves: readonly string[]
  /** The head of exactly this many entries is part of the seed; it did not exist when the pot was closed. */
  readonly seedSize: number
}

/** What is announced before anything can be known of the draw. */
export interface LotPlan {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly count: number
  readonly pots: readonly Pot[]
  /** Digest of a secret of the overseer, so that a node that writes its own log cannot choose the draw. */
  readonly secretDigest: Digest
}

/** The head of a log at the announced size: its root is one value, whoever reckons it. */
export interface SeedHead {
  readonly origin: string
  readonly size: number
  /** RFC 6962 root, base64. */
  readonly root: string
}

/** A ticket is a leaf of a node: the same content in two logs is two releases. */
function ticketsOf(plan: LotPlan): readonly string[] {
  return plan.pots.flatMap((pot) => pot.leaves.map((leaf) => `${pot.node} ${leaf}`))
}

/** The three lines of a checkpoint (C2SP tlog-checkpoint) before its signatures. */
export function headText({ origin, size, root }: SeedHead): string {
  return `${origin}\n${size}\n${root}\n`
}

/**
 * Draws what was announced. The seed is the digest of the heads at the announced sizes and of the revealed secret: the
 * overseer could not know the heads, the nodes could not know the secret. Anybody who has the plan, the heads and the
 * secret draws the same.
 */
export function drawReleases(
  plan: LotPlan,
  heads: readonly SeedHead[],
  secret: string,
): Outcome<readonly string[]> {
  if (digest(Buffer.from(secret)) !== plan.secretDigest) return oversightRefusal('lot-secret-other')
  const asked = plan.pots.map((pot) => `${pot.origin} ${pot.seedSize}`).sort()
  const given = heads.map((head) => `${head.origin} ${head.size}`).sort()
  if (asked.length !== given.length || asked.some((one, i) => one !== given[i]))
    return oversightRefusal('lot-heads-other')
  const seed = seedOf([...heads.map(headText), `secret\n${secret}\n`])
  return done(drawLot({ name: plan.name, seed, tickets: ticketsOf(plan), count: plan.count }))
}

const leaf = /^[0-9a-f]{64}$/

/** Is the plan one that can be drawn? */
export function planWrong(plan: LotPlan): string | undefined {
  if (plan.pots.length === 0) return 'no log takes part'
  if (new Set(plan.pots.map((pot) => pot.origin)).size !== plan.pots.length)
    return 'a log takes part twice'
  if (!isDigest(plan.secretDigest)) return 'the secret is not committed to'
  if (plan.pots.some((pot) => pot.leaves.some((one) => !leaf.test(one))))
    return 'a release is not named by its leaf'
  const all = ticketsOf(plan)
  if (new Set(all).size !== all.length) return 'a release is in the pot twice'
  if (all.length === 0) return 'the pot is empty'
  if (!Number.isInteger(plan.count) || plan.count < 1) return 'nothing is to be drawn'
  return undefined
}
