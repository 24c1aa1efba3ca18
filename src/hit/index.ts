// What may be said: statements, packets, tokens

export {
  mostPacketBytes,
  type Packet,
  type PacketSignature,
  packPacket,
  signedBytes,
  unpackPacket,
} from './packet.ts'
export { type HitRefusalName, hitRefusal, hitRefusals } from './refusals.ts'
export {
  longestTermHours,
  officersToRelease,
  type ReleaseRule,
  releaseRules,
} from './release.ts'
export { mostItems } from './statement-shapes.ts'
export {
  type Announcement,
  type Answer,
  type Challenge,
  type Held,
  type Hello,
  type No,
  type Opened,
  type Question,
  readStatement,
  type Withdrawal,
} from './statements.ts'
export { mostFileBytes, packTokens, unpackTokens } from './token-file.ts'
export {
  bucketOf,
  type EpochName,
  epochKey,
  grewFrom,
  indexRoot,
  ownToken,
  padded,
  type TokenSet,
  tokenSet,
} from './tokens.ts'

// The asker

export {
  blindItems,
  type Item,
  matches,
  type Opening,
  openItems,
  opensTo,
  type Pointer,
  pointerTo,
  readAnswer,
  readIndex,
  statementBytes,
} from './ask.ts'

// The owner

export { answerQuestion, readQuestion } from './answer.ts'
export { type BuiltIndex, buildIndex, type IndexPlan } from './build-index.ts'
export { chanceToCatch, drawn } from './draw.ts'
export { type Alarm, alarms } from './novelty.ts'
export {
  type Asked,
  admit,
  daysToAskThrough,
  defaultQuota,
  leftToday,
  type Quota,
} from './quota.ts'

// The law and the reason

export { type HitPurpose, hitPurposes, lawfulBasis, mayBeAsked } from './lawful.ts'

// The group

export type { Group } from './group.ts'
export { hitAnswers } from './known-answers.ts'
export type { KeyPair } from './oprf.ts'
export { ristretto255 } from './ristretto.ts'
