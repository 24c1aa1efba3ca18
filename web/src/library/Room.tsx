import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { day } from '../text/time.ts'
import { plural } from '../text/words.ts'
import type { Alert } from './types.ts'

const results: Readonly<Record<string, readonly [text: string, tone: string]>> = {
  used: ['used, something was found', 'chip-green'],
  known: ['known already', ''],
  false: ['false alarm', 'chip-amber'],
}

/** Alerts to the partnership, what came of each, and whether anybody said so within five days. */
export function Room({ alerts }: { alerts: readonly Alert[] }) {
  const answered = alerts.filter((a) => a.result !== null)
  const inTime = alerts.filter((a) => a.isInTime === true).length
  const falseOnes = alerts.filter((a) => a.result === 'false').length
  return (
    <section className="card" aria-labelledby="room">
      <div className="card-head">
        <h2 id="room">Partnership room</h2>
        <span className="quiet">
          {alerts.length} {plural(alerts.length, 'alert')}, {answered.length} with feedback,{' '}
          {inTime} in time, {falseOnes} false
        </span>
      </div>
      {alerts.length === 0 ? (
        <Empty title="No alert that you take part in">
          An alert begins as a new matter to a partnership (P19). Its strategic layer names nobody;
          the tactical one names somebody through a legal gateway alone.
        </Empty>
      ) : (
        <Scroll label="Alerts to the partnership">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Alert</th>
                <th scope="col">From and to</th>
                <th scope="col">Layer and handling</th>
                <th scope="col">What came of it</th>
                <th scope="col">Rules to be changed</th>
              </tr>
            </thead>
            <tbody>
              {alerts.map((a) => (
                <tr key={a.matter}>
                  <th scope="row">
                    <Link to="/requests/$id" params={{ id: a.matter }}>
                      {a.reference}
                    </Link>
                    <div className="quiet">{a.subject}</div>
                  </th>
                  <td>
                    {a.from}
                    <div className="quiet">
                      {a.to}, {day(a.issuedAt)}
                    </div>
                  </td>
                  <td>
                    {a.layer}
                    <div className="quiet">{a.handling}</div>
                  </td>
                  <td>
                    <Came alert={a} />
                  </td>
                  <td>
                    {a.proposals.map((p) => (
                      <div key={p.at}>
                        {p.rule} <span className="quiet">{day(p.at)}</span>
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}

function Came({ alert: a }: { alert: Alert }) {
  if (a.result === null)
    return (
      <>
        <span className={`chip ${a.isInTime === false ? 'chip-red' : 'chip-blue'}`}>
          {a.isInTime === false ? 'no feedback' : 'feedback awaited'}
        </span>
        {a.due && <div className="quiet">due {day(a.due)}</div>}
      </>
    )
  const [text, tone] = results[a.result] ?? [a.result, '']
  return (
    <>
      <span className={`chip ${tone}`}>{text}</span>
      <div className="quiet">
        {a.feedbackAt && day(a.feedbackAt)}, {a.isInTime === false ? 'late' : 'in time'}
      </div>
    </>
  )
}
