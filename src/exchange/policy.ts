import type { Suite } from '#directory'
import type { SignatureAlgorithm } from './keys.ts'
import type { StatementKind } from './statement.ts'

/** What a signature on a statement stands for. One signature fills one slot, never two. */
export type SignatureSlot = 'officer' | 'seal' | 'second-seal'

export interface SignatureRule {
  readonly kind: StatementKind
  readonly slot: SignatureSlot
  readonly algorithm: SignatureAlgorithm
  readonly required: boolean
  readonly reason: string
}

/**
 * Which signatures a statement needs. The officer answers for the act, the node for having sent it; the second
 * seal keeps the evidence when elliptic curves fall (EU roadmap: high-risk uses post-quantum by the end of 2030).
 */
export const signatureRules = [
  {
    kind: 'act',
    slot: 'officer',
    algorithm: 'Ed25519',
    required: true,
    reason: 'an act is somebody’s: the officer signs the statement',
  },
  {
    kind: 'act',
    slot: 'seal',
    algorithm: 'Ed25519',
    required: true,
    reason: 'the authority answers for what leaves its node',
  },
  {
    kind: 'act',
    slot: 'second-seal',
    algorithm: 'ML-DSA-44',
    required: true,
    reason: 'files of mutual assistance are secrets and evidence for decades',
  },
  {
    kind: 'receipt',
    slot: 'seal',
    algorithm: 'Ed25519',
    required: true,
    reason: 'a receipt is the node’s own word about its log',
  },
  {
    kind: 'receipt',
    slot: 'second-seal',
    algorithm: 'ML-DSA-44',
    required: true,
    reason: 'the receipt must outlive the curve as long as the act it proves',
  },
  {
    kind: 'notice',
    slot: 'seal',
    algorithm: 'Ed25519',
    required: true,
    reason: 'a notice is the node’s own word about letters it holds',
  },
  {
    kind: 'notice',
    slot: 'second-seal',
    algorithm: 'ML-DSA-44',
    required: true,
    reason: 'that something was corrected or erased must be shown for as long as the letter itself',
  },
] as const satisfies readonly SignatureRule[]

/**
 * The set for a kind of statement under what two nodes have agreed. Under the classical suite the second seal may
 * stand, and must be good if it does; the first seal and the officer are never optional.
 */
export function rulesFor(kind: StatementKind, suite: Suite = 'hybrid'): readonly SignatureRule[] {
  return signatureRules
    .filter((rule) => rule.kind === kind)
    .map((rule) =>
      suite === 'classical' && rule.algorithm === 'ML-DSA-44' ? { ...rule, required: false } : rule,
    )
}
