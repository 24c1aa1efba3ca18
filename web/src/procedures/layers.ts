/** Places the states of one track in layers, so that the table can be drawn: the first states on top, each next step below. */

export interface Step {
  readonly from: readonly (string | null)[]
  readonly to: string
}

export interface Placed {
  readonly id: string
  readonly layer: number
  /** Place in its layer, 0 at the left. */
  readonly place: number
}

export interface Edge {
  readonly from: string
  readonly to: string
  /** It leads back up, or stays on its layer. */
  readonly back: boolean
}

export interface Layers {
  readonly states: readonly Placed[]
  readonly edges: readonly Edge[]
  readonly layers: number
  /** Most states on one layer. */
  readonly widest: number
}

export function inLayers(states: readonly string[], steps: readonly Step[]): Layers {
  const moves = movesOf(states, steps)
  const depth = depths(states, steps, moves)
  const layers = Math.max(0, ...depth.values()) + 1
  const rows: string[][] = Array.from({ length: layers }, () => [])
  for (const id of states) rows[depth.get(id) ?? 0]?.push(id)
  untangle(rows, moves)
  const placed = rows.flatMap((row, layer) => row.map((id, place) => ({ id, layer, place })))
  return {
    states: placed,
    edges: moves.map(([from, to]) => ({
      from,
      to,
      back: (depth.get(to) ?? 0) <= (depth.get(from) ?? 0),
    })),
    layers,
    widest: Math.max(0, ...rows.map((row) => row.length)),
  }
}

type Move = readonly [from: string, to: string]

/** From state to state, each once; what stays where it is draws no line. */
function movesOf(states: readonly string[], steps: readonly Step[]): readonly Move[] {
  const known = new Set(states)
  const seen = new Set<string>()
  const moves: Move[] = []
  for (const step of steps) {
    for (const from of step.from) {
      if (from === null || from === step.to || !known.has(from) || !known.has(step.to)) continue
      const key = `${from}>${step.to}`
      if (seen.has(key)) continue
      seen.add(key)
      moves.push([from, step.to])
    }
  }
  return moves
}

/** Fewest steps from a beginning; a state that nothing leads to stands one below the state before it in the table. */
function depths(
  states: readonly string[],
  steps: readonly Step[],
  moves: readonly Move[],
): Map<string, number> {
  const depth = new Map<string, number>()
  const starts = steps.filter((step) => step.from.includes(null)).map((step) => step.to)
  let edge = [...new Set(starts.length > 0 ? starts : states.slice(0, 1))].filter((id) =>
    states.includes(id),
  )
  for (let layer = 0; edge.length > 0; layer++) {
    for (const id of edge) depth.set(id, layer)
    const next = moves.filter(([from, to]) => edge.includes(from) && !depth.has(to))
    edge = [...new Set(next.map(([, to]) => to))]
  }
  states.forEach((id, at) => {
    if (depth.has(id)) return
    const before = at > 0 ? depth.get(states[at - 1]!) : undefined
    depth.set(id, (before ?? -1) + 1)
  })
  return depth
}

/** Orders each layer by the mean place of the states above that lead to it: the barycentre rule of Sugiyama. */
function untangle(rows: string[][], moves: readonly Move[]): void {
  for (let layer = 1; layer < rows.length; layer++) {
    const above = rows[layer - 1]!
    const row = rows[layer]!
    const mean = new Map<string, number>()
    row.forEach((id, at) => {
      const places = moves
        .filter(([from, to]) => to === id && above.includes(from))
        .map(([from]) => above.indexOf(from) / Math.max(1, above.length - 1))
      mean.set(
        id,
        places.length > 0
          ? places.reduce((a, b) => a + b, 0) / places.length
          : at / Math.max(1, row.length - 1),
      )
    })
    row.sort((a, b) => (mean.get(a) ?? 0) - (mean.get(b) ?? 0))
  }
}
