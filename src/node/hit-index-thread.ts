import { Worker } from 'node:worker_threads'
import { done, type Outcome, type Refusal, refuse } from '#base'
import { type BuiltIndex, buildIndex, type IndexPlan, ristretto255 } from '#hit'
import { hitDeskRefusal } from './hit-refusals.ts'

export type IndexMessage =
  | { readonly done: number }
  | { readonly stopped: true }
  | { readonly built: BuiltIndex }
  | { readonly refusal: Refusal }

/** Below this many keys a thread costs more than it spares: the work is done here, in turns. */
const worthAThread = 1_000

/**
 * Makes an index beside everything else: a large one in a thread of its own. `onDone` is told how many keys are done;
 * `cancel`, one element, stops it when set to 1, with `hit-building-stopped`. Faults of the thread are thrown.
 */
export async function makeIndex(
  plan: IndexPlan,
  onDone: (keys: number) => void,
  cancel: Int32Array,
): Promise<Outcome<BuiltIndex>> {
  if (plan.keys.length + (plan.before?.length ?? 0) / 16 >= worthAThread)
    return inThread(plan, onDone, cancel)
  const work = buildIndex(await ristretto255(), plan)
  for (;;) {
    if (Atomics.load(cancel, 0) === 1) return hitDeskRefusal('hit-building-stopped')
    const step = work.next()
    if (step.done === true) return step.value
    onDone(step.value)
    if (step.value > 0 && step.value < plan.keys.length) await new Promise(setImmediate)
  }
}

function inThread(
  plan: IndexPlan,
  onDone: (keys: number) => void,
  cancel: Int32Array,
): Promise<Outcome<BuiltIndex>> {
  const worker = new Worker(new URL('./hit-index-worker.ts', import.meta.url), {
    workerData: { plan, cancel },
  })
  return new Promise((resolve, reject) => {
    worker.on('message', (message: IndexMessage) => {
      if ('done' in message) onDone(message.done)
      else if ('stopped' in message) resolve(hitDeskRefusal('hit-building-stopped'))
      else if ('refusal' in message) resolve(refuse(message.refusal))
      else resolve(done(message.built))
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('the thread that makes an index ended')))
  })
}
