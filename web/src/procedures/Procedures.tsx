import { Link } from '@tanstack/react-router'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { byFamily } from '../start/families.ts'
import { useProcedures } from '../start/use-procedures.ts'
import { sentence } from '../text/words.ts'

/** Every procedure of this node, by family. */
export function Procedures() {
  const procedures = useProcedures()
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Procedures</Title>
          <p className="lead">
            Each procedure is one table: its states, who may move it on, under which article, and
            which clocks run. What is not in the table cannot be done.
          </p>
        </div>
      </div>
      {procedures.error ? (
        <ErrorNote error={procedures.error} />
      ) : !procedures.data ? (
        <Waiting what="Reading the procedures" />
      ) : (
        <div className="family-grid">
          {byFamily(procedures.data).map(({ family, name, items }) => (
            <section key={family} className="card" aria-labelledby={`family-${family}`}>
              <h2 id={`family-${family}`}>{name}</h2>
              <ul className="choose-list">
                {items.map((item) => (
                  <li key={item.id}>
                    <Link className="strong" to="/law/procedures/$id" params={{ id: item.id }}>
                      {sentence(item.name)}
                    </Link>
                    <span className="quiet"> {item.id}</span>
                    <div className="under">
                      {item.states} states, {item.steps} steps. {item.citation}
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </div>
  )
}
