import { Link } from '@tanstack/react-router'
import { Scroll } from '../parts/Scroll.tsx'
import { day } from '../text/time.ts'
import { plural } from '../text/words.ts'
import type { Lesson } from './types.ts'

const tones = {
  closed: 'chip-green',
  'closed late': 'chip-amber',
  late: 'chip-red',
  open: 'chip-line',
} as const

/** What exercises and oversight taught, in one list: who sees to it, until when, and what closed it. */
export function Lessons({ lessons }: { lessons: readonly Lesson[] }) {
  const open = lessons.filter((l) => l.closed === null).length
  return (
    <section className="card card-flush" aria-labelledby="lessons">
      <div className="card-head">
        <h2 id="lessons">Lessons</h2>
        <span className="quiet">
          {lessons.length} {plural(lessons.length, 'lesson')}, {open} open
        </span>
      </div>
      <p className="card-text quiet">
        Lessons of exercises and what oversight found in the system itself. A lesson of an exercise
        is closed by the digest of a proof, a finding by those who made it. IN-37 counts both.
      </p>
      <Scroll label="Table of lessons">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Lesson</th>
              <th scope="col">Owner</th>
              <th scope="col">Due</th>
              <th scope="col">State</th>
              <th scope="col">Carried out by</th>
              <th scope="col">Evidence</th>
            </tr>
          </thead>
          <tbody>
            {lessons.map((l) => (
              <Row key={l.id} lesson={l} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function Row({ lesson: l }: { lesson: Lesson }) {
  return (
    <tr>
      <th scope="row" className="nowrap">
        {l.matter === null ? (
          l.id
        ) : (
          <Link to="/requests/$id" params={{ id: l.matter }}>
            {l.id}
          </Link>
        )}
        <span className="under">{l.from === 'exercise' ? 'exercise' : 'oversight'}</span>
      </th>
      <td>{l.owner}</td>
      <td className="nowrap">{day(l.due)}</td>
      <td>
        <span className={`chip ${tones[l.state]}`}>{l.state}</span>
        {l.closed !== null && <span className="under">{day(l.closed)}</span>}
      </td>
      <td>{l.commitment ?? <span className="quiet">no commitment</span>}</td>
      <td>
        {l.evidence === null ? (
          <span className="quiet">
            {l.closed === null ? 'none yet' : 'signed by those who found it'}
          </span>
        ) : (
          <code className="code" title={l.evidence}>
            {l.evidence.slice(0, 19)}…
          </code>
        )}
      </td>
    </tr>
  )
}
