import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import type { Glass } from './types.ts'

/** Glasses that were broken: who, why, until when, and whether somebody found that it was needed. */
export function Glasses() {
  const glasses = useQuery({
    queryKey: ['glasses'],
    queryFn: () => get<{ glasses: Glass[] }>('/api/access/glasses'),
  })
  return (
    <section className="card" aria-labelledby="glasses">
      <div className="card-head">
        <h2 id="glasses">Broken glasses</h2>
      </div>
      {glasses.error ? (
        <ErrorNote error={glasses.error} />
      ) : !glasses.data ? (
        <Waiting />
      ) : glasses.data.glasses.length === 0 ? (
        <p className="quiet">
          Nobody has opened a matter of others in an emergency that you would have to know of.
        </p>
      ) : (
        glasses.data.glasses.map((glass) => <One key={glass.id} glass={glass} />)
      )}
    </section>
  )
}

function One({ glass }: { glass: Glass }) {
  return (
    <article className="stack-s" aria-label={`Glass broken by ${glass.officerName}`}>
      <div className="row">
        <span className={glass.open ? 'chip chip-red' : 'chip chip-line'}>
          {glass.open ? 'open now' : 'over'}
        </span>
        {glass.review === null && (
          <span className={glass.late ? 'chip chip-red' : 'chip chip-amber'}>
            {glass.late ? 'review is late' : `review by ${when(glass.reviewBy)}`}
          </span>
        )}
        <span className="strong">{glass.officerName}</span>
        <span className="quiet">{glass.officer}</span>
      </div>
      <p>“{glass.reason}”</p>
      <p className="quiet">
        Broken {when(glass.at)}, open until {when(glass.until)}.{' '}
        <Link to="/requests/$id" params={{ id: glass.subject }}>
          The matter
        </Link>
        . Told at once: {glass.told.join(', ')}.
      </p>
      {glass.review !== null && (
        <p>
          <span className="strong">
            {glass.review.finding === 'justified' ? 'It was justified' : 'It was not justified'}
          </span>
          , {glass.review.by}, {when(glass.review.at)}.
        </p>
      )}
      {glass.mayReview && <Review glass={glass} />}
    </article>
  )
}

function Review({ glass }: { glass: Glass }) {
  const { act, error, busy } = useAct('glasses')
  const [words, setWords] = useState('')
  const say = (finding: string) =>
    void act(() =>
      call('POST', `/api/access/glasses/${encodeURIComponent(glass.id)}/review`, {
        finding,
        words,
      }),
    )
  return (
    <div className="stack-s">
      <label className="field">
        <span className="label">What you found</span>
        <textarea
          className="input"
          rows={2}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      {error !== null && <ErrorNote error={error} />}
      <div className="row">
        <button type="button" className="button" disabled={busy} onClick={() => say('justified')}>
          It was justified
        </button>
        <button
          type="button"
          className="button button-danger"
          disabled={busy}
          onClick={() => say('not-justified')}
        >
          It was not justified
        </button>
      </div>
    </div>
  )
}
