export {
  type CleanFile,
  type Content,
  contentLimits,
  contentWrong,
  packContent,
  readContent,
} from './content.ts'
export { cleanFiles } from './files/clean.ts'
export { type FrontReport, readFront } from './front/front.ts'
export {
  hasShare,
  identityDigest,
  keyOf,
  type SealedIdentity,
  type SealedShare,
  sealIdentity,
  type TurnedKey,
  turnFirstKey,
  turnSecondKey,
} from './identity.ts'
export { completeShare, offerShare, type ShareOffer, withShare } from './new-share.ts'
export { makeOfficerKey, type OfficerKey, openOfficerKey } from './officer-key.ts'
export { inGroups, newReceipt, type Receipt, readReceipt, receiptKeys } from './receipt.ts'
export { type TipRefusal, tipRefusal, tipRefusals } from './refusals.ts'
export { type BoxKey, boxKey, kindOf, openSealed, sealTo } from './sealed-box.ts'
export { makeTickets, solves, type Ticket, type Tickets } from './tickets.ts'
