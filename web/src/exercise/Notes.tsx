import { type FormEvent, useState } from 'react'
import { Empty } from '../parts/notes.tsx'
import type { Do } from './ExercisePage.tsx'
import type { Control, Stage } from './types.ts'

/** What observers see, with the time at which they wrote it; functions are named, persons are not. */
export function Notes(props: { control: Control; stage: Stage; run: Do; busy: boolean }) {
  const { injects, notes } = props.control
  const given = injects.filter((i) => i.at !== null)
  const isOn = props.stage === 'running' || props.stage === 'paused'
  const [inject, setInject] = useState('')
  const [text, setText] = useState('')
  const chosen = inject === '' ? (given.at(-1)?.id ?? '') : inject
  const write = (event: FormEvent) => {
    event.preventDefault()
    void props.run({ do: 'note', inject: chosen, text }).then((ok) => ok && setText(''))
  }
  return (
    <section className="card" aria-labelledby="notes">
      <div className="card-head">
        <h2 id="notes">Notes of the observers</h2>
        <span className="quiet">without blame: the function, never the person</span>
      </div>
      {isOn && given.length > 0 && (
        <form className="card-text exercise-line" onSubmit={write}>
          <label>
            Inject{' '}
            <select value={chosen} onChange={(event) => setInject(event.target.value)}>
              {given.map((i) => (
                <option key={i.id} value={i.id}>
                  {i.id}
                </option>
              ))}
            </select>
          </label>
          <label className="exercise-note">
            What you see{' '}
            <input
              type="text"
              required
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <button type="submit" className="button" disabled={props.busy}>
            Write it down
          </button>
        </form>
      )}
      {notes.length === 0 ? (
        <Empty title="No note yet">A note belongs to an inject and carries its time.</Empty>
      ) : (
        <ol className="exercise-list">
          {[...notes].reverse().map((n) => (
            <li key={`${n.at} ${n.inject} ${n.text}`}>
              <b>{n.inject}</b> <span className="quiet">{n.at.slice(11, 19)}</span>
              <p>{n.text}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
