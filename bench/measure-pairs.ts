/** Ours and a floor in turn, round by round, so that both meet the same machine; the ratio is that of each round. */
export interface Pair {
  readonly name: string
  /** A second of CPU does so many of ours, and so many of the floor. */
  readonly ours: number
  readonly floor: number
  readonly ratio: { readonly median: number; readonly least: number; readonly most: number }
  readonly target?: number
}

export interface Contest {
  readonly name: string
  /** How many one call does. */
  readonly count: number
  readonly ours: () => void
  readonly floor: () => void
  readonly floorCount?: number
  readonly target?: number
}

export function compete(contest: Contest, rounds = 9, milliseconds = 120): Pair {
  const { ours, floor, count, floorCount = count } = contest
  perSecond(ours, count, milliseconds)
  perSecond(floor, floorCount, milliseconds)
  const all = Array.from({ length: rounds }, (_, i) => {
    // Each begins every other round, so that neither always runs on a warm cache.
    const first = i % 2 === 0
    const a = first ? perSecond(ours, count, milliseconds) : undefined
    const b = perSecond(floor, floorCount, milliseconds)
    return { ours: a ?? perSecond(ours, count, milliseconds), floor: b }
  })
  const ratios = all.map((r) => r.ours / r.floor).sort((a, b) => a - b)
  return {
    name: contest.name,
    ours: Math.round(median(all.map((r) => r.ours))),
    floor: Math.round(median(all.map((r) => r.floor))),
    ratio: { median: two(median(ratios)), least: two(ratios[0]!), most: two(ratios.at(-1)!) },
    ...(contest.target === undefined ? {} : { target: contest.target }),
  }
}

/** Calls for about so long, by the CPU time of this process. */
function perSecond(task: () => void, count: number, milliseconds: number): number {
  const begun = process.cpuUsage()
  let [calls, used] = [0, 0]
  while (used < milliseconds * 1000) {
    task()
    calls++
    const { user, system } = process.cpuUsage(begun)
    used = user + system
  }
  return (calls * count) / (used / 1e6)
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

const two = (x: number) => Number(x.toPrecision(3))
