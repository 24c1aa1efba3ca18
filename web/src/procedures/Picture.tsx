import { useMemo } from 'react'
import type { StateRow, StepRow } from '../api/law-types.ts'
import { sentence } from '../text/words.ts'
import { type Edge, inLayers, type Placed } from './layers.ts'

const box = { width: 158, height: 46, across: 190, down: 88, edge: 24 } as const

/** One track of a table: states as boxes, moves as lines. A state can be chosen to read its steps. */
export function Picture(props: {
  label: string
  states: readonly StateRow[]
  steps: readonly StepRow[]
  chosen: string | null
  onChoose: (state: string | null) => void
}) {
  const { states, steps, chosen } = props
  const drawn = useMemo(
    () =>
      inLayers(
        states.map((state) => state.id),
        steps,
      ),
    [states, steps],
  )
  const width = drawn.widest * box.across + box.edge * 2
  const height = drawn.layers * box.down - (box.down - box.height) + box.edge * 2
  const inLayer = (layer: number) => drawn.states.filter((state) => state.layer === layer).length
  const at = (state: Placed) => ({
    x: (width - inLayer(state.layer) * box.across) / 2 + state.place * box.across + box.across / 2,
    y: box.edge + state.layer * box.down,
  })
  const place = new Map(drawn.states.map((state) => [state.id, at(state)]))
  // Nothing chosen: the ways on stand out. A state chosen: every way in and out of it.
  const stands = (edge: Edge) =>
    chosen === null ? !edge.back : edge.from === chosen || edge.to === chosen
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it is a group; fieldset does not exist in SVG
    <svg
      className="states"
      role="group"
      aria-label={props.label}
      viewBox={`0 0 ${width} ${height}`}
      style={{ width: '100%', maxWidth: width, minWidth: width * 0.72 }}
    >
      <defs>
        <marker
          id="tip"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {drawn.edges.map((edge) => (
        <path
          key={`${edge.from}>${edge.to}`}
          className="move"
          data-back={edge.back}
          data-faint={!stands(edge)}
          d={line(place.get(edge.from)!, place.get(edge.to)!, edge.back)}
          markerEnd="url(#tip)"
        />
      ))}
      {states.map((state) => {
        const spot = place.get(state.id)!
        return (
          // biome-ignore lint/a11y/useSemanticElements: HTML buttons do not exist inside SVG
          <g
            key={state.id}
            className="state"
            data-closed={state.closed}
            data-chosen={state.id === chosen}
            transform={`translate(${spot.x - box.width / 2} ${spot.y})`}
            role="button"
            tabIndex={0}
            aria-pressed={state.id === chosen}
            aria-label={`${sentence(state.name)}, ${waits(state)}`}
            onClick={() => props.onChoose(state.id === chosen ? null : state.id)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return
              event.preventDefault()
              props.onChoose(state.id === chosen ? null : state.id)
            }}
          >
            <rect width={box.width} height={box.height} rx="7" />
            {inLines(sentence(state.name)).map((text, row, all) => (
              <text
                key={text}
                x={box.width / 2}
                y={box.height / 2 + (row - (all.length - 1) / 2) * 15}
                textAnchor="middle"
                dominantBaseline="central"
              >
                {`${text} `}
              </text>
            ))}
          </g>
        )
      })}
    </svg>
  )
}

export function waits(state: StateRow): string {
  if (state.closed) return 'closed'
  return state.waitsFor === 'nobody' ? 'waits for nobody' : `waits for the ${state.waitsFor} side`
}

interface Spot {
  readonly x: number
  readonly y: number
}

/** Down from bottom to top, up from top to bottom beside it, along a layer from side to side or in a bow below. */
function line(from: Spot, to: Spot, back: boolean): string {
  if (!back || to.y < from.y) {
    const down = !back
    const aside = down ? 0 : 18
    const [x1, x2] = [from.x + aside, to.x + aside]
    const y1 = down ? from.y + box.height : from.y
    const y2 = down ? to.y - 2 : to.y + box.height + 2
    const bend = (y2 - y1) / 2
    return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`
  }
  const right = to.x > from.x
  if (Math.abs(to.x - from.x) <= box.across) {
    const y = from.y + box.height / 2 + (right ? -7 : 7)
    const half = right ? box.width / 2 : -box.width / 2
    return `M${from.x + half} ${y}L${to.x - half - (right ? 2 : -2)} ${y}`
  }
  const [x1, x2] = [from.x + (right ? 40 : -40), to.x + (right ? -40 : 40)]
  const [y, deep] = [from.y + box.height, from.y + box.height + 30]
  return `M${x1} ${y}C${x1} ${deep} ${x2} ${deep} ${x2} ${y + 2}`
}

/** A name on at most two lines of about twenty letters. */
function inLines(name: string): readonly string[] {
  if (name.length <= 22) return [name]
  const words = name.split(' ')
  let first = ''
  while (words.length > 1 && `${first} ${words[0]}`.trim().length <= Math.max(20, name.length / 2))
    first = `${first} ${words.shift()}`.trim()
  if (first === '') first = words.shift() ?? ''
  const rest = words.join(' ')
  return rest === '' ? [first] : [first, rest.length > 26 ? `${rest.slice(0, 25)}…` : rest]
}
