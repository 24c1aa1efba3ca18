import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { day } from '../text/time.ts'
import type { Lead } from './types.ts'

interface InboxLine {
  readonly id: string
  readonly reference: string
  readonly subject: string
}

/** What units for tips passed on to this office: their words and files, without a source. */
export function Leads() {
  const leads = useQuery({
    queryKey: ['leads'],
    queryFn: () => get<readonly Lead[]>('/api/leads'),
    retry: false,
    refetchOnWindowFocus: false,
  })
  return (
    <div className="page page-narrow">
      <div className="page-head">
        <div className="titles">
          <Title>Leads</Title>
          <p className="lead">
            Passed on by a unit that takes tips. Who told is sealed there, and is not to be looked
            for here. Opening this page is on record.
          </p>
        </div>
      </div>
      {leads.error && <ErrorNote error={leads.error} />}
      {leads.isPending && <Waiting what="Opening the leads" />}
      {leads.data?.length === 0 && (
        <Empty title="No leads">What a unit for tips passes on to this office appears here.</Empty>
      )}
      {leads.data?.map((lead) => (
        <section key={lead.id} className="card" aria-label={`Lead of ${day(lead.at)}`}>
          <h2>
            From {lead.from}, {day(lead.at)}
          </h2>
          {lead.words.split('\n').map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that does not change
            <p key={i} dir="auto">
              {line}
            </p>
          ))}
          {lead.files.map((file) => (
            <IntoMatter key={file} lead={lead.id} file={file} />
          ))}
        </section>
      ))}
    </div>
  )
}

function IntoMatter({ lead, file }: { lead: string; file: string }) {
  const inbox = useQuery({
    queryKey: ['inbox', 'for leads'],
    queryFn: () => get<{ items: readonly InboxLine[] }>('/api/inbox'),
  })
  const [matter, setMatter] = useState('')
  const [exhibit, setExhibit] = useState('')
  const [done, setDone] = useState('')
  const { act, error, busy } = useAct('inbox')
  const lines = inbox.data?.items ?? []
  async function send() {
    const body = { file, matter, exhibit }
    if (await act(() => call('POST', `/api/leads/${lead}/files`, body))) setDone(matter)
  }
  if (done !== '')
    return (
      <Note tone="green">
        {file} is with{' '}
        <Link to="/requests/$id" params={{ id: done }}>
          the matter
        </Link>
        , source sealed.
      </Note>
    )
  return (
    <form
      className="form stack"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h3>{file}</h3>
      <div className="field">
        <label htmlFor={`${lead}-${file}-matter`}>Put it to the matter</label>
        <select
          id={`${lead}-${file}-matter`}
          className="input"
          required
          value={matter}
          onChange={(event) => setMatter(event.target.value)}
        >
          <option value="" />
          {lines.map((line) => (
            <option key={line.id} value={line.id}>
              {line.reference || line.subject || line.id.slice(-6)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${lead}-${file}-exhibit`}>Number of the exhibit</label>
        <input
          id={`${lead}-${file}-exhibit`}
          className="input input-short"
          required
          maxLength={60}
          placeholder="EV-08"
          value={exhibit}
          onChange={(event) => setExhibit(event.target.value)}
        />
      </div>
      <div className="row">
        <button type="submit" className="button" disabled={busy}>
          Put it there
        </button>
      </div>
      {error !== null && <ErrorNote error={error} />}
    </form>
  )
}
