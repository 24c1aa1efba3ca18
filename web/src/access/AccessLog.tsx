import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { eventName } from '../request/names.ts'
import { when } from '../text/time.ts'
import { plural, sentence } from '../text/words.ts'
import type { AccessLog as Log } from './types.ts'

/** Who looked at a matter, when and why, who took what out, and to whom it was sent. */
export function AccessLog() {
  const { id } = useParams({ from: '/staff/requests/$id/access' })
  const log = useQuery({
    queryKey: ['access-log', id],
    queryFn: () => get<Log>(`/api/requests/${encodeURIComponent(id)}/access`),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
  const count = log.data?.entries.length ?? 0
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs">
            <Link to="/requests/$id" params={{ id }}>
              Back to the matter
            </Link>
          </div>
          <Title>Who looked</Title>
          <p className="lead">
            {log.data ? `${count} ${plural(count, 'entry', 'entries')}, the newest first. ` : ''}
            That you read this is the newest of them. Directive (EU) 2016/680, art. 25.
          </p>
        </div>
      </div>
      {log.error ? (
        <ErrorNote error={log.error} />
      ) : !log.data ? (
        <Waiting what="Reading who looked" />
      ) : (
        <section className="card card-flush" aria-label="Entries">
          <Scroll label="Who looked">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">At</th>
                  <th scope="col">What</th>
                  <th scope="col">Officer</th>
                  <th scope="col">Purpose</th>
                  <th scope="col">To whom</th>
                  <th scope="col">Allowed by</th>
                </tr>
              </thead>
              <tbody>
                {log.data.entries.map((entry) => (
                  <tr key={entry.index}>
                    <td className="nowrap">{when(entry.at)}</td>
                    <td>
                      {sentence(entry.kind)}
                      {entry.what !== '' && (
                        <div className="quiet clip" title={entry.what}>
                          {inWords(entry.what)}
                        </div>
                      )}
                    </td>
                    <td>
                      {entry.officerName} <div className="quiet">{entry.officer}</div>
                    </td>
                    <td>
                      {sentence(entry.purpose.replaceAll('-', ' '))}
                      {entry.reason !== '' && <div>“{entry.reason}”</div>}
                    </td>
                    <td>{entry.recipient || '–'}</td>
                    <td>
                      {entry.policies.map((policy) => (
                        <code key={policy}>{policy} </code>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </section>
      )}
    </div>
  )
}

/** A letter is named by what it brought (`consent.asked`); a paper has a name already. */
function inWords(what: string): string {
  return /^[a-z-]+\.[a-z-]+$/.test(what) ? eventName(what, what.replaceAll(/[.-]/g, ' ')) : what
}
