export {
  type AddCheckpoint,
  composeAddCheckpoint,
  mostRequestBytes,
  parseAddCheckpoint,
  weigh,
} from './add-checkpoint.ts'
export type { Backend, Change } from './backend.ts'
export { memoryBlobs } from './blobs.ts'
export {
  type Checkpoint,
  isKeyName,
  keyId,
  type NoteSignature,
  parseCheckpoint,
  parseNoteLines,
  signCheckpoint,
  signedBy,
  withLines,
} from './checkpoint.ts'
export {
  type ChunkKey,
  chunkBytes,
  chunkHeaderBytes,
  chunkKeyOf,
  newChunkKey,
  openChunk,
  sealChunk,
  sealedChunkBytes,
} from './chunked.ts'
export type {
  Act,
  Blobs,
  ClaimedEnvelope,
  ClaimRequest,
  Committed,
  EventQuery,
  Head,
  NewBody,
  NewEnvelope,
  NewEvent,
  NewReceived,
  OutgoingEnvelope,
  OutgoingState,
  Received,
  Row,
  RowChange,
  RowPage,
  RowQuery,
  ScanPage,
  Settlement,
  Store,
  StoredBody,
  StoredEvent,
  StoreOptions,
} from './contract.ts'
export { StoreFault } from './contract.ts'
export {
  type CosignerKey,
  cosign,
  cosignedBy,
  type NoteKey,
  parseVkey,
  printOf,
  vkeyOf,
} from './cosignature.ts'
export type { LedgerFile } from './erasure-ledger.ts'
export {
  type ForkEvidence,
  forkEvidence,
  forkFormat,
  readForkEvidence,
  showsFork,
} from './fork-evidence.ts'
export { type Keeping, keepStore } from './keep-store.ts'
export { storeAnswers } from './known-answers.ts'
export { bodyCommitment, leafData } from './leaf.ts'
export { inclusions } from './many-proofs.ts'
export { type MemoryTables, memoryBackend } from './memory.ts'
export {
  append,
  continues,
  emptyFrontier,
  emptyRoot,
  type Frontier,
  includes,
  leafHash,
  rootOf,
  same,
} from './merkle.ts'
export { memoryStore, openStore } from './open.ts'
export { consistency, rootAt, type Tree } from './proofs.ts'
export { ContentFault } from './sealed-stream.ts'
export type { AnyRow, TableName } from './tables.ts'
export {
  type FormerKek,
  type Kek,
  keysOf,
  rotatedKek,
  unexpired,
  type VaultKeys,
} from './vault.ts'
export { type Finding, type Verification, type VerifyOptions, verify } from './verify.ts'
export { withErasures } from './with-erasures.ts'
export {
  cosignaturesOn,
  isQuorum,
  type PolicyWitness,
  parseWitnessPolicy,
  quorumWords,
  type WitnessPolicy,
} from './witness-policy.ts'
