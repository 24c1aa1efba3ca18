/** One statement with its values. `name` marks a text that stays the same, for the server's plan cache. */
export interface Statement {
  readonly text: string
  readonly values: readonly Param[]
  readonly name?: string
}

/** Bytes are a value in the binary form of its type (`binary-array.ts`), which the driver takes as they are. */
export type Param = string | number | null | Uint8Array | readonly (string | number | null)[]

export type ResultRow = Readonly<Record<string, unknown>>

/** A connection to a database that speaks PostgreSQL 15. */
export interface Driver {
  readonly kind: 'postgres'
  readonly durable: boolean
  /** Reads, in order, without a transaction around them. */
  read(statements: readonly Statement[]): Promise<readonly (readonly ResultRow[])[]>
  /**
   * By the one writer: all statements in one transaction, on disk when it returns. The first must return
   * a row, else nothing is written and false comes back.
   */
  write(statements: readonly Statement[]): Promise<boolean>
  /** A transaction whose next statement depends on the last answer. Keep it short. */
  transaction<T>(work: (run: Run) => Promise<T>): Promise<T>
  /** Several statements without values, in one transaction (migrations). */
  script(sql: string): Promise<void>
  /** After the migrations: from now on the node works under a role that owns nothing. The embedded database has one user. */
  protect?(): Promise<void>
  maintain(): Promise<void>
  close(): Promise<void>
}

export type Run = (statement: Statement) => Promise<readonly ResultRow[]>
