import { day } from '../text/time.ts'
import { spanOf } from './span.ts'
import type { Commitment, Milestone } from './types.ts'

/**
 * Plans side by side on one scale of time: the bar runs from adoption to the end of the plan, each milestone stands at its
 * day. Shapes tell the states apart, not colours alone; everything drawn stands as words in the cards below.
 */
export function Gantt({ plans, now }: { plans: readonly Commitment[]; now: string }) {
  const drawn = plans.filter((p) => p.adopted !== null && p.due !== null)
  if (drawn.length === 0) return null
  const span = spanOf([now, ...drawn.flatMap((p) => [p.adopted!, p.due!])])
  const [left, width, row] = [92, 760, 34]
  const x = (at: string) => left + span.at(at) * width
  const height = 30 + drawn.length * row
  return (
    <figure className="gantt">
      <svg viewBox={`0 0 ${left + width + 20} ${height}`} role="img" aria-labelledby="gantt-title">
        <title id="gantt-title">
          Plans and milestones of {drawn.length} commitments from{' '}
          {day(new Date(span.from).toISOString())} to {day(new Date(span.to).toISOString())}
        </title>
        {span.ticks.map((tick) => (
          <g key={tick.text}>
            <line
              className="gantt-line"
              x1={left + tick.at * width}
              x2={left + tick.at * width}
              y1={20}
              y2={height}
            />
            <text className="gantt-tick" x={left + tick.at * width} y={12}>
              {tick.text}
            </text>
          </g>
        ))}
        {drawn.map((plan, i) => {
          const y = 30 + i * row
          return (
            <g key={plan.stream} className={plan.red ? 'gantt-red' : 'gantt-plan'}>
              <text className="gantt-name" x={0} y={y + 15}>
                {plan.reference}
              </text>
              <rect
                className="gantt-bar"
                x={x(plan.adopted!)}
                y={y + 4}
                width={Math.max(2, x(plan.due!) - x(plan.adopted!))}
                height={14}
                rx={3}
              />
              {plan.milestones.map((m) => (
                <Mark key={m.id} milestone={m} x={x(m.due)} y={y + 11} />
              ))}
            </g>
          )
        })}
        <line className="gantt-now" x1={x(now)} x2={x(now)} y1={20} y2={height} />
      </svg>
      <figcaption className="quiet">
        Circle filled: reached, with evidence. Circle open: still to come. Diamond: its day is over
        and no evidence came, or it came late. The upright line is today.
      </figcaption>
    </figure>
  )
}

function Mark({ milestone, x, y }: { milestone: Milestone; x: number; y: number }) {
  const { state, id, words } = milestone
  const title = (
    <title>
      {id}, {day(milestone.due)}: {words} ({state})
    </title>
  )
  if (state === 'late' || state === 'reached late')
    return (
      <rect
        className={state === 'late' ? 'gantt-late' : 'gantt-reached'}
        x={x - 6}
        y={y - 6}
        width={12}
        height={12}
        transform={`rotate(45 ${x} ${y})`}
      >
        {title}
      </rect>
    )
  return (
    <circle className={state === 'reached' ? 'gantt-reached' : 'gantt-open'} cx={x} cy={y} r={7}>
      {title}
    </circle>
  )
}
