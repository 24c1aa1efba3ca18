import { Link } from '@tanstack/react-router'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Afterwards } from './Afterwards.tsx'
import { Injects } from './Injects.tsx'
import { Notes } from './Notes.tsx'
import { Reasons } from './Reasons.tsx'
import { Seats } from './Seats.tsx'
import type { Exercise } from './types.ts'
import { clockOf, stageWords, useExercise } from './use-exercise.ts'

export type Do = (body: Readonly<Record<string, unknown>>) => Promise<boolean>

/** An exercise while it is played: for players what they were told, for those who lead it everything. */
export function ExercisePage() {
  const exercise = useExercise(true)
  const { act, error, busy } = useAct('exercise')
  const run: Do = (body) => act(() => call('POST', '/api/exercise', body))
  if (exercise.error) return <ErrorNote error={exercise.error} />
  if (!exercise.data) return <Waiting what="Reading the exercise" />
  const { data } = exercise
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>{`${data.id} ${data.name}`}</Title>
          <p className="lead">{data.objectives}</p>
        </div>
      </div>
      <section className="card" aria-labelledby="clock">
        <div className="card-head">
          <h2 id="clock">The exercise {stageWords[data.stage]}</h2>
          <span className="exercise-clock">
            {clockOf(data.second)} <span className="quiet">of {data.minutes} minutes</span>
          </span>
        </div>
        <div className="card-text course-text">
          {data.control === null ? (
            <p>
              {data.task === null
                ? 'Your authority is no player of its own; whoever leads the exercise moves for it.'
                : `Your authority ${data.task}.`}{' '}
              Work as you would: requests, approvals and letters are made on the pages of this
              workbench, and each is signed. The clock of the exercise counts from the moment you
              are told.
            </p>
          ) : (
            <Lead data={data} run={run} busy={busy} />
          )}
          {error !== null && <ErrorNote error={error} />}
        </div>
      </section>
      {data.control === null ? (
        <Told data={data} />
      ) : (
        <>
          <Injects control={data.control} stage={data.stage} run={run} busy={busy} />
          <Afterwards data={data} control={data.control} run={run} busy={busy} />
          <Notes control={data.control} stage={data.stage} run={run} busy={busy} />
          <Seats control={data.control} stage={data.stage} run={run} busy={busy} />
        </>
      )}
    </div>
  )
}

function Told({ data }: { data: Exercise }) {
  return (
    <section className="card" aria-labelledby="told">
      <div className="card-head">
        <h2 id="told">What you were told</h2>
        <Link className="button" to="/requests/new" search={{}}>
          New matter
        </Link>
      </div>
      {data.told.length === 0 ? (
        <Empty title="Nothing yet">What happens is shown here, and at the top of every page.</Empty>
      ) : (
        <ol className="exercise-list" aria-live="polite">
          {data.told.map((t) => (
            <li key={t.inject}>
              <b>{t.inject}</b> <span className="quiet">{t.at.slice(11, 19)}</span>
              <p>{t.text}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Lead({ data, run, busy }: { data: Exercise; run: Do; busy: boolean }) {
  const { stage } = data
  const isOn = stage === 'running' || stage === 'paused'
  return (
    <>
      {stage === 'waiting' && (
        <p>
          Everything lies ready: the orders, the officers, the keys that were made for this play and
          count nowhere else. The clock starts when you begin. Whoever tried the exercise out may
          not begin it: a second delegate does.
        </p>
      )}
      <div className="row">
        {stage === 'waiting' && (
          <button
            type="button"
            className="button button-main"
            disabled={busy}
            onClick={() => void run({ do: 'begin' })}
          >
            Begin the play
          </button>
        )}
        {stage === 'running' && (
          <Reasons
            label="Stop the clock"
            ask="Why the clock stands still"
            onSay={(reasons) => run({ do: 'pause', reasons })}
          />
        )}
        {stage === 'paused' && (
          <Reasons
            label="Let it go on"
            ask="Why it goes on"
            onSay={(reasons) => run({ do: 'go-on', reasons })}
          />
        )}
        {isOn && (
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => void run({ do: 'end' })}
          >
            End the play
          </button>
        )}
        {data.control && (
          <Link to="/requests/$id" params={{ id: data.control.matter }}>
            Its signed record
          </Link>
        )}
      </div>
    </>
  )
}
