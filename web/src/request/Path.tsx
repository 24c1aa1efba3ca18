import type { PathState, RequestView } from '../api/types.ts'
import { day } from '../text/time.ts'
import { fromCode, plural, sentence } from '../text/words.ts'

/** The way of the matter: what it has been through, where it is, what the table still holds. */
export function Path({ request }: { request: RequestView }) {
  const tracks = tracksOf(request.path)
  const main = tracks.find((track) => track.id === 'main')
  const sides = tracks.filter((track) => track !== main)
  const begun = sides.filter((track) => track.states.some(isReached))
  const idle = sides.filter((track) => !begun.includes(track))
  const ahead = main?.states.filter((state) => !isReached(state)) ?? []
  return (
    <section className="card" aria-labelledby="way">
      <h2 id="way">The way of this matter</h2>
      {main && <Line states={main.states.filter(isReached)} />}
      {begun.length > 0 && (
        <dl className="way-sides">
          {begun.map((track) => (
            <div key={track.id} className="contents">
              <dt>{fromCode(track.id)}</dt>
              <dd>
                <Trail states={track.states.filter(isReached)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {(ahead.length > 0 || idle.length > 0) && (
        <details className="way-ahead">
          <summary>
            {ahead.length} {plural(ahead.length, 'state')} not reached
            {idle.length > 0 && `, ${idle.length} ${plural(idle.length, 'track')} not begun`}
          </summary>
          {ahead.length > 0 && <p>{ahead.map((state) => sentence(state.name)).join(' · ')}</p>}
          {idle.length > 0 && (
            <p>Not begun: {idle.map((track) => fromCode(track.id).toLowerCase()).join(', ')}.</p>
          )}
        </details>
      )}
    </section>
  )
}

interface Track {
  readonly id: string
  readonly states: readonly PathState[]
}

function tracksOf(path: readonly PathState[]): readonly Track[] {
  const ids = [...new Set(path.map((state) => state.track))]
  return ids.map((id) => ({ id, states: path.filter((state) => state.track === id) }))
}

function isReached(state: PathState): boolean {
  return state.reached !== null || state.current
}

function inTime(states: readonly PathState[]): readonly PathState[] {
  return [...states].sort(
    (a, b) => Number(a.current) - Number(b.current) || at(a).localeCompare(at(b)),
  )
}

function Line({ states }: { states: readonly PathState[] }) {
  return (
    <ol className="way">
      {inTime(states).map((state) => (
        <li
          key={state.id}
          data-state={state.current ? 'current' : 'reached'}
          {...(state.current ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="way-name">{sentence(state.name)}</span>
          <span className="under">
            {state.current ? 'now' : ''}
            {state.current && state.reached ? ', ' : ''}
            {state.reached ? `${state.current ? 'since ' : ''}${day(state.reached)}` : ''}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** A track beside the main one, in one line: what was, then what is. */
function Trail({ states }: { states: readonly PathState[] }) {
  return inTime(states).map((state, i) => (
    <span key={state.id}>
      {i > 0 && <span className="quiet"> → </span>}
      <span className={state.current ? 'strong' : ''}>{sentence(state.name)}</span>{' '}
      {state.reached && (
        <span className="quiet nowrap">
          {state.current ? 'since ' : ''}
          {day(state.reached)}
        </span>
      )}
    </span>
  ))
}

function at(state: PathState): string {
  return state.reached ?? '9'
}
