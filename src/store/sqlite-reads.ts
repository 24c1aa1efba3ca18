import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { RowRead } from './backend.ts'
import { type ClaimRequest, type EventQuery, StoreFault } from './contract.ts'
import { type RowOf, type TableName, tableNames, tableOf } from './tables.ts'

/** The questions to the embedded database, each text prepared once. */
export interface Reads {
  all<R>(text: string, ...values: readonly SQLInputValue[]): readonly R[]
  /** Several questions on one state of the tables. */
  together<T>(work: () => T): T
}

/** Texts come from tables and few shapes; whatever comes beyond is prepared each time. */
const mostPrepared = 200

export function readsOn(db: DatabaseSync): Reads {
  const prepared = new Map<string, Prepared>()
  function prepare(text: string): Prepared {
    const known = prepared.get(text)
    if (known) return known
    const statement = db.prepare(text)
    statement.setReturnArrays(true)
    const names = statement.columns().map((column) => column.name)
    const fresh = { statement, names }
    if (prepared.size < mostPrepared) prepared.set(text, fresh)
    return fresh
  }
  const faulty = <T>(work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new StoreFault(
        `the embedded database cannot be read (${why}): look after the disk, or restore from a backup`,
        { cause },
      )
    }
  }
  return {
    all: <R>(text: string, ...values: readonly SQLInputValue[]) =>
      faulty(() => {
        const { statement, names } = prepare(text)
        const found = statement.all(...values) as unknown as readonly (readonly unknown[])[]
        return found.map((row) => objectOf(names, row)) as readonly R[]
      }),
    together: (work) =>
      faulty(() => {
        db.exec('begin')
        try {
          return work()
        } finally {
          // A disk that cannot be read has ended it already.
          if (db.isTransaction) db.exec('commit')
        }
      }),
  }
}

interface Prepared {
  readonly statement: StatementSync
  readonly names: readonly string[]
}

/** The runtime's own objects for rows are dictionaries, slow to read and large to keep. */
function objectOf(names: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (let i = 0; i < names.length; i++) object[names[i]!] = row[i]
  return object
}

const selects = Object.fromEntries(
  tableNames.map((table) => {
    const names = Object.keys(tableOf(table).columns).map((name) => `"${name}"`)
    const from = table === 'outbox' ? 'outbox join outbox_bytes using (n)' : table
    return [table, `select ${names.join(', ')} from ${from}`]
  }),
) as Readonly<Record<TableName, string>>

/** `select` with the columns in the order of `tables.ts`. */
export function selectFrom(table: TableName): string {
  return selects[table]
}

export function readEvents(reads: Reads, query: EventQuery): readonly RowOf<'events'>[] {
  const { stream, types, after = -1, limit } = query
  // In a stream the order of versions is the order of the log, and the index of streams has it.
  if (stream !== undefined)
    return reads.all(
      `${selectFrom('events')} where stream = ? and "index" > ?
        ${types ? `and +type in (${types.map(() => '?').join(', ')})` : ''} order by version limit ?`,
      ...[stream, after, ...(types ?? []), limit],
    )
  if (types === undefined)
    return reads.all(
      `${selectFrom('events')} where "index" > ? order by "index" limit ?`,
      after,
      limit,
    )
  if (types.length === 0) return []
  // Which ones is told by the index alone, a page of each type; only then are they read.
  const places = types.map(
    () => `select * from (select "index" from events indexed by events_by_type
      where type = ? and "index" > ? order by "index" limit ?)`,
  )
  return reads.all(
    `${selectFrom('events')} where "index" in
      (select "index" from (${places.join(' union all ')}) order by "index" limit ?) order by "index"`,
    ...types.flatMap((type) => [type, after, limit]),
    limit,
  )
}

export function readRows(reads: Reads, read: RowRead): readonly RowOf<'rows'>[] {
  const direction = read.descending ? 'desc' : 'asc'
  const beyond = read.descending ? '<' : '>'
  const where = ['kind = ?']
  const values: SQLInputValue[] = [read.kind]
  const and = (text: string, ...more: readonly SQLInputValue[]) => {
    where.push(text)
    values.push(...more)
  }
  if (read.prefix) {
    and('key >= ?', read.prefix)
    const end = successor(read.prefix)
    if (end !== undefined) and('key < ?', end)
  }
  if (read.dueBefore !== undefined) and('due < ?', read.dueBefore)
  if (read.order === 'key') {
    if (read.after) and(`key ${beyond} ?`, read.after.key)
  } else {
    and(`${read.order} is not null`)
    if (read.after) and(`(${read.order}, key) ${beyond} (?, ?)`, read.after.at, read.after.key)
  }
  const order =
    read.order === 'key' ? `key ${direction}` : `${read.order} ${direction}, key ${direction}`
  return reads.all(
    `${selectFrom('rows')} where ${where.join(' and ')} order by ${order} limit ?`,
    ...values,
    read.limit,
  )
}

/** The least text behind all that begin with the prefix, in the order of characters; undefined: there is none. */
export function successor(prefix: string): string | undefined {
  const characters = [...prefix]
  for (;;) {
    const last = characters.pop()?.codePointAt(0)
    if (last === undefined) return undefined
    if (last === 0x10ffff) continue
    // Surrogates are no characters.
    return characters.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1)
  }
}

/** Ids and lengths of envelopes whose time has come. */
export function claimable(
  reads: Reads,
  { now, limit, passOver = [] }: ClaimRequest,
): readonly { readonly id: string; readonly length: number }[] {
  const passed = passOver.map(() => 'and not (recipient = ? and (priority = 0) = ?)')
  return reads.all(
    `select id, length(bytes) as length from outbox indexed by outbox_order join outbox_bytes using (n)
      where state in ('waiting', 'claimed') and not_before <= ? ${passed.join(' ')}
      order by (priority <> 0), event_index, id limit ?`,
    now,
    ...passOver.flatMap(({ to, emergency }) => [to, emergency ? 1 : 0]),
    limit,
  )
}

/** A page of a table in the order of its primary key, after the row with this key. */
export function scan(
  reads: Reads,
  table: TableName,
  after: string | undefined,
  limit: number,
): readonly RowOf<TableName>[] {
  const { key } = tableOf(table)
  const names = key.map((name) => `"${name}"`).join(', ')
  const start = after === undefined ? [] : (JSON.parse(after) as SQLInputValue[])
  const from = after === undefined ? '' : `where (${names}) > (${key.map(() => '?').join(', ')})`
  return reads.all(`${selectFrom(table)} ${from} order by ${names} limit ?`, ...start, limit)
}
