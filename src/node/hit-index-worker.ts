import { parentPort, workerData } from 'node:worker_threads'
import { buildIndex, type IndexPlan, ristretto255 } from '#hit'
import type { IndexMessage } from './hit-index-thread.ts'

/** The thread that makes one index and ends, so that the node answers meanwhile; the seed goes with it. */

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread')
const { plan, cancel } = workerData as { readonly plan: IndexPlan; readonly cancel: Int32Array }
const say = (message: IndexMessage) => port.postMessage(message)

/** Keys between two words about how far it is. */
const sayEvery = 1_000

const work = buildIndex(await ristretto255(), plan)
for (;;) {
  if (Atomics.load(cancel, 0) === 1) {
    say({ stopped: true })
    break
  }
  const step = work.next()
  if (step.done === true) {
    say(step.value.ok ? { built: step.value.value } : { refusal: step.value.refusal })
    break
  }
  if (step.value % sayEvery === 0) say({ done: step.value })
}
