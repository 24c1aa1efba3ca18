export {
  type ApprovalEvidence,
  type ApprovalStatement,
  type Assertion,
  challengeOf,
  library,
  type PasskeyKey,
  type RelyingParty,
  verifyApproval,
  verifyAssertion,
} from './approval.ts'
export {
  breakGlass,
  type Glass,
  type GlassFinding,
  glassFindings,
  glassHours,
  isOpen,
  isReviewLate,
  reviewGlass,
  reviewHours,
} from './break-glass.ts'
export { isPasskeyKey, passkeyAlgorithms } from './cose.ts'
export { ask, type Decider, makeDecider } from './decide.ts'
export { floor } from './floor.ts'
export { grants } from './grants.ts'
export { cedarOf, type Policy } from './policy.ts'
export { layPolicies, type PolicySet, shippedPolicies } from './policy-set.ts'
export { leastReason, type Purpose, type PurposeId, purposeOf, purposes } from './purposes.ts'
export {
  type AccessAction,
  type AccessQuestion,
  type Assurance,
  accessActions,
  assurances,
  type Ethics,
  ethicsStates,
  plainQuestion,
  type Relation,
  relations,
  type SubjectKind,
  subjectKinds,
  type Verdict,
} from './question.ts'
export { accessRefusal, accessRefusals } from './refusals.ts'
export { schema } from './schema.ts'
