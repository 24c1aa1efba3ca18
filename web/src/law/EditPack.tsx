import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, FileTrigger } from 'react-aria-components'
import { call, get } from '../api/http.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'

const empty = {
  id: 'my-pack',
  name: 'name of the pack',
  layer: 'national',
  version: 1,
  from: '2026-01-01',
  rows: {},
}

/** A pack as a file: changed here or loaded from disk, and proposed whole. */
export function EditPack() {
  const { id } = useParams({ from: '/staff/law/packs/$id' })
  const fresh = id === 'new'
  const pack = useQuery({
    queryKey: ['pack', id],
    queryFn: () => get<unknown>(`/api/law/packs/${encodeURIComponent(id)}?as=json`),
    enabled: !fresh,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const file = fresh ? empty : pack.data
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs">
            <Link to="/law/packs">Packs and drafts</Link>
          </div>
          <Title>{fresh ? 'Draft a pack' : `Change ${id}`}</Title>
          <p className="lead">
            Each row carries its id, citation, text, dates, status and source. A changed pack needs
            a higher version. Nothing comes into force before a second person has signed.
          </p>
        </div>
      </div>
      {pack.error ? (
        <ErrorNote error={pack.error} />
      ) : file === undefined ? (
        <Waiting what="Reading the pack" />
      ) : (
        <Editor key={id} first={`${JSON.stringify(file, null, 2)}\n`} />
      )}
    </div>
  )
}

function Editor({ first }: { first: string }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [text, setText] = useState(first)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const fault = jsonFault(text)

  async function propose() {
    if (fault !== null) return
    setBusy(true)
    setError(null)
    try {
      const made = await call<{ id: string }>('POST', '/api/law/drafts', { pack: JSON.parse(text) })
      void queries.invalidateQueries({ queryKey: ['law'] })
      await navigate({ to: '/law/drafts/$id', params: { id: made.id } })
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  return (
    <form
      className="card form"
      onSubmit={(event) => {
        event.preventDefault()
        void propose()
      }}
    >
      <div className="row">
        <FileTrigger
          acceptedFileTypes={['application/json', '.json']}
          onSelect={(files) => {
            const file = files?.item(0)
            if (file) void file.text().then(setText)
          }}
        >
          <Button className="button">Load from a file</Button>
        </FileTrigger>
        <button type="button" className="button" onClick={() => setText(first)}>
          Undo all changes
        </button>
        <span className="quiet" role="status">
          {fault === null
            ? `${text.split('\n').length} lines, ${text === first ? 'unchanged' : 'changed'}`
            : `not JSON yet: ${fault}`}
        </span>
      </div>
      <div className="field">
        <label htmlFor="pack-text">The pack</label>
        <textarea
          id="pack-text"
          className="input mono pack-text"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setError(null)
          }}
        />
      </div>
      {error !== null && (
        <>
          <ErrorNote error={error} />
          <Note tone="green" title="The old law stays in force">
            Nothing of this pack was taken in. Mend it and propose it again.
          </Note>
        </>
      )}
      <div className="row row-end">
        <Link className="button" to="/law/packs">
          Leave without proposing
        </Link>
        <button type="submit" className="button button-main" disabled={busy || fault !== null}>
          {busy ? 'Checking…' : 'Propose this pack'}
        </button>
      </div>
    </form>
  )
}

function jsonFault(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable'
  }
}
