export type { AccessDesk } from './access-desk.ts'
export type { NodeCommand } from './command.ts'
export { certificateView, rosterView } from './credential-roster.ts'
export type { Desk } from './desk.ts'
export type { JobView } from './desk-jobs.ts'
export { runViews } from './desk-run-views.ts'
export { tracingViews } from './desk-views.ts'
export { useFor } from './documents.ts'
export type { EvaluationDesk } from './evaluation.ts'
export type { EvaluatedFigures } from './evaluation-bundle.ts'
export { type CheckedBundle, checkBundle, checkBundleFrom } from './evaluation-check.ts'
export { draftOf } from './evaluation-draft.ts'
export {
  mostSampled,
  readEvaluation,
  readEvaluationSample,
  readPublishedFigures,
} from './evaluation-file.ts'
export { type Evaluation, evaluate } from './evaluation-judge.ts'
export {
  type EvaluatorKey,
  evaluatorKeyFormat,
  evaluatorKeyShape,
  isSealedEvaluation,
  openSealedEvaluation,
  readSealedEvaluation,
  sealForEvaluator,
  whole,
} from './evaluation-seal.ts'
export {
  type ExerciseAct,
  type ExerciseDesk,
  type ExerciseView,
  exerciseAct,
  exerciseView,
} from './exercise-desk.ts'
export type { HitDesk } from './hit.ts'
export type { KeyDesk } from './key-desk.ts'
export { type Keyring, makeKeyring } from './keyring.ts'
export { actorKey, knownKeys } from './known-keys.ts'
export { type LibraryView, libraryView } from './library.ts'
export { logOrigin } from './log-origin.ts'
export {
  makeNode,
  type NewNode,
  type NodeFile,
  nodeFile,
  type ServedAuthority,
} from './make-node.ts'
export { asLine, type Observation, type Observe } from './observe.ts'
export { type Node, type NodeOptions, openNode } from './open-node.ts'
export type { OpenIdConfig } from './openid.ts'
export type { Promises } from './promises.ts'
export { proofFormat, proofLimits } from './proof.ts'
export { cardsIn } from './proof-cards.ts'
export { begins, bytesOf, type Cards, headOf, signedByLog } from './proof-head.ts'
export { Report } from './proof-report.ts'
export type { Reads } from './reads.ts'
export { type Exchanged, reconcile } from './reconcile.ts'
export type { RightsFaults } from './rights-desk.ts'
export { agreeToClassical, revokeKey, rotateKey, rotateKeys } from './rotate-keys.ts'
export { allAnswers, SelfTestFault, selfTest } from './self-test.ts'
export { handWrong } from './signing-hand.ts'
export { tilePath } from './tile-client.ts'
export { checksUnderway, type Timestamp, verifyToken } from './timestamp-token.ts'
export { readTimestampAuthorities, type TimestampAuthority } from './timestamps.ts'
export type { TipDesk } from './tips.ts'
export { backupTermDays, rotateVault } from './vault-rotation.ts'
export {
  type ActorView,
  type AuditView,
  actorView,
  auditView,
  authorityView,
  completeness,
  figuresView,
  inboxItem,
  logView,
  nodeView,
  type RequestView,
  requestView,
  settingsView,
  startForm,
} from './views.ts'
export {
  accessLogView,
  glassView,
  noticeView,
  passkeyView,
  policiesView,
  purposesView,
  statementView,
} from './views-access.ts'
export { channelsView, deliveryView } from './views-delivery.ts'
export { harmonyView } from './views-harmony.ts'
export { hitDeskView, hitFoundView, hitOpeningView, hitPrepared } from './views-hit.ts'
export { conditionView, consentsView, itemsView } from './views-items.ts'
export {
  type KeyDeskView,
  keyDeskView,
  signedCardShape,
  type WaitingCard,
  waitingCard,
} from './views-keys.ts'
export {
  dueView,
  lawDiff,
  lawRows,
  lawView,
  rulesView,
} from './views-law.ts'
export { evaluationView, opinionShape, opinionView } from './views-opinions.ts'
export {
  consoleView,
  copyTracedView,
  declarationView,
  disparityView,
  foundLooksView,
  reportView,
} from './views-oversight.ts'
export {
  procedureItem,
  procedureView,
  refusalsView,
} from './views-procedures.ts'
export { promisesView } from './views-promises.ts'
export {
  type ReleaseDeskView,
  type ReleasedItem,
  releaseDeskView,
  releasedItem,
  unsuppressedView,
} from './views-release.ts'
export { gapsView, routeChoices, routeView } from './views-route.ts'
export { leadView, tipDeskViewShape, tipViewShape } from './views-tips.ts'
export { type WitnessPageView, witnessPageView } from './views-witness.ts'
export { logKeysOf, witnessKeysOf } from './witness.ts'
export { witnessKeyOn } from './witness-keys.ts'
export { readWitnessPolicy, witnessPolicyText, writeWitnessPolicy } from './witness-policy.ts'
export { defaultLimits as defaultWitnessLimits, type WitnessLimits } from './witnessing.ts'
export type { Get, Post } from './world.ts'
