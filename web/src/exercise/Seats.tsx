import { Scroll } from '../parts/Scroll.tsx'
import type { Do } from './ExercisePage.tsx'
import type { Control, Stage } from './types.ts'

/** Who plays each authority: people, or the moves that the scenario has for an empty seat. */
export function Seats(props: { control: Control; stage: Stage; run: Do; busy: boolean }) {
  const isOver = !['waiting', 'running', 'paused'].includes(props.stage)
  return (
    <section className="card" aria-labelledby="seats">
      <div className="card-head">
        <h2 id="seats">Seats</h2>
        <span className="quiet">all others are played by those who lead</span>
      </div>
      <Scroll label="Seats of the exercise">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Authority</th>
              <th scope="col">Task</th>
              <th scope="col">Played by</th>
            </tr>
          </thead>
          <tbody>
            {props.control.seats.map(({ authority, task, by }) => (
              <tr key={authority}>
                <th scope="row">{authority}</th>
                <td>{task}</td>
                <td>
                  {by === 'people' ? 'people' : 'nobody: moves as the scenario has them'}{' '}
                  {!isOver && (
                    <button
                      type="button"
                      className="button button-small"
                      disabled={props.busy}
                      onClick={() =>
                        void props.run({
                          do: 'seat',
                          authority,
                          by: by === 'people' ? 'script' : 'people',
                        })
                      }
                    >
                      {by === 'people'
                        ? `Nobody sits at ${authority}`
                        : `People sit at ${authority}`}
                    </button>
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
