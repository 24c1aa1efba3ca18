import { Link } from '@tanstack/react-router'
import type { RouteCard as Route } from '../api/law-types.ts'
import { useProcedures } from '../start/use-procedures.ts'
import { fromCode, sentence } from '../text/words.ts'
import { carries } from './names.ts'

/** One lawful way: instrument, channel, what to send, by when, and what may stand against it. */
export function RouteCard({
  route,
  place,
  measure,
}: {
  route: Route
  place: number
  measure: string
}) {
  const procedures = useProcedures()
  const start = procedures.data?.find(
    (item) => item.mayOpen && (item.id === route.procedure || carries(item, measure)),
  )
  return (
    <li className="card route">
      <div className="card-head">
        <h3>
          {place}. {route.name}
        </h3>
        {route.informal && <span className="chip chip-blue">informal</span>}
        {route.status === 'to-verify' && <span className="chip chip-amber">to verify</span>}
        {start && (
          <Link
            className="button button-small no-print"
            to="/requests/new"
            search={{ procedure: start.id }}
          >
            Start: {start.name}
          </Link>
        )}
      </div>
      <dl className="facts">
        <dt>Written in</dt>
        <dd>{route.citation}</dd>
        <dt>Channel</dt>
        <dd>{sentence(route.channel)}</dd>
        <dt>Who may ask whom</dt>
        <dd>{sentence(route.who)}</dd>
        <dt>Why this place</dt>
        <dd>{sentence(route.why)}</dd>
        {(route.languages?.length ?? 0) > 0 && (
          <>
            <dt>Languages</dt>
            <dd>{route.languages?.join(', ')}</dd>
          </>
        )}
      </dl>
      <div className="columns three-columns">
        <section>
          <h4>What it must contain ({route.elements.length})</h4>
          {route.elements.length === 0 ? (
            <p className="quiet">No row says.</p>
          ) : (
            <ul className="flat">
              {route.elements.map((element) => (
                <li key={element.id}>
                  {sentence(element.label)}
                  <span className="under">{element.citation}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h4>Time limits ({route.deadlines.length})</h4>
          {route.deadlines.length === 0 ? (
            <p className="quiet">None agreed: no limit can be held against the other side.</p>
          ) : (
            <ul className="flat">
              {route.deadlines.map((limit) => (
                <li key={`${limit.what}/${limit.id}`}>
                  {fromCode(limit.what)}: {limit.text}
                  <Link className="under" to="/law/deadlines" search={{ rule: limit.id }}>
                    {limit.id}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section>
          <h4>Grounds that may stand against it ({route.grounds.length})</h4>
          {route.grounds.length === 0 ? (
            <p className="quiet">No row says.</p>
          ) : (
            <ul className="flat">
              {[...route.grounds]
                .sort((a, b) => Number(likely(b)) - Number(likely(a)))
                .map((ground) => (
                  <li key={ground.id}>
                    {ground.id} {ground.name}{' '}
                    {likely(ground) && <span className="chip chip-amber">likely</span>}
                    <span className="under">
                      {ground.citation}
                      {ground.why ? `. ${sentence(ground.why)}` : ''}
                    </span>
                  </li>
                ))}
            </ul>
          )}
        </section>
      </div>
      {route.reservations.length > 0 && (
        <section>
          <h4>Reservations and declarations</h4>
          <ul className="flat">
            {route.reservations.map((one) => {
              const text = typeof one === 'string' ? one : one.text
              return <li key={text}>{text}</li>
            })}
          </ul>
        </section>
      )}
    </li>
  )
}

function likely(ground: Route['grounds'][number]): boolean {
  return ground.likely === true || ground.likely === 'likely' || ground.likely === 'yes'
}
