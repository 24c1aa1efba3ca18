export { fromBase64 } from './base64.ts'
export type { Brand, Day, Digest, Id, Instant } from './brand.ts'
export { canonical, type Json } from './canonical.ts'
export { digest, digestBytes, digestOf, isDigest, sha256 } from './digest.ts'
export { isEd25519Key, rememberVerdicts, verifyEd25519 } from './ed25519.ts'
export { aes256Gcm, type Kem, type KeyPair, schedule } from './hpke.ts'
export { hkdfSha256 } from './kdf.ts'
export { hasKems, hybridKem, hybridPair, x25519Kem } from './kem.ts'
export { baseAnswers, type KnownAnswer } from './known-answers.ts'
export { type Draw, drawLot, seedOf } from './lot.ts'
export { nearest } from './nearest.ts'
export { NumbersFrom } from './numbers-from.ts'
export {
  done,
  must,
  type Outcome,
  type Refusal,
  type RefusalKind,
  RefusedError,
  refuse,
  type Where,
} from './outcome.ts'
export { type JsonLimits, readJson } from './read-json.ts'
export { fits } from './shape.ts'
export { oneOf } from './words.ts'
export {
  asDay,
  asInstant,
  type Clock,
  type Ids,
  instant,
  isId,
  millis,
  type Random,
  systemClock,
  systemRandom,
  uuid7,
} from './world.ts'
