import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { type Packed, unpack } from './sqlite-pack.ts'
import { type WriteName, writes } from './sqlite-writes.ts'

/**
 * The one writer of the embedded database, in a thread of its own: whoever reads meanwhile, or works on the next act,
 * does not wait for the disk. Messages are worked off one at a time, in the order they came.
 */

export interface WriterSettings {
  readonly file: string
  readonly durable: boolean
}

export type Work =
  /** `erases`: what was taken out must not stay in the write-ahead log. */
  | { readonly op: 'write'; readonly packed: Packed; readonly erases: boolean }
  | { readonly op: 'check' }
  | { readonly op: 'maintain' }
  | { readonly op: 'close' }

export interface Message {
  readonly id: number
  readonly work: Work
}

/** `met`: false when the head in the table was another one; nothing was written then. */
export type Reply =
  | {
      readonly id: number
      readonly met: boolean
      readonly found?: readonly string[]
      /** The memory of the transaction, for the next one. */
      readonly spare?: ArrayBuffer
    }
  | { readonly id: number; readonly error: string }

/** Pages taken back into the file after so many bytes of changes, while nobody waits for an answer. */
const checkpointBytes = 8 << 20
/** What a transaction writes beside its values, about: pages of the indexes. */
const aroundBytes = 32 << 10
/** Above this share of empty pages the file is written anew at maintenance. */
const emptyShare = 1 / 4

const settings = workerData as WriterSettings
const db = openWriter()
const statements = new Map<WriteName, StatementSync>()
let grown = 0
/** An erasure whose bytes may still stand in the log. */
let owed = false
/** After one failure nothing more is written: what the disk holds is then unknown. */
let broken: string | undefined

function openWriter(): DatabaseSync {
  const opened = new DatabaseSync(settings.file, { timeout: 2000 })
  // FULL: each commit waits until the disk has it. Checkpoints are made below, when nobody waits.
  opened.exec(`pragma synchronous = ${settings.durable ? 'full' : 'off'};
    pragma fullfsync = ${settings.durable ? 'on' : 'off'};
    pragma checkpoint_fullfsync = ${settings.durable ? 'on' : 'off'};
    pragma secure_delete = on; pragma temp_store = memory;
    pragma wal_autocheckpoint = 0; pragma cache_size = -8000;`)
  return opened
}

/** What keeps the disk from being asked, as the database itself says it. */
function notDurable(): string | undefined {
  const options = db.prepare('pragma compile_options').all()
  if (options.some((row) => row.compile_options === 'NO_SYNC')) return 'it was built without'
  if (value('journal_mode') !== 'wal') return 'its write-ahead log is not possible in this folder'
  return value('synchronous') === 2 ? undefined : 'it does not take the setting'
}

function value(pragma: string): unknown {
  return Object.values(db.prepare(`pragma ${pragma}`).get() ?? {})[0]
}

function write({ packed, erases }: Extract<Work, { op: 'write' }>): boolean {
  db.exec('begin immediate')
  let met = true
  unpack(packed, (name, row) => {
    if (!met) return
    const { changes } = statementOf(name).run(...row)
    if ((name === 'put_head' || name === 'begin_head') && changes !== 1) met = false
  })
  db.exec(met ? 'commit' : 'rollback')
  grown += packed.bytes.length + aroundBytes
  if (met && (erases || owed)) owed = !checkpoint('truncate')
  return met
}

function statementOf(name: WriteName): StatementSync {
  let statement = statements.get(name)
  if (!statement) {
    statement = db.prepare(writes[name].text)
    statements.set(name, statement)
  }
  return statement
}

/** False when somebody was reading all the while, so that the log is still there. */
function checkpoint(mode: 'passive' | 'truncate'): boolean {
  const answer = db.prepare(`pragma wal_checkpoint(${mode})`).get()
  grown = 0
  return answer?.busy === 0
}

function maintain(): void {
  if (Number(value('freelist_count')) > Number(value('page_count')) * emptyShare) db.exec('vacuum')
  owed = !checkpoint('truncate')
}

/** Every page, and every index against its table; the first few of what is wrong. */
function check(): readonly string[] {
  const lines = db.prepare('pragma integrity_check(20)').all()
  return lines.map((line) => String(line.integrity_check)).filter((line) => line !== 'ok')
}

function work(task: Work): boolean {
  if (task.op === 'close') {
    db.close()
    return true
  }
  if (broken !== undefined) throw new Error(broken)
  try {
    if (task.op === 'write') return write(task)
    maintain()
    return true
  } catch (error) {
    broken = reasonOf(error)
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

/** With the code that tells reading, writing and keeping apart (SQLite, "Result and Error Codes"). */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { errcode } = error as { errcode?: unknown }
  return typeof errcode === 'number' ? `${error.message}, code ${errcode}` : error.message
}

function reply(message: Reply): void {
  parentPort!.postMessage(message, 'spare' in message && message.spare ? [message.spare] : [])
}

const hindrance = settings.durable ? notDurable() : undefined
reply(
  hindrance === undefined
    ? { id: 0, met: true }
    : { id: 0, error: `it does not ask the disk to keep its commits: ${hindrance}` },
)

parentPort!.on('message', ({ id, work: task }: Message) => {
  try {
    if (task.op === 'check') reply({ id, met: true, found: check() })
    else {
      const met = work(task)
      if (task.op === 'write') reply({ id, met, spare: task.packed.bytes.buffer })
      else reply({ id, met })
    }
  } catch (error) {
    reply({ id, error: reasonOf(error) })
  }
  if (task.op === 'close') parentPort!.close()
  else if (grown > checkpointBytes && broken === undefined)
    try {
      checkpoint('passive')
    } catch (error) {
      // The log beside the file is whole; that the disk failed is told to whoever writes next.
      broken = reasonOf(error)
    }
})
