import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api/http.ts'
import { useNode } from '../api/queries.ts'
import type { Figures, Indicator, IndicatorPart } from '../api/types.ts'
import { Digest, Tile, Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { count } from '../text/amount.ts'
import { when } from '../text/time.ts'
import { sentence } from '../text/words.ts'

function useFigures(path: string, query: Readonly<Record<string, string>>) {
  const given = Object.entries(query).filter(([, value]) => value !== '')
  return useQuery({
    queryKey: ['figures', path, given],
    queryFn: () => get<Figures>(`${path}?${new URLSearchParams(given)}`),
  })
}

interface Period {
  readonly from: string
  readonly to: string
}

export function StaffFigures() {
  const [period, setPeriod] = useState<Period>({ from: '', to: '' })
  const figures = useFigures('/api/figures', { ...period })
  return (
    <div className="page page-narrow">
      <div className="page-head">
        <div className="titles">
          <Title>Figures</Title>
          <p className="lead">
            Computed from signed events alone. This page shows them as staff sees them; the{' '}
            <a href="/public">public page</a> shows them after the small-count rule, once two
            persons have <Link to="/figures/releases">released</Link> them.
          </p>
        </div>
        <PeriodForm period={shownPeriod(period, figures.data)} onChange={setPeriod} />
      </div>
      <Body figures={figures} />
    </div>
  )
}

export function PublicFigures() {
  const node = useNode()
  const [quarter, setQuarter] = useState('')
  const figures = useFigures('/public/figures', { quarter })
  return (
    <main className="page page-narrow public" id="main">
      <header className="page-head">
        {node.data && <Tile country={node.data.country} />}
        <div className="titles">
          <span className="quiet">
            {node.data ? `${node.data.name}, ${node.data.countryName}` : ' '}
          </span>
          <Title>How authorities answer each other</Title>
        </div>
      </header>
      <p>
        Financial intelligence units ask each other for help. These figures say how often and how
        fast, computed from signed events. Counts of one to four, and shares and medians that rest
        on few cases, are withheld, because they could point to a person or a case.
      </p>
      <label className="pick no-print">
        <span>Quarter</span>
        <select
          className="input input-short"
          value={quarter || quarterOf(figures.data?.from)}
          onChange={(event) => setQuarter(event.target.value)}
        >
          {quartersUntil(node.data?.now, quarter || quarterOf(figures.data?.from)).map((q) => (
            <option key={q}>{q}</option>
          ))}
        </select>
      </label>
      <Body figures={figures} />
      <p className="no-print">
        <a href="/">Staff sign-in</a>
      </p>
    </main>
  )
}

/** `2025-Q1` of a day. */
function quarterOf(day: string | undefined): string {
  if (day === undefined) return ''
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** The quarters that are over, latest first, back to two years ago and to the one that is shown. */
function quartersUntil(now: string | undefined, shown: string): string[] {
  if (now === undefined) return shown === '' ? [] : [shown]
  let [year, quarter] = [Number(now.slice(0, 4)), Math.ceil(Number(now.slice(5, 7)) / 3)]
  const found: string[] = []
  while (found.length < 8 || (found.length < 80 && shown !== '' && !found.includes(shown))) {
    if (--quarter === 0) [year, quarter] = [year - 1, 4]
    found.push(`${year}-Q${quarter}`)
  }
  return found
}

function shownPeriod(chosen: Period, figures: Figures | undefined): Period {
  return { from: chosen.from || (figures?.from ?? ''), to: chosen.to || (figures?.to ?? '') }
}

function PeriodForm({ period, onChange }: { period: Period; onChange: (p: Period) => void }) {
  return (
    <div className="row no-print">
      <label className="pick">
        <span>From</span>
        <input
          className="input input-short"
          type="date"
          value={period.from}
          onChange={(event) => onChange({ ...period, from: event.target.value })}
        />
      </label>
      <label className="pick">
        <span>to</span>
        <input
          className="input input-short"
          type="date"
          value={period.to}
          onChange={(event) => onChange({ ...period, to: event.target.value })}
        />
      </label>
    </div>
  )
}

function Body({ figures }: { figures: ReturnType<typeof useFigures> }) {
  if (figures.error) return <ErrorNote error={figures.error} />
  if (!figures.data) return <Waiting what="Computing the figures" />
  const { indicators, asOf, nodes, log, from, to } = figures.data
  return (
    <>
      <p className="quiet">
        {when(from)} to {when(to)}, computed {when(asOf)} from the signed events of{' '}
        {nodes.join(', ')}.
      </p>
      <div className="figures">
        {indicators.map((indicator) => (
          <OneFigure key={indicator.id} indicator={indicator} />
        ))}
      </div>
      {log && (
        <section className="card" aria-labelledby="from-log">
          <h2 id="from-log">Where they come from</h2>
          <dl className="facts">
            <dt>Log</dt>
            <dd className="wrap-any">{log.origin}</dd>
            <dt>Entries</dt>
            <dd>{count(log.size)}</dd>
            <dt>Root</dt>
            <dd>
              <Digest value={log.root} label="root of the log" />
            </dd>
          </dl>
          <p className="under">
            The signed head is at <a href="/log/checkpoint">/log/checkpoint</a>, the figures as data
            at <a href="/public/figures">/public/figures</a>. Whoever holds the records can compute
            the same figures to the last digit.
          </p>
        </section>
      )}
    </>
  )
}

function OneFigure({ indicator }: { indicator: Indicator }) {
  const { shown, text, n, cases, interval, note, parts } = indicator
  return (
    <section className="card figure-card" aria-labelledby={`figure-${indicator.id}`}>
      <h2 id={`figure-${indicator.id}`}>
        {sentence(indicator.name)} <span className="quiet">{indicator.id}</span>
      </h2>
      <div className={shown ? 'big-figure' : 'big-figure withheld'}>{text}</div>
      <dl className="facts">
        <dt>Rests on</dt>
        <dd>{n === undefined ? `${cases ?? 'too few'} cases` : `n = ${count(n)}`}</dd>
        {interval && (
          <>
            <dt>95 % interval</dt>
            <dd>
              {percent(interval[0])} to {percent(interval[1])}
            </dd>
          </>
        )}
        {note && (
          <>
            <dt>{shown ? 'Note' : 'Withheld because'}</dt>
            <dd>{why(note)}</dd>
          </>
        )}
        <dt>Formula</dt>
        <dd>{indicator.formula}</dd>
      </dl>
      {parts && parts.length > 0 && <Parts parts={parts} />}
    </section>
  )
}

function Parts({ parts }: { parts: readonly IndicatorPart[] }) {
  const withheld = parts.filter((part) => part.shown === false)
  return (
    <details>
      <summary>
        By {[...new Set(parts.map((part) => part.by))].join(' and ')}
        {withheld.length > 0 ? `, ${withheld.length} of ${parts.length} withheld` : ''}
      </summary>
      <table className="table">
        <tbody>
          {parts.map((part) => (
            <tr key={`${part.by} ${part.key}`}>
              <th scope="row">{part.key.replace('→', ' → ')}</th>
              <td className={part.shown === false ? 'quiet' : ''}>{part.text}</td>
              <td className="quiet">{part.note ? why(part.note) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** `step 1: a count from 1 to 4` without the number of the step, which only the rule's own page needs. */
function why(note: string): string {
  return note.replace(/^step \d+: /, '')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}\u00a0%`
}
