/**
 * Step 3 of the small-count rule: a hidden cell must not come back by subtracting the cells that are shown from the
 * total. What a reader can work out of one hidden cell is an interval; it must stay wide.
 */
export interface TableCell {
  readonly value: number
  /** What the published text of the cell already says of it; both ends included. */
  readonly bounds?: readonly [number, number]
}

/** Values that must stay possible for a hidden cell: four, or half of the value. */
function enough(value: number): number {
  return Math.max(4, Math.ceil(value / 2))
}

/**
 * Which cells are hidden when the total stands beside them: those with bounds, and as many of the smallest others as it
 * takes. `undefined` when no choice is enough, so that the table is left out.
 *
 * @param atLeast what a reader knows of a cell that is hidden for the sake of others
 */
export function hiddenBeside(
  cells: readonly TableCell[],
  atLeast: number,
): ReadonlySet<number> | undefined {
  const hidden = new Set(cells.flatMap((cell, i) => (cell.bounds === undefined ? [] : [i])))
  if (hidden.size === 0) return hidden
  const shown = cells
    .map((cell, i) => ({ i, value: cell.value }))
    .filter(({ i }) => !hidden.has(i))
    .sort((a, b) => a.value - b.value || a.i - b.i)
  for (;;) {
    // Whoever knows this rule knows that the smallest went first, so that none is larger than those still shown.
    const atMost = shown[0]?.value ?? Number.POSITIVE_INFINITY
    const some = [...hidden].map((i) => ({
      value: cells[i]!.value,
      bounds: cells[i]!.bounds ?? ([atLeast, atMost] as const),
    }))
    if (some.every((_, i) => possible(some, i) >= enough(some[i]!.value))) return hidden
    const next = shown.shift()
    if (next === undefined) return undefined
    hidden.add(next.i)
  }
}

interface Known {
  readonly value: number
  readonly bounds: readonly [number, number]
}

/** How many values a reader must hold possible for one hidden cell: the bounds of the linear programme, which here has one equation. */
function possible(hidden: readonly Known[], which: number): number {
  let [rest, low, high] = [0, 0, 0]
  hidden.forEach(({ value, bounds }, i) => {
    rest += value
    if (i === which) return
    low += bounds[0]
    high += bounds[1]
  })
  const [from, to] = hidden[which]!.bounds
  return Math.min(to, rest - low) - Math.max(from, rest - high) + 1
}
