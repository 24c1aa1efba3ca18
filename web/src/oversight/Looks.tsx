import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { get, upload } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Digest } from '../parts/bits.tsx'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { plural, sentence } from '../text/words.ts'
import type { Console, CopyTraced, Looks as Found } from './types.ts'

/** Who saw what, when and why, by matter, officer and days; and whose copy a file is. Content is shown nowhere here. */
export function Looks({ console: { officers, oversees } }: { console: Console }) {
  const [asked, setAsked] = useState<string | undefined>(undefined)
  const looks = useQuery({
    queryKey: ['oversight-looks', asked],
    queryFn: () => get<Found>(`/api/oversight/looks?${asked}`),
    enabled: asked !== undefined,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
  function search(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = [...new FormData(event.currentTarget)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
    )
    setAsked(new URLSearchParams(given).toString())
  }
  return (
    <div className="stack">
      <form className="card stack-s" aria-label="Search looks" onSubmit={search}>
        <div className="row row-fields">
          <label className="field">
            <span className="label">Officer</span>
            <select className="input" name="officer" defaultValue="">
              <option value="">anybody</option>
              {officers.map((o) => (
                <option key={o.id} value={o.id}>
                  {o.name} ({o.id})
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="label">Matter, by its reference</span>
            <input className="input" name="matter" maxLength={100} />
          </label>
          <label className="field">
            <span className="label">From</span>
            <input className="input" type="date" name="from" />
          </label>
          <label className="field">
            <span className="label">To</span>
            <input className="input" type="date" name="to" />
          </label>
        </div>
        <div className="row">
          <button type="submit" className="button button-main">
            Search
          </button>
          <span className="quiet">The search itself goes on record with your name.</span>
        </div>
      </form>
      {looks.error ? (
        <ErrorNote error={looks.error} />
      ) : looks.data ? (
        <Table found={looks.data} />
      ) : (
        asked !== undefined && <Waiting what="Searching the log" />
      )}
      {oversees && <WhoseCopy />}
    </div>
  )
}

function Table({ found: { looks, more } }: { found: Found }) {
  return (
    <section className="card card-flush" aria-label="Looks">
      <div className="card-head">
        <h2>
          {looks.length} {plural(looks.length, 'look')}
          {more ? ', and more' : ''}
        </h2>
      </div>
      <Scroll label="Table of looks">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">At</th>
              <th scope="col">What</th>
              <th scope="col">Officer</th>
              <th scope="col">Of what</th>
              <th scope="col">Purpose</th>
              <th scope="col">Works on it</th>
            </tr>
          </thead>
          <tbody>
            {looks.map((look) => (
              <tr key={look.index}>
                <td className="nowrap">{when(look.at)}</td>
                <td>
                  {sentence(look.kind)}
                  {look.what !== '' && <div className="quiet clip">{look.what}</div>}
                </td>
                <td>
                  {look.officerName} <div className="quiet">{look.officer}</div>
                </td>
                <td>
                  {look.subject.startsWith('matter/') ? (
                    <Link
                      to="/requests/$id/access"
                      params={{ id: look.subject.slice('matter/'.length) }}
                    >
                      {look.reference || 'a matter without reference'}
                    </Link>
                  ) : (
                    look.subject.split('/')[0]
                  )}
                </td>
                <td>{sentence(look.purpose.replaceAll('-', ' ')) || '–'}</td>
                <td>
                  {!look.subject.startsWith('matter/') ? (
                    '–'
                  ) : look.ownStep ? (
                    'yes'
                  ) : (
                    <span className="strong">no step</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function WhoseCopy() {
  const { act, error, busy } = useAct()
  const [traced, setTraced] = useState<CopyTraced | undefined>(undefined)
  return (
    <section className="card stack-s" aria-labelledby="whose-copy">
      <h2 id="whose-copy">Whose copy is this?</h2>
      <p>
        A file that turned up outside is led back, by its content, to the officer who took it out.
        The file is read and not kept.
      </p>
      <label className="field">
        <span className="label">File</span>
        <input
          className="input"
          type="file"
          disabled={busy}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            setTraced(undefined)
            if (file !== undefined)
              void act(async () =>
                setTraced(
                  await upload<CopyTraced>('/api/oversight/copies', file, () => {}, 'POST').done,
                ),
              )
          }}
        />
      </label>
      {error !== null && <ErrorNote error={error} />}
      {traced !== undefined && (
        <Note
          tone={traced.logged ? 'green' : 'red'}
          title={traced.logged ? 'On record' : 'An export that is not on record'}
        >
          <p>
            <Digest value={traced.sha256} label="digest of the file" />
          </p>
          {traced.logged ? (
            <ul className="plain-list">
              {traced.found.map((copy) => (
                <li key={copy.index}>
                  {copy.officer}, {when(copy.at)}, entry {copy.index} of the log: {copy.what}
                </li>
              ))}
            </ul>
          ) : (
            <p>
              {traced.fileOf.length > 0
                ? 'It is a file of this node, and nobody has taken it out by the record.'
                : 'Nothing with this content has left this node by the record.'}{' '}
              Those who watch have been told.
            </p>
          )}
        </Note>
      )}
    </section>
  )
}
