import type { InvariantName } from './invariants.ts'
import { type PlanOptions, planOf } from './plan.ts'
import { runPlan } from './run.ts'
import type { Figures } from './simulation.ts'

/** A seed in which something did not hold. */
export interface FoundSeed {
  readonly seed: number
  readonly invariant: InvariantName
  readonly where: string
  readonly why: string
}

/** What many seeds came to. */
export interface Played {
  readonly seeds: number
  readonly found: readonly FoundSeed[]
  readonly figures: Figures
  /** The exclusive or of the fingerprints of all seeds, so that it does not matter which thread played which. */
  readonly fingerprint: string
}

/** Plays the seeds of a list, one after the other. */
export async function playSeeds(
  seeds: readonly number[],
  options: PlanOptions,
  told: (seed: number, found: FoundSeed | undefined) => void = () => {},
): Promise<Played> {
  const found: FoundSeed[] = []
  let figures: Figures = noFigures
  let fingerprint = Buffer.alloc(32)
  for (const seed of seeds) {
    const ran = await runPlan(planOf(seed, options))
    figures = sum(figures, ran.figures)
    fingerprint = mixed(fingerprint, Buffer.from(ran.fingerprint, 'hex'))
    const one = ran.broken === undefined ? undefined : { seed, ...ran.broken }
    if (one !== undefined) found.push(one)
    told(seed, one)
  }
  return { seeds: seeds.length, found, figures, fingerprint: fingerprint.toString('hex') }
}

/** What several threads have played, as one. */
export function together(parts: readonly Played[]): Played {
  return parts.reduce((a, b) => ({
    seeds: a.seeds + b.seeds,
    found: [...a.found, ...b.found].sort((x, y) => x.seed - y.seed),
    figures: sum(a.figures, b.figures),
    fingerprint: mixed(
      Buffer.from(a.fingerprint, 'hex'),
      Buffer.from(b.fingerprint, 'hex'),
    ).toString('hex'),
  }))
}

const noFigures: Figures = {
  ...{ steps: 0, acts: 0, refused: 0, letters: 0, starts: 0, alarms: 0, records: 0 },
}

function sum(a: Figures, b: Figures): Figures {
  const keys = Object.keys(noFigures) as (keyof Figures)[]
  return Object.fromEntries(keys.map((key) => [key, a[key] + b[key]])) as unknown as Figures
}

function mixed(a: Buffer, b: Buffer): Buffer<ArrayBuffer> {
  return Buffer.from(a.map((byte, i) => byte ^ b[i]!))
}
