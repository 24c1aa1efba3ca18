import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import type { ResultRow, Statement } from './driver.ts'
import { type DiskCall, eio, enospc, FsyncFilesystem } from './fsync-filesystem.ts'
import { type Pipeline, parsers, pipelineOn } from './pglite-pipeline.ts'

/**
 * The embedded database in a thread of its own: a query blocks the thread it runs in for as long as it
 * takes. Messages are worked off one at a time, in the order they came.
 */

export interface WorkerSettings {
  readonly folder: string
  readonly durable: boolean
}

export type Work =
  | { readonly op: 'run'; readonly statements: readonly Statement[] }
  | { readonly op: 'write'; readonly statements: readonly Statement[] }
  | { readonly op: 'script'; readonly sql: string }
  | { readonly op: 'maintain' }
  | { readonly op: 'self-test' }
  | { readonly op: 'fail'; readonly call: DiskCall; readonly after: number }
  | { readonly op: 'close' }

export interface Message {
  readonly id: number
  readonly work: Work
}

export type Reply =
  | { readonly id: number; readonly rows: readonly (readonly ResultRow[])[] }
  /** `fatal`: the database is beyond answering, and must not be asked again. */
  | { readonly id: number; readonly error: string; readonly fatal: boolean }

/** Everything as shipped, but fsync on: `-F` would turn it off, fdatasync is empty in this build. */
const durableParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
]

const settings = workerData as WorkerSettings
let failing: { call: DiskCall; after: number } | undefined
const disk = new FsyncFilesystem(settings.folder, {
  before(call) {
    if (failing?.call === call && failing.after-- <= 0) throw new Error('injected by a test')
  },
  failed(call, cause) {
    // Said at once and not with the answer: a database that panicked over its disk may never answer.
    reply({ id: -1, error: `the disk refused a ${call} (${reasonOf(cause)})`, fatal: true })
  },
})

/** The file system in WebAssembly counts its errors in its own way, and names none of them. */
function reasonOf(cause: unknown): string {
  if (cause instanceof Error && cause.message !== '') return cause.message
  const { errno } = cause as { errno?: number }
  if (errno === enospc) return 'no space left on the disk'
  return errno === eio ? 'input/output error' : `error ${errno ?? 'unknown'}`
}

interface Opened {
  readonly db: PGlite
  readonly pipeline: Pipeline
}

async function start(): Promise<Opened> {
  const db = await PGlite.create({
    fs: disk,
    startParams: settings.durable ? durableParams : [...PGlite.defaultStartParams],
    parsers,
  })
  // Planning costs more than the look-up, so plans are kept; and as a plan kept from when a table was small would read
  // all of it when it is large, indexes are taken wherever there is one.
  await db.exec('set plan_cache_mode = force_generic_plan; set enable_seqscan = off')
  return { db, pipeline: pipelineOn(db) }
}

async function work(
  { db, pipeline }: Opened,
  task: Work,
): Promise<readonly (readonly ResultRow[])[]> {
  switch (task.op) {
    case 'run':
      return pipeline.run(task.statements)
    case 'write':
      return write(pipeline, task.statements)
    case 'script':
      await db.transaction((tx) => tx.exec(task.sql))
      await pipeline.forget()
      return []
    case 'maintain':
      await db.exec('vacuum (analyze)')
      await db.exec('checkpoint')
      return []
    case 'self-test':
      return [[{ fsyncs: await countFsyncs(db) }]]
    case 'fail':
      failing = { call: task.call, after: task.after }
      return []
    case 'close':
      await db.close()
      return []
  }
}

/** One transaction in two messages: whether to go on is seen between them. */
async function write(
  pipeline: Pipeline,
  statements: readonly Statement[],
): Promise<readonly (readonly ResultRow[])[]> {
  const [first, ...rest] = statements
  try {
    const [, met] = await pipeline.run([command('begin'), first!])
    if (met?.length === 1) await pipeline.run([...rest, command('commit')])
    else await pipeline.run([command('rollback')])
    return [met ?? []]
  } catch (error) {
    if (!isFatal(error)) await pipeline.run([command('rollback')])
    throw error
  }
}

function command(text: string): Statement {
  return { text, values: [] }
}

/** Everything but an ordinary error of one statement: PANIC, FATAL, an abort of the program itself. */
function isFatal(error: unknown): boolean {
  return (error as { severity?: unknown }).severity !== 'ERROR'
}

/** A commit that must reach the write-ahead log, and how often the disk was asked to keep it. */
async function countFsyncs(db: PGlite): Promise<number> {
  const before = disk.count
  await db.query(`select pg_logical_emit_message(true, 'comity', 'does the disk keep this')`)
  return disk.count - before
}

function reply(message: Reply): void {
  parentPort!.postMessage(message)
}

const database = start()
let dead = false
let last: Promise<void> = database.then(
  () => reply({ id: 0, rows: [] }),
  (error: unknown) => reply(failure(0, error)),
)

parentPort!.on('message', ({ id, work: task }: Message) => {
  last = last.then(async () => {
    if (dead) return
    try {
      reply({ id, rows: await work(await database, task) })
    } catch (error) {
      dead = isFatal(error)
      reply(failure(id, error))
    }
    if (task.op === 'close') parentPort!.close()
  })
})

function failure(id: number, error: unknown): Reply {
  const text = error instanceof Error ? error.message : String(error)
  return { id, error: text, fatal: isFatal(error) }
}
