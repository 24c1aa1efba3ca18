import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import type { RowRead } from './backend.ts'
import type { ClaimRequest, EventQuery } from './contract.ts'
import type { Param, Statement } from './driver.ts'
import { columnsOf } from './statements.ts'
import { type RowOf, type TableName, tableOf } from './tables.ts'

/** The questions whose shape depends on what is asked, typed against the tables. Only compiled here, never run. */
const ask = new Kysely<{ [N in TableName]: RowOf<N> }>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

export function events({ stream, types, after, limit }: EventQuery): Statement {
  let query = ask.selectFrom('events').selectAll().orderBy('index').limit(limit)
  if (stream !== undefined) query = query.where('stream', '=', stream)
  if (types !== undefined) query = query.where('type', '=', sql<string>`any(${[...types]}::text[])`)
  if (after !== undefined) query = query.where('index', '>', after)
  return statement(query.compile())
}

export function leaves(from: number, to: number): Statement {
  const query = ask.selectFrom('events').select('leaf').orderBy('index')
  return statement(query.where('index', '>=', from).where('index', '<', to).compile())
}

export function nodes(level: number, from: number, to: number): Statement {
  const query = ask.selectFrom('nodes').select('hash').orderBy('index').where('level', '=', level)
  return statement(query.where('index', '>=', from).where('index', '<', to).compile())
}

export function rows(read: RowRead): Statement {
  const direction = read.descending ? 'desc' : 'asc'
  const list = sql<RowOf<'rows'>>`${sql.raw(columnsOf('rows'))}`
  let query = ask
    .selectFrom('rows')
    .select(list.as('all'))
    .where('kind', '=', read.kind)
    .limit(read.limit)
  // starts_with uses no index; the range does, and byte order makes it exact.
  if (read.prefix) query = query.where('key', '>=', read.prefix)
  if (read.prefix) query = query.where(sql<boolean>`starts_with("key", ${read.prefix})`)
  if (read.dueBefore !== undefined) query = query.where('due', '<', read.dueBefore)
  if (read.order === 'key') {
    if (read.after) query = query.where('key', read.descending ? '<' : '>', read.after.key)
    return rowStatement(query.orderBy('key', direction).compile())
  }
  const { order } = read
  query = query.where(order, 'is not', null)
  if (read.after)
    query = query.where((eb) =>
      eb(
        eb.refTuple(order, 'key'),
        read.descending ? '<' : '>',
        eb.tuple(read.after!.at as never, read.after!.key),
      ),
    )
  return rowStatement(query.orderBy(order, direction).orderBy('key', direction).compile())
}

/** Ids and lengths, locked for this transaction, passing over what others hold. */
export function claimable({ now, limit, passOver = [] }: ClaimRequest): Statement {
  let query = ask
    .selectFrom('outbox')
    .select(['id', sql<number>`octet_length("bytes")`.as('length')])
    .where('state', 'in', ['waiting', 'claimed'])
    .where('not_before', '<=', now)
    .orderBy(sql<boolean>`("priority" <> 0)`)
    .orderBy('event_index')
    .orderBy('id')
    .limit(limit)
  if (passOver.length > 0)
    query = query.where(
      sql<boolean>`("recipient", "priority" = 0) not in (select * from unnest(${passOver.map((p) => p.to)}::text[], ${passOver.map((p) => String(p.emergency))}::boolean[]))`,
    )
  return statement(query.forUpdate().skipLocked().compile())
}

/** The claimed ones whole, in the order of the claim. */
export function outgoingByIds(ids: readonly string[]): Statement {
  return {
    text: `select ${columnsOf('outbox')} from outbox where "id" = any($1::text[])
      order by array_position($1::text[], "id")`,
    values: [ids],
  }
}

export function outgoingCounts(): Statement {
  const query = ask
    .selectFrom('outbox')
    .select(['state', sql<number>`count(*)::integer`.as('count')])
    .groupBy('state')
  return statement(query.compile())
}

/** A page of a table in the order of its primary key, after the row with this key. */
export function scan(table: TableName, after: string | undefined, limit: number): Statement {
  const { key } = tableOf(table)
  const names = key.map((name) => `"${name}"`).join(', ')
  const start = after === undefined ? [] : (JSON.parse(after) as (string | number)[])
  const from = after === undefined ? '' : `where (${names}) > (${key.map((_, i) => `$${i + 2}`)})`
  return {
    text: `select ${columnsOf(table)} from ${table} ${from} order by ${names} limit $1`,
    values: [limit, ...start],
  }
}

function statement(query: CompiledQuery): Statement {
  return { text: query.sql, values: query.parameters as readonly Param[] }
}

/** The select list carries its own names. */
function rowStatement(query: CompiledQuery): Statement {
  return statement({ ...query, sql: query.sql.replace(' as "all"', '') })
}
