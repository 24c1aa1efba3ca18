import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { plural, sentence } from '../text/words.ts'
import { SayWhy } from './SayWhy.tsx'
import type { Alarm, Console } from './types.ts'

/** Patterns of looks that somebody has to explain, open ones first, and the rows that found them. */
export function Alarms({ console: { alarms, rows, sumsOnly } }: { console: Console }) {
  const open = alarms.filter((a) => a.settled === null)
  const settled = alarms.filter((a) => a.settled !== null)
  return (
    <div className="stack">
      {alarms.length === 0 && !sumsOnly && (
        <Empty title="No alarm">
          <p>No look of the last month met one of the rows below.</p>
        </Empty>
      )}
      {[...open, ...settled].map((alarm) => (
        <One key={alarm.id} alarm={alarm} />
      ))}
      <section className="card card-flush" aria-labelledby="anomaly-rows">
        <div className="card-head">
          <h2 id="anomaly-rows">The rows by which looks are judged</h2>
        </div>
        <Scroll label="Rows">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">An officer …</th>
                <th scope="col">Leads to</th>
                <th scope="col">Written in</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <code>{row.id}</code> <div className="quiet">{row.name}</div>
                  </td>
                  <td>{row.sentence}</td>
                  <td>
                    {row.weight === 'tell' ? 'an alarm' : 'an alarm and a proposal to suspend'}
                  </td>
                  <td>{row.citation}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </section>
    </div>
  )
}

function One({ alarm }: { alarm: Alarm }) {
  const { settled } = alarm
  return (
    <article className="card stack-s" aria-label={`Alarm ${alarm.row} about ${alarm.officerName}`}>
      <div className="row">
        <span className={settled === null ? 'chip chip-red' : 'chip chip-line'}>
          {settled === null ? 'open' : settled.outcome}
        </span>
        {settled === null && (
          <span className={alarm.late ? 'chip chip-red' : 'chip chip-amber'}>
            {alarm.late ? 'not answered within the day' : `answer by ${when(alarm.answerBy)}`}
          </span>
        )}
        <span className="strong">{alarm.officerName}</span>
        <span className="quiet">{alarm.officer}</span>
      </div>
      <p>{sentence(alarm.sentence)}.</p>
      <p className="quiet">
        {alarm.row}, {alarm.name}. {alarm.count} counted from {when(alarm.from)} to {when(alarm.to)}
        ; {plural(alarm.looks.length, 'entry', 'entries')} of the log {alarm.looks.join(', ')}.{' '}
        {alarm.citation}.
      </p>
      {settled === null ? (
        <SayWhy
          label="What was behind it"
          choices={[
            {
              label: 'It is explained',
              path: `/api/oversight/alarms/${encodeURIComponent(alarm.id)}`,
              body: { outcome: 'explained' },
            },
            {
              label: 'It is misuse',
              path: `/api/oversight/alarms/${encodeURIComponent(alarm.id)}`,
              body: { outcome: 'misuse' },
              danger: true,
            },
          ]}
        />
      ) : (
        <p>
          Settled by {settled.by}, {when(settled.at)}.
          {settled.outcome === 'misuse' && (
            <>
              {' '}
              <Link to="/requests/new" search={{ procedure: 'P11' }}>
                Open proceedings, with an order to stop where it is needed
              </Link>
            </>
          )}
        </p>
      )}
    </article>
  )
}
