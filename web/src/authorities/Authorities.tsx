import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get } from '../api/http.ts'
import { useNode } from '../api/queries.ts'
import type { Card } from '../api/types.ts'
import { Tile, Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { useProcedures } from '../start/use-procedures.ts'
import { day } from '../text/time.ts'
import { fromCode } from '../text/words.ts'
import { OwnKeys } from './OwnKeys.tsx'
import { PartnerCards } from './PartnerCards.tsx'

export function Authorities() {
  const node = useNode()
  const cards = useQuery({
    queryKey: ['authorities'],
    queryFn: () => get<Card[]>('/api/authorities'),
  })
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Authorities</Title>
          <p className="lead">
            Who is in this federation, what each may do, under which legal basis we exchange, and
            the keys by which their signatures are checked. What goes to them and comes from them
            stands on the page of the <Link to="/channels">channels</Link>.
          </p>
        </div>
      </div>
      <PartnerCards />
      <OwnKeys />
      {cards.error ? (
        <ErrorNote error={cards.error} />
      ) : !cards.data ? (
        <Waiting what="Reading the directory" />
      ) : (
        <div className="authority-grid">
          {cards.data.map((card) => (
            <Authority key={card.id} card={card} self={card.id === node.data?.id} />
          ))}
        </div>
      )}
    </div>
  )
}

function Authority({ card, self }: { card: Card; self: boolean }) {
  const mayBegin = useProcedures().data?.some((item) => item.mayOpen) ?? false
  return (
    <section className="card" aria-labelledby={`card-${card.id}`}>
      <div className="card-head">
        <Tile country={card.country} />
        <h2 id={`card-${card.id}`}>
          {card.name}
          <span className="under">
            {card.id} · {fromCode(card.kind)}
          </span>
        </h2>
        {self ? (
          <span className="chip chip-blue">this node</span>
        ) : (
          card.bases.length > 0 &&
          mayBegin && (
            <Link className="button button-small" to="/requests/new" search={{ to: card.id }}>
              Ask them
            </Link>
          )
        )}
      </div>
      <dl className="facts">
        <dt>May do</dt>
        <dd>{card.competences.map(fromCode).join(', ') || '–'}</dd>
        <dt>Languages</dt>
        <dd>{card.languages.join(', ') || '–'}</dd>
        {card.address !== '' && (
          <>
            <dt>Address</dt>
            <dd className="mono wrap-any">{card.address}</dd>
          </>
        )}
      </dl>
      {!self && (
        <div className="stack-s">
          <h3>Legal bases between us</h3>
          {card.bases.length === 0 ? (
            <p className="quiet">None is on file, so nothing may be asked.</p>
          ) : (
            <ul className="flat">
              {byName(card.bases).map(([name, citations]) => (
                <li key={name}>
                  {name}
                  {citations.map((citation) => (
                    <div className="under" key={citation}>
                      {citation}
                    </div>
                  ))}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <details hidden={card.keys.length === 0}>
        <summary>
          {card.keys.length} {card.keys.length === 1 ? 'key' : 'keys'}
        </summary>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Use</th>
              <th scope="col">Fingerprint</th>
              <th scope="col">Valid</th>
            </tr>
          </thead>
          <tbody>
            {card.keys.map((key) => (
              <tr key={key.id}>
                <td>{fromCode(key.use)}</td>
                <td className="mono wrap-any">{key.fingerprint}</td>
                <td className="nowrap">
                  {day(key.from)} {key.to ? `to ${day(key.to)}` : 'on'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

/** One instrument is a basis for several things, each in an article of its own. */
function byName(bases: Card['bases']): readonly (readonly [string, readonly string[]])[] {
  const names = [...new Set(bases.map((basis) => basis.name))]
  return names.map((name) => [
    name,
    [...new Set(bases.filter((basis) => basis.name === name).map((basis) => basis.citation))],
  ])
}
