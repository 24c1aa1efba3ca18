import type { Observation } from './observation.ts'
import { observeAccounts, observeOwners } from './observe-accounts.ts'
import { observeAlerts, observePublications } from './observe-alerts.ts'
import { observeAssistance } from './observe-assistance.ts'
import { observeClaims } from './observe-claims.ts'
import { observeCommitments, observeLessons } from './observe-commitments.ts'
import { observeExchange } from './observe-exchange.ts'
import { observeConductor, observeFreeze } from './observe-freeze.ts'
import { observeRecovery, observeSuspension } from './observe-recovery.ts'
import { observeComplaints, observeSubjects, observeTips } from './observe-rights.ts'
import { observeTeam } from './observe-team.ts'
import type { Stream } from './stream.ts'

type Observe = (stream: Stream, most: number) => readonly Observation[]

/** Who reads which families of words. */
const observers: readonly (readonly [families: readonly string[], observe: Observe])[] = [
  [['request', 'disclosure'], observeExchange],
  [['mla'], observeAssistance],
  [['asset', 'freeze'], observeFreeze],
  [['freeze'], observeConductor],
  [['confiscation', 'return', 'enduse', 'community'], observeRecovery],
  [['suspension', 'carve_out'], observeSuspension],
  [['claim'], observeClaims],
  [['dsr'], observeSubjects],
  [['complaint', 'access', 'audit'], observeComplaints],
  [['tip', 'protection'], observeTips],
  [['commitment'], observeCommitments],
  [['lesson'], observeLessons],
  [['publication'], observePublications],
  [['alert'], observeAlerts],
  [['aeoi'], observeAccounts],
  [['bo'], observeOwners],
  [['match', 'trade', 'evidence', 'prosecution'], observeTeam],
]

/**
 * Everything that figures count of one matter.
 *
 * @param most milliseconds of pause that the law allows one matter
 */
export function observe(stream: Stream, most: number): readonly Observation[] {
  return observers.flatMap(([families, read]) =>
    families.some((family) => stream.families.has(family)) ? read(stream, most) : [],
  )
}
