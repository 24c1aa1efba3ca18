import { join } from 'node:path'
import { StoreFault } from './contract.ts'
import type { Driver, ResultRow, Statement } from './driver.ts'
import type { DiskCall } from './fsync-filesystem.ts'
import { takeLock } from './lock.ts'
import { startThread, type Thread } from './pglite-thread.ts'
import type { Work } from './pglite-worker.ts'
import { prepareFolder } from './template.ts'

export interface PgliteDriver extends Driver {
  /** For tests: the disk refuses such calls, all after so many. */
  failDisk(call: DiskCall, after: number): Promise<void>
}

/**
 * The embedded database under `dir/db`, behind our lock, in its own thread. With `durable` the driver only
 * comes up when the self-test has seen the disk being asked to keep a commit.
 */
export async function openPglite(options: {
  readonly dir: string
  readonly durable: boolean
  /** For tests of the self-test: the database as its makers ship it. */
  readonly asShipped?: boolean
}): Promise<PgliteDriver> {
  const release = await takeLock(join(options.dir, 'lock'))
  try {
    const folder = join(options.dir, 'db')
    await prepareFolder(folder, options.durable)
    const thread = await startThread({
      folder,
      durable: options.durable && !options.asShipped,
    })
    const kept = await thread.ask({ op: 'self-test' })
    const fsyncs = Number(kept[0]?.[0]?.fsyncs ?? 0)
    if (options.durable && fsyncs < 1) {
      await thread.stop()
      throw new StoreFault(
        'the embedded database does not ask the disk to keep its commits on this runtime: use PostgreSQL (DATABASE_URL), or say that nothing needs to be kept',
      )
    }
    return driverOn(thread, options.durable, release)
  } catch (error) {
    await release()
    throw error
  }
}

function driverOn(thread: Thread, durable: boolean, release: () => Promise<void>): PgliteDriver {
  /** While a transaction of several messages is open, other work waits in front of the thread. */
  let gate: Promise<unknown> | undefined
  async function pass(work: Work): Promise<readonly (readonly ResultRow[])[]> {
    while (gate) await gate
    return thread.ask(work)
  }
  const one = async (text: string) => void (await thread.ask(single({ text, values: [] })))

  async function transaction<T>(
    work: (run: (statement: Statement) => Promise<readonly ResultRow[]>) => Promise<T>,
  ): Promise<T> {
    await one('begin')
    try {
      const result = await work(async (statement) => (await thread.ask(single(statement)))[0]!)
      await one('commit')
      return result
    } catch (error) {
      await one('rollback')
      throw error
    }
  }

  return {
    kind: 'pglite',
    durable,
    read: (statements) => pass({ op: 'run', statements }),
    write: async (statements) => (await pass({ op: 'write', statements }))[0]?.length === 1,
    async transaction(work) {
      while (gate) await gate
      const mine = transaction(work)
      gate = mine.catch(() => {})
      try {
        return await mine
      } finally {
        gate = undefined
      }
    },
    script: async (sql) => void (await pass({ op: 'script', sql })),
    maintain: async () => void (await pass({ op: 'maintain' })),
    failDisk: async (call, after) => void (await pass({ op: 'fail', call, after })),
    async close() {
      try {
        await thread.stop()
      } finally {
        await release()
      }
    },
  }
}

function single(statement: Statement): Work {
  return { op: 'run', statements: [statement] }
}
