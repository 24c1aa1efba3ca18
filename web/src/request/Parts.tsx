import { Link } from '@tanstack/react-router'
import type { RequestView } from '../api/types.ts'
import { fromCode, sentence, shortDigest } from '../text/words.ts'

/** Who takes part, on which side. */
export function Parties({ request }: { request: RequestView }) {
  return (
    <section className="card" aria-labelledby="parties">
      <h2 id="parties">Parties</h2>
      <dl className="facts">
        {request.parties.map((party) => (
          <div key={`${party.side}/${party.id}`} className="contents">
            <dt>{sentence(party.sideName)}</dt>
            <dd>
              {party.name} <span className="quiet nowrap">{party.id}</span>
              {party.outside && (
                <span className="under">
                  outside the network: reached on paper, recorded by the side that wrote
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export function Links({ request }: { request: RequestView }) {
  if (request.links.length === 0) return null
  return (
    <section className="card" aria-labelledby="links">
      <h2 id="links">Other matters of the case</h2>
      <ul className="flat">
        {request.links.map((link) => (
          <li key={`${link.step}/${link.id}`}>
            <Link to="/requests/$id" params={{ id: link.id }}>
              {link.reference || link.id}
            </Link>
            {link.procedureName && `, ${link.procedureName}`}
            <div className="under">
              named by: {link.stepName ?? fromCode(link.step).toLowerCase()}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Under which law it was decided; said aloud when the law has changed since. */
export function LawNote({ request }: { request: RequestView }) {
  const { law } = request
  if (law.version === '') return null
  return (
    <p className={law.changed ? 'note note-amber' : 'quiet'}>
      <span>
        Decided under law <span className="mono">{shortDigest(law.version)}</span>
        {law.changed
          ? '. The law has changed since; what was decided stays decided under the law of its day. '
          : ', which is the law of today. '}
        <Link to="/law/rows" search={{}}>
          Read the law
        </Link>
      </span>
    </p>
  )
}
