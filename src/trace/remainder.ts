/** Indices of remainders that are not zero, largest first; those no further apart than `tie` in index order. */
export function byRemainder(remainders: readonly bigint[], tie: bigint): number[] {
  const falling = remainders
    .map((_, i) => i)
    .filter((i) => remainders[i]! > 0n)
    .sort((a, b) => byValue(remainders[b]!, remainders[a]!) || a - b)
  const out: number[] = []
  let run: number[] = []
  for (const i of falling) {
    const before = run[run.length - 1]
    if (before !== undefined && remainders[before]! - remainders[i]! > tie) {
      out.push(...run.sort((a, b) => a - b))
      run = []
    }
    run.push(i)
  }
  return [...out, ...run.sort((a, b) => a - b)]
}

function byValue(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
