import type { ExhibitFlow } from './data.ts'

/** Where everything stands, in units of the drawing; all numbers have at most one decimal. */
export interface Placed {
  readonly width: number
  readonly height: number
  readonly nodes: readonly {
    readonly index: number
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    /** The larger of what came in and what went out, in base currency. */
    readonly value: string
  }[]
  readonly links: readonly {
    readonly index: number
    readonly path: string
    readonly thick: number
    readonly returns: boolean
  }[]
}

const width = 1000
const nodeWidth = 8
const gap = 34
const margin = 16
/** Room for the labels of the last column: a short name, and one cut at 22 bold letters. */
const labels = { least: 110, letter: 8.6, most: 190 }
/** Height of all bands of the fullest column together. */
const tallest = 300

export function place(flow: ExhibitFlow): Placed {
  const back = closing(flow)
  const layer = layers(flow, back)
  const count = Math.max(1, ...layer.map((l) => l + 1))
  const through = throughput(flow)
  const columns = ordered(flow, layer, count)
  const decimals = flow.links[0]?.value.split('.')[1]?.length ?? 0
  const fullest = Math.max(1e-9, ...columns.map((c) => sum(c.map((i) => through[i]!))))
  const scale = tallest / fullest
  const size = (value: number) => Math.max(1, value * scale)
  const heights = columns.map((c) => sum(c.map((i) => size(through[i]!))) + gap * (c.length - 1))
  const inner = Math.max(40, ...heights)
  const step = count > 1 ? (width - 2 * margin - nodeWidth - labelRoom(flow)) / (count - 1) : 0
  const top: number[] = []
  columns.forEach((column, c) => {
    let y = margin + (inner - heights[c]!) / 2
    for (const i of column) {
      top[i] = y
      y += size(through[i]!) + gap
    }
  })
  const x = (i: number) => margin + layer[i]! * step
  return {
    width,
    height: Math.ceil(inner + 2 * margin + back.size * 6 + 10),
    nodes: columns.flat().map((i) => ({
      index: i,
      x: round(x(i)),
      y: round(top[i]!),
      width: nodeWidth,
      height: round(size(through[i]!)),
      value: through[i]!.toFixed(decimals),
    })),
    links: bands(flow, back, x, top, size, margin + inner + 8),
  }
}

/**
 * Links that close a circle: taken in the order of their first payment, a link whose end already leads to its
 * beginning comes back and does not move anything to the right.
 */
function closing(flow: ExhibitFlow): ReadonlySet<number> {
  const onward: number[][] = flow.nodes.map(() => [])
  const back = new Set<number>()
  for (const [index, link] of inOrder(flow)) {
    if (leads(onward, link.to, link.from)) back.add(index)
    else onward[link.from]!.push(link.to)
  }
  return back
}

function inOrder(flow: ExhibitFlow): readonly (readonly [number, ExhibitFlow['links'][number]])[] {
  return [...flow.links.entries()].sort(([, a], [, b]) =>
    a.first < b.first ? -1 : a.first > b.first ? 1 : 0,
  )
}

function leads(onward: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set([from])
  const open = [from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true
    for (const next of onward[at]!) {
      if (seen.has(next)) continue
      seen.add(next)
      open.push(next)
    }
  }
  return false
}

/** Column of each account: right of every account that pays it, links that close a circle left aside. */
function layers(flow: ExhibitFlow, back: ReadonlySet<number>): number[] {
  const layer = flow.nodes.map(() => 0)
  for (let moved = true; moved; ) {
    moved = false
    flow.links.forEach((link, index) => {
      if (back.has(index) || layer[link.to]! > layer[link.from]!) return
      layer[link.to] = layer[link.from]! + 1
      moved = true
    })
  }
  return layer
}

/** Columns from top to bottom: two passes that put an account near the middle of those that pay it. */
function ordered(flow: ExhibitFlow, layer: readonly number[], count: number): number[][] {
  const columns: number[][] = Array.from({ length: count }, () => [])
  layer.forEach((l, i) => {
    columns[l]!.push(i)
  })
  const position: number[] = []
  const note = (column: readonly number[]) =>
    column.forEach((i, k) => {
      position[i] = (k + 0.5) / column.length
    })
  columns.forEach(note)
  for (const side of ['from', 'to', 'from'] as const) {
    const other = side === 'from' ? 'to' : 'from'
    for (const column of side === 'from' ? columns : [...columns].reverse()) {
      const middle = new Map(column.map((i) => [i, mean(flow, i, other, side, position)]))
      column.sort((a, b) => middle.get(a)! - middle.get(b)! || a - b)
      note(column)
    }
  }
  return columns
}

function mean(
  flow: ExhibitFlow,
  i: number,
  here: 'from' | 'to',
  there: 'from' | 'to',
  position: readonly number[],
): number {
  let weight = 0
  let total = 0
  for (const link of flow.links) {
    if (link[here] !== i) continue
    weight += Number(link.value)
    total += Number(link.value) * position[link[there]]!
  }
  return weight > 0 ? total / weight : position[i]!
}

function throughput(flow: ExhibitFlow): number[] {
  const incoming = flow.nodes.map(() => 0)
  const outgoing = flow.nodes.map(() => 0)
  for (const link of flow.links) {
    outgoing[link.from]! += Number(link.value)
    incoming[link.to]! += Number(link.value)
  }
  return flow.nodes.map((_, i) => Math.max(incoming[i]!, outgoing[i]!))
}

function bands(
  flow: ExhibitFlow,
  back: ReadonlySet<number>,
  x: (i: number) => number,
  top: readonly number[],
  size: (value: number) => number,
  below: number,
): Placed['links'] {
  const left: number[] = [...top]
  const right: number[] = [...top]
  const order = flow.links
    .map((link, index) => ({ link, index }))
    .sort((a, b) => top[a.link.to]! - top[b.link.to]! || top[a.link.from]! - top[b.link.from]!)
  let arc = 0
  return order.map(({ link, index }) => {
    const thick = round(size(Number(link.value)))
    const from = right[link.from]! + thick / 2
    const to = left[link.to]! + thick / 2
    right[link.from]! += thick
    left[link.to]! += thick
    const x0 = x(link.from) + nodeWidth
    const x1 = x(link.to)
    const returns = back.has(index)
    if (returns) {
      const low = below + arc++ * 6
      return {
        index,
        thick,
        returns,
        path: `M${round(x0)} ${round(from)}C${round(x0 + 24)} ${round(from)} ${round(x0 + 24)} ${round(low)} ${round(x0)} ${round(low)}L${round(x1)} ${round(low)}C${round(x1 - 24)} ${round(low)} ${round(x1 - 24)} ${round(to)} ${round(x1)} ${round(to)}`,
      }
    }
    const bend = (x0 + x1) / 2
    return {
      index,
      thick,
      returns,
      path: `M${round(x0)} ${round(from)}C${round(bend)} ${round(from)} ${round(bend)} ${round(to)} ${round(x1)} ${round(to)}`,
    }
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function labelRoom({ nodes }: ExhibitFlow): number {
  const longest = nodes.reduce((most, n) => Math.max(most, n.account.length), 0)
  return Math.max(labels.least, Math.min(labels.most, longest * labels.letter))
}
