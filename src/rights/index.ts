export {
  type Ask,
  asks,
  countsFrom,
  evolveFiling,
  type Faults,
  type FieldFault,
  type Filing,
  type FilingEvent,
  type FilingState,
  filingLimits,
  grievances,
  type Identity,
  identityDays,
  isOpenFiling,
  mostWaiting,
  type Proof,
  proofs,
  type Return,
  readFiling,
  returns,
  roomFor,
  type Way,
  type Wish,
  ways,
  wishes,
} from './filing.ts'
export { isLeftAsItIs, type MarkOutcome, markOutcomes } from './marks.ts'
export { grouped, makeReceipt, readReceipt, receiptDigits } from './receipt.ts'
export { type RightsRefusal, rightsRefusal, rightsRefusals } from './refusals.ts'
export { type Remedy, remediesAgainst, remediesOfComplaint } from './remedies.ts'
export { mostTokens, tokenOf, tokensOf } from './search.ts'
export { type Language, languages, spoken } from './spoken.ts'
export { type RuleTerm, type Span, spokenRules, termsOf } from './terms.ts'
export {
  type ComplaintFacts,
  type Decision,
  dayOf,
  handedOutAt,
  handingOut,
  type MatterFacts,
  type Told,
  toldOf,
  wishesOpen,
} from './told.ts'
