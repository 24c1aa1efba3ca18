import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { GraphLink, GraphNode } from '../api/types.ts'
import { money, number, short } from '../text/amount.ts'
import { paid } from '../text/time.ts'
import { plural } from '../text/words.ts'
import { type Side, sidesOf } from './labels.ts'
import { type PlacedBox, type PlacedFlow, place } from './layout.ts'

interface NodeBox {
  readonly id: string
  readonly held: number
  readonly node: GraphNode
}

interface LinkFlow {
  readonly from: string
  readonly to: string
  readonly size: number
  readonly returns: boolean
  readonly link: GraphLink
}

/** The flow as a picture. Every mark can be reached with the arrow keys and opened with Enter. */
export function Sankey(props: {
  nodes: readonly GraphNode[]
  links: readonly GraphLink[]
  currency: string | null
  tone: number
  onNode: (node: GraphNode) => void
  onLink: (link: GraphLink) => void
}) {
  const { nodes, links, currency } = props
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const [active, setActive] = useState<string | null>(null)
  const [stop, setStop] = useState(0)

  const layout = useMemo(() => {
    const boxes: NodeBox[] = nodes.map((node) => ({ id: node.id, held: number(node.traced), node }))
    const flows: LinkFlow[] = links.map((link) => ({
      from: link.from,
      to: link.to,
      size: number(link.value) || (link.value === null ? link.payments : 0),
      returns: link.returns === true,
      link,
    }))
    return place(
      boxes,
      flows,
      Math.max(560, width),
      Math.max(360, Math.min(window.innerHeight - 300, width * 0.6)),
    )
  }, [nodes, links, width])

  const sides = useMemo(
    () =>
      sidesOf(
        layout.boxes.map((placed) => ({
          id: placed.box.id,
          x: placed.x,
          y: placed.y,
          width: placed.width,
          height: placed.height,
          ...wordsOf(placed),
        })),
        Math.max(560, width),
      ),
    [layout, width],
  )

  const nameOf = useMemo(() => new Map(nodes.map((n) => [n.id, n])), [nodes])
  const marks = layout.boxes.length + layout.flows.length

  function keys(event: KeyboardEvent<SVGSVGElement>) {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
    }
    const step = steps[event.key]
    let next = stop
    if (step !== undefined) next = Math.max(0, Math.min(marks - 1, stop + step))
    else if (event.key === 'Home') next = 0
    else if (event.key === 'End') next = marks - 1
    else return
    event.preventDefault()
    setStop(next)
    event.currentTarget.querySelector<SVGElement>(`[data-mark="${next}"]`)?.focus()
  }

  const describeFlow = (flow: LinkFlow) =>
    `${nameOf.get(flow.from)?.account ?? flow.from} to ${nameOf.get(flow.to)?.account ?? flow.to}: ` +
    `${money(flow.link.value, currency)} in ${flow.link.payments} ` +
    `${plural(flow.link.payments, 'payment')}, ${span(flow.link)}${flow.returns ? ', returning' : ''}`
  const describeBox = (box: NodeBox) =>
    `${box.node.account} (${box.node.currency}): ${money(box.node.traced, currency)} still held`

  const touches = (flow: LinkFlow) =>
    active === null ||
    active === `${flow.from}>${flow.to}` ||
    active === flow.from ||
    active === flow.to

  return (
    <div className="sankey-frame" ref={frame}>
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: an svg cannot be a fieldset; the marks inside are buttons
        <svg
          className="sankey"
          width={Math.max(560, width)}
          height={layout.height}
          viewBox={`0 0 ${Math.max(560, width)} ${layout.height}`}
          role="group"
          aria-label="Flow of the claims between accounts. Arrow keys move from mark to mark, Enter opens the payments."
          onKeyDown={keys}
        >
          <g data-tone={props.tone}>
            {layout.flows.map((placed, at) => (
              <FlowMark
                key={`${placed.flow.from}>${placed.flow.to}`}
                placed={placed}
                label={describeFlow(placed.flow)}
                faded={!touches(placed.flow)}
                mark={layout.boxes.length + at}
                stop={stop}
                onStop={setStop}
                onActive={setActive}
                onOpen={() => props.onLink(placed.flow.link)}
              />
            ))}
          </g>
          <g data-tone={props.tone}>
            {layout.boxes.map((placed, at) => (
              <BoxMark
                key={placed.box.id}
                placed={placed}
                side={sides.get(placed.box.id) ?? 'right'}
                label={describeBox(placed.box)}
                mark={at}
                stop={stop}
                onStop={setStop}
                onActive={setActive}
                onOpen={() => props.onNode(placed.box.node)}
              />
            ))}
          </g>
        </svg>
      )}
      <p className="sankey-says no-print" aria-hidden="true">
        {active === null
          ? 'Point at a mark to read it; press it to open the payments behind it.'
          : sayActive(active, layout.boxes, layout.flows, describeBox, describeFlow)}
      </p>
    </div>
  )
}

