import { type FormEvent, useState } from 'react'
import { Scroll } from '../parts/Scroll.tsx'
import { day } from '../text/time.ts'
import type { Do } from './ExercisePage.tsx'
import { LessonForm } from './LessonForm.tsx'
import type { Control, Exercise } from './types.ts'

/** After the play: it is talked over, lessons get an owner and a day, and the report is published. */
export function Afterwards(props: { data: Exercise; control: Control; run: Do; busy: boolean }) {
  const { data, control, run, busy } = props
  const { stage } = data
  const [notes, setNotes] = useState('')
  const [report, setReport] = useState(false)
  if (!['played', 'talked-over', 'reported'].includes(stage)) return null
  const talk = (event: FormEvent) => {
    event.preventDefault()
    void run({ do: 'talk-over', notes })
  }
  return (
    <section className="card" aria-labelledby="after">
      <div className="card-head">
        <h2 id="after">After the play</h2>
        <span className="row">
          <a className="button" href="/api/exercise/report/page" target="_blank" rel="noreferrer">
            Report
          </a>
          <a className="button" href="/api/exercise/report/pdf">
            PDF
          </a>
          <a className="button" href="/api/exercise/report/data">
            Data
          </a>
        </span>
      </div>
      {stage === 'played' && (
        <form className="card-text exercise-form" onSubmit={talk}>
          <label htmlFor="talked">What was said when it was talked over, without names</label>
          <textarea
            id="talked"
            rows={4}
            required
            maxLength={8000}
            value={notes}
            onChange={(event) => setNotes(event.target.value)}
          />
          <button type="submit" className="button button-main" disabled={busy}>
            It was talked over
          </button>
        </form>
      )}
      {control.lessons.length > 0 && (
        <Scroll label="Lessons of the exercise">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Lesson</th>
                <th scope="col">What was learnt</th>
                <th scope="col">Owner</th>
                <th scope="col">Due</th>
              </tr>
            </thead>
            <tbody>
              {control.lessons.map((l) => (
                <tr key={l.id}>
                  <th scope="row">
                    {l.id}
                    <div className="quiet">{l.inject}</div>
                  </th>
                  <td>
                    {l.text}
                    <div className="quiet">{l.action}</div>
                  </td>
                  <td>
                    {l.owner}, {l.function}
                  </td>
                  <td>{day(l.due)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {stage !== 'played' && (
        <LessonForm control={control} after={data.now.slice(0, 10)} run={run} busy={busy} />
      )}
      {stage === 'talked-over' && (
        <div className="card-text">
          <p>
            Every lesson needs an owner and a day before the report is published; the owner’s
            delegate then makes it a commitment.
          </p>
          <button
            type="button"
            className="button button-main"
            disabled={busy || report}
            onClick={() => {
              setReport(true)
              void run({ do: 'report' }).then(() => setReport(false))
            }}
          >
            Publish the report
          </button>
        </div>
      )}
    </section>
  )
}
