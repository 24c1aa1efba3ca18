import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api/http.ts'
import type { Gap } from '../api/law-types.ts'
import { Title } from '../parts/bits.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { plural, sentence } from '../text/words.ts'
import { measureName } from './names.ts'
import { useRouteChoices } from './RouteFinder.tsx'

/** Where the law did not reach: refusals and unknown answers of this node, corridor by measure. */
export function GapMap() {
  const gaps = useQuery({
    queryKey: ['gaps'],
    queryFn: async () => (await get<{ gaps: Gap[] }>('/api/gaps')).gaps,
  })
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Gaps</Title>
          <p className="lead">
            Where requests were refused or no row gave an answer, by corridor and measure. Compiled
            from this node’s own log. It is a list of what to negotiate.
          </p>
        </div>
        <button type="button" className="button no-print" onClick={() => window.print()}>
          Print
        </button>
      </div>
      {gaps.error ? (
        <ErrorNote error={gaps.error} />
      ) : !gaps.data ? (
        <Waiting what="Reading the log" />
      ) : gaps.data.length === 0 ? (
        <div className="card">
          <Empty title="No gap is on record">
            <p>Nothing was refused, and the route finder answered every question put to it.</p>
          </Empty>
        </div>
      ) : (
        <Matrix gaps={gaps.data} />
      )}
    </div>
  )
}

function Matrix({ gaps }: { gaps: readonly Gap[] }) {
  const choices = useRouteChoices()
  const [cell, setCell] = useState<string | null>(null)
  const corridors = [...new Set(gaps.map((gap) => `${gap.from}>${gap.to}`))].sort()
  const measures = [...new Set(gaps.map((gap) => gap.measure))].sort()
  const country = (id: string) => choices.data?.countries.find((one) => one.id === id)?.name ?? id
  const at = (corridor: string, id: string) =>
    gaps.filter((gap) => `${gap.from}>${gap.to}` === corridor && gap.measure === id)
  const listed = gaps.filter(
    (gap) => cell === null || `${gap.from}>${gap.to}/${gap.measure}` === cell,
  )
  return (
    <>
      <div className="card card-flush">
        <Scroll label="Gaps by corridor and measure">
          <table className="table">
            <caption className="only-spoken">
              Number of gaps, corridors down, measures across
            </caption>
            <thead>
              <tr>
                <th scope="col">Corridor</th>
                {measures.map((id) => (
                  <th key={id} scope="col">
                    {measureName(id)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {corridors.map((corridor) => {
                const [from = '', to = ''] = corridor.split('>')
                return (
                  <tr key={corridor}>
                    <th scope="row">
                      {from} to {to}
                      <span className="under">
                        {country(from)} to {country(to)}
                      </span>
                    </th>
                    {measures.map((id) => {
                      const found = at(corridor, id)
                      const key = `${corridor}/${id}`
                      const n = found.reduce((sum, gap) => sum + gap.count, 0)
                      return (
                        <td key={id}>
                          {n === 0 ? (
                            <span className="quiet">–</span>
                          ) : (
                            <button
                              type="button"
                              className="gap-cell"
                              data-size={n >= 5 ? 'many' : n >= 2 ? 'some' : 'one'}
                              aria-pressed={cell === key}
                              onClick={() => setCell(cell === key ? null : key)}
                            >
                              <span className="strong">{n}</span>{' '}
                              {[...new Set(found.map((gap) => gap.name))].join(', ')}
                            </button>
                          )}
                        </td>
                      )
                    })}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </Scroll>
      </div>
      <section className="card card-flush long" aria-labelledby="gap-list">
        <div className="card-head">
          <h2 id="gap-list">
            {listed.length} {plural(listed.length, 'kind')} of gap
          </h2>
          {cell !== null && (
            <button type="button" className="button button-small" onClick={() => setCell(null)}>
              Show all
            </button>
          )}
        </div>
        <Scroll label="Gaps one by one">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Corridor</th>
                <th scope="col">Measure</th>
                <th scope="col">Ground</th>
                <th scope="col" className="num">
                  Times
                </th>
                <th scope="col">Last</th>
              </tr>
            </thead>
            <tbody>
              {listed.map((gap) => (
                <tr key={`${gap.from}/${gap.to}/${gap.measure}/${gap.ground}`}>
                  <td>
                    {country(gap.from)} to {country(gap.to)}
                  </td>
                  <td>{measureName(gap.measure)}</td>
                  <td>
                    {sentence(gap.name)} <span className="quiet">{gap.ground}</span>
                  </td>
                  <td className="num">{gap.count}</td>
                  <td className="nowrap">{when(gap.last)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </section>
    </>
  )
}
