import type { Grid, GridCell, GridSum } from '../../src/indicators/protect.ts'

/** Random tables of the kinds that are published, from a number: the same number gives the same table. */
export function randomGrid(seed: number): { readonly kind: string; readonly grid: Grid } {
  const random = numbers(seed)
  const kinds = [counts, roundedCounts, quarters, values, shares, cube]
  const make = kinds[seed % kinds.length]!
  return { kind: make.name, grid: make(random) }
}

export type Random = (below: number) => number

/** mulberry32: small, and the same everywhere. */
export function numbers(seed: number): Random {
  let state = (seed * 2654435761) >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** Small ones are frequent, as they are in life. */
function someCount(random: Random): number {
  const kind = random(10)
  if (kind < 1) return 0
  return kind < 4 ? 1 + random(4) : 5 + random(kind < 8 ? 20 : 200)
}

export function countCell(id: string, value: number, more: Partial<GridCell> = {}): GridCell {
  const few = value > 0 && value < 5
  return {
    id,
    value,
    least: 5,
    ...(few ? { hidden: { step: 'SC-1', low: 1, high: 4 } } : {}),
    ...more,
  }
}

const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** Sums along every axis: a star stands for all. */
function cubeOf(
  sizes: readonly number[],
  valueAt: () => number,
  cellOf: (id: string, value: number) => GridCell,
): Grid {
  const value = new Map<string, number>()
  let places: number[][] = [[]]
  for (const size of sizes)
    places = places.flatMap((p) => Array.from({ length: size }, (_, i) => [...p, i]))
  for (const place of places) value.set(place.join('.'), valueAt())
  const sums: GridSum[] = []
  sizes.forEach((size, axis) => {
    for (const id of [...value.keys()]) {
      const at = id.split('.')
      if (at[axis] !== '0') continue
      const parts = Array.from({ length: size }, (_, i) => at.with(axis, `${i}`).join('.'))
      const whole = at.with(axis, '*').join('.')
      value.set(whole, total(parts.map((part) => value.get(part)!)))
      sums.push({ total: whole, parts })
    }
  })
  return { cells: [...value].map(([id, v]) => cellOf(id, v)), sums }
}

const all = (id: string) => id.split('.').every((part) => part === '*')

function counts(random: Random): Grid {
  return cubeOf(
    [3 + random(4), 3 + random(4)],
    () => someCount(random),
    (id, v) => (all(id) ? { id, value: v, keep: true } : countCell(id, v)),
  )
}

function roundedCounts(random: Random): Grid {
  return cubeOf(
    [2 + random(5), 2 + random(5)],
    () => someCount(random),
    (id, v) => (all(id) ? { id, value: v, keep: true } : countCell(id, v, { round: 5 })),
  )
}

/** Two quarters were published before and cannot be taken back; now come the other two and the year. */
function quarters(random: Random): Grid {
  const grid = cubeOf(
    [3 + random(4), 4],
    () => someCount(random),
    (id, v) => countCell(id, v),
  )
  return {
    ...grid,
    cells: grid.cells.map((cell) =>
      /^\*\.[01]$/.test(cell.id) && cell.value >= 5 ? { ...cell, keep: true } : cell,
    ),
  }
}

/** Cents by country and kind of asset; few cases, one country or one that dominates hide a value. */
function values(random: Random): Grid {
  return cubeOf(
    [3 + random(3), 3 + random(3)],
    () => (random(10) === 0 ? 0 : random(2_000_000_000)),
    (id, v) => ({
      id,
      value: v,
      round: 10_000_000,
      ...(all(id) ? { keep: true } : {}),
      ...(!id.includes('*') && v > 0 && random(3) === 0
        ? { hidden: { step: 'SC-1' as const, low: 0, high: 1e13 } }
        : {}),
    }),
  )
}

/** Numerators and denominators, both with their sums; never more of the one than of the other. */
function shares(random: Random): Grid {
  const size = 4 + random(6)
  const wholes = Array.from({ length: size }, () => 1 + random(40))
  const parts = wholes.map((n) => random(n + 1))
  const few = (n: number) => n > 0 && n < 5
  const cells = wholes.flatMap((n, i): GridCell[] => {
    const hidden = n < 10 || few(parts[i]!)
    const low = few(parts[i]!) ? 1 : 0
    const high = few(parts[i]!) ? 4 : 9
    return [
      { id: `n${i}`, value: parts[i]!, ...(hidden ? { hidden: { step: 'SC-2', low, high } } : {}) },
      {
        id: `d${i}`,
        value: n,
        least: 1,
        ...(hidden ? { hidden: { step: 'SC-2', low: 1, high: few(parts[i]!) ? 1e6 : 9 } } : {}),
      },
    ]
  })
  const ids = wholes.map((_, i) => i)
  return {
    cells: [
      ...cells,
      { id: 'n', value: total(parts), keep: true },
      { id: 'd', value: total(wholes), keep: true },
    ],
    sums: [
      { total: 'n', parts: ids.map((i) => `n${i}`) },
      { total: 'd', parts: ids.map((i) => `d${i}`) },
    ],
    statements: ids.map((i) => ({
      terms: [
        [`n${i}`, 1],
        [`d${i}`, -1],
      ],
      low: -1e7,
      high: 0,
    })),
  }
}

/** Country, kind and quarter, with the sums along all of them. */
function cube(random: Random): Grid {
  return cubeOf(
    [2 + random(2), 3, 2 + random(3)],
    () => someCount(random),
    (id, v) => (all(id) ? { id, value: v, keep: true } : countCell(id, v)),
  )
}

/** Few and small counts with exact sums, so that every filling can be tried. */
export function smallGrid(seed: number): { readonly grid: Grid } {
  const random = numbers(seed)
  const grid = cubeOf(
    [2 + random(2), 3],
    () => 1 + random(random(2) === 0 ? 4 : 14),
    (id, v) => (id.includes('*') ? { id, value: v, keep: true } : countCell(id, v)),
  )
  return { grid }
}
