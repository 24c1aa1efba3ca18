import { Worker } from 'node:worker_threads'
import { StoreFault } from './contract.ts'
import type { ResultRow } from './driver.ts'
import type { Message, Reply, Work, WorkerSettings } from './pglite-worker.ts'

/** The worker thread with the embedded database in it, as something to ask. */
export interface Thread {
  ask(work: Work): Promise<readonly (readonly ResultRow[])[]>
  stop(): Promise<void>
}

export async function startThread(settings: WorkerSettings): Promise<Thread> {
  const file = import.meta.url.endsWith('.ts') ? './pglite-worker.ts' : './pglite-worker.js'
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: settings,
    execArgv: [],
    name: 'comity-database',
  })
  const open = new Map<number, { resolve: (rows: never) => void; reject: (e: Error) => void }>()
  let next = 1
  let gone: StoreFault | undefined

  function fail(reason: string): void {
    gone ??= new StoreFault(`the embedded database stopped: ${reason}`)
    for (const waiting of open.values()) waiting.reject(gone)
    open.clear()
  }
  worker.on('message', (reply: Reply) => {
    const waiting = open.get(reply.id)
    open.delete(reply.id)
    if ('rows' in reply) waiting?.resolve(reply.rows as never)
    else {
      waiting?.reject(new StoreFault(`the embedded database refused: ${reply.error}`))
      if (!reply.fatal) return
      fail(reply.error)
      // It may be turning in circles over its own failure, and the thread would with it.
      void worker.terminate()
    }
  })
  worker.on('error', (error) => fail(error.message))
  worker.on('exit', () => fail('its thread has ended'))

  function answer(id: number): Promise<readonly (readonly ResultRow[])[]> {
    return new Promise((resolve, reject) => {
      if (gone) reject(gone)
      else open.set(id, { resolve, reject })
    })
  }
  async function ask(work: Work): Promise<readonly (readonly ResultRow[])[]> {
    const id = next++
    const answered = answer(id)
    if (!gone) worker.postMessage({ id, work } satisfies Message)
    return answered
  }
  try {
    await answer(0)
  } catch (error) {
    await worker.terminate()
    throw new StoreFault(
      `the database in ${settings.folder} cannot be opened (${error instanceof Error ? error.message : String(error)}): restore it from a backup, or free space if the disk is full`,
      { cause: error },
    )
  }
  return {
    ask,
    async stop() {
      try {
        if (!gone) await ask({ op: 'close' })
      } finally {
        await worker.terminate()
      }
    },
  }
}
