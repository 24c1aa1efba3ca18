import type { Change, Needs } from './backend.ts'
import { binaryArray, type ElementType } from './binary-array.ts'
import type { Param, Statement } from './driver.ts'
import { type AnyRow, type TableName, tableNames, tableOf } from './tables.ts'

/** The statements that write, and the look-ups by key: whole arrays at a time, one text each. */

const arrayType = { int: 'bigint[]', text: 'text[]', json: 'text[]', bytes: 'bytea[]' } as const

function typeOf(table: TableName, column: string): ElementType {
  return tableOf(table).columns[column]!.replace('?', '') as ElementType
}

/** `select` list in table order, under the names of the table; JSON as the text it was sealed as. */
export function columnsOf(table: TableName): string {
  return Object.keys(tableOf(table).columns)
    .map((name) => (typeOf(table, name) === 'json' ? `"${name}"::text as "${name}"` : `"${name}"`))
    .join(', ')
}

function putText(table: TableName): string {
  const { key, columns } = tableOf(table)
  const names = Object.keys(columns)
  const given = names.map((name, i) => `$${i + 1}::${arrayType[typeOf(table, name)]}`)
  const taken = names.map((name) =>
    typeOf(table, name) === 'json' ? `u."${name}"::json` : `u."${name}"`,
  )
  const quoted = names.map((name) => `"${name}"`)
  const update = names
    .filter((name) => !key.includes(name))
    .map((name) => `"${name}" = excluded."${name}"`)
  return `insert into ${table} (${quoted.join(', ')}) select ${taken.join(', ')}
    from unnest(${given.join(', ')}) as u(${quoted.join(', ')})
    on conflict (${key.map((name) => `"${name}"`).join(', ')}) do update set ${update.join(', ')}`
}

const putTexts = Object.fromEntries(tableNames.map((name) => [name, putText(name)]))

export function put(table: TableName, rows: readonly AnyRow[]): Statement {
  const values = Object.keys(tableOf(table).columns).map((name) => column(table, name, rows))
  return { name: `put_${table}`, text: putTexts[table]!, values }
}

function column(table: TableName, name: string, rows: readonly AnyRow[]): Uint8Array {
  return binaryArray(
    typeOf(table, name),
    rows.map((row) => row[name] ?? null),
  )
}

/**
 * What changes of an envelope once it was claimed: all but its bytes, which are by far the most of it and stay as they
 * were written.
 */
export function putOutboxState(rows: readonly AnyRow[]): Statement {
  const columns = ['state', 'attempt', 'not_before', 'answer', 'error', 'state_seal'] as const
  const names = ['id', ...columns]
  const given = names.map((name, i) => `$${i + 1}::${arrayType[typeOf('outbox', name)]}`)
  const set = columns.map((name) => `"${name}" = u."${name}"`)
  return {
    name: 'put_outbox_state',
    text: `update outbox set ${set.join(', ')}
      from unnest(${given.join(', ')}) as u(${names.map((name) => `"${name}"`).join(', ')})
      where outbox."id" = u."id"`,
    values: names.map((name) => column('outbox', name, rows)),
  }
}

function param(value: AnyRow[string] | undefined): string | number | null {
  if (value === null || value === undefined) return null
  return value instanceof Uint8Array ? hex(value) : value
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

/** Puts the new head in the place of exactly the head it was planned on. Returns one row when it did. */
export function putHead({ before, head }: Change): Statement {
  if (before === undefined)
    return {
      text: `insert into head ("one", "size", "root", "checkpoint", "frontier", "tally", "seal")
        values ($1, $2, decode($3, 'hex'), $4, decode($5, 'hex'), decode($6, 'hex'), decode($7, 'hex'))
        returning "one"`,
      values: Object.keys(tableOf('head').columns).map((name) => param((head as AnyRow)[name])),
    }
  return {
    name: 'put_head',
    text: `update head set "size" = $1, "root" = decode($2, 'hex'), "checkpoint" = $3,
      "frontier" = decode($4, 'hex'), "tally" = decode($5, 'hex'), "seal" = decode($6, 'hex')
      where "seal" = decode($7, 'hex') returning "one"`,
    values: [
      head.size,
      hex(head.root),
      head.checkpoint,
      hex(head.frontier),
      hex(head.tally),
      hex(head.seal),
      hex(before),
    ],
  }
}

export function dropRows(rows: Change['drop']): Statement {
  return {
    name: 'drop_rows',
    text: `delete from rows using unnest($1::text[], $2::text[]) as u("kind", "key")
      where rows."kind" = u."kind" and rows."key" = u."key"`,
    values: pairs(rows, 'kind', 'key'),
  }
}

/** The last of each stream by the index, however long the stream is. */
const streamVersions = `select s."stream", e."version"::integer as "version"
  from unnest($1::text[]) as s("stream") cross join lateral (
    select "version" from events where "stream" = s."stream" order by "version" desc limit 1) as e`

/** One statement per kind of need that is not empty, with the name it answers to. */
export function lookups(needs: Needs): readonly (readonly [keyof Needs, Statement])[] {
  const found: (readonly [keyof Needs, Statement])[] = []
  if (needs.streams.length > 0)
    found.push([
      'streams',
      { name: 'get_streams', text: streamVersions, values: [texts(needs.streams)] },
    ])
  for (const table of ['events', 'bodies', 'outbox'] as const)
    if (needs[table].length > 0)
      found.push([
        table,
        {
          name: `get_${table}`,
          text: `select ${columnsOf(table)} from ${table} where "id" = any($1::text[])`,
          values: [texts(needs[table])],
        },
      ])
  if (needs.rows.length > 0) found.push(['rows', byPair('rows', 'kind', 'key', needs.rows)])
  if (needs.inbox.length > 0) found.push(['inbox', byPair('inbox', 'sender', 'id', needs.inbox)])
  return found
}

function byPair(
  table: 'rows' | 'inbox',
  first: string,
  second: string,
  wanted: readonly AnyRow[],
): Statement {
  return {
    name: `get_${table}`,
    text: `select ${columnsOf(table)} from ${table} where ("${first}", "${second}") in
      (select * from unnest($1::text[], $2::text[]))`,
    values: pairs(wanted, first, second),
  }
}

function pairs(rows: readonly AnyRow[], first: string, second: string): readonly Param[] {
  return [first, second].map((name) => texts(rows.map((row) => row[name] as string)))
}

function texts(values: readonly string[]): Uint8Array {
  return binaryArray('text', values)
}
