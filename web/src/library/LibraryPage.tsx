import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { day } from '../text/time.ts'
import { Room } from './Room.tsx'
import { RuleTable } from './RuleTable.tsx'
import { Statements } from './Statements.tsx'
import type { Library, Pattern } from './types.ts'

const circles: Readonly<Record<Library['circle'], string>> = {
  public: 'everybody',
  partnership: 'the partnership and everybody',
  authorities: 'authorities, the partnership and everybody',
}

/** What the network knows: patterns of one's circle, the room of the partnership, texts that several sign. */
export function LibraryPage() {
  const session = useSession()
  const found = useQuery({ queryKey: ['library'], queryFn: () => get<Library>('/api/library') })
  const { data } = found
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Library</Title>
          <p className="lead">
            Patterns that were released, alerts to the partnership of banks and what came of them,
            and texts that leave when all have signed. The handling code of each says how far it may
            go.
          </p>
        </div>
      </div>
      {found.error && <ErrorNote error={found.error} />}
      {found.isPending && <Waiting what="Reading the library" />}
      {data && (
        <>
          {data.alerts.length > 0 && <Room alerts={data.alerts} />}
          <Statements statements={data.statements} />
          <section className="card" aria-labelledby="patterns">
            <div className="card-head">
              <h2 id="patterns">Patterns</h2>
              <span className="quiet">for {circles[data.circle]}</span>
            </div>
            {data.patterns.length === 0 && (
              <Empty title="No pattern was released here">
                Editors release patterns at the node of the secretariat; partners read its feed.
              </Empty>
            )}
            {data.patterns.map((pattern) => (
              <One key={`${pattern.reference} ${pattern.version}`} pattern={pattern} />
            ))}
          </section>
          {data.alerts.length === 0 && <Room alerts={data.alerts} />}
          {session.data?.role === 'editor' && <RuleTable rule={data.rule} />}
        </>
      )}
    </div>
  )
}

function One({ pattern: p }: { pattern: Pattern }) {
  return (
    <article className="card-text library-pattern">
      <h3>
        {p.reference} {p.pattern} <span className="chip">{p.handling}</span>{' '}
        {p.state !== 'released' && <span className="chip chip-red">{p.state}, do not use</span>}
      </h3>
      <p>{p.text}</p>
      <ul>
        {p.redFlags.map((flag) => (
          <li key={flag}>{flag}</li>
        ))}
      </ul>
      <p className="quiet">
        {p.detector === '' ? '' : `Found by: ${p.detector}. `}
        At least {p.casesAtLeast} cases of {p.jurisdictionsAtLeast} countries
        {p.falsePositives === null ? '' : `, ${p.falsePositives} false alarms in a hundred`};{' '}
        {p.hits + p.falseAlarms === 0
          ? 'not seen since'
          : `seen ${p.hits + p.falseAlarms} times since, ${p.falseAlarms} of them by mistake`}
        . Version {p.version}, {day(p.releasedAt)}
        {p.until === null ? '' : `; looked at again by ${day(p.until)}`}.
      </p>
    </article>
  )
}
