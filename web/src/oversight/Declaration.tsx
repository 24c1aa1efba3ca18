import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import type { Declaration as Made } from './types.ts'

/** The own yearly declaration of interests, and for a head of desk the day from which it is owed. */
export function Declaration({ mayOpenRound }: { mayOpenRound: boolean }) {
  const made = useQuery({
    queryKey: ['declaration'],
    queryFn: () => get<Made>('/api/oversight/declaration'),
  })
  const { act, error, busy } = useAct('declaration')
  const [lines, setLines] = useState('')
  if (made.error) return <ErrorNote error={made.error} />
  if (!made.data) return <Waiting />
  const { data } = made
  return (
    <div className="stack">
      {data.owed && (
        <Note tone="red" title="Your declaration is owed">
          Until it is made you can approve, release and confirm nothing.
        </Note>
      )}
      <section className="card stack-s" aria-labelledby="declare">
        <h2 id="declare">Declaration of interests</h2>
        <p>
          {data.made
            ? `Made ${when(data.at)}; it counts until ${when(data.until)}.`
            : 'You have made none yet.'}{' '}
          {data.roundFrom !== '' &&
            `Your authority asks for it from ${data.roundFrom.slice(0, 10)}.`}
        </p>
        <p className="quiet">
          One line for each person, company or number with which a decision of yours could be a
          conflict: a name of at least two words, or an identifier such as company:XV:10023. Only
          keyed digests are kept. Nobody can read them back, you included; a new declaration takes
          the place of the one before. A matter that names one of them is then closed to you, and
          your head of desk is told.
        </p>
        <label className="field">
          <span className="label">Lines; leave it empty if there is nothing to declare</span>
          <textarea
            className="input"
            rows={5}
            value={lines}
            onChange={(event) => setLines(event.target.value)}
          />
        </label>
        {error !== null && <ErrorNote error={error} />}
        <div className="row">
          <button
            type="button"
            className="button button-main"
            disabled={busy}
            onClick={() =>
              void act(() =>
                call('POST', '/api/oversight/declaration', { lines: lines.split('\n') }),
              ).then((ok) => {
                if (ok) setLines('')
              })
            }
          >
            {lines.trim() === '' ? 'Declare that there is nothing' : 'Declare'}
          </button>
        </div>
      </section>
      {mayOpenRound && <Round />}
    </div>
  )
}

function Round() {
  const { act, error, busy } = useAct('declaration')
  const [from, setFrom] = useState('')
  return (
    <section className="card stack-s" aria-labelledby="round">
      <h2 id="round">From when on your authority asks for it</h2>
      <p className="quiet">
        After this day nobody of your authority approves, releases or confirms anything without a
        declaration of the last year. Everybody is told now.
      </p>
      <label className="field">
        <span className="label">Day</span>
        <input
          className="input input-short"
          type="date"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      {error !== null && <ErrorNote error={error} />}
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={busy || from === ''}
          onClick={() => void act(() => call('POST', '/api/oversight/declaration/round', { from }))}
        >
          Set the day
        </button>
      </div>
    </section>
  )
}
