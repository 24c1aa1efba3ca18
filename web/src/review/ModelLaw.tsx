import { Scroll } from '../parts/Scroll.tsx'
import { day } from '../text/time.ts'
import { fromCode, sentence } from '../text/words.ts'
import type { Diff, Law } from './harmony-types.ts'

/** A model law with what each country made of it, clause by clause. */
export function ModelLaw({
  law,
  refused,
}: {
  law: Law
  refused: Readonly<Record<string, number>>
}) {
  return (
    <section className="card" aria-labelledby={law.id}>
      <div className="card-head">
        <h2 id={law.id}>Model law: {law.title}</h2>
        <span className="quiet">
          {law.id}, version {law.version}, {day(law.from)}
        </span>
      </div>
      <p className="quiet">
        {sentence(law.provenance)}. {sentence(law.licence)}.
      </p>
      <Scroll label={`Clauses of ${law.id}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Clause</th>
              <th scope="col">Text</th>
              <th scope="col">Refusals it answers</th>
            </tr>
          </thead>
          <tbody>
            {law.clauses.map((clause) => (
              <tr key={clause.id}>
                <th scope="row">
                  {clause.id}, {clause.title}
                </th>
                <td>
                  {clause.text}
                  <span className="under">{clause.source}</span>
                </td>
                <td>
                  {clause.prevents.map((name) => (
                    <span className="under" key={name}>
                      {fromCode(name)}: said {refused[name] ?? 0} times here
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {law.adaptations.map((adaptation) => (
        <details key={adaptation.country}>
          <summary>
            {adaptation.country}: {adaptation.status} since {day(adaptation.since)},{' '}
            {summaryOf(adaptation.diff)}
          </summary>
          <p className="quiet">{adaptation.source}</p>
          <dl className="facts">
            {adaptation.diff.map((diff) => (
              <OneDiff key={diff.clause} diff={diff} />
            ))}
          </dl>
        </details>
      ))}
    </section>
  )
}

function summaryOf(diff: readonly Diff[]): string {
  const kinds = ['same', 'changed', 'left out', 'added'] as const
  return kinds
    .map((kind) => [kind, diff.filter((d) => d.kind === kind).length] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${n} ${kind}`)
    .join(', ')
}

function OneDiff({ diff }: { diff: Diff }) {
  return (
    <>
      <dt>
        {diff.clause}, {diff.kind}
      </dt>
      <dd>
        {diff.words.map((word, i) => {
          const key = `${i} ${word.kind}`
          if (word.kind === 'gone')
            return (
              <span key={key}>
                <del>{word.text}</del>{' '}
              </span>
            )
          if (word.kind === 'new')
            return (
              <span key={key}>
                <ins>{word.text}</ins>{' '}
              </span>
            )
          return <span key={key}>{word.text} </span>
        })}
        {diff.reason !== '' && <span className="under">Why: {diff.reason}</span>}
        {diff.stillPossible.length > 0 && (
          <span className="under">
            Stays possible:{' '}
            {diff.stillPossible.map((name) => fromCode(name).toLowerCase()).join(', ')}
          </span>
        )}
      </dd>
    </>
  )
}
