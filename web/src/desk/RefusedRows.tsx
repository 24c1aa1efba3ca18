import { useEffect, useRef } from 'react'
import type { Problem } from '../api/types.ts'
import { saveText } from '../parts/bits.tsx'
import { ProblemNote } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { count } from '../text/amount.ts'
import { csv } from '../text/csv.ts'
import { plural } from '../text/words.ts'

/** A refused file: the sentence, then every row that has to be mended, to read or to take away. */
export function RefusedRows({ problem, name }: { problem: Problem; name: string }) {
  const rows = problem.problems ?? []
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <div className="stack refused" ref={top}>
      <ProblemNote problem={problem} />
      {rows.length > 0 && (
        <section className="card card-flush" aria-labelledby="refused">
          <div className="card-head">
            <h2 id="refused">
              {count(rows.length)} {plural(rows.length, 'thing')} to mend
            </h2>
            <button
              type="button"
              className="button button-small"
              onClick={() =>
                saveText(
                  `${name}-to-mend.csv`,
                  csv([
                    ['row', 'column', 'found', 'expected', 'what to do'],
                    ...rows.map((r) => [r.row, r.column, r.found, r.expected, r.remedy]),
                  ]),
                )
              }
            >
              Download as CSV
            </button>
          </div>
          <Scroll label="Rows that were refused" className="scroll scroll-tall">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col" className="num">
                    Row
                  </th>
                  <th scope="col">Column</th>
                  <th scope="col">Found</th>
                  <th scope="col">Expected</th>
                  <th scope="col">What to do</th>
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, 500).map((r, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: one row may have two faults in one column
                  <tr key={at}>
                    <td className="num">{r.row ?? '–'}</td>
                    <td>
                      <code>{r.column ?? '–'}</code>
                    </td>
                    <td className="mono wrap-any">{r.found ?? '–'}</td>
                    <td>{r.expected}</td>
                    <td>{r.remedy}</td>
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
