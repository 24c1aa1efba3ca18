import { Worker } from 'node:worker_threads'
import { ristretto255 } from '#hit'
import { type HitWork, works } from './hit-work.ts'
import type { WorkCall, WorkDone } from './hit-work-worker.ts'
import type { World } from './world.ts'

/** Below this many items the work is done here: 100 take 50 milliseconds at the most, and the world's own randomness. */
const worthAThread = 200

interface Waiting {
  readonly resolve: (gives: unknown) => void
  readonly reject: (error: Error) => void
}

/** One thread for all nodes of a process; it keeps no process alive, and one that died is replaced. */
let worker: Worker | undefined
let calls = 0
const open = new Map<number, Waiting>()

/** Blinds, evaluates or unblinds a batch of that many items, beside everything else where it is large. */
export async function hitWork<W extends keyof HitWork>(
  world: World,
  what: W,
  items: number,
  of: HitWork[W]['of'],
): Promise<HitWork[W]['gives']> {
  if (items < worthAThread) return works[what](await ristretto255(), world.random, of)
  return (await inThread(what, of)) as HitWork[W]['gives']
}

function inThread(what: keyof HitWork, of: WorkCall['of']): Promise<unknown> {
  worker ??= start()
  const id = ++calls
  const thread = worker
  return new Promise((resolve, reject) => {
    open.set(id, { resolve, reject })
    thread.ref()
    const call: WorkCall = { id, what, of }
    thread.postMessage(call)
  })
}

function start(): Worker {
  const started = new Worker(new URL('./hit-work-worker.ts', import.meta.url))
  started.on('message', (message: WorkDone) => {
    const waiting = open.get(message.id)
    open.delete(message.id)
    if (open.size === 0) started.unref()
    if ('fault' in message) waiting?.reject(new Error(message.fault))
    else waiting?.resolve(message.gives)
  })
  const gone = (error: Error) => {
    worker = undefined
    for (const { reject } of open.values()) reject(error)
    open.clear()
  }
  started.on('error', (error) => gone(error instanceof Error ? error : new Error(String(error))))
  started.on('exit', () => gone(new Error('the thread for blind questions ended')))
  started.unref()
  return started
}
