import type { Period, Quarter } from './period.ts'
import { quartersUpTo, runOf } from './period.ts'

/** Three years back: older quarters are asked for by their days. */
const choices = 13

/** A quarter, or several together; and days of one's own, for what is looked into and never published. */
export function PeriodPicker(props: {
  /** Today, as the node sees it. */
  today: string
  period: Period
  onChange: (period: Period) => void
}) {
  const { today, period, onChange } = props
  const quarters = quartersUpTo(today, choices)
  const run = runOf(period, quarters)
  const from = (first: Quarter) => {
    const last = run?.[1] ?? first
    onChange({ from: first.from, to: last.from < first.from ? first.to : last.to })
  }
  const upTo = (last: Quarter) => {
    const first = run?.[0] ?? last
    onChange({ from: last.from < first.from ? last.from : first.from, to: last.to })
  }
  return (
    <div className="period no-print">
      <div className="row">
        <Choice label="From" chosen={run?.[0].id} quarters={quarters} onChange={from} />
        <Choice label="to" chosen={run?.[1].id} quarters={quarters} onChange={upTo} />
      </div>
      <details open={run === undefined}>
        <summary>Other days</summary>
        <div className="row">
          <Days
            label="First day"
            value={period.from}
            onChange={(day) => onChange({ ...period, from: day })}
          />
          <Days
            label="Last day"
            value={period.to}
            onChange={(day) => onChange({ ...period, to: day })}
          />
        </div>
      </details>
    </div>
  )
}

/** One of the quarters; without one, days that are none. */
export function Choice(props: {
  label: string
  chosen: string | undefined
  quarters: readonly Quarter[]
  onChange: (quarter: Quarter) => void
}) {
  return (
    <label className="pick">
      <span>{props.label}</span>
      <select
        className="input"
        value={props.chosen ?? ''}
        onChange={(event) => {
          const chosen = props.quarters.find((q) => q.id === event.target.value)
          if (chosen !== undefined) props.onChange(chosen)
        }}
      >
        {props.chosen === undefined && <option value="">other days</option>}
        {props.quarters.map((q) => (
          <option key={q.id} value={q.id}>
            {q.label}
          </option>
        ))}
      </select>
    </label>
  )
}

function Days(props: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <label className="pick">
      <span>{props.label}</span>
      <input
        className="input input-short"
        type="date"
        value={props.value}
        // A day that is half typed is none yet.
        onChange={(event) => event.target.value !== '' && props.onChange(event.target.value)}
      />
    </label>
  )
}
