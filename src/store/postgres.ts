import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { sha256 } from '#base'
import { StoreFault } from './contract.ts'
import type { Driver, ResultRow, Statement } from './driver.ts'
import { rowSecurity } from './row-security.ts'

/**
 * PostgreSQL 15 or later. Each node has a schema of its own, so several nodes can share a server. The
 * writer's connection holds an advisory lock for as long as it lives: when it is lost, so is the right to
 * write, and another process may take over without the two ever writing at once.
 */
export async function openPostgres(options: {
  readonly url: string
  readonly origin: string
  readonly durable: boolean
}): Promise<Driver> {
  const schema = schemaOf(options.origin)
  const settings: pg.ClientConfig = {
    connectionString: options.url,
    application_name: `comity ${options.origin}`.slice(0, 63),
    options: `-c search_path=${schema} -c synchronous_commit=on -c client_min_messages=warning`,
    types: { getTypeParser },
  }
  const writer = new pg.Client(settings)
  let lost: Error | undefined
  writer.on('error', (error) => {
    lost = error
  })
  await writer.connect().catch((cause: unknown) => {
    throw new StoreFault(
      'the database does not answer: check DATABASE_URL and that the server runs',
      {
        cause,
      },
    )
  })
  const pool = new pg.Pool({ ...settings, max: 4 })
  // An idle connection that breaks is replaced by the pool; the next query reports what matters.
  pool.on('error', () => {})
  try {
    await checkServer(writer, options.durable)
    await takeLock(writer, schema)
    await writer.query(`create schema if not exists ${schema}`)
  } catch (error) {
    await Promise.allSettled([pool.end(), writer.end()])
    throw error
  }

  // Until the tables are there and guarded, the owner works on them.
  let enter = ''

  return {
    kind: 'postgres',
    durable: options.durable,
    async read(statements) {
      const client = await pool.connect()
      try {
        return await inTransaction(client, enter, async () => {
          const results: (readonly ResultRow[])[] = []
          for (const statement of statements) results.push(await run(client, statement))
          return results
        })
      } finally {
        client.release()
      }
    },
    async write([first, ...rest]) {
      if (lost) throw lost
      return inTransaction(writer, enter, async () => {
        if (!first || (await run(writer, first)).length !== 1) return false
        for (const statement of rest) await run(writer, statement)
        return true
      })
    },
    async transaction(work) {
      const client = await pool.connect()
      try {
        return await inTransaction(client, enter, () => work((statement) => run(client, statement)))
      } finally {
        client.release()
      }
    },
    async script(sql) {
      // The owner is bound by the policies too, so it says for which node it changes the tables.
      const node = `set local comity.node = '${options.origin.replaceAll("'", "''")}';`
      await inTransaction(writer, node, () => writer.query(sql))
    },
    async protect() {
      enter = await guard(writer, schema, options.origin)
    },
    async maintain() {
      // Autovacuum and checkpoints are the server's own; only the statistics of a fresh node are not there yet.
      await pool.query('analyze')
    },
    async close() {
      await Promise.allSettled([pool.end(), writer.end()])
    },
  }
}

/** `xv-fiu.example/log` as a schema name: what can be read of it, and enough of a hash to keep two apart. */
export function schemaOf(origin: string): string {
  const readable = origin
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 30)
  const tail = Buffer.from(sha256(Buffer.from(origin)))
    .toString('hex')
    .slice(0, 12)
  return `comity_${readable}_${tail}`
}

async function checkServer(client: pg.Client, durable: boolean): Promise<void> {
  const settings = await client.query<{ version: string; fsync: string; pages: string }>(
    `select current_setting('server_version_num') as version, current_setting('fsync') as fsync,
       current_setting('full_page_writes') as pages`,
  )
  const found = settings.rows[0]!
  if (Number(found.version) < 150_000)
    throw new StoreFault(
      `the database is PostgreSQL ${Math.floor(Number(found.version) / 10_000)}: version 15 or later is needed`,
    )
  if (durable && (found.fsync !== 'on' || found.pages !== 'on'))
    throw new StoreFault(
      'the database does not keep its commits through a power cut (fsync or full_page_writes is off): switch both on',
    )
}

/** A node that was killed and starts again meets its own old connection for a moment. */
const lockPatience = { tries: 15, pauseMs: 200 }

async function takeLock(client: pg.Client, schema: string): Promise<void> {
  const key = Buffer.from(sha256(Buffer.from(schema))).readBigInt64BE()
  for (let tries = lockPatience.tries; tries > 0; tries--) {
    const answer = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1) as taken',
      [key.toString()],
    )
    if (answer.rows[0]?.taken) return
    await sleep(lockPatience.pauseMs)
  }
  throw new StoreFault(
    'another process writes this log in the same database: stop that node first, or wait until its connection has ended',
  )
}

/** Row-level security on every table of the node; see `row-security.ts`. Says how transactions begin from now on. */
async function guard(writer: pg.Client, schema: string, origin: string): Promise<string> {
  const found = await writer.query<{ tablename: string }>(
    "select tablename from pg_tables where schemaname = $1 and tablename <> 'migrations'",
    [schema],
  )
  const security = rowSecurity(
    schema,
    origin,
    found.rows.map((row) => row.tablename),
  )
  try {
    await inTransaction(writer, '', () => writer.query(security.sql))
  } catch (cause) {
    throw new StoreFault(
      `the database user may not make the role ${security.role}: have an administrator run "create role ${security.role} nologin" and "grant ${security.role} to" this user`,
      { cause },
    )
  }
  return security.enter
}

async function inTransaction<T>(
  client: Pick<pg.ClientBase, 'query'>,
  /** Sent together with `begin`: under which role, for which node. */
  enter: string,
  work: () => Promise<T>,
): Promise<T> {
  await client.query(`begin;${enter}`)
  try {
    const result = await work()
    await client.query(result === false ? 'rollback' : 'commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

async function run(
  client: Pick<pg.ClientBase, 'query'>,
  { text, values, name }: Statement,
): Promise<readonly ResultRow[]> {
  const query = { text, values: [...values], ...(name === undefined ? {} : { name }) }
  try {
    return (await client.query<ResultRow>(query)).rows
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new StoreFault(`the database did not answer as it should: ${why}`, { cause })
  }
}

/** 64-bit integers as numbers; JSON stays the text it was sealed as. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === 20) return Number
  if (oid === 114) return (text: string) => text
  return pg.types.getTypeParser(oid, format as 'text')
}
