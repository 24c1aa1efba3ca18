import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import type { LawRow, Named } from '../api/law-types.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import type { RowSearch } from '../router.tsx'
import { day } from '../text/time.ts'
import { fromCode } from '../text/words.ts'

export const tables = [
  'instruments',
  'bases',
  'rules',
  'calendars',
  'grounds',
  'elements',
  'safeguards',
  'thresholds',
  'offences',
  'reservations',
] as const

interface RowsAnswer {
  readonly table: string
  readonly tables?: readonly (string | Named)[]
  readonly rows: readonly LawRow[]
}

/** Every row of the law in force here, a table at a time. */
export function Rows() {
  const search = useSearch({ from: '/staff/law/rows' })
  const navigate = useNavigate()
  const table = search.table ?? 'instruments'
  const go = (change: RowSearch) =>
    void navigate({
      to: '/law/rows',
      search: (old) =>
        Object.fromEntries(
          Object.entries({ ...old, ...change }).filter(([, value]) => value !== ''),
        ) as RowSearch,
      replace: true,
    })
  const rows = useQuery({
    queryKey: ['law-rows', table, search.q ?? '', search.pack ?? ''],
    queryFn: () =>
      get<RowsAnswer>(
        `/api/law/rows?${new URLSearchParams({
          table,
          ...(search.q ? { q: search.q } : {}),
          ...(search.pack ? { pack: search.pack } : {}),
        })}`,
      ),
    placeholderData: keepPreviousData,
  })
  const all = rows.data?.rows ?? []
  const shown = all.filter((row) => !search.status || row.status === search.status)
  const names = (rows.data?.tables ?? tables).map((one) =>
    typeof one === 'string' ? { id: one, name: fromCode(one) } : one,
  )
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Rows of law</Title>
          <p className="lead">
            What this node decides by, each row with its article, its dates and where it can be
            checked. A row marked “to verify” has not been read in the instrument itself.
          </p>
        </div>
      </div>
      <div className="row no-print">
        <SearchBox
          id="row-search"
          label="Search the rows"
          hint="Id, article or words"
          value={search.q ?? ''}
          onText={(text) => go({ q: text })}
        />
        <label className="pick">
          Table
          <select
            className="input"
            value={table}
            onChange={(event) => go({ table: event.target.value })}
          >
            {names.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <label className="pick">
          Status
          <select
            className="input"
            value={search.status ?? ''}
            onChange={(event) => go({ status: event.target.value })}
          >
            <option value="">Any</option>
            <option value="verified">Verified</option>
            <option value="to-verify">To verify</option>
          </select>
        </label>
        {search.pack && (
          <button type="button" className="button button-small" onClick={() => go({ pack: '' })}>
            Only pack {search.pack}: show all packs
          </button>
        )}
      </div>
      {rows.error ? (
        <ErrorNote error={rows.error} />
      ) : !rows.data ? (
        <Waiting what="Reading the rows" />
      ) : shown.length === 0 ? (
        <div className="card">
          <Empty title="No row fits">
            <p>Choose another table, or fewer words.</p>
          </Empty>
        </div>
      ) : (
        <div className="card card-flush">
          <Scroll label="Rows">
            <table className="table">
              <caption className="only-spoken">{fromCode(table)}</caption>
              <thead>
                <tr>
                  <th scope="col">Row</th>
                  <th scope="col">What it says</th>
                  <th scope="col">Written in</th>
                  <th scope="col">In force</th>
                  <th scope="col">Status</th>
                  <th scope="col">Pack</th>
                </tr>
              </thead>
              <tbody>
                {shown.map((row) => (
                  <tr key={`${row.id}/${row.from}`} className="openable">
                    <td className="nowrap">
                      <Link
                        className="matter strong"
                        to="/law/rows/$table/$id"
                        params={{ table, id: row.id }}
                      >
                        {row.id}
                      </Link>
                    </td>
                    <td className="law-text">{row.text}</td>
                    <td>{row.citation}</td>
                    <td className="nowrap">
                      {day(row.from)}
                      {row.to && <span className="under">until {day(row.to)}</span>}
                    </td>
                    <td>
                      <StatusChip status={row.status} />
                    </td>
                    <td className="nowrap">
                      {row.pack}
                      {row.replaced && <span className="under">replaces {row.replaced}</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </div>
      )}
      <p className="quiet" role="status">
        {shown.length} {shown.length === 1 ? 'row' : 'rows'}
      </p>
    </div>
  )
}

export function StatusChip({ status }: { status: string }) {
  return (
    <span className={status === 'verified' ? 'chip chip-green' : 'chip chip-amber'}>
      {status === 'verified' ? 'verified' : 'to verify'}
    </span>
  )
}
