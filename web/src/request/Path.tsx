import type { PathState, RequestView } from '../api/types.ts'
import { day } from '../text/time.ts'
import { fromCode, sentence } from '../text/words.ts'

/** The way of the matter: what it has been through, where it is, what the table still holds. */
export function Path({ request }: { request: RequestView }) {
  const tracks = tracksOf(request.path)
  const begun = tracks.filter((track) => track.id === 'main' || track.states.some(isReached))
  const idle = tracks.filter((track) => !begun.includes(track))
  return (
    <section className="card" aria-labelledby="way">
      <h2 id="way">The way of this matter</h2>
      {begun.map((track) => (
        <div key={track.id} className="way-track">
          {track.id !== 'main' && <h3>{fromCode(track.id)}</h3>}
          <Line track={track} />
        </div>
      ))}
      {idle.length > 0 && (
        <p className="under">
          Not begun: {idle.map((track) => fromCode(track.id).toLowerCase()).join(', ')}.
        </p>
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
  return ids
    .sort((a, b) => Number(b === 'main') - Number(a === 'main'))
    .map((id) => ({ id, states: path.filter((state) => state.track === id) }))
}

function isReached(state: PathState): boolean {
  return state.reached !== null || state.current
}

function Line({ track }: { track: Track }) {
  const reached = track.states
    .filter(isReached)
    .sort((a, b) => Number(a.current) - Number(b.current) || at(a).localeCompare(at(b)))
  const ahead = track.states.filter((state) => !isReached(state))
  return (
    <ol className="way">
      {reached.map((state) => (
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
      {ahead.map((state) => (
        <li key={state.id} data-state="ahead">
          <span className="way-name">{sentence(state.name)}</span>
          <span className="under">not reached</span>
        </li>
      ))}
    </ol>
  )
}

function at(state: PathState): string {
  return state.reached ?? '9'
}
