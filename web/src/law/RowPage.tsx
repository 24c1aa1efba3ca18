import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import type { LawRow } from '../api/law-types.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { day } from '../text/time.ts'
import { fromCode } from '../text/words.ts'
import { StatusChip } from './Rows.tsx'
import { asText } from './values.ts'

const shownAbove = ['id', 'citation', 'text', 'from', 'to', 'status', 'source']

/** One row whole: what it says, where it is written, since when, and which pack it comes from. */
export function RowPage() {
  const { table, id } = useParams({ from: '/staff/law/rows/$table/$id' })
  const rows = useQuery({
    queryKey: ['law-rows', table, id, ''],
    queryFn: () =>
      get<{ rows: readonly LawRow[] }>(`/api/law/rows?${new URLSearchParams({ table, q: id })}`),
  })
  const found = rows.data?.rows.filter((row) => row.id === id) ?? []
  return (
    <div className="page page-narrow">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs no-print">
            <Link to="/law/rows" search={{ table }}>
              {fromCode(table)}
            </Link>
          </div>
          <Title>{id}</Title>
        </div>
        <button type="button" className="button no-print" onClick={() => window.print()}>
          Print
        </button>
      </div>
      {rows.error ? (
        <ErrorNote error={rows.error} />
      ) : !rows.data ? (
        <Waiting what="Reading the row" />
      ) : found.length === 0 ? (
        <div className="card">
          <Empty title="No such row is in the law of today" />
        </div>
      ) : (
        found.map((row) => <OneRow key={`${row.pack}/${row.from}`} table={table} row={row} />)
      )}
    </div>
  )
}

function OneRow({ table, row }: { table: string; row: LawRow }) {
  const rest = Object.entries(row.row).filter(([name]) => !shownAbove.includes(name))
  return (
    <section className="card" aria-label={`${row.id} since ${row.from}`}>
      <p className="law-words">{row.text}</p>
      <dl className="facts">
        <dt>Written in</dt>
        <dd>{row.citation}</dd>
        <dt>In force</dt>
        <dd>
          from {day(row.from)}
          {row.to ? ` to ${day(row.to)}` : ', no end set'}
        </dd>
        <dt>Status</dt>
        <dd>
          <StatusChip status={row.status} />{' '}
          {row.status === 'verified'
            ? 'read in the instrument itself'
            : 'taken from a secondary text; a lawyer of this node has to confirm it'}
        </dd>
        <dt>Source</dt>
        <dd className="wrap-any">
          {/^https?:\/\/\S+$/.test(row.source) ? (
            <a href={row.source} rel="noreferrer" target="_blank">
              {row.source}
            </a>
          ) : (
            row.source
          )}
        </dd>
        <dt>Pack that wins</dt>
        <dd>
          <Link to="/law/packs">{row.pack}</Link>
          {row.replaced && <span className="under">It replaces {row.replaced}.</span>}
        </dd>
        {rest.map(([name, value]) => (
          <div key={name} className="contents">
            <dt>{fromCode(name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())}</dt>
            <dd className="wrap-any">{asText(value)}</dd>
          </div>
        ))}
      </dl>
      {table === 'rules' && (
        <div className="row no-print">
          <Link className="button button-small" to="/law/deadlines" search={{ rule: row.id }}>
            Reckon this limit
          </Link>
        </div>
      )}
    </section>
  )
}
