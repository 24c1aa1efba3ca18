import type { Clock, Digest, Id, Instant, Json, Outcome, Random } from '#base'
import type { SealedFiles } from './sealed-files.ts'
import type { TableName } from './tables.ts'
import type { Kek } from './vault.ts'

/**
 * What every store promises, whichever database is below it. The store knows bytes and envelopes, never
 * what they mean. Refusals come back as values, always of kind `conflict` (somebody was first) or `unknown`.
 * A fault (disk full, connection lost) is thrown as `StoreFault`; after one nothing more is written until
 * the store has been opened again, and nothing of the failed act was acknowledged. What was malformed by
 * the caller's own code (`TypeError`) is thrown before anything is queued.
 */
export interface Store {
  /** Key name and log identity, `comity.example/xv-fiu`. */
  readonly origin: string
  /** `true` only when the database has said at start-up that it waits with each commit until the disk has it. */
  readonly durable: boolean
  readonly kind: 'memory' | 'sqlite' | 'postgres'

  /**
   * Everything in the act, or nothing, in ONE database transaction. Acts handed over at the same time may
   * share a transaction; a refused act takes none of the others with it. Answers after the disk has it.
   */
  commit(act: Act): Promise<Outcome<Committed>>

  /** The signed head that stands now. An empty log has a head too, of size 0. */
  head(): Promise<Head>
  /** Ascending by index. */
  events(query: EventQuery): Promise<readonly StoredEvent[]>
  event(id: string): Promise<StoredEvent | undefined>
  eventAt(index: number): Promise<StoredEvent | undefined>
  /** How many events the stream has; 0 for a stream nobody has written to. */
  streamVersion(stream: string): Promise<number>

  body(id: string): Promise<StoredBody | undefined>

  row(kind: string, key: string): Promise<Row | undefined>
  rows(query: RowQuery): Promise<RowPage>

  /** Envelopes whose time has come, each leased to this caller alone until `lease` has passed. */
  claimOutgoing(request: ClaimRequest): Promise<readonly ClaimedEnvelope[]>
  /** Reports what became of a claimed envelope. Refused (`claim-lost`) when the lease went to somebody else. */
  settleOutgoing(settlement: Settlement): Promise<Outcome<void>>
  outgoing(id: string): Promise<OutgoingEnvelope | undefined>
  /** How many envelopes wait, are on their way, were answered, were given up. */
  outgoingCounts(): Promise<Readonly<Record<OutgoingState, number>>>

  /** What was received under this sender's id, or undefined: the memory against replay. */
  received(sender: string, id: string): Promise<Received | undefined>
  /** Keeps the bytes answered to that envelope, so that a repetition gets the very same answer. Only once. */
  answerReceived(sender: string, id: string, answer: Uint8Array): Promise<Outcome<void>>

  /** RFC 6962, 2.1.1: the audit path of entry `index` in the tree of `size` entries. */
  inclusion(index: number, size: number): Promise<Outcome<readonly Uint8Array[]>>
  /** RFC 6962, 2.1.2: that the tree of `from` entries is a prefix of the tree of `to` entries. */
  consistency(from: number, to: number): Promise<Outcome<readonly Uint8Array[]>>
  /** Root of the first `size` entries. */
  rootAt(size: number): Promise<Outcome<Uint8Array>>
  /** C2SP tlog-tiles: `width` hashes of 32 bytes, 256 for a full tile. */
  tile(level: number, index: number, width: number): Promise<Outcome<Uint8Array>>
  /** C2SP tlog-tiles entry bundle: each entry's leaf data behind a two-byte length. */
  entries(index: number, width: number): Promise<Outcome<Uint8Array>>

  readonly blobs: Blobs
  /**
   * Bodies and records that were erased once and that a backup has brought back: ids, none of them readable. To be
   * erased again by an act whose event says so.
   */
  resurrected(): { readonly bodies: readonly string[]; readonly records: readonly string[] }

  /** Every row as it lies in the table, for `verify` and for a backup. Ordered by primary key. */
  scan(table: TableName, after: string | undefined, limit: number): Promise<ScanPage>
  /** Holds the writer back while the work reads; acts wait. The work itself must not commit. */
  pause<T>(work: () => Promise<T>): Promise<T>
  /**
   * What the database itself finds wrong with its files: an index that does not fit its table would not find again what
   * was received. Empty where the database cannot say.
   */
  damage(): Promise<readonly string[]>
  /** Statistics, dead rows and checkpoint: the embedded database has nobody else who does it. */
  maintain(): Promise<void>
  close(): Promise<void>
}

