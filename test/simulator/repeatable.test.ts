import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { asText, type Played, planOf, playSeeds, runPlan } from '#exercise'

const seeds = [3, 7, 11, 19, 23, 42]

it('the same seed gives the same trace, byte for byte', { timeout: 300_000 }, async () => {
  for (const seed of seeds) {
    const [first, second] = [await runPlan(planOf(seed)), await runPlan(planOf(seed))]
    expect(asText(second.lines)).toBe(asText(first.lines))
    expect(second.fingerprint).toBe(first.fingerprint)
  }
  const [one, other] = [await runPlan(planOf(3)), await runPlan(planOf(7))]
  expect(one.fingerprint).not.toBe(other.fingerprint)
})

it('another thread, with modules and keys of its own, comes to the same', {
  timeout: 300_000,
}, async () => {
  const here = await playSeeds(seeds, {})
  const there = await inThread(seeds)
  expect(there.fingerprint).toBe(here.fingerprint)
  expect(there.figures).toEqual(here.figures)
})

function inThread(list: readonly number[]): Promise<Played> {
  const worker = new Worker(new URL('../../src/cli/simulate-thread.ts', import.meta.url), {
    workerData: { seeds: list, options: {} },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return new Promise((resolve, reject) => {
    worker.on('message', (said: { readonly played?: Played }) => {
      if (said.played !== undefined) resolve(said.played)
    })
    worker.on('error', reject)
  })
}
