import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { call, get } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { sentence } from '../text/words.ts'
import type { CourseModule, Graded, Task } from './types.ts'

type Answers = Readonly<Record<string, Readonly<Record<string, string>>>>

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The tasks of one enrolment, and after they were handed in, what was right and what was not. */
export function CoursePage() {
  const { id } = useParams({ from: '/staff/courses/$id' })
  const [answers, setAnswers] = useState<Answers>({})
  const [graded, setGraded] = useState<Graded | null>(null)
  const { act, error, busy } = useAct('courses')
  const module = useQuery({
    queryKey: ['course', id],
    queryFn: () => get<CourseModule>(`/api/requests/${id}/course`),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (module.error) return <ErrorNote error={module.error} />
  if (!module.data) return <Waiting what="Making the tasks" />
  const { name, passMark, tasks } = module.data
  const set = (task: string, ask: string, value: string) =>
    setAnswers((all) => ({ ...all, [task]: { ...all[task], [ask]: value } }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void act(async () => {
      setGraded(await call<Graded>('POST', `/api/requests/${id}/course`, { answers }))
      window.scrollTo({ top: 0 })
    })
  }
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>{sentence(name)}</Title>
          <p className="lead">
            {tasks.length} tasks, {passMark} of 100 to pass. Amounts to the cent, such as 1234.56;
            days such as 2026-05-20.
          </p>
        </div>
      </div>
      {graded && <Result graded={graded} />}
      <form onSubmit={submit}>
        {tasks.map((task) => (
          <TaskCard
            key={task.id}
            task={task}
            given={answers[task.id] ?? {}}
            set={(ask, value) => set(task.id, ask, value)}
            graded={graded}
          />
        ))}
        {error !== null && <ErrorNote error={error} />}
        {graded === null && (
          <button type="submit" className="button button-main" disabled={busy}>
            Hand in
          </button>
        )}
      </form>
      <p>
        <Link to="/courses">All courses</Link>
      </p>
    </div>
  )
}

function Result({ graded }: { graded: Graded }) {
  return (
    <section className="card" aria-live="polite">
      <div className="card-head">
        <h2>
          {graded.score} of 100: {graded.passed ? 'passed' : 'not passed'}
        </h2>
      </div>
      <p className="card-text">
        {graded.right} of {graded.of} right.{' '}
        {graded.passed
          ? 'The credential is issued.'
          : 'Look at what differs below, and sit the course again: the numbers will be others.'}
      </p>
    </section>
  )
}

function TaskCard({
  task,
  given,
  set,
  graded,
}: {
  task: Task
  given: Readonly<Record<string, string>>
  set: (ask: string, value: string) => void
  graded: Graded | null
}) {
  const single = task.asks[0]?.kind === 'option'
  return (
    <section className="card" aria-labelledby={`task-${task.id}`}>
      <div className="card-head">
        <h2 id={`task-${task.id}`}>Task {task.id}</h2>
      </div>
      <div className="card-text course-text">
        <p id={`text-${task.id}`}>{task.text}</p>
        {task.table && (
          <Scroll label={`Table of task ${task.id}`}>
            <table className="table">
              <thead>
                <tr>
                  {task.table.head.map((h) => (
                    <th key={h} scope="col">
                      {h}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {task.table.rows.map((row) => (
                  <tr key={row.join(';')}>
                    {row.map((cell, i) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a fixed table
                      <td key={i}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
        {task.options && !single && (
          <ol className="course-letters">
            {task.options.map((option) => (
              <li key={option}>{option}</li>
            ))}
          </ol>
        )}
        {single ? (
          <fieldset className="course-options" aria-labelledby={`text-${task.id}`}>
            {(task.options ?? []).map((option, i) => (
              <label key={option}>
                <input
                  type="radio"
                  name={`task-${task.id}`}
                  checked={given.answer === letters[i]}
                  disabled={graded !== null}
                  onChange={() => set('answer', letters[i] as string)}
                />{' '}
                {option}
              </label>
            ))}
          </fieldset>
        ) : (
          task.asks.map((ask) => (
            <label key={ask.name} className="course-ask">
              <span>{sentence(ask.label)}</span>
              <input
                type="text"
                autoComplete="off"
                maxLength={40}
                value={given[ask.name] ?? ''}
                readOnly={graded !== null}
                onChange={(event) => set(ask.name, event.target.value)}
              />
            </label>
          ))
        )}
        {graded?.differs
          .filter((d) => d.task === task.id)
          .map((d) => (
            <p key={d.name} className="course-differs">
              {single
                ? `Right: ${task.options?.[letters.indexOf(d.golden)] ?? d.golden}`
                : `${d.name}: ${d.golden} and not ${d.given === '' ? 'nothing' : d.given}`}
              . {d.because}
            </p>
          ))}
      </div>
    </section>
  )
}