/** One act: what one command of one actor changes. */
export interface Act {
  readonly events: readonly NewEvent[]
  readonly bodies?: readonly NewBody[]
  readonly rows?: readonly RowChange[]
  readonly outgoing?: readonly NewEnvelope[]
  /** One envelope, or several that were received in one call and stand or fall together. */
  readonly received?: NewReceived | readonly NewReceived[]
  /** Answers to envelopes received before; the same bytes twice are one answer. */
  readonly answers?: readonly {
    readonly sender: string
    readonly id: string
    readonly answer: Uint8Array
  }[]
  /** Settles envelopes together with the events that say so (a receipt came back). */
  readonly settle?: readonly Settlement[]
  /** Streams that must stand exactly so before the act, else `stream-moved`. 0: nobody has written yet. */
  readonly expect?: readonly { readonly stream: string; readonly version: number }[]
  /** Rows that must stand exactly so before the act, else `row-moved`; `null`: there is none. */
  readonly expectRows?: readonly {
    readonly kind: string
    readonly key: string
    readonly data: Json | null
  }[]
  /** Bodies to erase. The act must carry at least one event, so that the erasure itself is on record. */
  readonly erase?: readonly string[]
  /** Ids of events whose record, signature and salt are to be erased; the leaf stays. Same condition. */
  readonly redact?: readonly string[]
}

export interface NewEvent {
  readonly id: Id
  /** What the event is about, `request/019...`; versions count within it. */
  readonly stream: string
  readonly type: string
  readonly at: Instant
  readonly actor: string
  /** The canonical signed document, kept and hashed as it is, never re-serialised. */
  readonly record: Uint8Array
  readonly signature: Uint8Array
}

export interface NewBody {
  readonly id: string
  readonly bytes: Uint8Array
  /** 32 bytes; give the one used for `bodyCommitment` when the record carries the commitment. */
  readonly salt?: Uint8Array
}

export interface RowChange {
  readonly kind: string
  readonly key: string
  /** `null` removes the row. */
  readonly data: Json | null
  readonly due?: Instant
  readonly sort?: string
}

export interface NewEnvelope {
  readonly id: string
  /** Address of the recipient, as the sender of envelopes understands it. */
  readonly to: string
  readonly bytes: Uint8Array
  readonly notBefore: Instant
  /** 0 for an emergency, which goes before everything else; among the others the log's order holds. */
  readonly priority: number
}

export interface NewReceived {
  readonly sender: string
  readonly id: string
  readonly digest: Digest
  readonly answer?: Uint8Array
  /** Which event of the act says so, from 0; the first when absent. */
  readonly event?: number
}

export interface Committed {
  /** Index of each event of the act, in its order. */
  readonly indexes: readonly number[]
  /** The signed head that includes the act; acts of the same transaction share it. */
  readonly head: Head
}

export interface Head {
  readonly size: number
  /** RFC 6962 root, 32 bytes. */
  readonly root: Uint8Array
  /** C2SP tlog-checkpoint: the signed note as served under `/log/checkpoint`. */
  readonly checkpoint: string
}

export interface EventQuery {
  readonly stream?: string
  readonly types?: readonly string[]
  /** Only events with a greater index. */
  readonly after?: number
  readonly limit: number
}

export interface StoredEvent {
  /** Place in the log, from 0. */
  readonly index: number
  readonly id: Id
  readonly stream: string
  /** Place in its stream, from 1. */
  readonly version: number
  readonly type: string
  readonly at: Instant
  readonly actor: string
  /** Null in these three once the event was redacted; the leaf still proves that it stood here. */
  readonly record: Uint8Array | null
  readonly signature: Uint8Array | null
  readonly salt: Uint8Array | null
  /** The 32 bytes of leaf data that the tree commits to; see `leafData`. */
  readonly leaf: Uint8Array
}

export type StoredBody =
  | { readonly state: 'present'; readonly bytes: Uint8Array; readonly salt: Uint8Array }
  /** `by` is the index of the first event of the act that ordered it. */
  | { readonly state: 'erased'; readonly at: Instant; readonly by: number }

export interface Row {
  readonly kind: string
  readonly key: string
  readonly data: Json
  readonly due?: Instant
  readonly sort?: string
}

export interface RowQuery {
  readonly kind: string
  /** Keys that begin so. */
  readonly prefix?: string
  /** Rows whose due instant is earlier. */
  readonly dueBefore?: Instant
  /** By key; by due (rows without are left out); by sort text (rows without are left out). Ties by key. */
  readonly order: 'key' | 'due' | 'sort'
  readonly descending?: boolean
  readonly limit: number
  /** `next` of the page before. */
  readonly after?: string
}

