/**
 * Solves M y = b exactly over the rationals for an integer matrix and integer right sides, by fraction-free
 * elimination (Bareiss, Math. Comp. 22 (1968) 565). Returns numerators per right side and the common denominator,
 * or undefined when M is singular.
 */
export function solveExactly(
  matrix: readonly (readonly bigint[])[],
  sides: readonly (readonly bigint[])[],
): { readonly numerators: bigint[][]; readonly denominator: bigint } | undefined {
  const n = matrix.length
  const m = matrix.map((row, i) => [...row, ...sides.map((b) => b[i]!)])
  const width = n + sides.length
  let previous = 1n
  for (let k = 0; k < n; k++) {
    const pivot = m.findIndex((row, i) => i >= k && row[k] !== 0n)
    if (pivot === -1) return undefined
    if (pivot !== k) [m[k], m[pivot]] = [m[pivot]!, m[k]!]
    const top = m[k]!
    const lead = top[k]!
    for (let i = 0; i < n; i++) {
      if (i === k) continue
      const row = m[i]!
      const factor = row[k]!
      for (let j = 0; j < width; j++) row[j] = (row[j]! * lead - factor * top[j]!) / previous
    }
    previous = lead
  }
  const numerators = sides.map((_, s) => m.map((row) => row[n + s]!))
  return { numerators, denominator: previous }
}
