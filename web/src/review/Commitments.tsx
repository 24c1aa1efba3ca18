import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { money } from '../text/amount.ts'
import { day } from '../text/time.ts'
import { fromCode, plural, sentence } from '../text/words.ts'
import { Gantt } from './Gantt.tsx'
import { Lessons } from './Lessons.tsx'
import { ReviewCard } from './ReviewCard.tsx'
import type { Commitment, Milestone, Promises } from './types.ts'

/** What was promised in public, and what there is to show for it: from signed records alone. */
export function Commitments() {
  const found = useQuery({
    queryKey: ['commitments'],
    queryFn: () => get<Promises>('/api/commitments'),
    refetchInterval: 60_000,
  })
  const { commitments = [], reviews = [], lessons = [], asOf = '' } = found.data ?? {}
  const red = commitments.filter((c) => c.red).length
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Commitments and reviews</Title>
          <p className="lead">
            What was promised, by whom, until when, and what there is to show for it. A milestone is
            reached when its evidence is signed for; a code needs a second signature from another
            country. Late turns red by the clock, and nobody decides it.
          </p>
        </div>
      </div>
      {found.error && <ErrorNote error={found.error} />}
      {found.isPending && <Waiting what="Reading the commitments" />}
      {found.data && commitments.length === 0 && (
        <Empty title="No commitment is on record">
          A commitment begins as a matter: choose “commitment and peer review” in a new matter, and
          write it together with civil society before it is adopted.
        </Empty>
      )}
      {commitments.length > 0 && (
        <section className="card" aria-labelledby="plans">
          <div className="card-head">
            <h2 id="plans">Plans on one scale</h2>
            <span className="quiet">
              {commitments.length} {plural(commitments.length, 'commitment')}
              {red > 0 && `, ${red} red`}, {day(asOf)}
            </span>
          </div>
          <Scroll label="Picture of the plans">
            <Gantt plans={commitments} now={asOf} />
          </Scroll>
        </section>
      )}
      {commitments.map((commitment) => (
        <One key={commitment.stream} commitment={commitment} />
      ))}
      {reviews.map((review) => (
        <ReviewCard key={review.stream} review={review} />
      ))}
      {lessons.length > 0 && <Lessons lessons={lessons} />}
    </div>
  )
}

function One({ commitment: c }: { commitment: Commitment }) {
  return (
    <section className="card" aria-labelledby={`c-${c.reference}`}>
      <div className="card-head">
        <h2 id={`c-${c.reference}`}>
          {c.matter === null ? (
            c.reference
          ) : (
            <Link to="/requests/$id" params={{ id: c.matter }}>
              {c.reference}
            </Link>
          )}
        </h2>
        <span className="row">
          {c.red && <span className="chip chip-red">late</span>}
          {c.done && <span className="chip chip-green">declared done</span>}
          {c.code !== null && <span className="chip chip-blue">{fromCode(c.code)}</span>}
          {c.ladder !== null && <span className="chip chip-amber">{c.ladder}</span>}
        </span>
      </div>
      {c.action !== '' && <p>{sentence(c.action)}.</p>}
      <p className="quiet">
        {c.owner}
        {c.adopted !== null && `, adopted ${day(c.adopted)}`}
        {c.due !== null && `, plan ends ${day(c.due)}`}
        {c.budget !== null && `, budget ${money(c.budget.amount, c.budget.currency)}`}
        {c.indicator !== '' && `. Measured by: ${c.indicator}`}
        {c.reviewer !== '' &&
          (c.coded === null
            ? `. Will be assessed by ${c.reviewer}`
            : `. Assessed by ${c.reviewer} on ${day(c.coded)}`)}
        .
      </p>
      <Scroll label={`Milestones of ${c.reference}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Milestone</th>
              <th scope="col">Due</th>
              <th scope="col">State</th>
              <th scope="col">Evidence</th>
            </tr>
          </thead>
          <tbody>
            {c.milestones.map((m) => (
              <Row key={m.id} milestone={m} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <details>
        <summary>What happened, in order</summary>
        <ol>
          {c.history.map((e) => (
            <li key={`${e.at} ${e.what} ${e.detail}`}>
              {day(e.at)}: {e.what}
              {e.detail !== '' && ` (${fromCode(e.detail)})`}, {e.by}
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

const tones = {
  reached: 'chip-green',
  'reached late': 'chip-amber',
  late: 'chip-red',
  open: 'chip-line',
} as const

function Row({ milestone: m }: { milestone: Milestone }) {
  return (
    <tr>
      <th scope="row">
        {m.id}: {m.words}
      </th>
      <td className="nowrap">{day(m.due)}</td>
      <td>
        <span className={`chip ${tones[m.state]}`}>{m.state}</span>
        {m.reached !== null && <span className="under">{day(m.reached)}</span>}
      </td>
      <td>
        {m.evidence === null ? (
          <span className="quiet">none</span>
        ) : (
          <code className="code" title={m.evidence}>
            {m.evidence.slice(0, 19)}…
          </code>
        )}
      </td>
    </tr>
  )
}
