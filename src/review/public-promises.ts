import type { Commitment } from './commitments.ts'
import type { PeerReview } from './peer-reviews.ts'

/** Rungs that are public by their nature; a notice and a plan are between the committee and the member. */
const publicRungs = ['public statement', 'restricted']
/** Steps that the public is told of; an assessment only once the owner could reply to it. */
const untold = ['notice given', 'plan handed in', 'appeal', 'appeal dismissed', 'ladder lifted']

/**
 * What anybody may read of the promises: those that were adopted, their milestones and whether they are late; the code only
 * when the assessment was published, for the owner has the right to reply before (CP-COMMITMENT-REPLY).
 */
export function publicCommitments(all: readonly Commitment[]): readonly Commitment[] {
  return all
    .filter((c) => c.adopted !== null)
    .map((c) => {
      const told = c.published !== null && c.coded !== null && c.published >= c.coded
      return {
        ...c,
        code: told ? c.code : null,
        coded: told ? c.coded : null,
        ladder: c.ladder !== null && publicRungs.includes(c.ladder) ? c.ladder : null,
        history: c.history.filter(
          (e) =>
            !untold.includes(e.what) &&
            (told || (e.what !== 'assessed' && e.what !== 'the owner replied')),
        ),
      }
    })
}

/** Reviews from the lot on; what was recommended, once the summary is public. */
export function publicReviews(all: readonly PeerReview[]): readonly PeerReview[] {
  return all
    .filter((r) => r.peers.length > 0)
    .map((r) => (r.days === null ? { ...r, recommendations: null, accepted: null } : r))
}
