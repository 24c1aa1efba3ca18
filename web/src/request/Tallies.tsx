import type { RequestView } from '../api/types.ts'
import { Scroll } from '../parts/Scroll.tsx'
import { group } from '../text/amount.ts'
import { amountOf, span } from '../text/tally.ts'
import { toTheSecond } from '../text/time.ts'
import { fromCode, sentence } from '../text/words.ts'

type Tally = RequestView['tallies'][number]
type Row = Tally['rows'][number]
type Part = Row['parts'][number]

/** What several acts of one kind came to, by key: votes, receipts, amounts. Instants become a strip, amounts bars. */
export function TallyCard({ tally }: { tally: Tally }) {
  const rows = [...tally.rows].sort((a, b) => instantOf(a).localeCompare(instantOf(b)))
  const names = [...new Set(rows.flatMap((row) => row.parts.map((part) => part.name)))]
  const most = Math.max(0, ...rows.flatMap((row) => row.parts.map(amountOf)))
  return (
    <section className="card card-flush long" aria-label={tally.title}>
      <div className="card-head">
        <h2>{sentence(tally.title)}</h2>
        <span className="quiet">{rows.length}</span>
      </div>
      {rows.filter((row) => instantOf(row) !== '').length > 2 && <Strip rows={rows} />}
      <Scroll label={tally.title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">For</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name === '' ? 'Kept' : fromCode(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.key}</th>
                {names.map((name) => (
                  <td key={name} className="wrap-any">
                    <Cell part={row.parts.find((part) => part.name === name)} most={most} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function Cell({ part, most }: { part: Part | undefined; most: number }) {
  if (part === undefined) return null
  if (part.kind === 'instant') return toTheSecond(part.value)
  if (part.kind !== 'money' || most === 0) return part.value
  return (
    <>
      <span className="num">{grouped(part.value)}</span>
      <svg className="tally-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width={(100 * amountOf(part)) / most} height="4" />
      </svg>
    </>
  )
}

const width = 900

/** Each act as a dot, by the time after the first; the scale is logarithmic, because seconds and hours stand side by side. */
function Strip({ rows }: { rows: readonly Row[] }) {
  const timed = rows.filter((row) => instantOf(row) !== '')
  const first = Date.parse(instantOf(timed[0]!))
  const after = timed.map((row) => (Date.parse(instantOf(row)) - first) / 1000)
  const last = Math.max(...after, 1)
  const x = (seconds: number) => 20 + ((width - 40) * Math.log1p(seconds)) / Math.log1p(last)
  const marks = [1, 10, 60, 600, 3600, 86_400, 604_800].filter((mark) => mark <= last)
  return (
    <figure className="tally-strip">
      <svg viewBox={`0 0 ${width} 64`} role="img">
        <title>When each act was taken, after the first</title>
        <line x1="20" x2={width - 20} y1="30" y2="30" />
        {marks.map((mark) => (
          <g key={mark}>
            <line x1={x(mark)} x2={x(mark)} y1="24" y2="36" />
            <text x={x(mark)} y="54" textAnchor="middle">
              {span(mark)}
            </text>
          </g>
        ))}
        {timed.map((row, i) => (
          <circle key={row.key} cx={x(after[i]!)} cy="30" r="6">
            <title>{`${row.key}: ${span(after[i]!)} after the first`}</title>
          </circle>
        ))}
      </svg>
      <figcaption>
        {`${timed.length} acts, from first to last ${span(last)} (${Math.round(last)} s); ${after.filter((s) => s <= 60).length} within a minute of the first.`}
      </figcaption>
    </figure>
  )
}

function instantOf(row: Row): string {
  return row.parts.find((part) => part.kind === 'instant')?.value ?? ''
}

/** `5 480 000.00 EUR`. */
function grouped(value: string): string {
  const [amount = '', ...currency] = value.split(' ')
  return [group(amount), ...currency].join(' ')
}
