import type { RequestView } from '../api/types.ts'
import { Scroll } from '../parts/Scroll.tsx'
import { group } from '../text/amount.ts'
import { amountOf, sumOf } from '../text/tally.ts'
import { toTheSecond } from '../text/time.ts'
import { sentence, shortDigest } from '../text/words.ts'
import { Strip } from './Strip.tsx'

type Tally = RequestView['tallies'][number]
type Part = Tally['rows'][number]['parts'][number]

interface Column {
  readonly tally: Tally
  /** Name of the part, where a tally keeps several. */
  readonly part: string
  readonly heading: string
}

/** What several acts came to: votes, receipts, amounts. Those that are kept by one key stand in one table. */
export function Tallies({ request }: { request: RequestView }) {
  const keys = [...new Set(request.tallies.map((tally) => tally.by.name))]
  return (
    <>
      {keys.map((key) => (
        <Wall key={key} tallies={request.tallies.filter((tally) => tally.by.name === key)} />
      ))}
    </>
  )
}

function Wall({ tallies }: { tallies: readonly Tally[] }) {
  const title = sentence(tallies.map((tally) => tally.title.toLowerCase()).join(', '))
  const columns = tallies.flatMap(columnsOf)
  const rows = rowsOf(tallies)
  const timed = tallies.filter((tally) => tally.rows.filter((row) => instantOf(row)).length > 2)
  const most = Math.max(
    0,
    ...tallies.flatMap((tally) => tally.rows.flatMap((row) => row.parts.map(amountOf))),
  )
  const id = `tally-${tallies[0]?.name}`
  return (
    <section className="card card-flush long" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
        <span className="quiet">{rows.length}</span>
      </div>
      {timed.map((tally) => (
        <Strip
          key={tally.name}
          what={tally.title.toLowerCase()}
          zero={tally.zero}
          points={tally.rows.flatMap((row) => {
            const at = instantOf(row)
            return at === undefined ? [] : [{ key: row.key, at }]
          })}
        />
      ))}
      <Limits tallies={tallies} />
      <Scroll label={`${title}, by ${tallies[0]?.by.label ?? 'key'}`}>
        <table className="table tally">
          <thead>
            <tr>
              <th scope="col">{sentence(tallies[0]?.by.label ?? '')}</th>
              {columns.map((column) => (
                <th key={`${column.tally.name}/${column.part}`} scope="col">
                  {column.heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((key) => (
              <tr key={key}>
                <th scope="row">{key}</th>
                {columns.map((column) => (
                  <td key={`${column.tally.name}/${column.part}`}>
                    <Cell part={cellOf(column, key)} most={most} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <Sums columns={columns} rows={rows} />
        </table>
      </Scroll>
    </section>
  )
}

function columnsOf(tally: Tally): readonly Column[] {
  const parts = new Map(tally.rows.flatMap((row) => row.parts.map((p) => [p.name, p.label])))
  return [...parts].map(([part, label]) => ({
    tally,
    part,
    heading: parts.size === 1 ? sentence(tally.title) : sentence(label),
  }))
}

/** Keys in the order of their first instant, then as they are written. */
function rowsOf(tallies: readonly Tally[]): readonly string[] {
  const at = (key: string) =>
    tallies
      .flatMap((tally) => tally.rows.filter((row) => row.key === key).map(instantOf))
      .find((instant) => instant !== undefined) ?? '9'
  const keys = [...new Set(tallies.flatMap((tally) => tally.rows.map((row) => row.key)))]
  return keys.sort(
    (a, b) => at(a).localeCompare(at(b)) || a.localeCompare(b, 'en', { numeric: true }),
  )
}

function cellOf({ tally, part }: Column, key: string): Part | undefined {
  return tally.rows.find((row) => row.key === key)?.parts.find((one) => one.name === part)
}

function Cell({ part, most }: { part: Part | undefined; most: number }) {
  if (part === undefined) return <span className="quiet">–</span>
  if (part.kind === 'instant') return <span className="nowrap">{toTheSecond(part.value)}</span>
  if (/^sha256:/.test(part.value)) return <span title={part.value}>{shortDigest(part.value)}</span>
  if (part.kind !== 'money' || most === 0) return sentence(part.value)
  return (
    <>
      <span className="num nowrap">{grouped(part.value)}</span>
      <svg className="tally-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width={(100 * amountOf(part)) / most} height="4" />
      </svg>
    </>
  )
}

/** Sums of the columns of money, where there is more than one row. */
function Sums({ columns, rows }: { columns: readonly Column[]; rows: readonly string[] }) {
  const sums = columns.map((column) => sumOfColumn(column))
  if (rows.length < 2 || sums.every((sum) => sum === undefined)) return null
  return (
    <tfoot>
      <tr>
        <th scope="row">Together</th>
        {columns.map((column, i) => (
          <td key={`${column.tally.name}/${column.part}`} className="num nowrap">
            {sums[i] === undefined ? '' : grouped(sums[i])}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

function sumOfColumn({ tally, part }: Column): string | undefined {
  return sumOf(
    tally.rows.flatMap((row) =>
      row.parts.filter((p) => p.name === part && p.kind === 'money').map((p) => p.value),
    ),
  )
}

/** Each sum of money against the amount that bounds it, with what is left. */
function Limits({ tallies }: { tallies: readonly Tally[] }) {
  const bounded = tallies.flatMap((tally) => {
    const column = columnsOf(tally).find((c) => sumOfColumn(c) !== undefined)
    const sum = column && sumOfColumn(column)
    return sum === undefined || tally.limit === null ? [] : [{ tally, sum, limit: tally.limit }]
  })
  if (bounded.length === 0) return null
  return (
    <dl className="limits">
      {bounded.map(({ tally, sum, limit }) => {
        const share = (100 * Number.parseFloat(sum)) / Number.parseFloat(limit.value)
        return (
          <div key={tally.name} className="contents">
            <dt>{sentence(tally.title)}</dt>
            <dd>
              <meter
                min={0}
                max={100}
                value={share}
                aria-label={`${tally.title} against ${limit.label}`}
              />
              <span>
                <span className="num">{grouped(sum)}</span> of{' '}
                <span className="num">{grouped(limit.value)}</span>{' '}
                <span className="quiet">
                  ({limit.label}), {share.toFixed(share < 10 ? 2 : 1)} %
                </span>
              </span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function instantOf(row: Tally['rows'][number]): string | undefined {
  return row.parts.find((part) => part.kind === 'instant')?.value
}

/** `5 480 000.00 EUR`. */
function grouped(value: string): string {
  const [amount = '', ...currency] = value.split(' ')
  return [group(amount), ...currency].join(' ')
}
