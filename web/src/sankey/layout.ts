import { sankey, sankeyJustify, sankeyLinkHorizontal } from 'd3-sankey'
import { splitCircles } from './cycles.ts'

export interface Box {
  readonly id: string
  /** Value still held at the end, in the same units as the links. */
  readonly held: number
}

export interface Flow {
  readonly from: string
  readonly to: string
  readonly size: number
  readonly returns?: boolean
}

export interface PlacedBox<B extends Box> {
  readonly box: B
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Height of the part that was not paid on. */
  readonly heldHeight: number
}

export interface PlacedFlow<F extends Flow> {
  readonly flow: F
  readonly path: string
  readonly width: number
  readonly returning: boolean
}

export interface Layout<B extends Box, F extends Flow> {
  readonly boxes: readonly PlacedBox<B>[]
  readonly flows: readonly PlacedFlow<F>[]
  readonly height: number
}

const boxWidth = 14
const gap = 13
const least = 3

/**
 * Places boxes and links in `width` pixels, as tall as `room` if the rows allow; returning links run as arcs below
 * the picture.
 */
export function place<B extends Box, F extends Flow>(
  boxes: readonly B[],
  flows: readonly F[],
  width: number,
  room: number,
): Layout<B, F> {
  if (boxes.length === 0) return { boxes: [], flows: [], height: 0 }
  const known = new Set(boxes.map((box) => box.id))
  const { onward, returning } = splitCircles(
    flows.filter((flow) => known.has(flow.from) && known.has(flow.to) && flow.size > 0),
  )
  const graph = {
    nodes: boxes.map((box) => ({ id: box.id, box, fixedValue: throughput(box, onward) })),
    links: onward.map((flow) => ({ source: flow.from, target: flow.to, value: flow.size, flow })),
  }
  // Returning links leave and enter at the sides.
  const side = returning.length > 0 ? 20 : 0
  const draw = (height: number) =>
    sankey<(typeof graph.nodes)[number], (typeof graph.links)[number]>()
      .nodeId((node) => node.id)
      .nodeAlign(sankeyJustify)
      .nodeWidth(boxWidth)
      .nodePadding(gap)
      .nodeSort(undefined as never)
      .iterations(32)
      .extent([
        [1 + side, 12],
        [width - 1 - side, height - 8],
      ])({
      nodes: graph.nodes.map((node) => ({ ...node })),
      links: graph.links.map((link) => ({ ...link })),
    })
  const trial = draw(400)
  const columns = new Map<number, number>()
  for (const node of trial.nodes) {
    columns.set(layerOf(node), (columns.get(layerOf(node)) ?? 0) + 1)
  }
  const rows = Math.max(...columns.values())
  const height = Math.max(rows * 26 + 20, Math.min(room, rows * 48 + 20, 1400))
  const placed = draw(height)
  const path = sankeyLinkHorizontal()
  const at = new Map(placed.nodes.map((node) => [node.id, node]))
  const arcs = returning.map((flow, n) => {
    const from = at.get(flow.from)!
    const to = at.get(flow.to)!
    const floor = height + 10 + n * 9
    return {
      flow,
      returning: true,
      width: Math.max(1.5, Math.min(3, scale(placed.nodes) * flow.size)),
      path: arc(from.x1!, (from.y0! + from.y1!) / 2, to.x0!, (to.y0! + to.y1!) / 2, floor),
    }
  })
  return {
    height: height + (returning.length > 0 ? 22 + returning.length * 9 : 0),
    boxes: placed.nodes.map((node) => {
      const tall = Math.max(least, node.y1! - node.y0!)
      const whole = node.fixedValue || 1
      return {
        box: node.box,
        x: node.x0!,
        y: node.y0!,
        width: boxWidth,
        height: tall,
        heldHeight: Math.min(tall, (tall * node.box.held) / whole),
      }
    }),
    flows: [
      ...placed.links.map((link) => ({
        flow: link.flow,
        returning: false,
        width: Math.max(1, link.width ?? 1),
        path: path(link as never) ?? '',
      })),
      ...arcs,
    ],
  }
}

function throughput(box: Box, flows: readonly Flow[]): number {
  let into = 0
  let out = 0
  for (const flow of flows) {
    if (flow.to === box.id) into += flow.size
    if (flow.from === box.id) out += flow.size
  }
  return Math.max(into, out + box.held, box.held, 1e-9)
}

function scale(
  nodes: readonly { fixedValue: number; y0?: number | undefined; y1?: number | undefined }[],
): number {
  const node = nodes.find((n) => n.fixedValue > 0 && (n.y1 ?? 0) > (n.y0 ?? 0))
  return node ? (node.y1! - node.y0!) / node.fixedValue : 0
}

/** Out to the right, down under the picture, back to the left, up into the box. */
function arc(x1: number, y1: number, x2: number, y2: number, floor: number): string {
  const out = x1 + 16
  const back = x2 - 16
  const r = 10
  return [
    `M${x1},${y1}`,
    `C${out},${y1} ${out},${y1} ${out},${y1 + r}`,
    `L${out},${floor - r}`,
    `Q${out},${floor} ${out - r},${floor}`,
    `L${back + r},${floor}`,
    `Q${back},${floor} ${back},${floor - r}`,
    `L${back},${y2 + r}`,
    `C${back},${y2} ${back},${y2} ${x2},${y2}`,
  ].join(' ')
}

/** The column after justification; d3-sankey sets it and its types leave it out. */
function layerOf(node: object): number {
  return (node as { layer?: number }).layer ?? 0
}
