export {
  type AuthorityCard,
  type AuthorityKey,
  type DutyDesk,
  type KeyAlgorithm,
  type KeyUse,
  keyFor,
  keyUses,
  type Officer,
  type OfficerKey,
  type Role,
  roles,
} from './cards.ts'
export { competencesOf } from './competences.ts'
export {
  type Cosignature,
  type Council,
  checkCouncil,
  cosignatureMessage,
  isCouncil,
  withCosignature,
} from './council.ts'
export { cardOf, deskFor, newest } from './desk.ts'
export {
  changesOf,
  keyPeriods,
  keyStands,
  momentOfSecond,
  type Revocation,
  type RevocationReason,
  revocationReasons,
  rotationDue,
  withClassicalSuite,
  withNewKey,
  withNewOfficerKey,
  withRevokedKey,
} from './key-life.ts'
export { lanternCards } from './lantern.ts'
export { checkPublicKey } from './public-keys.ts'
export { readCard } from './read-card.ts'
export {
  type CardClaims,
  claimsOf,
  exerciseWall,
  privateKeyObject,
  type SignedCard,
  sealPrint,
  signCard,
  verifyCard,
} from './sign-card.ts'
export {
  type Suite,
  type SuiteEntry,
  suiteBetween,
  suiteOnArrival,
  suites,
} from './suites.ts'
