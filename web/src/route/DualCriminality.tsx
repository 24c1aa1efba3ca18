import type { RouteAnswer } from '../api/law-types.ts'
import { Scroll } from '../parts/Scroll.tsx'
import { fromCode, sentence } from '../text/words.ts'

const tones = { yes: 'chip chip-green', no: 'chip chip-red', unknown: 'chip chip-amber' } as const

const answers = {
  yes: 'Punishable in both countries',
  no: 'Not punishable in both countries',
  unknown: 'Unknown whether it is punishable in both countries',
} as const

const order = ['country', 'punished', 'article', 'years', 'citation', 'from', 'status'] as const

const titles: Readonly<Record<string, string>> = {
  punished: 'Is it an offence',
  years: 'Maximum penalty, years',
  citation: 'Written in',
  from: 'Since',
}

/** Is the offence one in both countries, with the row of each. */
export function DualCriminality({
  answer,
}: {
  answer: NonNullable<RouteAnswer['dualCriminality']>
}) {
  const columns = order.filter((column) => answer.rows.some((row) => row[column] !== undefined))
  return (
    <section className="card" aria-labelledby="dual">
      <div className="card-head">
        <h3 id="dual">Dual criminality: {answers[answer.answer]}</h3>
        <span className={tones[answer.answer]}>{answer.answer}</span>
      </div>
      <p>{sentence(answer.because)}</p>
      {answer.rows.length > 0 && (
        <Scroll label="Rows on the offence">
          <table className="table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {titles[column] ?? fromCode(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.rows.map((row) => (
                <tr key={JSON.stringify(row)}>
                  {columns.map((column) => (
                    <td key={column}>{shown(row[column])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  return Array.isArray(value) ? value.join(', ') : String(value)
}
