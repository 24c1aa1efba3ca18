/** Middle value; the mean of the two middle ones where there is none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

// 97.5th percentile of the standard normal distribution.
const z = 1.959963984540054

/** 95 % score interval of a share (Wilson 1927); undefined for no cases. */
export function wilson(numerator: number, n: number): readonly [number, number] | undefined {
  if (n === 0) return undefined
  const p = numerator / n
  const middle = p + (z * z) / (2 * n)
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)]
}

/** Nearest-rank percentile of values; 0 for none. `share` between 0 and 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}