interface MarkProps {
  readonly label: string
  readonly mark: number
  readonly stop: number
  readonly onStop: (mark: number) => void
  readonly onActive: (id: string | null) => void
  readonly onOpen: () => void
}

function handlers(id: string, props: MarkProps) {
  return {
    tabIndex: props.stop === props.mark ? 0 : -1,
    role: 'button',
    'aria-label': props.label,
    'data-mark': props.mark,
    onMouseEnter: () => props.onActive(id),
    onMouseLeave: () => props.onActive(null),
    onFocus: () => {
      props.onStop(props.mark)
      props.onActive(id)
    },
    onBlur: () => props.onActive(null),
    onClick: props.onOpen,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      props.onOpen()
    },
  } as const
}

function FlowMark(props: MarkProps & { placed: PlacedFlow<LinkFlow>; faded: boolean }) {
  const { placed } = props
  return (
    <path
      className={`${placed.returning ? 'flow flow-returning' : 'flow'}${props.faded ? ' faded' : ''}`}
      d={placed.path}
      strokeWidth={placed.width}
      {...handlers(`${placed.flow.from}>${placed.flow.to}`, props)}
    />
  )
}

/** Two lines beside a tall box, one beside a low one; 6.6 pixels a letter is what the face takes at this size. */
function wordsOf(placed: PlacedBox<NodeBox>): { words: number; lines: 1 | 2 } {
  const { box, height } = placed
  const name = clip(box.node.account).length
  const figure = box.held > 0 ? short(box.node.traced).length + 6 : 0
  return height >= 26 && box.held > 0
    ? { words: Math.max(name * 6.6, figure * 6), lines: 2 }
    : { words: name * 6.6 + (box.held > 0 ? (figure - 4) * 6 : 0), lines: 1 }
}

function BoxMark(props: MarkProps & { placed: PlacedBox<NodeBox>; side: Side }) {
  const { x, y, width, height, heldHeight, box } = props.placed
  const left = props.side === 'left'
  const tall = height >= 26
  const name = clip(box.node.account)
  return (
    <>
      <g className="box" {...handlers(box.id, props)}>
        <rect className="box-through" x={x} y={y} width={width} height={height} />
        <rect
          className="box-held"
          x={x}
          y={y + height - heldHeight}
          width={width}
          height={heldHeight}
        />
      </g>
      {/* Outside the button: its name is the sentence, with the exact figure instead of the short one. */}
      <text
        className="box-label"
        x={left ? x - 6 : x + width + 6}
        y={y + height / 2 + (tall && box.held > 0 ? -3 : 4)}
        textAnchor={left ? 'end' : 'start'}
      >
        <tspan>{name}</tspan>
        {box.held > 0 &&
          (tall ? (
            <tspan className="box-figure" x={left ? x - 6 : x + width + 6} dy="14">
              {`holds ${short(box.node.traced)}`}
            </tspan>
          ) : (
            <tspan className="box-figure">{`  ${short(box.node.traced)}`}</tspan>
          ))}
      </text>
    </>
  )
}

function sayActive(
  active: string,
  boxes: readonly PlacedBox<NodeBox>[],
  flows: readonly PlacedFlow<LinkFlow>[],
  box: (b: NodeBox) => string,
  flow: (f: LinkFlow) => string,
): string {
  const found = boxes.find((b) => b.box.id === active)
  if (found) return box(found.box)
  const link = flows.find((f) => `${f.flow.from}>${f.flow.to}` === active)
  return link ? flow(link.flow) : ''
}

function span(link: GraphLink): string {
  const [first, last] = [paid(link.first), paid(link.last)]
  return first === last ? first : `${first} to ${last}`
}

function clip(name: string): string {
  return name.length > 26 ? `${name.slice(0, 24)}…` : name
}

function useWidth(frame: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.floor(entry?.contentRect.width ?? 0)),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return width
}
