import { mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Backend, type Facts, type Needs, withinBytes } from './backend.ts'
import { syncFolder } from './blobs.ts'
import { StoreFault } from './contract.ts'
import { takeLock } from './lock.ts'
import { noOutgoing } from './memory.ts'
import { leafHash } from './merkle.ts'
import { type Migratable, migrate, migrations } from './migrate.ts'
import { pack } from './sqlite-pack.ts'
import {
  claimable,
  type Reads,
  readEvents,
  readRows,
  readsOn,
  scan,
  selectFrom,
} from './sqlite-reads.ts'
import { startWriter, type WriterThread } from './sqlite-thread.ts'
import { type Part, partsOf } from './sqlite-writes.ts'
import type { AnyRow, RowOf } from './tables.ts'

/**
 * The embedded database: SQLite, as the runtime brings it, under `dir/db` and behind our lock. One thread writes; reads
 * are answered here at once, from the state of the last commit. With `durable` it only comes up when the database says
 * that each commit waits for the disk.
 */
export async function openSqlite(options: {
  readonly dir: string
  readonly durable: boolean
}): Promise<Backend> {
  const release = await takeLock(join(options.dir, 'lock'))
  const folder = join(options.dir, 'db')
  try {
    const file = await prepareFile(folder)
    const db = await openTables(file, options.durable)
    try {
      const writer = await startWriter({ file, durable: options.durable })
      return backendOn(db, writer, options.durable, release)
    } catch (error) {
      db.close()
      throw error
    }
  } catch (error) {
    await release()
    if (error instanceof StoreFault) throw error
    throw new StoreFault(
      `the database in ${folder} cannot be opened (${error instanceof Error ? error.message : String(error)}): restore it from a backup, or free space if the disk is full`,
      { cause: error },
    )
  }
}

/** Kept at most between two transactions. */
const mostSpare = 2 << 20

const fileName = 'comity.sqlite'

/**
 * The file of the database, made when the node is new. What else lies in the folder is somebody's data.
 *
 * @throws StoreFault when the folder holds another kind of database, or anything but ours
 */
async function prepareFile(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const held = await readdir(folder)
  if (held.includes('PG_VERSION'))
    throw new StoreFault(
      `${folder} holds a database of an early version of this program, which this one does not read: start the version that wrote it, or move the folder away and begin anew`,
    )
  const file = join(folder, fileName)
  if (held.includes(fileName)) return file
  if (held.length > 0)
    throw new StoreFault(
      `${folder} holds no whole database (${fileName} is missing): restore it from a backup, or move it away if the node was never used`,
    )
  const made = await open(file, 'wx', 0o600)
  await made.close()
  await syncFolder(folder)
  await syncFolder(dirname(folder))
  return file
}

