import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { call, get } from '../api/http.ts'
import { useNode, useSession } from '../api/queries.ts'
import { useAct } from '../api/use-act.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { day } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import { heads, Roster } from './Roster.tsx'
import type { Course, Sitting } from './types.ts'

const stands = {
  valid: { text: 'credential valid', tone: 'chip-green' },
  expired: { text: 'credential expired', tone: 'chip-red' },
  suspended: { text: 'credential suspended', tone: 'chip-red' },
  none: { text: 'enrolled', tone: 'chip-blue' },
} as const

/** The catalogue of courses, and where the officer stands in each. */
export function Courses() {
  const session = useSession()
  const node = useNode()
  const list = useQuery({
    queryKey: ['courses'],
    queryFn: () => get<{ courses: readonly Course[]; mine: readonly Sitting[] }>('/api/courses'),
  })
  const role = session.data?.role ?? ''
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Courses</Title>
          <p className="lead">
            Each enrolment has tasks of its own. The machine grades them against what the engines of
            this node say: to the cent, to the day, to the letter.
          </p>
        </div>
      </div>
      {heads.includes(role) && <Roster />}
      {list.error && <ErrorNote error={list.error} />}
      {list.isPending && <Waiting what="Reading the catalogue" />}
      {list.data?.courses.map((course) => (
        <CourseCard
          key={course.id}
          course={course}
          sitting={list.data.mine.filter((s) => s.course === course.id).at(-1)}
          forMe={course.roles.length === 0 || course.roles.includes(role)}
          today={node.data?.now ?? ''}
        />
      ))}
    </div>
  )
}

function CourseCard({
  course,
  sitting,
  forMe,
  today,
}: {
  course: Course
  sitting: Sitting | undefined
  forMe: boolean
  today: string
}) {
  const navigate = useNavigate()
  const { act, error, busy } = useAct('courses')
  const state = sitting === undefined ? undefined : stands[sitting.credential]
  const endsOn = new Date(Date.parse(today || '2026-01-01') + 30 * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const open = (id: string) => void navigate({ to: '/courses/$id', params: { id } })
  const again = sitting?.stands === 'FAILED' || sitting?.stands === 'EXPIRED'
  return (
    <section className="card" aria-labelledby={course.id}>
      <div className="card-head">
        <h2 id={course.id}>{sentence(course.name)}</h2>
        {state && (
          <span className={`chip ${state.tone}`}>
            {sitting?.stands === 'FAILED' ? 'not passed' : state.text}
            {sitting?.until ? `, until ${day(sitting.until.slice(0, 10))}` : ''}
          </span>
        )}
      </div>
      <div className="card-text course-text">
        <p>{course.says}</p>
        <p className="quiet">
          {course.id}, {course.tasks} tasks, {course.passMark} of 100 to pass, {course.citation}.
          {course.gates &&
            ' Once this credential has run out, approvals and releases are closed to you until you sit it again.'}
          {!forMe && ' Made for other roles than yours; you may sit it all the same.'}
        </p>
        {error !== null && <ErrorNote error={error} />}
        <p>
          {sitting?.credential === 'valid' && (
            <Link className="button" to="/courses/$id/certificate" params={{ id: sitting.matter }}>
              Certificate
            </Link>
          )}
          {sitting?.stands === 'ENROLLED' && (
            <Link className="button button-main" to="/courses/$id" params={{ id: sitting.matter }}>
              Go to the tasks
            </Link>
          )}
          {again && sitting && (
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() =>
                void act(() =>
                  call('POST', `/api/requests/${sitting.matter}/acts`, {
                    action: 'try-again',
                    document: { endsOn },
                  }),
                ).then((ok) => ok && open(sitting.matter))
              }
            >
              Sit it again
            </button>
          )}
          {sitting === undefined && (
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() => {
                let id = ''
                void act(async () => {
                  const made = await call<{ id: string }>('POST', '/api/requests', {
                    procedure: 'P14',
                    step: 'enrol',
                    document: { course: course.name, passMark: course.passMark, endsOn },
                  })
                  id = made.id
                }).then((ok) => ok && open(id))
              }}
            >
              Enrol
            </button>
          )}
        </p>
      </div>
    </section>
  )
}
