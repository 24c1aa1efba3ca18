import {
  type Backend,
  type Change,
  type Claimable,
  type Facts,
  type Needs,
  withinBytes,
} from './backend.ts'
import { StoreFault } from './contract.ts'
import type { Driver, ResultRow, Statement } from './driver.ts'
import { noOutgoing } from './memory.ts'
import { leafHash } from './merkle.ts'
import { migrate } from './migrate.ts'
import * as queries from './queries.ts'
import { columnsOf, dropRows, lookups, put, putHead, putOutboxState } from './statements.ts'
import type { AnyRow, RowOf, TableName } from './tables.ts'

/** The tables in a database that speaks PostgreSQL 15. Brings them up to date first, and closes it when that fails. */
export async function sqlBackend(driver: Driver): Promise<Backend> {
  try {
    await migrate(driver)
    await driver.protect?.()
  } catch (error) {
    await driver.close()
    throw error
  }
  const read = async (statement: Statement) => (await driver.read([statement]))[0]!

  return {
    kind: driver.kind,
    durable: driver.durable,
    async head() {
      const rows = await read({ text: `select ${columnsOf('head')} from head`, values: [] })
      return rowsOf('head', rows)[0]
    },
    lookup: (needs) => lookup(driver, needs),
    apply: (change) => apply(driver, change),
    events: async (query) => rowsOf('events', await read(queries.events(query))),
    leaves: async (from, to) =>
      (await read(queries.leaves(from, to))).map((row) => row.leaf as Uint8Array),
    nodes: async (level, from, to) =>
      level === 0
        ? (await read(queries.leaves(from, to))).map((row) => leafHash(row.leaf as Uint8Array))
        : (await read(queries.nodes(level, from, to))).map((row) => row.hash as Uint8Array),
    rows: async (query) => rowsOf('rows', await read(queries.rows(query))),
    claim: (request, update) =>
      driver.transaction(async (run) => {
        const found = await run(queries.claimable(request))
        const ids = withinBytes(found as unknown as readonly Claimable[], request.mostBytes).map(
          (r) => r.id,
        )
        if (ids.length === 0) return []
        const rows = await run(queries.outgoingByIds(ids))
        const claimed = rowsOf('outbox', rows).map(update)
        await run(putOutboxState(claimed))
        return claimed
      }),
    async outgoingCounts() {
      const counts = noOutgoing()
      for (const row of await read(queries.outgoingCounts()))
        counts[row.state as keyof typeof counts] = Number(row.count)
      return counts
    },
    scan: async (table, after, limit) =>
      rowsOf(table, await read(queries.scan(table, after, limit))),
    async erased() {
      const [bodies, events] = await driver.read([
        {
          text: `select ${columnsOf('bodies')} from bodies where erased_at is not null order by erased_by`,
          values: [],
        },
        {
          text: `select ${columnsOf('events')} from events where redacted_at is not null order by redacted_by`,
          values: [],
        },
      ])
      return { bodies: rowsOf('bodies', bodies!), events: rowsOf('events', events!) }
    },
    bodiesAt: async (indexes) =>
      rowsOf(
        'bodies',
        await read({
          text: `select ${columnsOf('bodies')} from bodies where event_index = any($1::bigint[])`,
          values: [indexes],
        }),
      ),
    eventsAt: async (indexes) =>
      rowsOf(
        'events',
        await read({
          text: `select ${columnsOf('events')} from events where "index" = any($1::bigint[])`,
          values: [indexes],
        }),
      ),
    async mark() {
      const [row] = await read({ text: 'select mark from vault', values: [] })
      return row?.mark as string | undefined
    },
    async putMark(mark) {
      await driver.transaction((run) =>
        run({
          text: 'insert into vault values (1, $1) on conflict (one) do update set mark = excluded.mark',
          values: [mark],
        }),
      )
    },
    maintain: () => driver.maintain(),
    close: () => driver.close(),
  }
}

async function lookup(driver: Driver, needs: Needs): Promise<Facts> {
  const wanted = lookups(needs)
  const answers = wanted.length > 0 ? await driver.read(wanted.map(([, query]) => query)) : []
  const found = new Map(wanted.map(([name], i) => [name, answers[i]!]))
  const rows = <N extends 'events' | 'bodies' | 'rows' | 'outbox' | 'inbox'>(name: N) =>
    rowsOf(name, found.get(name) ?? [])
  return {
    versions: new Map(
      (found.get('streams') ?? []).map((row) => [row.stream as string, Number(row.version)]),
    ),
    events: rows('events'),
    bodies: rows('bodies'),
    rows: rows('rows'),
    outbox: rows('outbox'),
    inbox: rows('inbox'),
  }
}

async function apply(driver: Driver, change: Change): Promise<void> {
  const statements: Statement[] = [putHead(change)]
  for (const [table, rows] of Object.entries(change.put)) {
    // Whatever was claimed once is in the table already, with its bytes.
    const [old, fresh] = table === 'outbox' ? claimedBefore(change.put.outbox) : [[], rows]
    if (fresh.length > 0) statements.push(put(table as TableName, fresh as readonly AnyRow[]))
    if (old.length > 0) statements.push(putOutboxState(old))
  }
  if (change.drop.length > 0) statements.push(dropRows(change.drop))
  if (!(await driver.write(statements)))
    throw new StoreFault('another writer changed the head of this log: stop one of the two')
}

function claimedBefore(rows: readonly RowOf<'outbox'>[]) {
  return [rows.filter((row) => row.attempt > 0), rows.filter((row) => row.attempt === 0)] as const
}

/** The drivers give each column in the type that `tables.ts` names. */
function rowsOf<N extends TableName>(_table: N, rows: readonly ResultRow[]): readonly RowOf<N>[] {
  return rows as unknown as readonly RowOf<N>[]
}
