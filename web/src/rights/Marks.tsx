import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { plural } from '../text/words.ts'
import type { Mark, MarkOutcome } from './types.ts'

const outcomes: readonly (readonly [MarkOutcome, string])[] = [
  ['corrected', 'Corrected'],
  ['taken-out', 'The person is taken out'],
  ['restricted', 'Kept as evidence, use restricted'],
  ['other-person', 'It is about somebody else of the name'],
  ['own-source', 'It rests on a source of its own, which was looked at'],
]

/** What names a person whose data a controller has put right: open ones first, each with what an officer found. */
export function Marks({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null
  const open = marks.filter(({ state }) => state === 'open')
  const over = marks.filter(({ state }) => state !== 'open')
  return (
    <section className="card card-flush" aria-labelledby="again">
      <div className="card-head">
        <h2 id="again">Look at again</h2>
        <span className="quiet">
          {open.length} {plural(open.length, 'waits', 'wait')}
        </span>
      </div>
      <p className="card-text quiet">
        A controller has put right, deleted or restricted what it held about a person who is named
        here. The node has taken the person out of the index of blind questions and stopped
        questions that are asked again and again. What was made from the data by hand waits for you.
        When nothing is left, the controller hears of it.
      </p>
      <Scroll label="What a correction asks to be looked at again">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Since</th>
              <th scope="col">What is held</th>
              <th scope="col">Why</th>
              <th scope="col">What came of it</th>
            </tr>
          </thead>
          <tbody>
            {[...open, ...over].map((mark) => (
              <tr key={mark.id}>
                <th scope="row" className="nowrap">
                  {when(mark.at)}
                </th>
                <td>
                  <Thing {...mark.holding} />
                </td>
                <td>
                  {mark.from} has {mark.what} what it held
                </td>
                <td>
                  {mark.state === 'open' ? (
                    <Settle id={mark.id} />
                  ) : (
                    <>
                      {outcomes.find(([id]) => id === mark.state)?.[1]}
                      {mark.settled && (
                        <span className="quiet">
                          {' '}
                          ({mark.settled.by}, {when(mark.settled.at)})
                        </span>
                      )}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function Thing({ what, id }: Mark['holding']) {
  if (what === 'matter')
    return (
      <Link to="/requests/$id" params={{ id: id.replace('matter/', '') }}>
        a matter
      </Link>
    )
  if (what === 'tracing')
    return (
      <Link to="/tracing/$id" params={{ id }} search={{}}>
        a tracing
      </Link>
    )
  if (what === 'question')
    return (
      <Link to="/hit/$id" params={{ id }}>
        a blind question
      </Link>
    )
  return (
    <Link to="/hit" search={{}}>
      a list of subjects
    </Link>
  )
}

function Settle({ id }: { id: string }) {
  const [outcome, setOutcome] = useState('')
  const { act, error, busy } = useAct('rights')
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        void act(() => call('POST', `/api/rights/marks/${id}`, { outcome }))
      }}
    >
      <select
        className="input"
        aria-label="What came of looking at it again"
        required
        value={outcome}
        onChange={(event) => setOutcome(event.target.value)}
      >
        <option value="">choose</option>
        {outcomes.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit" className="button" disabled={busy || outcome === ''}>
        Done
      </button>
      {error !== null && <ErrorNote error={error} />}
    </form>
  )
}
