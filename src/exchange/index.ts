export {
  type Admissibility,
  admissibilityOf,
  checkAdmissibility,
  type Finding as AdmissibilityFinding,
} from './admissibility.ts'
export {
  type AttachmentNote,
  announces,
  attachmentLimits,
  keyOfNote,
  packAttachment,
  readAttachment,
  refOf,
} from './attachment.ts'
export { type BatchPlace, largestBatch } from './batch.ts'
export {
  advance,
  type ChannelState,
  follows,
  inTerm,
  type Lane,
  laneFor,
  laneOf,
  lanes,
  newChannel,
  nextOn,
  replay,
} from './channel.ts'
export {
  atLeastAsStrict,
  type ConditionName,
  differences,
  type ItemConditions,
  meet,
  meetAll,
  strictest,
  unrestricted,
} from './conditions.ts'
export { conditionsOf, conditionsWithParts, partsOf } from './conditions-read.ts'
export {
  type ConsentUse,
  consentUses,
  covers,
  type Grant,
  within,
} from './consent.ts'
export {
  type Delivery,
  deliveryOf,
  deliverySentence,
  type Evidence,
  type Rung,
  rungs,
  type Saying,
  withEvidence,
} from './delivery.ts'
export { batchLimits, isBatch, packBatch, unpackBatch } from './delivery-batch.ts'
export {
  asFileConditions,
  conditionsOfFile,
  type FileConditions,
  readFileConditions,
} from './file-conditions.ts'
export { frame } from './frame.ts'
export { readGet, type SignedGet, signGet } from './http-signature.ts'
export {
  keyId,
  makeSigningKey,
  type PublicKey,
  type SignatureAlgorithm,
  type SigningKey,
  sign,
  verify,
} from './keys.ts'
export { exchangeAnswers } from './known-answers.ts'
export {
  type ComposedLetter,
  composeForAll,
  composeLetter,
  composeLetters,
  type Letter,
  type LetterDraft,
  letterLimits,
  openLetter,
  type Reader,
  type RoutingHeader,
  readHeader,
  sealLetters,
  type WrittenLetter,
  writeLetter,
} from './letter.ts'
export {
  carriersOf,
  type Lane as MessageLane,
  type MessageRow,
  type MessageType,
  messageTypeOf,
  messageTypes,
  type ReceiptLevel,
} from './message-types.ts'
export {
  type ErasedNotice,
  type LetterNotice,
  type LetterRef,
  type Notice,
  type NoticeHead,
  noticeType,
  type PersonChangedNotice,
  type PersonChangedToldNotice,
  packNotice,
  readNotice,
  type SearchAskedNotice,
  type SearchToldNotice,
  type StatusNotice,
} from './notice.ts'
export {
  composeAnswer,
  composeQuery,
  isQuery,
  type MissingAnswer,
  type MissingQuery,
  mostMissing,
  mostWithdrawn,
  readAnswer,
  readQuery,
  type Withdrawn,
} from './notice-query.ts'
export { rulesFor, type SignatureRule, type SignatureSlot, signatureRules } from './policy.ts'
export {
  composeReceipt,
  composeReceipts,
  type Receipt,
  type ReceiptBody,
  type ReceiptDraft,
  type ReceiptReason,
  readReceipt,
} from './receipt.ts'
export {
  packRecords,
  type RecordHeader,
  readRecord,
  recordsType,
  type SignedRecord,
  signRecord,
  type TravellingRecord,
  unpackRecords,
  verifyRecord,
} from './record.ts'
export {
  type ExchangeRefusalName,
  exchangeRefusal,
  exchangeRefusals,
  isFinal,
} from './refusals.ts'
export {
  bestSealAlgorithm,
  makeOpeningKey,
  type OpeningKey,
  open,
  type SealAlgorithm,
  type SealingKey,
  seal,
  sealAlgorithms,
} from './seal.ts'
export { type KnownKey, type Signature, type Signer, suiteOf } from './signatures.ts'
export type {
  Approval,
  AttachmentRef,
  Conditions,
  Correspondent,
  LegalBasis,
  Statement,
} from './statement.ts'
export { type StatusCode, statusCode, statusCodes } from './status-codes.ts'
export {
  type BulkFile,
  type BulkRecord,
  type BulkVerdict,
  judgeBulk,
} from './status-message.ts'
export { allowed, type Barrier, type Use, type Verdict, verdictOn } from './use.ts'