/** The tables up to date, on a connection that only reads from then on. */
async function openTables(file: string, durable: boolean): Promise<DatabaseSync> {
  const db = new DatabaseSync(file, { timeout: 2000 })
  try {
    db.exec(`pragma journal_mode = wal; pragma synchronous = ${durable ? 'full' : 'off'};
      pragma secure_delete = on; pragma cache_size = -4000; pragma trusted_schema = off`)
    // After a disk that refused to keep a commit, its log may be readable and yet not be on the disk. What it says is
    // taken into the file and the log begins anew, so that nothing is built upon pages the disk never had.
    db.exec('pragma wal_checkpoint(truncate)')
    await migrate(scriptsOn(db), await migrations(new URL('./migrations-sqlite/', import.meta.url)))
    db.exec('pragma query_only = on')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** What migrations need; for tests too. */
export function scriptsOn(db: DatabaseSync): Migratable {
  return {
    async script(sql) {
      db.exec('begin immediate')
      try {
        db.exec(sql)
        db.exec('commit')
      } catch (error) {
        if (db.isTransaction) db.exec('rollback')
        throw error
      }
    },
    read: async (statements) => statements.map(({ text }) => db.prepare(text).all()),
  }
}

function backendOn(
  db: DatabaseSync,
  writer: WriterThread,
  durable: boolean,
  release: () => Promise<void>,
): Backend {
  const reads = readsOn(db)
  // Memory for a transaction goes to and fro: to ask for it anew each time takes longer than to fill it.
  let spare: ArrayBuffer | undefined
  const write = async (parts: readonly Part[], erases = false) => {
    const packed = pack(parts, spare)
    spare = undefined
    const answer = await writer.ask({ op: 'write', packed, erases })
    if ((answer.spare?.byteLength ?? 0) <= mostSpare) spare = answer.spare
    return answer.met
  }
  // What is read to be changed is not changed by another transaction meanwhile: these go one after the other.
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
  const leaves = (from: number, to: number) =>
    reads
      .all<{ leaf: Uint8Array }>(
        'select leaf from events where "index" >= ? and "index" < ? order by "index"',
        from,
        to,
      )
      .map((row) => row.leaf)

  return {
    kind: 'sqlite',
    durable,
    head: async () => reads.all<RowOf<'head'>>(selectFrom('head'))[0],
    lookup: async (needs) => lookup(reads, needs),
    apply: (change) =>
      inTurn(async () => {
        const erased = change.put.bodies.some((row) => row.erased_at !== null)
        const redacted = change.put.events.some((row) => row.redacted_at !== null)
        if (!(await write(partsOf(change), erased || redacted)))
          throw new StoreFault('another writer changed the head of this log: stop one of the two')
      }),
    events: async (query) => readEvents(reads, query),
    leaves: async (from, to) => leaves(from, to),
    nodes: async (level, from, to) =>
      level === 0
        ? leaves(from, to).map(leafHash)
        : reads
            .all<{ hash: Uint8Array }>(
              'select hash from nodes where level = ? and "index" >= ? and "index" < ? order by "index"',
              ...[level, from, to],
            )
            .map((row) => row.hash),
    rows: async (query) => readRows(reads, query),
    claim: (request, update) =>
      inTurn(async () => {
        const found = withinBytes(claimable(reads, request), request.mostBytes)
        if (found.length === 0) return []
        const ids = found.map((row) => row.id)
        const rows = new Map(byId(reads, 'outbox', ids).map((row) => [row.id, row]))
        // In the order of the claim.
        const claimed = ids.map((id) => update(rows.get(id)!))
        await write([['put_outbox_state', claimed]])
        return claimed
      }),
    async outgoingCounts() {
      const counts = noOutgoing()
      const found = reads.all<{ state: keyof typeof counts; count: number }>(
        'select state, count(*) as count from outbox group by state',
      )
      for (const { state, count } of found) counts[state] = count
      return counts
    },
    scan: async (table, after, limit) => scan(reads, table, after, limit),
    erased: async () => ({
      bodies: reads.all<RowOf<'bodies'>>(
        `${selectFrom('bodies')} where erased_at is not null order by erased_by`,
      ),
      events: reads.all<RowOf<'events'>>(
        `${selectFrom('events')} where redacted_at is not null order by redacted_by`,
      ),
    }),
    bodiesAt: async (indexes) =>
      reads.all<RowOf<'bodies'>>(
        `${selectFrom('bodies')} where event_index in (select value from json_each(?))`,
        JSON.stringify(indexes),
      ),
    eventsAt: async (indexes) =>
      reads.all<RowOf<'events'>>(
        `${selectFrom('events')} where "index" in (select value from json_each(?))`,
        JSON.stringify(indexes),
      ),
    mark: async () => reads.all<{ mark: string }>('select mark from vault')[0]?.mark,
    putMark: (mark) => inTurn(async () => void (await write([['put_mark', [{ mark }]]]))),
    damage: () => inTurn(async () => (await writer.ask({ op: 'check' })).found ?? []),
    maintain: () => inTurn(async () => void (await writer.ask({ op: 'maintain' }))),
    async close() {
      await last
      db.close()
      try {
        await writer.stop()
      } finally {
        await release()
      }
    },
  }
}

function lookup(reads: Reads, needs: Needs): Facts {
  const asked = Object.values(needs).reduce((sum, list) => sum + list.length, 0)
  return asked > 1 ? reads.together(() => look(reads, needs)) : look(reads, needs)
}

function look(reads: Reads, needs: Needs): Facts {
  return {
    versions: new Map(
      needs.streams.flatMap((stream) => {
        const [row] = reads.all<{ version: number }>(
          'select version from events where stream = ? order by version desc limit 1',
          stream,
        )
        return row ? [[stream, row.version] as const] : []
      }),
    ),
    events: byId(reads, 'events', needs.events),
    bodies: byId(reads, 'bodies', needs.bodies),
    rows: byPair(reads, 'rows', 'kind', 'key', needs.rows),
    outbox: byId(reads, 'outbox', needs.outbox),
    inbox: byPair(reads, 'inbox', 'sender', 'id', needs.inbox),
  }
}

function byId<N extends 'events' | 'bodies' | 'outbox'>(
  reads: Reads,
  table: N,
  ids: readonly string[],
): readonly RowOf<N>[] {
  if (ids.length === 0) return []
  if (ids.length === 1) return reads.all(`${selectFrom(table)} where id = ?`, ids[0]!)
  return reads.all(
    `${selectFrom(table)} where id in (select value from json_each(?))`,
    JSON.stringify(ids),
  )
}

function byPair<N extends 'rows' | 'inbox'>(
  reads: Reads,
  table: N,
  first: string,
  second: string,
  wanted: readonly AnyRow[],
): readonly RowOf<N>[] {
  const text = `${selectFrom(table)} where "${first}" = ? and "${second}" = ?`
  return wanted.flatMap((row) =>
    reads.all<RowOf<N>>(text, row[first] as string, row[second] as string),
  )
}
