import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import type { RefusalRow } from '../api/law-types.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { fromCode, sentence } from '../text/words.ts'

/** Every "no" that the system can say, with its ground and what to do then. */
export function Refusals() {
  const { q = '' } = useSearch({ from: '/staff/law/refusals' })
  const navigate = useNavigate()
  const refusals = useQuery({
    queryKey: ['refusals'],
    queryFn: async () => (await get<{ refusals: RefusalRow[] }>('/api/refusals')).refusals,
    staleTime: 300_000,
  })
  const words = q.toLowerCase()
  const rows = (refusals.data ?? []).filter((row) =>
    `${row.name} ${row.title} ${row.situation} ${row.citation ?? ''} ${row.remedy} ${(row.families ?? []).join(' ')}`
      .toLowerCase()
      .includes(words),
  )
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Refusals</Title>
          <p className="lead">
            The closed list of what the system refuses. Each has a name, a ground, where it is
            written, and what to do.
          </p>
        </div>
        <SearchBox
          id="refusal-search"
          label="Search the refusals"
          hint="Words of the refusal"
          value={q}
          onText={(text) =>
            void navigate({
              to: '/law/refusals',
              search: text === '' ? {} : { q: text },
              replace: true,
            })
          }
        />
      </div>
      {refusals.error ? (
        <ErrorNote error={refusals.error} />
      ) : !refusals.data ? (
        <Waiting what="Reading the refusals" />
      ) : rows.length === 0 ? (
        <div className="card">
          <Empty title="No refusal has these words">
            <p>Write one word of what you read, such as “translation” or “ground”.</p>
          </Empty>
        </div>
      ) : (
        <>
          <p className="quiet" role="status">
            {rows.length} of {refusals.data.length}
          </p>
          <ul className="refusals">
            {rows.map((row) => (
              <li key={row.name} className="card" id={row.name}>
                <div className="card-head">
                  <h2>{sentence(row.title)}</h2>
                  <span className="chip">{fromCode(row.kind)}</span>
                </div>
                {row.situation !== row.title && <p>{sentence(row.situation)}.</p>}
                <dl className="facts">
                  <dt>What to do</dt>
                  <dd>{sentence(row.remedy)}.</dd>
                  {row.citation && (
                    <>
                      <dt>Written in</dt>
                      <dd>{row.citation}</dd>
                    </>
                  )}
                  <dt>Name</dt>
                  <dd className="mono">{row.name}</dd>
                </dl>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
