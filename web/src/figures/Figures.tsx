import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import type { Figures, Indicator, IndicatorPart } from '../api/types.ts'
import { Digest, Title } from '../parts/bits.tsx'
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

/** Whom the node lets see what was released and what waits. */
const releaseReaders: readonly string[] = [
  'analyst',
  'editor',
  'head-of-desk',
  'auditor',
  'inspector',
]

export function StaffFigures() {
  const [period, setPeriod] = useState<Period>({ from: '', to: '' })
  const figures = useFigures('/api/figures', { ...period })
  const session = useSession()
  const mayLook = releaseReaders.includes(session.data?.role ?? '')
  return (
    <div className="page page-narrow">
      <div className="page-head">
        <div className="titles">
          <Title>Figures</Title>
          <p className="lead">
            Computed from signed events alone. This page shows them as staff sees them; the{' '}
            <a href="/public">public page</a> shows them after the small-count rule, once two
            persons have {mayLook ? <Link to="/figures/releases">released</Link> : 'released'} them.
          </p>
        </div>
        <PeriodForm period={shownPeriod(period, figures.data)} onChange={setPeriod} />
      </div>
      <Body figures={figures} />
    </div>
  )
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
