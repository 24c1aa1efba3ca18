import { parentPort } from 'node:worker_threads'
import { systemRandom } from '#base'
import { ristretto255 } from '#hit'
import { type HitWork, works } from './hit-work.ts'

/** The thread that blinds, evaluates and unblinds large batches, so that the node answers meanwhile. */

export interface WorkCall {
  readonly id: number
  readonly what: keyof HitWork
  readonly of: HitWork[keyof HitWork]['of']
}

export type WorkDone = { readonly id: number } & (
  | { readonly gives: unknown }
  | { readonly fault: string }
)

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread')
const group = await ristretto255()

port.on('message', ({ id, what, of }: WorkCall) => {
  try {
    const work = works[what] as (...args: unknown[]) => unknown
    port.postMessage({ id, gives: work(group, systemRandom, of) } satisfies WorkDone)
  } catch (error) {
    const fault = error instanceof Error ? error.message : 'fault'
    port.postMessage({ id, fault } satisfies WorkDone)
  }
})
