import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import type { Figures, Indicator } from '../api/types.ts'
import { Digest, saveText, Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { count } from '../text/amount.ts'
import { csv } from '../text/csv.ts'
import { day, when } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { FigureCard } from './FigureCard.tsx'
import { PeriodPicker } from './PeriodPicker.tsx'
import { Funnel, Shares, Times } from './Pictures.tsx'
import { type Period, quartersUpTo, releaseName, runOf } from './period.ts'

interface Released extends Figures {
  /** Absent, or null in a demonstration: nothing was released, and the public reads nothing of it. */
  readonly release?: { readonly id: string; readonly version: number } | null
}

/** Whom the node lets see what was released and what waits. */
const releaseReaders: readonly string[] = [
  'analyst',
  'editor',
  'head-of-desk',
  'auditor',
  'inspector',
]

function useFigures({ from, to }: Period) {
  const given = Object.entries({ from, to }).filter(([, value]) => value !== '')
  return useQuery({
    queryKey: ['figures', given],
    queryFn: () => get<Figures>(`/api/figures?${new URLSearchParams(given)}`),
  })
}

/** What anybody reads of the same period; that nothing was released is an answer too. */
function useReleased(period: string | undefined) {
  return useQuery({
    queryKey: ['figures', 'released', period],
    queryFn: () => get<Released>(`/public/figures?quarter=${period}`),
    enabled: period !== undefined,
    retry: false,
  })
}

export function StaffFigures() {
  const [chosen, setChosen] = useState<Period>({ from: '', to: '' })
  const figures = useFigures(chosen)
  const session = useSession()
  const outside = figures.data !== undefined && 'release' in figures.data
  const mayLook = releaseReaders.includes(session.data?.role ?? '')
  const period = {
    from: chosen.from || (figures.data?.from ?? ''),
    to: chosen.to || (figures.data?.to ?? ''),
  }
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Figures</Title>
          <p className="lead">
            Computed from signed events alone.{' '}
            {outside ? (
              <>
                You see the released figures, as on the <a href="/public">public page</a>: whole
                figures are for those who work on cases and for evaluators.
              </>
            ) : (
              <>
                This page shows them as staff sees them; the <a href="/public">public page</a> shows
                them after the small-count rule, once two persons have{' '}
                {mayLook ? <Link to="/figures/releases">released</Link> : 'released'} them.
              </>
            )}
          </p>
        </div>
        {figures.data && (
          <div className="row no-print">
            <button
              type="button"
              className="button"
              onClick={() =>
                saveText(`figures-${period.from}-${period.to}.csv`, asCsv(figures.data))
              }
            >
              Save as CSV
            </button>
            <button type="button" className="button" onClick={() => window.print()}>
              Print
            </button>
          </div>
        )}
      </div>
      {period.to !== '' && !outside && (
        <PeriodPicker
          today={figures.data?.asOf ?? period.to}
          period={period}
          onChange={setChosen}
        />
      )}
      <Body figures={figures} />
    </div>
  )
}

function Body({ figures }: { figures: ReturnType<typeof useFigures> }) {
  const { data } = figures
  const run = data && runOf(data, quartersUpTo(data.asOf, 40))
  const period = run && releaseName(...run)
  const released = useReleased(period)
  if (figures.error) return <ErrorNote error={figures.error} />
  if (!data) return <Waiting what="Computing the figures" />
  const { indicators, asOf, nodes, log, from, to } = data
  const version = released.data?.release
  const there = indicators.filter((i) => i.text !== 'none')
  const publicly = new Map(
    (version ? (released.data?.indicators ?? []) : []).map((i): [string, Indicator] => [i.id, i]),
  )
  return (
    <>
      <p className="quiet">
        {day(from)} to {day(to)}, computed {when(asOf)} from the signed events of {nodes.join(', ')}
        .{' '}
        {version
          ? `Version ${version.version} of this period is released; what it says stands beside each figure.`
          : period === undefined
            ? 'Only whole quarters are ever released.'
            : 'Nothing of this period is released.'}
      </p>
      <div className="pictures">
        <Funnel indicators={indicators} />
        <Times indicators={indicators} />
        <Shares indicators={indicators} />
      </div>
      <div className="figures">
        {there.map((indicator) => (
          <FigureCard
            key={indicator.id}
            indicator={indicator}
            released={publicly.get(indicator.id)}
          />
        ))}
      </div>
      <Without indicators={indicators.filter((i) => i.text === 'none')} />
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

/** Figures that nothing was counted for, each with the reason. */
function Without({ indicators }: { indicators: readonly Indicator[] }) {
  if (indicators.length === 0) return null
  return (
    <details className="card">
      <summary>{indicators.length} of the 42 figures have no value in this period</summary>
      <table className="table">
        <tbody>
          {indicators.map(({ id, name, note }) => (
            <tr key={id}>
              <th scope="row">
                {sentence(name)} <span className="quiet">{id}</span>
              </th>
              <td>{note ? sentence(note) : 'Nothing of the kind happened in this period'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** One row for each figure and each of its parts. */
function asCsv({ indicators, from, to }: Figures): string {
  return csv([
    ['from', 'to', 'id', 'name', 'by', 'key', 'text', 'value', 'unit', 'n'],
    ...indicators.flatMap((i) => [
      [from, to, i.id, i.name, '', '', i.text, i.value, i.unit, i.n],
      ...(i.parts ?? []).map((p) => [
        from,
        to,
        i.id,
        i.name,
        p.by,
        p.key,
        p.text,
        p.value,
        p.unit ?? i.unit,
        p.n,
      ]),
    ]),
  ])
}
