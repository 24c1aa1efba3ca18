/** The tables as data: one description serves the statements, the seals, the scan and the byte-flip tests. */

type ColumnType = 'int' | 'text' | 'bytes' | 'json' | 'int?' | 'text?' | 'bytes?'

interface Table {
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, ColumnType>>
  /** Seal column to the columns it covers. */
  readonly seals: Readonly<Record<string, readonly string[]>>
}

export const tables = {
  head: {
    key: ['one'],
    columns: {
      one: 'int',
      size: 'int',
      root: 'bytes',
      checkpoint: 'text',
      frontier: 'bytes',
      tally: 'bytes',
      seal: 'bytes',
    },
    seals: { seal: ['one', 'size', 'root', 'checkpoint', 'frontier', 'tally'] },
  },
  events: {
    key: ['index'],
    columns: {
      index: 'int',
      id: 'text',
      stream: 'text',
      version: 'int',
      type: 'text',
      at: 'text',
      actor: 'text',
      record: 'bytes?',
      signature: 'bytes?',
      salt: 'bytes?',
      leaf: 'bytes',
      redacted_at: 'text?',
      redacted_by: 'int?',
      seal: 'bytes',
    },
    // Record, signature and salt are held by the leaf, which is their hash: nobody needs to hash them twice.
    seals: {
      seal: [
        'index',
        'id',
        'stream',
        'version',
        'type',
        'at',
        'actor',
        'leaf',
        'redacted_at',
        'redacted_by',
      ],
    },
  },
  nodes: {
    key: ['level', 'index'],
    columns: { level: 'int', index: 'int', hash: 'bytes' },
    // re-derived from the leaves, so no seal is needed
    seals: {},
  },
  bodies: {
    key: ['id'],
    columns: {
      id: 'text',
      event_index: 'int',
      cipher: 'bytes?',
      wrapped: 'bytes?',
      erased_at: 'text?',
      erased_by: 'int?',
      seal: 'bytes',
    },
    // The ciphertext is held by its own key, which is bound to the id: whoever opens it has checked each byte.
    seals: { seal: ['id', 'event_index', 'wrapped', 'erased_at', 'erased_by'] },
  },
  rows: {
    key: ['kind', 'key'],
    columns: {
      kind: 'text',
      key: 'text',
      data: 'json',
      due: 'text?',
      sort: 'text?',
      seal: 'bytes',
    },
    seals: { seal: ['kind', 'key', 'data', 'due', 'sort'] },
  },
  outbox: {
    key: ['id'],
    columns: {
      id: 'text',
      recipient: 'text',
      bytes: 'bytes',
      priority: 'int',
      event_index: 'int',
      seal: 'bytes',
      state: 'text',
      attempt: 'int',
      not_before: 'text',
      answer: 'bytes?',
      error: 'text?',
      state_seal: 'bytes',
    },
    seals: {
      seal: ['id', 'recipient', 'bytes', 'priority', 'event_index'],
      state_seal: ['id', 'state', 'attempt', 'not_before', 'answer', 'error'],
    },
  },
  inbox: {
    key: ['sender', 'id'],
    columns: {
      sender: 'text',
      id: 'text',
      digest: 'text',
      event_index: 'int',
      seal: 'bytes',
      answer: 'bytes?',
      state_seal: 'bytes',
    },
    seals: {
      seal: ['sender', 'id', 'digest', 'event_index'],
      state_seal: ['sender', 'id', 'answer'],
    },
  },
} as const satisfies Readonly<Record<string, Table>>

export type Tables = typeof tables
export type TableName = keyof Tables

type Value<T> = T extends 'int'
  ? number
  : T extends 'int?'
    ? number | null
    : T extends 'text' | 'json'
      ? string
      : T extends 'text?'
        ? string | null
        : T extends 'bytes'
          ? Uint8Array
          : Uint8Array | null

/** A row as it lies in the table; `json` columns hold the canonical text. */
export type RowOf<N extends TableName> = {
  readonly [C in keyof Tables[N]['columns']]: Value<Tables[N]['columns'][C]>
}

export type AnyRow = Readonly<Record<string, string | number | Uint8Array | null>>

export const tableNames = Object.keys(tables) as readonly TableName[]

export function tableOf(name: TableName): Table {
  return tables[name]
}

/** Primary key of a row as one text; also the cursor of `scan`. */
export function keyOf(name: TableName, row: AnyRow): string {
  return JSON.stringify(tableOf(name).key.map((column) => row[column]))
}
