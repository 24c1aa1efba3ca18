import { Scroll } from '../parts/Scroll.tsx'
import type { Do } from './ExercisePage.tsx'
import type { Control, PlannedInject, Stage } from './types.ts'

const marks: Readonly<Record<PlannedInject['mark'], readonly [text: string, tone: string]>> = {
  waiting: ['waits', ''],
  open: ['time runs', 'chip-blue'],
  'in-time': ['in time', 'chip-green'],
  late: ['late', 'chip-amber'],
  missing: ['did not come', 'chip-red'],
}

/** Every inject with what is expected, and what the signed events say of it so far. */
export function Injects(props: { control: Control; stage: Stage; run: Do; busy: boolean }) {
  const { injects, score, spread, refused } = props.control
  const given = injects.filter((i) => i.at !== null).length
  const isOver = !['waiting', 'running', 'paused'].includes(props.stage)
  return (
    <section className="card" aria-labelledby="injects">
      <div className="card-head">
        <h2 id="injects">Injects</h2>
        <span className="quiet">
          {given} of {injects.length} given, {score} of 100 so far
          {spread !== null && `, spread of the freeze ${spread} s`}
        </span>
      </div>
      <Scroll label="Injects of the exercise">
        <table className="table exercise-injects">
          <thead>
            <tr>
              <th scope="col">Inject</th>
              <th scope="col">Told to</th>
              <th scope="col">What they are told, and what is expected</th>
              <th scope="col">Result</th>
              <th scope="col" className="num">
                Seconds
              </th>
            </tr>
          </thead>
          <tbody>
            {injects.map((inject) => (
              <tr key={inject.id}>
                <th scope="row">
                  {inject.id}
                  <div className="quiet">minute {inject.minute}</div>
                </th>
                <td>{inject.to.join(', ')}</td>
                <td>
                  {inject.text}
                  <div className="quiet">{inject.expected}</div>
                </td>
                <td>
                  <span className={`chip ${marks[inject.mark][1]}`}>
                    {inject.mark === 'open' && isOver ? 'time was not up' : marks[inject.mark][0]}
                  </span>
                  {inject.found !== '' && <div className="quiet">{inject.found}</div>}
                  {inject.at === null && props.stage === 'running' && (
                    <button
                      type="button"
                      className="button button-small"
                      disabled={props.busy}
                      onClick={() => void props.run({ do: 'give', inject: inject.id })}
                    >
                      Give {inject.id} now
                    </button>
                  )}
                </td>
                <td className="num">
                  {inject.seconds ?? '–'} of {inject.within}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {refused.length > 0 && (
        <div className="card-text">
          <h3>Refused in the play</h3>
          <ul>
            {refused.map((r) => (
              <li key={`${r.inject} ${r.actor} ${r.step}`}>
                {r.inject}, {r.actor}, {r.step}: {r.refusal}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
