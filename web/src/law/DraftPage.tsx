import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import type { DiffRow, Draft, LawOverview } from '../api/law-types.ts'
import { Title } from '../parts/bits.tsx'
import { Confirm } from '../parts/Dialog.tsx'
import { Empty, ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { fromCode, plural, sentence } from '../text/words.ts'
import { packName, useLaw } from './Packs.tsx'
import { asText } from './values.ts'

/** One proposed change of the law: what it would change, and the second signature. */
export function DraftPage() {
  const { id } = useParams({ from: '/staff/law/drafts/$id' })
  const law = useLaw()
  const diff = useQuery({
    queryKey: ['law-diff', id],
    queryFn: async () =>
      (await get<{ rows: DiffRow[] }>(`/api/law/diff?${new URLSearchParams({ draft: id })}`)).rows,
    retry: false,
  })
  const draft = law.data?.drafts.find((one) => one.id === id)
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs no-print">
            <Link to="/law/packs">Packs and drafts</Link>
          </div>
          <Title>{draft ? `Draft: ${packName(draft.pack)}` : 'Draft'}</Title>
          {draft && (
            <p className="lead">
              Proposed by {draft.byName ?? draft.by}, {when(draft.at)}. The old law stays in force
              until a second person signs and its day comes.
            </p>
          )}
        </div>
        <button type="button" className="button no-print" onClick={() => window.print()}>
          Print
        </button>
      </div>
      {law.error ? (
        <ErrorNote error={law.error} />
      ) : !law.data ? (
        <Waiting what="Reading the draft" />
      ) : draft === undefined ? (
        <div className="card">
          <Empty title="This draft is no longer open">
            <p>It was signed into force, refused or withdrawn. The log says which.</p>
            <Link className="button" to="/law/packs">
              Packs and drafts
            </Link>
          </Empty>
        </div>
      ) : (
        <>
          <Faults draft={draft} />
          {diff.error ? (
            <ErrorNote error={diff.error} />
          ) : diff.data ? (
            <Diff rows={diff.data} />
          ) : (
            <Waiting what="Comparing" />
          )}
          <Decide draft={draft} law={law.data} />
        </>
      )}
    </div>
  )
}

function Faults({ draft }: { draft: Draft }) {
  if (draft.faults.length === 0) return null
  return (
    <Note tone="red" title="This pack cannot come into force as it is">
      <ul>
        {draft.faults.map((fault) =>
          typeof fault === 'string' ? (
            <li key={fault}>{sentence(fault)}</li>
          ) : (
            <li key={`${fault.name}/${fault.ground}`}>
              {sentence(fault.ground)}.{fault.remedy && ` What to do: ${fault.remedy}.`}
            </li>
          ),
        )}
      </ul>
      The old law stays in force.
    </Note>
  )
}

const changes = {
  added: { tone: 'chip chip-green', name: 'added' },
  changed: { tone: 'chip chip-amber', name: 'changed' },
  ended: { tone: 'chip chip-red', name: 'ended' },
} as const

function Diff({ rows }: { rows: readonly DiffRow[] }) {
  if (rows.length === 0)
    return (
      <div className="card">
        <Empty title="Nothing would change">
          <p>Under the layers in force, no row of this pack wins over what is there already.</p>
        </Empty>
      </div>
    )
  return (
    <section className="card card-flush long" aria-labelledby="diff">
      <div className="card-head">
        <h2 id="diff">
          What would change: {rows.length} {plural(rows.length, 'row')}
        </h2>
      </div>
      <Scroll label="What would change">
        <table className="table diff">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Change</th>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
              <th scope="col">Which clause wins</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) =>
              (row.fields.length === 0
                ? [{ field: '', before: undefined, after: undefined }]
                : row.fields
              ).map((field, at, all) => (
                <tr key={`${row.table}/${row.id}/${field.field}`}>
                  {at === 0 && (
                    <>
                      <th scope="row" rowSpan={all.length}>
                        {row.id}
                        <span className="under">{fromCode(row.table)}</span>
                      </th>
                      <td rowSpan={all.length}>
                        <span className={changes[row.change].tone}>{changes[row.change].name}</span>
                      </td>
                    </>
                  )}
                  <td>{field.field}</td>
                  <td className="wrap-any">
                    {row.change === 'added' ? '–' : <del>{asText(field.before)}</del>}
                  </td>
                  <td className="wrap-any">
                    {row.change === 'ended' ? '–' : <ins>{asText(field.after)}</ins>}
                  </td>
                  {at === 0 && <td rowSpan={all.length}>{sentence(row.wins)}</td>}
                </tr>
              )),
            )}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function Decide({ draft, law }: { draft: Draft; law: LawOverview }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [reasons, setReasons] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  const may = draft.mayApprove ?? law.mayApprove

  async function send(method: 'POST' | 'DELETE', path: string, body?: unknown) {
    setBusy(true)
    setError(null)
    try {
      await call(method, path, body)
      await queries.invalidateQueries({ queryKey: ['law'] })
      void queries.invalidateQueries({ queryKey: ['law-rows'] })
      await navigate({ to: '/law/packs' })
    } catch (problem) {
      setError(problem)
      setBusy(false)
      setAsking(false)
    }
  }

  const path = `/api/law/drafts/${encodeURIComponent(draft.id)}`
  return (
    <section className="card no-print" aria-labelledby="decide">
      <h2 id="decide">Second signature</h2>
      {draft.approvals.length > 0 && (
        <p>Signed by {draft.approvals.map((one) => one.name ?? one.by).join(', ')}.</p>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void send('POST', `${path}/approve`, { reasons })
        }}
      >
        <div className="field">
          <label htmlFor="reasons">Reasons</label>
          <div className="help">They are signed with your key and kept in the log.</div>
          <textarea
            id="reasons"
            className="input"
            required
            value={reasons}
            onChange={(event) => setReasons(event.target.value)}
          />
        </div>
        {error !== null && (
          <>
            <ErrorNote error={error} />
            <Note tone="green">The old law stays in force.</Note>
          </>
        )}
        {!may && (
          <p className="quiet">
            {sentence(
              draft.why ?? 'you may read this draft; a second person with the right role signs it',
            )}
            .
          </p>
        )}
        <div className="row row-end">
          <button
            type="button"
            className="button button-danger"
            disabled={busy}
            onClick={() => setAsking(true)}
          >
            Withdraw the draft
          </button>
          <button
            type="submit"
            className="button button-main"
            disabled={busy || !may || reasons.trim() === ''}
          >
            Sign into force
          </button>
        </div>
      </form>
      {asking && (
        <Confirm
          title="Withdraw this draft?"
          act="Withdraw it"
          busy={busy}
          onNo={() => setAsking(false)}
          onYes={() => void send('DELETE', path)}
        >
          <p>The proposal is taken back and kept in the log. The law in force does not change.</p>
        </Confirm>
      )}
    </section>
  )
}
