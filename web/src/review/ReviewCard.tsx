import { Link } from '@tanstack/react-router'
import { day } from '../text/time.ts'
import type { Review } from './types.ts'

/** The review of one country by two others: its stages in order, each with its day and what was due. */
export function ReviewCard({ review: r }: { review: Review }) {
  return (
    <section className="card" aria-labelledby={`r-${r.reference}`}>
      <div className="card-head">
        <h2 id={`r-${r.reference}`}>
          {r.matter === null ? (
            `Review ${r.reference}`
          ) : (
            <Link to="/requests/$id" params={{ id: r.matter }}>
              Review {r.reference}
            </Link>
          )}
        </h2>
        <span className="quiet">
          {r.country}, reviewed by {r.peers.join(' and ') || 'peers still to be drawn'}
        </span>
      </div>
      <ol className="review-line">
        {r.stages.map((stage) => (
          <li
            key={stage.id}
            className={
              stage.reached === null ? 'stage-open' : stage.late ? 'stage-late' : 'stage-done'
            }
          >
            <strong>{stage.name}</strong>
            <span>
              {stage.reached === null ? 'not yet' : day(stage.reached)}
              {stage.due !== null && `, due ${day(stage.due)}`}
              {stage.late && (stage.reached === null ? ', overdue' : ', late')}
            </span>
          </li>
        ))}
      </ol>
      {r.papers.length > 0 && (
        <>
          <p>Papers of civil society:</p>
          <ul>
            {r.papers.map((p) => (
              <li key={p.digest}>
                {p.organisation}, {day(p.at)}{' '}
                <code className="code" title={p.digest}>
                  {p.digest.slice(0, 19)}…
                </code>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="quiet">
        {r.days !== null && `${r.days} days from the lot to the public summary. `}
        {r.recommendations !== null &&
          `${r.recommendations} recommendations${r.accepted === null ? '' : `, ${r.accepted} accepted`}. `}
        {r.lotLog !== '' &&
          `The lot was announced beforehand: the first head of ${r.lotLog} with at least ${r.lotSize} entries. Anybody can draw it again from the document.`}
      </p>
    </section>
  )
}
