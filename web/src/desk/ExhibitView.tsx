import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api/http.ts'
import type { ExhibitLink } from '../api/types.ts'
import { Copy } from '../parts/bits.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import { runName, type ViewProps } from './Desk.tsx'
import { useRules } from './rules.ts'

/** The paper for the court: method, sources, order policy, figures, gaps, and a digest to check it by. */
export function ExhibitView({ tracing, run }: ViewProps) {
  const queries = useQueryClient()
  const { nameOf } = useRules()
  const [title, setTitle] = useState('')
  const [reference, setReference] = useState('')
  const [preparedFor, setPreparedFor] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [made, setMade] = useState<readonly ExhibitLink[]>([])
  if (run === null) return null
  const known = tracing.exhibits ?? []
  const exhibits = [
    ...made.filter((m) => !known.some((k) => k.id === m.id)),
    ...[...known].reverse(),
  ]

  async function make() {
    setBusy(true)
    setError(null)
    try {
      const exhibit = await call<ExhibitLink>(
        'POST',
        `/api/tracings/${tracing.id}/runs/${run!.id}/exhibit`,
        {
          title: title.trim(),
          caseReference: reference.trim(),
          ...(preparedFor.trim() === '' ? {} : { preparedFor: preparedFor.trim() }),
        },
      )
      setMade((old) => [{ ...exhibit, title: title.trim() }, ...old])
      void queries.invalidateQueries({ queryKey: ['tracing', tracing.id] })
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="columns two-columns">
      <form
        className="form card"
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <h2>Make an exhibit</h2>
        <p>
          From the run <span className="strong">{runName(run, nameOf(run.rule))}</span>. It states
          the method, the sources with their digests, how the order was taken, every holding, and
          every gap.
        </p>
        <div className="field">
          <label htmlFor="exhibit-title">Title</label>
          <input
            id="exhibit-title"
            className="input"
            required
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="exhibit-reference">Case reference</label>
          <input
            id="exhibit-reference"
            className="input"
            required
            value={reference}
            onChange={(event) => setReference(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="exhibit-for">
            Prepared for <span className="needed">(optional)</span>
          </label>
          <input
            id="exhibit-for"
            className="input"
            placeholder="Court or authority"
            value={preparedFor}
            onChange={(event) => setPreparedFor(event.target.value)}
          />
        </div>
        {error !== null && <ErrorNote error={error} />}
        <div className="row">
          <button type="submit" className="button button-main" disabled={busy}>
            {busy ? 'Setting the pages…' : 'Make the exhibit'}
          </button>
        </div>
      </form>
      <section className="card" aria-labelledby="exhibits">
        <h2 id="exhibits">Exhibits</h2>
        {exhibits.length === 0 ? (
          <p className="quiet">None yet. What you make stays here, as HTML and as PDF.</p>
        ) : (
          <ul className="exhibits">
            {exhibits.map((exhibit) => (
              <li key={exhibit.id}>
                <div className="strong">{exhibit.title ?? exhibit.id}</div>
                {exhibit.at && <div className="under">{when(exhibit.at)}</div>}
                <div className="row">
                  <a
                    className="button button-small"
                    href={exhibit.html}
                    target="_blank"
                    rel="noreferrer"
                  >
                    Open as page
                  </a>
                  <a className="button button-small" href={exhibit.pdf} download>
                    Download PDF
                  </a>
                  <a className="button button-small" href={exhibit.html} download>
                    Download HTML
                  </a>
                </div>
                <div className="digest-block">
                  <code className="wrap-any">{exhibit.digest}</code>{' '}
                  <Copy text={exhibit.digest} label="digest of the exhibit" />
                </div>
                <p className="under">
                  To check it: <code>comity verify {fileName(exhibit.html)}</code> recomputes this
                  digest from the page. The log of this authority holds the same digest.
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

function fileName(url: string): string {
  return url.split('/').at(-1) ?? url
}