export interface RowPage {
  readonly rows: readonly Row[]
  /** Give it as `after` for the next page; absent on the last. */
  readonly next?: string
}

export interface ClaimRequest {
  readonly now: Instant
  readonly limit: number
  /** Until when the claimed envelopes are this caller's alone. */
  readonly leaseUntil: Instant
  /** Recipients whose envelopes are left alone now: those of priority 0, or all others. */
  readonly passOver?: readonly { readonly to: string; readonly emergency: boolean }[]
  /** No further envelope is taken once so many bytes are; absent: no limit but the number. */
  readonly mostBytes?: number
}

export type OutgoingState = 'waiting' | 'claimed' | 'answered' | 'given-up'

export interface ClaimedEnvelope {
  readonly id: string
  readonly to: string
  readonly bytes: Uint8Array
  readonly priority: number
  /** Counts from 1; the claim is known by it. */
  readonly attempt: number
  /** Place in the log of the act that wrote it: the order of its channel, whatever the clock did. */
  readonly index: number
}

/** `answer`: the recipient's bytes. `error`: why not, and when to try again (`null`: never). */
export type Settlement = { readonly id: string; readonly attempt: number } & (
  | { readonly answer: Uint8Array }
  | { readonly error: string; readonly retryAt: Instant | null }
)

export interface OutgoingEnvelope {
  readonly id: string
  readonly to: string
  readonly bytes: Uint8Array
  readonly priority: number
  readonly state: OutgoingState
  readonly attempt: number
  /** When it goes next, or when the present lease ends. */
  readonly notBefore: Instant
  readonly answer?: Uint8Array
  readonly error?: string
  /** First event of the act that sent it. */
  readonly index: number
}

export interface Received {
  readonly sender: string
  readonly id: string
  readonly digest: Digest
  /** First event of the act that received it. */
  readonly index: number
  readonly answer?: Uint8Array
}

/** Large content under `dir/blobs`, addressed by the digest of the plain bytes, encrypted each under its own key. */
export interface Blobs {
  /** Answers after the file is on disk under its final name. The same bytes twice are one file. */
  put(bytes: Uint8Array, about: { readonly kind: string }): Promise<Digest>
  /** The same from a stream, in memory that does not grow with it; whole or not at all. */
  putStream(
    source: AsyncIterable<Uint8Array>,
    about: { readonly kind: string },
  ): Promise<{ readonly digest: Digest; readonly bytes: number }>
  get(digest: Digest): Promise<{ readonly bytes: Uint8Array; readonly kind: string } | undefined>
  /** The content as a stream, or a range of it (`to` not included); a chunk that was changed ends it with a fault. */
  read(
    digest: Digest,
    range?: { readonly from?: number; readonly to?: number },
  ): Promise<AsyncIterable<Uint8Array> | undefined>
  has(digest: Digest): Promise<boolean>
  /** True when there was one. */
  remove(digest: Digest): Promise<boolean>
  /** Every file opened to its last chunk: what is wrong with it, or undefined. */
  check(): AsyncIterable<{ readonly file: string; readonly wrong: string | undefined }>
  /** Brings the keys of all files under the key-encryption key of now. */
  rewrap(): Promise<void>
  /** Content whose keys lie in bodies, and which travels as it lies here. */
  readonly sealed: SealedFiles
}

export interface ScanPage {
  readonly rows: readonly Readonly<Record<string, string | number | Uint8Array | null>>[]
  readonly next?: string
}

export interface StoreOptions {
  /** Folder of this node; made when absent. Holds the embedded database, its lock and the blobs. */
  readonly dir: string
  /** PostgreSQL 15 or later; without it the embedded database under `dir` is used. */
  readonly databaseUrl?: string
  readonly origin: string
  /** Ed25519 over exactly these bytes (the note text of a checkpoint); 64 bytes come back. */
  readonly signHead: (note: Uint8Array) => Uint8Array
  /** The public key to it, 32 raw bytes. */
  readonly headKey: Uint8Array
  /** Key-encryption key, 32 bytes, or the keys after its rotation. Whoever loses it has erased every body. */
  readonly kek: Kek
  readonly clock: Clock
  readonly random: Random
  /** Where erasures are remembered; `erasures` in the folder when absent. Belongs on another disk than the backups. */
  readonly erasures?: string
  /** `false` only in tests and demonstrations: the embedded database then skips the disk's confirmation. */
  readonly durable?: boolean
}

/** The disk, the database or the connection failed. Nothing of the act was acknowledged. */
export class StoreFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreFault'
  }
}
