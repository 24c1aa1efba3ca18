import { Worker } from 'node:worker_threads'
import { StoreFault } from './contract.ts'
import type { Message, Reply, Work, WriterSettings } from './sqlite-writer.ts'

/** The thread with the writer in it, as something to ask. */
export interface WriterThread {
  /** `met`: whether the head stood as expected. */
  ask(work: Work): Promise<Answer>
  stop(): Promise<void>
}

export type Answer = Pick<Extract<Reply, { met: boolean }>, 'met' | 'found' | 'spare'>

export async function startWriter(settings: WriterSettings): Promise<WriterThread> {
  const file = import.meta.url.endsWith('.ts') ? './sqlite-writer.ts' : './sqlite-writer.js'
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: settings,
    execArgv: [],
    name: 'comity-database',
  })
  const open = new Map<number, { resolve: (answer: Answer) => void; reject: (e: Error) => void }>()
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
    if ('met' in reply) waiting?.resolve(reply)
    else waiting?.reject(new StoreFault(`the embedded database refused: ${reply.error}`))
  })
  worker.on('error', (error) => fail(error.message))
  worker.on('exit', () => fail('its thread has ended'))

  function answer(id: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (gone) reject(gone)
      else open.set(id, { resolve, reject })
    })
  }
  function ask(work: Work): Promise<Answer> {
    const id = next++
    const answered = answer(id)
    if (!gone)
      worker.postMessage(
        { id, work } satisfies Message,
        work.op === 'write' ? [work.packed.bytes.buffer] : [],
      )
    return answered
  }
  try {
    await answer(0)
  } catch (error) {
    await worker.terminate()
    throw error
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
