import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api/http.ts'
import { useNode } from '../api/queries.ts'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { plural, sentence } from '../text/words.ts'
import type { Report as Told } from './types.ts'

/** The transparency report of a year as anybody may read it: counted from events, small counts held back. */
export function Report() {
  const node = useNode()
  const now = Number(node.data?.now.slice(0, 4) ?? 2026)
  const [year, setYear] = useState<number | undefined>(undefined)
  const of = year ?? now - 1
  const report = useQuery({
    queryKey: ['oversight-report', of],
    queryFn: () => get<Told>(`/api/oversight/report?year=${of}`),
    staleTime: 60_000,
  })
  return (
    <div className="stack">
      <div className="row row-fields no-print">
        <label className="field">
          <span className="label">Year</span>
          <select
            className="input input-short"
            value={of}
            onChange={(event) => setYear(Number(event.target.value))}
          >
            {[now, now - 1, now - 2].map((y) => (
              <option key={y} value={y}>
                {y}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button" onClick={() => window.print()}>
          Print, or save as PDF
        </button>
      </div>
      {report.error ? (
        <ErrorNote error={report.error} />
      ) : !report.data ? (
        <Waiting what="Counting events" />
      ) : (
        <>
          <h2>
            Transparency report of {of}
            {node.data === undefined ? '' : `, ${node.data.name}`}
          </h2>
          <p className="quiet">
            Counted from signed events of {report.data.nodes.join(', ') || 'this node'} and nothing
            else. {report.data.heldBack} {plural(report.data.heldBack, 'line')} held back: where few
            cases are counted, a small number would name somebody.
          </p>
          {report.data.sections.map((section) => (
            <section key={section.id} className="card card-flush whole" aria-label={section.title}>
              <div className="card-head">
                <h3>{section.title}</h3>
              </div>
              <Scroll label={`Table: ${section.title}`}>
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">Counted</th>
                      <th scope="col">Number</th>
                      <th scope="col">From the events</th>
                    </tr>
                  </thead>
                  <tbody>
                    {section.lines.map((line) => (
                      <tr key={line.id}>
                        <td>{sentence(line.name)}</td>
                        <td>
                          {line.shown ? line.text : <span className="quiet">{line.text}</span>}
                          {line.note !== '' && <div className="quiet">{line.note}</div>}
                        </td>
                        <td>
                          {line.from.map((type) => (
                            <code key={type}>{type} </code>
                          ))}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scroll>
            </section>
          ))}
        </>
      )}
    </div>
  )
}
