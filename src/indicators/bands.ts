import { bandOf } from './judge.ts'
import type { Range, Statement } from './knowledge.ts'
import { smallCount } from './small-count.ts'

/**
 * What a band tells to whoever knows the rule: fewer than ten cases, and not one to four of them, for that would be told
 * as such. Everything in a region lies in the band, so that whatever is proven inside of it is proven.
 */
export interface BandRegion {
  readonly part: Range
  readonly whole: Range
  /** Bounds of the whole less so many times the part. */
  readonly apart: { readonly times: number; readonly low: number; readonly high: number }
}

/** The fewest with which every part and every whole of a band can be proven; the first that holds the truth counts. */
const regions: readonly BandRegion[] = [
  // 0 to 25 %: none at all.
  { part: { low: 0, high: 0 }, whole: { low: 1, high: 9 }, apart: { times: 1, low: 0, high: 9 } },
  // 75 to 100 %: all or all but one, and all but two of eight or nine.
  { part: { low: 5, high: 9 }, whole: { low: 5, high: 9 }, apart: { times: 1, low: 0, high: 1 } },
  { part: { low: 6, high: 9 }, whole: { low: 6, high: 9 }, apart: { times: 1, low: 0, high: 2 } },
  // 50 to 75 %: five of seven to nine, six of nine.
  { part: { low: 5, high: 6 }, whole: { low: 7, high: 9 }, apart: { times: 2, low: -3, high: 0 } },
]

/** The region of a share that is told as a band; undefined where the share is none. */
export function regionOf(part: number, whole: number): BandRegion | undefined {
  return regions.find((region) => isIn(region, part, whole))
}

function isIn({ part, whole, apart }: BandRegion, k: number, n: number): boolean {
  const rest = n - apart.times * k
  return (
    k >= part.low &&
    k <= part.high &&
    n >= whole.low &&
    n <= whole.high &&
    rest >= apart.low &&
    rest <= apart.high
  )
}

export function statementOf({ apart }: BandRegion, part: string, whole: string): Statement {
  return {
    terms: [
      [whole, 1],
      [part, -apart.times],
    ],
    low: apart.low,
    high: apart.high,
  }
}

/** How many parts, and how many wholes, the band alone leaves to a reader: so many must stay possible, or four. */
export function leftBy(
  part: number,
  whole: number,
): { readonly part: number; readonly whole: number } {
  const parts = new Set<number>()
  const wholes = new Set<number>()
  const quarter = bandOf(part, whole)
  for (let n = 1; n < smallCount.share; n++)
    for (let k = 0; k <= n; k++) {
      if ((k > 0 && k < smallCount.count) || bandOf(k, n) !== quarter) continue
      parts.add(k)
      wholes.add(n)
    }
  const atMost = (values: ReadonlySet<number>) => Math.min(smallCount.possible, values.size)
  return { part: atMost(parts), whole: atMost(wholes) }
}
