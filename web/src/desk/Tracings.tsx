import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, DropZone, type FileDropItem, FileTrigger } from 'react-aria-components'
import { call, get } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import type { TracingSummary } from '../api/types.ts'
import { Title } from '../parts/bits.tsx'
import { Confirm } from '../parts/Dialog.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { count } from '../text/amount.ts'
import { when } from '../text/time.ts'
import { carry } from './carried.ts'

/** An auditor and those who oversee read what others traced; only who brought a ledger works on it. */
export function Tracings() {
  const session = useSession()
  const tracings = useQuery({
    queryKey: ['tracings'],
    queryFn: () => get<TracingSummary[]>('/api/tracings'),
  })
  const readsOnly = session.data?.role === 'auditor'
  const [error, setError] = useState<unknown>(null)
  const [name, setName] = useState('')
  const navigate = useNavigate()
  const queries = useQueryClient()

  async function create(files: readonly File[]) {
    setError(null)
    const first = files[0]
    if (!first) return
    const own = first.name.replace(/\.(csv|tsv|txt)(\.gz)?$/i, '')
    try {
      const made = await call<{ id: string }>('POST', '/api/tracings', {
        name: name.trim() || own,
      })
      carry(made.id, files)
      void queries.invalidateQueries({ queryKey: ['tracings'] })
      await navigate({ to: '/tracing/$id', params: { id: made.id }, search: {} })
    } catch (problem) {
      setError(problem)
    }
  }

  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Tracing desk</Title>
          <p className="lead">
            Follow value through payments under a named legal rule, to the last minor unit.
          </p>
        </div>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {!readsOnly && (
        <DropZone
          className="drop"
          aria-label="Drop a ledger here"
          onDrop={(event) => {
            const files = event.items.filter((item): item is FileDropItem => item.kind === 'file')
            void Promise.all(files.map((item) => item.getFile())).then(create)
          }}
        >
          <div className="strong">Drop a ledger here to start a tracing</div>
          <p className="quiet">
            CSV with any delimiter, plain or gzipped: payments with id, time, from, to, amount and
            currency. Opening balances, rates and a column map can come with it.
          </p>
          <div className="row">
            <FileTrigger allowsMultiple onSelect={(list) => void create([...(list ?? [])])}>
              <Button className="button button-main">Choose files</Button>
            </FileTrigger>
            <label className="pick">
              <span>Name of the tracing</span>
              <input
                className="input"
                placeholder="else the name of the file"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </label>
          </div>
        </DropZone>
      )}
      {tracings.error ? (
        <ErrorNote error={tracings.error} />
      ) : !tracings.data ? (
        <Waiting />
      ) : tracings.data.length === 0 ? (
        <div className="card card-flush">
          <Empty title="No tracing yet">
            <p>
              {readsOnly
                ? 'What officers trace appears here; an auditor reads it.'
                : 'Drop a ledger above. Nothing leaves this authority when you trace.'}
            </p>
          </Empty>
        </div>
      ) : (
        <List tracings={tracings.data} own={readsOnly ? undefined : session.data?.authority} />
      )}
    </div>
  )
}

/** @param own the authority whose tracings may be deleted here */
function List({ tracings, own }: { tracings: readonly TracingSummary[]; own: string | undefined }) {
  const queries = useQueryClient()
  const [deleting, setDeleting] = useState<TracingSummary | null>(null)
  const [error, setError] = useState<unknown>(null)

  async function erase(tracing: TracingSummary) {
    try {
      await call('DELETE', `/api/tracings/${tracing.id}`)
    } catch (problem) {
      setError(problem)
    }
    setDeleting(null)
    void queries.invalidateQueries({ queryKey: ['tracings'] })
  }

  return (
    <div className="card card-flush">
      {error !== null && <ErrorNote error={error} />}
      <Scroll label="Tracings">
        <table className="table">
          <caption className="only-spoken">Tracings of this authority</caption>
          <thead>
            <tr>
              <th scope="col">Tracing</th>
              <th scope="col">State</th>
              <th scope="col" className="num">
                Payments
              </th>
              <th scope="col" className="num">
                Accounts
              </th>
              <th scope="col" className="num">
                Claims
              </th>
              <th scope="col" className="num">
                Runs
              </th>
              <th scope="col">Made</th>
              <th scope="col">
                <span className="only-spoken">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tracings.map((tracing) => (
              <tr key={tracing.id} className="openable">
                <td>
                  <Link
                    className="matter strong"
                    to="/tracing/$id"
                    params={{ id: tracing.id }}
                    search={{}}
                  >
                    {tracing.name}
                  </Link>
                </td>
                <td>{tracing.state === 'draft' ? 'not imported yet' : 'imported'}</td>
                <td className="num">{figure(tracing.payments)}</td>
                <td className="num">{figure(tracing.accounts)}</td>
                <td className="num">{figure(tracing.claims)}</td>
                <td className="num">{tracing.runs}</td>
                <td className="nowrap">
                  {when(tracing.createdAt)} <span className="quiet">{tracing.createdBy}</span>
                </td>
                <td className="num">
                  {tracing.createdBy.startsWith(`${own}/`) && (
                    <button
                      type="button"
                      className="button button-small button-bare above"
                      aria-label={`Delete ${tracing.name}`}
                      onClick={() => setDeleting(tracing)}
                    >
                      Delete
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {deleting && (
        <Confirm
          title={`Delete ${deleting.name}?`}
          act="Delete for good"
          onYes={() => void erase(deleting)}
          onNo={() => setDeleting(null)}
        >
          <p>
            The payments and results of this tracing are erased and cannot be brought back. Exhibits
            made of it stay readable at their addresses. The log keeps that they existed, with their
            digests.
          </p>
        </Confirm>
      )}
    </div>
  )
}

function figure(n: number | null | undefined): string {
  return n === null || n === undefined ? '–' : count(n)
}
