import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { get } from '../api/http.ts'
import type { Compare, CompareRow, RuleFigures, RunSummary } from '../api/types.ts'
import { saveText } from '../parts/bits.tsx'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { Segments } from '../parts/Segments.tsx'
import { addAmounts, compareAmounts, count, group, money, number } from '../text/amount.ts'
import { csv } from '../text/csv.ts'
import type { ViewProps } from './Desk.tsx'
import { useRules } from './rules.ts'

type SortKey = 'account' | 'balance' | 'low' | 'high' | `rule:${string}`
interface Sort {
  readonly key: SortKey
  readonly down: boolean
}

/** What each account holds of each claim, one column per rule that was run, and the interval between them. */
export function HoldingsView({ tracing, behind, go }: ViewProps) {
  const { nameOf } = useRules()
  const [q, setQ] = useState('')
  const [sort, setSort] = useState<Sort>({ key: 'high', down: true })
  const [all, setAll] = useState(false)
  const compare = useQuery({
    queryKey: ['compare', tracing.id, (tracing.runs ?? []).length],
    queryFn: () => get<Compare>(`/api/tracings/${tracing.id}/compare`),
  })
  const [inBase, setInBase] = useState(true)
  const rules = compare.data?.rules ?? []
  const base = compare.data?.base ?? null
  const useBase = inBase && base !== null
  const rows = useMemo(
    () => sorted(filtered(inUnit(compare.data?.rows ?? [], useBase), q), sort),
    [compare.data, useBase, q, sort],
  )
  if (compare.error) return <ErrorNote error={compare.error} />
  if (!compare.data) return <Waiting what="Comparing the rules" />
  const several = new Set(compare.data.rows.map((row) => row.claim)).size > 1
  const top = Math.max(0.01, ...rows.map((row) => number(row.high)))
  const shown = all ? rows : rows.slice(0, 200)

  function open(row: CompareRow, rule: string) {
    const run = runOf(compare.data, rule, tracing.runs ?? [])
    if (!run) return
    behind({
      title: `${row.account}, ${nameOf(rule)}`,
      run,
      figure: row.figures[rule] ?? null,
      currency: useBase ? base : row.currency,
      account: row.account,
      ask: {
        account: row.account,
        currency: row.currency,
        ...(row.claim === null ? {} : { claim: row.claim }),
      },
    })
  }

  return (
    <section className="card card-flush long" aria-labelledby="holdings">
      <div className="card-head">
        <h2 id="holdings">
          Holdings by rule{' '}
          <span className="quiet">
            {count(rows.length)} rows, figures in {useBase ? base : 'the currency of each account'}
          </span>
        </h2>
        <SearchBox
          id="holding-search"
          label="Search accounts and claims"
          hint="Account or claim"
          value={q}
          onText={setQ}
        />
        {base !== null && (
          <Segments
            label="Currency of the figures"
            options={[
              { value: 'base', label: base },
              { value: 'own', label: 'account' },
            ]}
            value={inBase ? 'base' : 'own'}
            onChange={(value) => setInBase(value === 'base')}
          />
        )}
        <button
          type="button"
          className="button button-small"
          onClick={() => saveText(`${tracing.name}-holdings.csv`, asCsv(rows, rules))}
        >
          Download as CSV
        </button>
        <button type="button" className="button button-small" onClick={() => go({ view: 'rules' })}>
          Run another rule
        </button>
      </div>
      {rules.length < 2 && (
        <div className="inset">
          <Note tone="blue">
            One rule has been run. Run others to see the interval in which lawful answers differ.
          </Note>
        </div>
      )}
      <Scroll label="Holdings" className="scroll scroll-tall">
        <table className="table holdings">
          <caption className="only-spoken">Traced value by account and rule</caption>
          <thead>
            <tr>
              <Head label="Account" k="account" sort={sort} onSort={setSort} />
              {several && <th scope="col">Claim</th>}
              <Head label="Balance" k="balance" sort={sort} onSort={setSort} num />
              <Head
                label="Interval"
                k="high"
                sort={sort}
                onSort={setSort}
                title="Lowest and highest figure over the rules that were run"
              />
              {rules.map((rule) => (
                <Head
                  key={rule}
                  label={shortRule(nameOf(rule))}
                  title={nameOf(rule)}
                  k={`rule:${rule}`}
                  sort={sort}
                  onSort={setSort}
                  num
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={`${row.account} ${row.currency} ${row.claim}`}>
                <th scope="row" className="account-cell">
                  <span className="clip" title={row.account}>
                    {row.account}
                  </span>
                </th>
                {several && <td>{row.claim}</td>}
                <td className="num quiet">{money(row.balance, row.currency)}</td>
                <td>
                  <Interval row={row} top={useBase ? top : number(row.balance)} />
                </td>
                {rules.map((rule) => (
                  <td key={rule} className="num">
                    <Figure row={row} rule={rule} onOpen={() => open(row, rule)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {useBase && q === '' && (
            <Totals
              rules={rules}
              rows={rows}
              untraceable={compare.data.untraceable ?? {}}
              before={several ? 4 : 3}
            />
          )}
        </table>
      </Scroll>
      {useBase && (tracing.runs ?? []).some((run) => run.order === 'interval') && (
        <p className="inset quiet">
          Where both orders were run, their low and high are part of the interval in the currency of
          the account.
        </p>
      )}
      {rows.length === 0 && <p className="inset quiet">No account fits the search.</p>}
      {shown.length < rows.length && (
        <div className="inset">
          <button type="button" className="button button-small" onClick={() => setAll(true)}>
            Show all {count(rows.length)} rows
          </button>
        </div>
      )}
    </section>
  )
}

/** Each column with what could not be traced adds up to what is claimed. */
function Totals(props: {
  rules: readonly string[]
  rows: readonly CompareRow[]
  untraceable: Readonly<Record<string, string | null>>
  before: number
}) {
  const sum = (rule: string) =>
    addAmounts(
      props.rows
        .map((row) => row.figures[rule])
        .filter((figure): figure is string => typeof figure === 'string' && figure !== 'touched'),
    )
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={props.before}>
          Traced to a holding
        </th>
        {props.rules.map((rule) => (
          <td key={rule} className="num strong">
            {rule === 'poison' ? '–' : group(sum(rule))}
          </td>
        ))}
      </tr>
      <tr>
        <th scope="row" colSpan={props.before}>
          Cannot be traced further
        </th>
        {props.rules.map((rule) => (
          <td key={rule} className="num">
            {props.untraceable[rule] ? group(props.untraceable[rule]) : '–'}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

function Figure({ row, rule, onOpen }: { row: CompareRow; rule: string; onOpen: () => void }) {
  const figure = row.figures[rule]
  if (figure === undefined) {
    return <span className="quiet">{rule === 'poison' ? '–' : '0.00'}</span>
  }
  const nothing = figure !== null && /^[0.]+$/.test(figure)
  return (
    <button
      type="button"
      className={nothing ? 'link figure-link quiet' : 'link figure-link'}
      title="Open the payments behind this figure"
      onClick={onOpen}
    >
      {figure === null ? 'touched' : group(figure)}
    </button>
  )
}

function Interval({ row, top }: { row: RuleFigures; top: number }) {
  const { low, high } = row
  if (low === null || high === null) return <span className="quiet">–</span>
  const from = share(low, top)
  const to = share(high, top)
  return (
    <div className="interval">
      <span className="interval-text">
        {low === high ? group(low) : `${group(low)} – ${group(high)}`}
      </span>
      <div className="interval-track">
        <div
          className={low === high ? 'interval-bar interval-point' : 'interval-bar'}
          style={{ left: `${from}%`, width: `max(3px, ${to - from}%)` }}
        />
      </div>
    </div>
  )
}

/** Place on the track, in percent. */
function share(figure: string, top: number): number {
  return top > 0 ? Math.min(100, (100 * number(figure)) / top) : 0
}

function Head(props: {
  label: string
  k: SortKey
  sort: Sort
  onSort: (sort: Sort) => void
  num?: boolean
  title?: string
}) {
  const on = props.sort.key === props.k
  return (
    <th
      scope="col"
      className={props.num ? 'num wrap-head' : 'wrap-head'}
      title={props.title}
      aria-sort={on ? (props.sort.down ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="sort"
        onClick={() =>
          props.onSort({ key: props.k, down: on ? !props.sort.down : props.k !== 'account' })
        }
      >
        {props.label}
      </button>
    </th>
  )
}

function filtered(rows: readonly CompareRow[], q: string): readonly CompareRow[] {
  const words = q.trim().toLowerCase()
  if (words === '') return rows
  return rows.filter(
    (row) =>
      row.account.toLowerCase().includes(words) || (row.claim ?? '').toLowerCase().includes(words),
  )
}

function sorted(rows: readonly CompareRow[], sort: Sort): readonly CompareRow[] {
  const sign = sort.down ? -1 : 1
  return [...rows].sort((a, b) => {
    const first =
      sort.key === 'account'
        ? a.account.localeCompare(b.account, 'en', { numeric: true })
        : compareAmounts(figureOf(a, sort.key), figureOf(b, sort.key))
    return sign * first || a.account.localeCompare(b.account, 'en', { numeric: true })
  })
}

function figureOf(row: CompareRow, key: SortKey): string | null {
  if (key === 'balance') return row.balance
  if (key === 'low') return row.low
  if (key === 'high') return row.high
  const figure = row.figures[key.slice(5)] ?? null
  return figure !== null && /^-?\d/.test(figure) ? figure : null
}

function runOf(
  compare: Compare | undefined,
  rule: string,
  runs: readonly RunSummary[],
): string | undefined {
  return compare?.runs?.[rule] ?? runs.filter((run) => run.rule === rule).at(-1)?.id
}

/** The same rows with their figures in the base currency. */
function inUnit(rows: readonly CompareRow[], useBase: boolean): readonly CompareRow[] {
  return useBase ? rows.map((row) => (row.inBase ? { ...row, ...row.inBase } : row)) : rows
}

function shortRule(name: string): string {
  return name.replace(/\s*\(.*\)$/, '')
}

function asCsv(rows: readonly CompareRow[], rules: readonly string[]): string {
  return csv([
    ['account', 'claim', 'currency', 'balance', ...rules, 'low', 'high'],
    ...rows.map((row) => [
      row.account,
      row.claim,
      row.currency,
      row.balance,
      ...rules.map((rule) => row.figures[rule] ?? ''),
      row.low,
      row.high,
    ]),
  ])
}
