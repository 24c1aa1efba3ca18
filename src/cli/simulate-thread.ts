import { parentPort, workerData } from 'node:worker_threads'
import { type PlanOptions, playSeeds } from '#exercise'

/** Plays its share of the seeds and tells the thread that began it. */
const { seeds, options } = workerData as {
  readonly seeds: readonly number[]
  readonly options: PlanOptions
}
const played = await playSeeds(seeds, options, (seed, found) =>
  parentPort?.postMessage({ seed, found }),
)
parentPort?.postMessage({ played })
