import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote, Note } from '../parts/notes.tsx'
import { sentence } from '../text/words.ts'
import { MatterChoice } from './MatterChoice.tsx'
import type { CaseVersion, Why } from './types.ts'

/** The page of a case from its matters: what stands in the way is said before anything is written. */
export function PrepareCase({ out }: { out: readonly CaseVersion[] }) {
  const [id, setId] = useState('')
  const [title, setTitle] = useState('')
  const [summary, setSummary] = useState('')
  const [reason, setReason] = useState('')
  const [matters, setMatters] = useState<readonly string[]>([])
  const { act, error, busy } = useAct('cases')
  const before = useQuery({
    queryKey: ['cases', 'before', ...matters],
    queryFn: () => call<readonly Why[]>('POST', '/api/case-pages/before', { matters }),
    enabled: matters.length > 0,
    retry: false,
  })
  const again = out.some((line) => line.id === id)
  const free = matters.length > 0 && before.data?.length === 0
  async function send() {
    const body = { id, title, summary, matters, ...(again ? { reason } : {}) }
    if (await act(() => call('POST', '/api/case-pages', body))) {
      setId('')
      setTitle('')
      setSummary('')
      setMatters([])
    }
  }
  return (
    <section className="card no-print" aria-labelledby="prepare">
      <div className="card-head">
        <h2 id="prepare">Prepare a page</h2>
      </div>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <MatterChoice
          legend="Matters of the case"
          hint="Amounts, claims and payments are read from their signed records. The confiscation and the return belong to them."
          chosen={matters}
          onChoose={setMatters}
        />
        {before.error && <ErrorNote error={before.error} />}
        {before.data?.map((why) => (
          <Note key={why.name} tone="amber" title={sentence(why.ground)}>
            {sentence(why.remedy)}.{why.citation && <span className="under">{why.citation}</span>}
          </Note>
        ))}
        {free && (
          <Note tone="green">
            The judgment is final, the victims were told first, and no court keeps it back.
          </Note>
        )}
        <label className="field">
          <span className="label">Name in the address: small letters, digits, hyphens</span>
          <input
            className="input"
            required
            pattern="[a-z0-9\-]{1,40}"
            maxLength={40}
            value={id}
            onChange={(event) => setId(event.target.value)}
          />
        </label>
        <label className="field">
          <span className="label">Title</span>
          <input
            className="input"
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <label className="field">
          <span className="label">Summary, without names of persons</span>
          <textarea
            className="input"
            required
            rows={5}
            maxLength={4000}
            value={summary}
            onChange={(event) => setSummary(event.target.value)}
          />
        </label>
        {again && (
          <label className="field">
            <span className="label">Why there is another version</span>
            <input
              className="input"
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
        {error !== null && <ErrorNote error={error} />}
        <div className="row row-end">
          <button type="submit" className="button button-main" disabled={busy || !free}>
            Prepare the page
          </button>
        </div>
      </form>
    </section>
  )
}
