import { type Digest, drawLot } from '#base'

/**
 * A sample of entries that were withheld, drawn after the file of the evaluation was put on record: the seed is the first
 * head that the witnesses cosigned behind that record, so neither side could choose it.
 */
export interface SamplePlan {
  /** Digest of the file that was handed over. */
  readonly bundle: Digest
  readonly seed: Digest
  /** Places in the log whose entries were withheld. */
  readonly withheld: readonly number[]
  readonly count: number
}

/** Places to be opened, in the order of the log. */
export function sampleOf({ bundle, seed, withheld, count }: SamplePlan): readonly number[] {
  const name = `evaluation ${bundle}`
  return drawLot({ name, seed, tickets: withheld.map(String), count })
    .map(Number)
    .sort((a, b) => a - b)
}

/**
 * How likely a sample finds at least one of `hidden` entries that should have been counted and were withheld:
 * 1 - C(N-h, s) / C(N, s), drawn without putting back.
 */
export function chanceToFind(withheld: number, hidden: number, sampled: number): number {
  if (hidden <= 0 || sampled <= 0) return 0
  let missed = 1
  for (let i = 0; i < Math.min(sampled, withheld); i++) {
    const left = withheld - hidden - i
    if (left <= 0) return 1
    missed *= left / (withheld - i)
  }
  return 1 - missed
}

/** The smallest number of hidden entries that the sample would have shown with the confidence that is asked for. */
export function hiddenAtMost(withheld: number, sampled: number, confidence = 0.95): number {
  let [low, high] = [1, withheld + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (chanceToFind(withheld, middle, sampled) >= confidence) high = middle
    else low = middle + 1
  }
  return low - 1
}
