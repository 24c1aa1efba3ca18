import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useNode } from '../api/queries.ts'
import type { Basis, Field } from '../api/types.ts'
import { Tile, Title } from '../parts/bits.tsx'
import { Fields, filled, type Values } from '../parts/Fields.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Segments } from '../parts/Segments.tsx'

const kinds = [
  { value: 'request', label: 'Ask for information' },
  { value: 'spontaneous', label: 'Disclose on our own motion' },
] as const

export function NewRequest() {
  const { to, kind = 'request' } = useSearch({ from: '/staff/requests/new' })
  const navigate = useNavigate()
  const node = useNode()
  const peers = (node.data?.federation ?? []).filter((peer) => !peer.self)
  return (
    <div className="page page-narrow">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs">
            <Link to="/inbox" search={{}}>
              Inbox
            </Link>
          </div>
          <Title>New request</Title>
          <p className="lead">
            It stays a draft until somebody else in this authority approves it. Nothing leaves
            before, and what is missing can be filled in later.
          </p>
        </div>
      </div>
      <Segments
        label="Kind"
        options={kinds}
        value={kind === 'spontaneous' ? 'spontaneous' : 'request'}
        onChange={(value) =>
          void navigate({
            to: '/requests/new',
            search: { ...(to ? { to } : {}), kind: value },
            replace: true,
          })
        }
      />
      <fieldset className="card">
        <legend className="legend-heading">To which authority</legend>
        <div className="peer-choice">
          {peers.map((peer) => (
            <label key={peer.id} className="choice-box peer">
              <input
                type="radio"
                name="to"
                checked={peer.id === to}
                onChange={() =>
                  void navigate({
                    to: '/requests/new',
                    search: { to: peer.id, kind },
                    replace: true,
                  })
                }
              />
              <Tile country={peer.country} small />
              <span>
                {peer.name}
                <span className="under">{peer.id}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {to ? (
        <Form key={`${to}-${kind}`} to={to} kind={kind} />
      ) : (
        <Empty title="Choose the authority first">
          <p>
            Which legal bases and which clocks apply depends on who is asked. The form follows from
            that.
          </p>
        </Empty>
      )}
    </div>
  )
}

function Form({ to, kind }: { to: string; kind: string }) {
  const navigate = useNavigate()
  const [values, setValues] = useState<Values>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const form = useQuery({
    queryKey: ['form', to, kind],
    queryFn: () =>
      get<{ form: Field[]; bases: Basis[] }>(
        `/api/forms/request?${new URLSearchParams({ to, kind })}`,
      ),
  })

  async function save() {
    setBusy(true)
    setError(null)
    try {
      const made = await call<{ id: string }>('POST', '/api/requests', {
        kind,
        to,
        document: filled(values),
      })
      await navigate({ to: '/requests/$id', params: { id: made.id } })
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  if (form.error) return <ErrorNote error={form.error} />
  if (!form.data) return <Waiting what="Reading the form" />
  return (
    <form
      className="form card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Fields fields={form.data.form} values={values} onChange={setValues} />
      {error !== null && <ErrorNote error={error} />}
      <div className="row row-end">
        <Link className="button" to="/inbox" search={{}}>
          Leave without saving
        </Link>
        <button type="submit" className="button button-main" disabled={busy}>
          {busy ? 'Saving…' : 'Save as draft'}
        </button>
      </div>
    </form>
  )
}
