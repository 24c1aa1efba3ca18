import type { ClaimRequest, EventQuery, OutgoingState } from './contract.ts'
import type { AnyRow, RowOf, TableName } from './tables.ts'

/**
 * What a database does for the store, and nothing that needs thought: find rows, put rows, all or nothing.
 * Three of them exist (memory, SQLite, PostgreSQL); what they hold is decided above, in `plan.ts`.
 */
export interface Backend {
  readonly kind: 'memory' | 'sqlite' | 'postgres'
  readonly durable: boolean

  head(): Promise<RowOf<'head'> | undefined>
  /** Everything a batch needs to know, in one round trip. */
  lookup(needs: Needs): Promise<Facts>
  /**
   * One transaction, on disk when it returns. `before` is the seal of the head it was planned on (absent:
   * there was none); another head in the table means another writer, and that is a fault.
   */
  apply(change: Change): Promise<void>

  events(query: EventQuery): Promise<readonly RowOf<'events'>[]>
  leaves(from: number, to: number): Promise<readonly Uint8Array[]>
  nodes(level: number, from: number, to: number): Promise<readonly Uint8Array[]>
  rows(query: RowRead): Promise<readonly RowOf<'rows'>[]>
  /** Rows open to a claim, locked until `update` has returned; others skip them meanwhile. */
  claim(
    request: ClaimRequest,
    update: (row: RowOf<'outbox'>) => RowOf<'outbox'>,
  ): Promise<readonly RowOf<'outbox'>[]>
  outgoingCounts(): Promise<Readonly<Record<OutgoingState, number>>>
  scan(table: TableName, after: string | undefined, limit: number): Promise<readonly AnyRow[]>

  /** Rows that were erased or redacted; few, and found by an index. */
  erased(): Promise<{
    readonly bodies: readonly RowOf<'bodies'>[]
    readonly events: readonly RowOf<'events'>[]
  }>
  /** Bodies that came with the events at these places. */
  bodiesAt(indexes: readonly number[]): Promise<readonly RowOf<'bodies'>[]>
  eventsAt(indexes: readonly number[]): Promise<readonly RowOf<'events'>[]>
  /** Under which key everything in the tables is; see `rewrap.ts`. */
  mark(): Promise<string | undefined>
  putMark(mark: string): Promise<void>

  /** What the database itself finds wrong with its files, an index that does not fit its table above all. */
  damage?(): Promise<readonly string[]>
  maintain(): Promise<void>
  close(): Promise<void>
}

export interface Claimable {
  readonly id: string
  readonly length: number | string
}

/** The first of them that fit into so many bytes together; always one, however long it is. */
export function withinBytes<T extends { readonly length: number | string }>(
  found: readonly T[],
  most = Number.POSITIVE_INFINITY,
): readonly T[] {
  let bytes = 0
  const end = found.findIndex((row, i) => {
    bytes += Number(row.length)
    return i > 0 && bytes > most
  })
  return end === -1 ? found : found.slice(0, end)
}

/** A keyset read: rows strictly after `after` in the order (order text, key). */
export interface RowRead {
  readonly kind: string
  readonly prefix?: string
  readonly dueBefore?: string
  readonly order: 'key' | 'due' | 'sort'
  readonly descending: boolean
  readonly limit: number
  readonly after?: { readonly at: string; readonly key: string }
}

export interface Needs {
  readonly streams: readonly string[]
  readonly events: readonly string[]
  readonly bodies: readonly string[]
  readonly rows: readonly { readonly kind: string; readonly key: string }[]
  readonly outbox: readonly string[]
  readonly inbox: readonly { readonly sender: string; readonly id: string }[]
}

export interface Facts {
  readonly versions: ReadonlyMap<string, number>
  readonly events: readonly RowOf<'events'>[]
  readonly bodies: readonly RowOf<'bodies'>[]
  readonly rows: readonly RowOf<'rows'>[]
  readonly outbox: readonly RowOf<'outbox'>[]
  readonly inbox: readonly RowOf<'inbox'>[]
}

export const noNeeds: Needs = {
  streams: [],
  events: [],
  bodies: [],
  rows: [],
  outbox: [],
  inbox: [],
}

export interface Change {
  readonly before: Uint8Array | undefined
  readonly head: RowOf<'head'>
  /** Rows to insert, or to put in the place of the row with the same primary key. */
  readonly put: { readonly [N in Exclude<TableName, 'head'>]: readonly RowOf<N>[] }
  readonly drop: readonly { readonly kind: string; readonly key: string }[]
}
