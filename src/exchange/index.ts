export {
  advance,
  type ChannelState,
  follows,
  inTerm,
  newChannel,
  nextOn,
  replay,
} from './channel.ts'
export {
  keyId,
  makeSigningKey,
  type PublicKey,
  type SignatureAlgorithm,
  type SigningKey,
  sign,
  verify,
} from './keys.ts'
export {
  composeLetter,
  type KnownKey,
  type Letter,
  letterLimits,
  openLetter,
  type Reader,
  type RoutingHeader,
  readHeader,
  type Signer,
} from './letter.ts'
export { rulesFor, type SignatureRule, type SignatureSlot, signatureRules } from './policy.ts'
export {
  composeReceipt,
  type Receipt,
  type ReceiptBody,
  type ReceiptReason,
  readReceipt,
  receiptInstant,
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
  makeOpeningKey,
  type OpeningKey,
  type SealAlgorithm,
  type SealingKey,
  sealAlgorithms,
} from './seal.ts'
export type { Approval, Conditions, Correspondent, LegalBasis, Statement } from './statement.ts'
