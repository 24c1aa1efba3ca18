import { expect, it } from 'vitest'
import { playSeeds } from '#exercise'

/** Seeds that the tests play in all, in two files, so that both workers have their half. */
const all = Number(process.env.COMITY_SEEDS ?? 10_000)

/** One half of the seeds, every second one beginning with `first`. */
export function playHalf(first: 1 | 2): void {
  const seeds = Array.from({ length: Math.ceil(all / 2) }, (_, i) => first + 2 * i)
  it(`${seeds.length} seeds, and every invariant holds in each`, {
    timeout: 7_200_000,
  }, async () => {
    const begun = performance.now()
    const played = await playSeeds(seeds, {})
    const seconds = (performance.now() - begun) / 1000
    process.stderr.write(
      `simulator: ${seeds.length} seeds in ${seconds.toFixed(0)} s, ${(seeds.length / seconds).toFixed(1)} a second\n`,
    )
    expect(played.found, 'for a minimal trace: comity simulate --seed N').toEqual([])
    expect(played.figures.acts).toBeGreaterThan(seeds.length)
    expect(played.figures.letters).toBeGreaterThan(seeds.length)
  })
}
