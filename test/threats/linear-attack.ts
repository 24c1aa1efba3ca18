/**
 * An attacker who solves linear programmes, written apart from what protects the tables: the simplex method in two
 * phases on a full tableau, from the textbook (Chvátal 1983, chapters 2 and 8), with Bland's rule. It sees what is
 * published and nothing else.
 */
export interface Unknown {
  readonly low: number
  readonly high: number
}

export interface Row {
  readonly terms: readonly (readonly [unknown: number, factor: number])[]
  readonly low: number
  readonly high: number
}

const eps = 1e-7

/** The lowest and highest value of each unknown that is asked for and fits all rows. @throws Error when nothing fits: the publication lies */
export function attack(
  unknowns: readonly Unknown[],
  rows: readonly Row[],
  asked: (unknown: number) => boolean = () => true,
): readonly (readonly [low: number, high: number])[] {
  const solved = feasible(unknowns, rows)
  return unknowns.map((known, i) => {
    if (!asked(i)) return [known.low, known.high]
    const low = unknowns[i]!.low
    return [low - most(copy(solved), i, -1), low + most(copy(solved), i, 1)] as const
  })
}

interface Tableau {
  readonly lines: Float64Array[]
  readonly basis: number[]
  readonly width: number
}

/** Columns: unknowns from their lower bound, a slack of each inequality, then the artificial ones. */
function feasible(unknowns: readonly Unknown[], rows: readonly Row[]): Tableau {
  const n = unknowns.length
  const inequalities: { terms: Row['terms']; most: number }[] = unknowns.map(
    ({ low, high }, i) => ({
      terms: [[i, 1]],
      most: high - low,
    }),
  )
  const equalities: { terms: Row['terms']; equals: number }[] = []
  for (const { terms, low, high } of rows) {
    const shift = terms.reduce((sum, [i, factor]) => sum + factor * unknowns[i]!.low, 0)
    if (low === high) equalities.push({ terms, equals: low - shift })
    else {
      inequalities.push({ terms, most: high - shift })
      inequalities.push({ terms: terms.map(([i, f]) => [i, -f] as const), most: shift - low })
    }
  }
  const slacks = inequalities.length
  const m = slacks + equalities.length
  const width = n + slacks + m
  const lines: Float64Array[] = []
  const basis: number[] = []
  const put = (terms: Row['terms'], right: number, slack: number) => {
    const line = new Float64Array(width + 1)
    for (const [i, factor] of terms) line[i]! += factor
    if (slack >= 0) line[n + slack] = 1
    line[width] = right
    if (right < 0) for (let j = 0; j <= width; j++) line[j] = -line[j]!
    if (slack >= 0 && right >= 0) basis.push(n + slack)
    else {
      line[n + slacks + lines.length] = 1
      basis.push(n + slacks + lines.length)
    }
    lines.push(line)
  }
  for (const [s, { terms, most: right }] of inequalities.entries()) put(terms, right, s)
  for (const { terms, equals } of equalities) put(terms, equals, -1)
  const artificial = n + slacks
  const cost = new Float64Array(width + 1)
  lines.forEach((line, r) => {
    if (basis[r]! >= artificial) for (let j = 0; j <= width; j++) cost[j]! += line[j]!
  })
  climb({ lines, basis, width }, cost, artificial)
  if (cost[width]! > 1e-4) throw new Error('nothing fits what is published')
  // What is left of the artificial ones stands at nothing: it goes out of the basis, or its line says nothing more.
  for (let r = lines.length - 1; r >= 0; r--) {
    if (basis[r]! < artificial) continue
    let j = 0
    while (j < artificial && Math.abs(lines[r]![j]!) < eps) j++
    if (j < artificial) pivot({ lines, basis, width }, r, j)
    else {
      lines.splice(r, 1)
      basis.splice(r, 1)
    }
  }
  const kept = lines.map((line) => {
    const short = new Float64Array(artificial + 1)
    short.set(line.subarray(0, artificial))
    short[artificial] = line[width]!
    return short
  })
  return { lines: kept, basis, width: artificial }
}

function copy({ lines, basis, width }: Tableau): Tableau {
  return { lines: lines.map((line) => line.slice()), basis: [...basis], width }
}

/** The most that one unknown, or its opposite, can be above its lower bound. */
function most(tableau: Tableau, unknown: number, sign: 1 | -1): number {
  const { lines, basis, width } = tableau
  const cost = new Float64Array(width + 1)
  cost[unknown] = sign
  const row = basis.indexOf(unknown)
  if (row !== -1) {
    for (let j = 0; j <= width; j++) cost[j]! -= sign * lines[row]![j]!
    cost[unknown] = 0
  }
  climb(tableau, cost, width)
  return -cost[width]!
}

function climb(tableau: Tableau, cost: Float64Array, columns: number): void {
  const { lines, basis, width } = tableau
  for (let round = 0; ; round++) {
    if (round > 20_000) throw new Error('the attack does not end')
    let enter = -1
    if (round < 400) {
      for (let j = 0; j < columns; j++)
        if (cost[j]! > eps && (enter === -1 || cost[j]! > cost[enter]!)) enter = j
    } else enter = cost.findIndex((c, j) => j < columns && c > eps)
    if (enter === -1) return
    let leave = -1
    let least = Number.POSITIVE_INFINITY
    lines.forEach((line, r) => {
      if (line[enter]! < eps) return
      const ratio = line[width]! / line[enter]!
      if (ratio < least - eps || (ratio < least + eps && basis[r]! < basis[leave]!)) {
        least = Math.min(ratio, least)
        leave = r
      }
    })
    if (leave === -1) throw new Error('without a bound')
    const factor = cost[enter]!
    pivot(tableau, leave, enter)
    for (let j = 0; j <= width; j++) cost[j]! -= factor * lines[leave]![j]!
    cost[enter] = 0
  }
}

function pivot({ lines, basis, width }: Tableau, row: number, column: number): void {
  const line = lines[row]!
  const by = line[column]!
  const filled: number[] = []
  for (let j = 0; j <= width; j++)
    if (line[j] !== 0) {
      line[j] = line[j]! / by
      filled.push(j)
    }
  lines.forEach((other, r) => {
    const factor = other[column]!
    if (r === row || factor === 0) return
    for (const j of filled) other[j]! -= factor * line[j]!
    other[column] = 0
  })
  basis[row] = column
}
