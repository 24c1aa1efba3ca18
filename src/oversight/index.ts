export {
  type AccountHold,
  type Decider,
  endHold,
  isHeldUp,
  longestAccountDays,
  proposeHold,
  signHold,
  tickHold,
} from './account.ts'
export { type Anomaly, anomaliesIn, groupKey } from './anomalies.ts'
export { type AnomalyRow, anomalyRow, anomalyRows, longestWindow } from './anomaly-rows.ts'
export {
  type Audit,
  type AuditEvent,
  announceAudit,
  closeAudit,
  concerned,
  evolveAudit,
  judgeItem,
  replyDays,
  replyTo,
  resultOf,
  tellFindings,
} from './audit.ts'
export { criteria } from './criteria.ts'
export {
  type Declaration,
  declare,
  isRecused,
  isUndeclared,
  meets,
  type Recusal,
  type Round,
} from './declaration.ts'
export { type DetectorId, detectors } from './detectors.ts'
export {
  disparity,
  type GroupCount,
  type GroupResult,
  lawfulAttributes,
  leastGroup,
} from './disparity.ts'
export type { Look, LookKind } from './look.ts'
export { drawReleases, headText, type LotPlan, type Pot, type SeedHead } from './lot.ts'
export {
  drawAgain,
  type GivenPot,
  type LotFile,
  planDigestOf,
  potJson,
  readLotFile,
  readPot,
  type SignedPot,
} from './lot-file.ts'
export { type RedLine, redLines } from './red-lines.ts'
export { oversightNo, oversightRefusal, oversightRefusals } from './refusals.ts'
export { type TransparencyReport, transparencyReport } from './report.ts'
export { type Touch, touches } from './touches.ts'
