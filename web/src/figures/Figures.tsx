import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api/http.ts'
import { useNode } from '../api/queries.ts'
import type { Figures, Indicator } from '../api/types.ts'
import { Digest, Tile, Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { count } from '../text/amount.ts'
import { when } from '../text/time.ts'

function useFigures(path: string, period: Period) {
  return useQuery({
    queryKey: ['figures', path, period],
    queryFn: () =>
      get<Figures>(
        `${path}?${new URLSearchParams({
          ...(period.from ? { from: period.from } : {}),
          ...(period.to ? { to: period.to } : {}),
        })}`,
      ),
  })
}

interface Period {
  readonly from: string
  readonly to: string
}

export function StaffFigures() {
  const [period, setPeriod] = useState<Period>({ from: '', to: '' })
  const figures = useFigures('/api/figures', period)
  return (
    <div className="page page-narrow">
      <div className="page-head">
        <div className="titles">
          <Title>Figures</Title>
          <p className="lead">
            Computed from signed events alone. This page shows them as staff sees them; the{' '}
            <a href="/public">public page</a> shows them after the small-count rule.
          </p>
        </div>
        <PeriodForm period={period} onChange={setPeriod} />
      </div>
      <Body figures={figures} />
    </div>
  )
}

export function PublicFigures() {
  const node = useNode()
  const [period, setPeriod] = useState<Period>({ from: '', to: '' })
  const figures = useFigures('/public/figures', period)
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
      <PeriodForm period={period} onChange={setPeriod} />
      <Body figures={figures} />
      <p className="no-print">
        <a href="/">Staff sign-in</a>
      </p>
    </main>
  )
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
  const { indicators, asOf, nodes, log, period } = figures.data
  return (
    <>
      <p className="quiet">
        As of {when(asOf)}
        {period ? `, for ${when(period.from)} to ${when(period.to)}` : ''}, from the events of{' '}
        {nodes.join(', ')}.
      </p>
      <div className="figures">
        {indicators.map((indicator) => (
          <OneFigure key={indicator.id} indicator={indicator} />
        ))}
      </div>
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
    </>
  )
}

function OneFigure({ indicator }: { indicator: Indicator }) {
  return (
    <section className="card figure-card" aria-labelledby={`figure-${indicator.id}`}>
      <h2 id={`figure-${indicator.id}`}>
        {indicator.name} <span className="quiet">{indicator.id}</span>
      </h2>
      {indicator.shown && indicator.value !== null ? (
        <div className="big-figure">
          {String(indicator.value)} <span className="unit">{indicator.unit}</span>
        </div>
      ) : (
        <div className="big-figure withheld">{indicator.band ?? 'withheld'}</div>
      )}
      <dl className="facts">
        <dt>Rests on</dt>
        <dd>{indicator.n === null ? 'too few to say' : `n = ${count(indicator.n)}`}</dd>
        {indicator.interval !== undefined && indicator.interval !== null && (
          <>
            <dt>95 % interval</dt>
            <dd>{intervalText(indicator.interval)}</dd>
          </>
        )}
        {indicator.note && (
          <>
            <dt>{indicator.shown ? 'Note' : 'Withheld because'}</dt>
            <dd>{indicator.note}</dd>
          </>
        )}
        <dt>Formula</dt>
        <dd>{indicator.formula}</dd>
      </dl>
    </section>
  )
}

function intervalText(interval: unknown): string {
  if (Array.isArray(interval)) return interval.map(String).join(' to ')
  if (typeof interval === 'object' && interval !== null) {
    const { low, high } = interval as { low?: unknown; high?: unknown }
    return `${String(low)} to ${String(high)}`
  }
  return String(interval)
}
