import { type FormEvent, useState } from 'react'
import type { Do } from './ExercisePage.tsx'
import type { Control, Lesson } from './types.ts'

/** One lesson: the next one that was drafted from the grade, or one that people saw and no clock did. */
export function LessonForm(props: { control: Control; after: string; run: Do; busy: boolean }) {
  const [draft] = props.control.drafts
  const own = `H${props.control.lessons.filter((l) => l.id.startsWith('H')).length + 1}`
  const [mine, setMine] = useState(false)
  const start = mine ? undefined : draft
  return (
    <div className="card-text">
      <h3>
        {start === undefined ? `Lesson ${own}` : `Lesson ${start.id}, drafted from ${start.inject}`}
      </h3>
      {draft !== undefined && (
        <p className="quiet">
          {props.control.drafts.length} drafted from what was late or did not come.{' '}
          <button type="button" className="button button-small" onClick={() => setMine(!mine)}>
            {mine ? 'Back to the drafts' : 'Write another one'}
          </button>
        </p>
      )}
      <Fields
        key={start?.id ?? own}
        id={start?.id ?? own}
        start={start}
        control={props.control}
        after={props.after}
        busy={props.busy}
        onWrite={(lesson) =>
          props.run({ do: 'lesson', ...lesson }).then((ok) => ok && setMine(false))
        }
      />
    </div>
  )
}

function Fields(props: {
  id: string
  start: Lesson | undefined
  control: Control
  after: string
  busy: boolean
  onWrite: (lesson: Readonly<Record<string, string>>) => Promise<unknown>
}) {
  const { start, control } = props
  const [v, setV] = useState({
    inject: start?.inject ?? '',
    text: start?.text ?? '',
    owner: start?.owner ?? control.seats[0]?.authority ?? '',
    function: start?.function ?? 'head of desk',
    due: start?.due ?? '',
    action: start?.action ?? '',
  })
  const set = (name: keyof typeof v) => (event: { target: { value: string } }) =>
    setV({ ...v, [name]: event.target.value })
  const write = (event: FormEvent) => {
    event.preventDefault()
    void props.onWrite({ lesson: props.id, ...v })
  }
  return (
    <form className="exercise-form" onSubmit={write}>
      <label>
        What was learnt
        <textarea rows={2} required maxLength={2000} value={v.text} onChange={set('text')} />
      </label>
      <label>
        What will be done, so that somebody else can check it
        <textarea rows={2} required maxLength={2000} value={v.action} onChange={set('action')} />
      </label>
      <div className="exercise-line">
        <label>
          Owner{' '}
          <select value={v.owner} onChange={set('owner')}>
            {control.seats.map((s) => (
              <option key={s.authority}>{s.authority}</option>
            ))}
          </select>
        </label>
        <label>
          Function there{' '}
          <input required maxLength={100} value={v.function} onChange={set('function')} />
        </label>
        <label>
          Done by{' '}
          <input type="date" required min={props.after} value={v.due} onChange={set('due')} />
        </label>
        <label>
          From{' '}
          <select value={v.inject} onChange={set('inject')}>
            <option value="">no inject</option>
            {control.injects
              .filter((i) => i.at !== null)
              .map((i) => (
                <option key={i.id}>{i.id}</option>
              ))}
          </select>
        </label>
        <button type="submit" className="button" disabled={props.busy}>
          Write the lesson
        </button>
      </div>
    </form>
  )
}
