import { span } from '../text/tally.ts'

interface Point {
  readonly key: string
  readonly at: string
}

const width = 900

/**
 * Each act as a dot, by the time after the moment that was set for all, or after the first. The scale is logarithmic,
 * because seconds and hours stand side by side.
 */
export function Strip(props: {
  what: string
  points: readonly Point[]
  zero: { readonly label: string; readonly at: string } | null
}) {
  const points = [...props.points].sort((a, b) => a.at.localeCompare(b.at))
  const first = Date.parse(points[0]?.at ?? '')
  const set = Date.parse(props.zero?.at ?? '')
  // A moment after the first act is not what they are counted from.
  const from = set <= first ? set : first
  const since = set <= first ? (props.zero?.label.toLowerCase() ?? '') : 'the first'
  const after = points.map((point) => (Date.parse(point.at) - from) / 1000)
  const last = Math.max(...after, 1)
  const spread = last - (after[0] ?? 0)
  const x = (seconds: number) => 20 + ((width - 40) * Math.log1p(seconds)) / Math.log1p(last)
  const marks = [1, 10, 60, 600, 3600, 86_400, 604_800].filter((mark) => mark <= last)
  const soon = after.filter((seconds) => seconds <= 60).length
  return (
    <figure className="tally-strip">
      <svg viewBox={`0 0 ${width} 64`} role="img">
        <title>{`${props.what}: time after ${since}`}</title>
        <line x1="20" x2={width - 20} y1="30" y2="30" />
        {marks.map((mark) => (
          <g key={mark}>
            <line x1={x(mark)} x2={x(mark)} y1="24" y2="36" />
            <text x={x(mark)} y="54" textAnchor="middle">
              {span(mark)}
            </text>
          </g>
        ))}
        {points.map((point, i) => (
          <circle key={point.key} cx={x(after[i]!)} cy="30" r="6">
            <title>{`${point.key}: ${span(after[i]!)} after ${since}`}</title>
          </circle>
        ))}
      </svg>
      <figcaption>
        {`${points.length} ${props.what}, counted from ${since}: ${soon} within a minute, the last after ${span(last)}. From first to last ${span(spread)} (${Math.round(spread)} s).`}
      </figcaption>
    </figure>
  )
}
