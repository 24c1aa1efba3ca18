import { Worker } from 'node:worker_threads'
import { done, type Outcome, type Refusal, refuse } from '#base'
import type { ExhibitHead } from '#paper'
import type { ReachQuery } from '#trace'
import type { BehindQuery } from './desk-behind.ts'
import type { CaseSpec } from './desk-case.ts'
import type { RunOptions } from './desk-shapes.ts'

/** One question to the computing thread. */
export interface DeskCall {
  readonly id: number
  readonly spec: CaseSpec
  readonly ask: Ask
  /** One element; 1 asks the thread to stop. */
  readonly cancel: Int32Array
}

export type Ask =
  | { readonly what: 'import' }
  | { readonly what: 'accounts'; readonly q: string }
  | { readonly what: 'flow'; readonly query: ReachQuery }
  | { readonly what: 'run'; readonly run: RunOptions }
  | {
      readonly what: 'graph'
      readonly run: RunOptions
      readonly query: { readonly claim?: string; readonly minShare?: number; readonly max?: number }
    }
  | {
      readonly what: 'steps'
      readonly run: RunOptions
      readonly query: { readonly offset: number; readonly limit: number; readonly account?: string }
    }
  | { readonly what: 'behind'; readonly run: RunOptions; readonly query: BehindQuery }
  | { readonly what: 'compare'; readonly runs: readonly RunOptions[] }
  | {
      readonly what: 'exhibit'
      readonly run: RunOptions
      readonly others: readonly RunOptions[]
      readonly head: ExhibitHead
    }

export interface Progress {
  readonly what: string
  readonly done: number
  readonly total: number
}

export type DeskMessage = { readonly id: number } & (
  | { readonly progress: Progress }
  | { readonly value: unknown }
  | { readonly refusal: Refusal }
  | { readonly fault: string }
)

export interface DeskThread {
  ask(
    spec: CaseSpec,
    ask: Ask,
    watch?: { readonly onProgress?: (p: Progress) => void; readonly cancel?: Int32Array },
  ): Promise<Outcome<unknown>>
  close(): Promise<void>
}

/** Started with the first question; a thread that died takes its open questions along and is replaced. */
export function deskThread(): DeskThread {
  let worker: Worker | undefined
  let count = 0
  const open = new Map<
    number,
    {
      resolve: (outcome: Outcome<unknown>) => void
      reject: (error: Error) => void
      onProgress: (p: Progress) => void
    }
  >()
  const start = () => {
    const started = new Worker(new URL('./desk-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 4096 },
    })
    started.on('message', (message: DeskMessage) => {
      const asked = open.get(message.id)
      if (asked === undefined) return
      if ('progress' in message) return asked.onProgress(message.progress)
      open.delete(message.id)
      if ('refusal' in message) asked.resolve(refuse(message.refusal))
      else if ('fault' in message) asked.reject(new Error(message.fault))
      else asked.resolve(done(message.value))
    })
    started.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
    started.on('exit', () => fail(new Error('the computing thread ended')))
    started.unref()
    return started
  }
  const fail = (error: Error) => {
    worker = undefined
    for (const asked of open.values()) asked.reject(error)
    open.clear()
  }
  return {
    ask(spec, ask, watch = {}) {
      worker ??= start()
      const id = ++count
      const cancel = watch.cancel ?? new Int32Array(new SharedArrayBuffer(4))
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject, onProgress: watch.onProgress ?? (() => {}) })
        const call: DeskCall = { id, spec, ask, cancel }
        worker?.postMessage(call)
      })
    },
    async close() {
      const ending = worker
      worker = undefined
      await ending?.terminate()
    },
  }
}
