import { useQuery } from '@tanstack/react-query'
import { get } from '../api/http.ts'
import { Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { day } from '../text/time.ts'
import { sentence } from '../text/words.ts'
import type { HarmonyAnswer, Level, Warning } from './harmony-types.ts'
import { ModelLaw } from './ModelLaw.tsx'

/** How far countries have come with each other: what they may use, what they made of model laws, what is getting worse. */
export function Harmony() {
  const found = useQuery({
    queryKey: ['harmony'],
    queryFn: () => get<HarmonyAnswer>('/api/harmony'),
  })
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Levels, model laws, early warning</Title>
          <p className="lead">
            A country moves up by evidence in signed records. A model law says which refusals each
            clause would have prevented. A figure that gets worse step by step is named before a
            single quarter looks bad.
          </p>
        </div>
      </div>
      {found.error && <ErrorNote error={found.error} />}
      {found.isPending && <Waiting what="Counting" />}
      {found.data && (
        <>
          <Levels answer={found.data} />
          <Warnings warnings={found.data.warnings} />
          {found.data.laws.map((law) => (
            <ModelLaw key={law.id} law={law} refused={found.data.refused} />
          ))}
        </>
      )}
    </div>
  )
}

function Levels({ answer }: { answer: HarmonyAnswer }) {
  return (
    <section className="card card-flush" aria-labelledby="levels">
      <div className="card-head">
        <h2 id="levels">Levels of adoption</h2>
        <span className="quiet">what persons are owed waits for no level</span>
      </div>
      <Scroll label="Table of levels">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Country</th>
              <th scope="col">Level</th>
              <th scope="col">May use</th>
              <th scope="col">For the next level</th>
            </tr>
          </thead>
          <tbody>
            {answer.levels.map((level) => (
              <LevelRow key={level.country} level={level} answer={answer} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function LevelRow({ level, answer }: { level: Level; answer: HarmonyAnswer }) {
  const features = answer.rows.filter((r) => r.level <= level.level).flatMap((r) => r.features)
  const support = answer.rows.find((r) => r.level === level.level)?.support
  return (
    <tr>
      <th scope="row">{level.country}</th>
      <td>
        <strong>{level.level}</strong>, {level.name}
        <span className="under">help: {support}</span>
      </td>
      <td>{sentence(features.join(', '))}</td>
      <td>
        {level.next.length === 0 ? (
          <span className="quiet">the highest level</span>
        ) : (
          level.next.map((line) => (
            <span className="under" key={line.id}>
              {line.have} of {line.least}: {line.words}
            </span>
          ))
        )}
        {level.passed.length > 0 && (
          <details>
            <summary>Evidence for this level</summary>
            {level.passed.map((line) => (
              <div className="under" key={line.id}>
                {line.have} {line.words}, the first of them:
                {line.records.map((r) => (
                  <div key={`${r.type} ${r.at} ${r.digest}`}>
                    {day(r.at)}, {r.type}
                    {r.digest !== null && (
                      <>
                        {' '}
                        <code className="code" title={r.digest}>
                          {r.digest.slice(0, 19)}…
                        </code>
                      </>
                    )}
                  </div>
                ))}
              </div>
            ))}
          </details>
        )}
      </td>
    </tr>
  )
}

/** As many digits as one reads at a glance. */
function shortNumber(value: number): string {
  return Number(value.toPrecision(3)).toString()
}

const tones = { warning: 'chip-red', steady: 'chip-green', 'too little': 'chip-line' } as const

function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  return (
    <section className="card card-flush" aria-labelledby="warnings">
      <div className="card-head">
        <h2 id="warnings">Early warning</h2>
        <span className="quiet">
          cumulative sums and runs over quarters; few cases are called too little, never steady
        </span>
      </div>
      <Scroll label="Table of early warnings">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">What would be worse</th>
              <th scope="col">State</th>
              <th scope="col">Quarters that count</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {warnings.map((w) => (
              <tr key={w.row}>
                <th scope="row">
                  {sentence(w.name)}
                  <span className="under">
                    {w.row}, {w.indicator}
                  </span>
                </th>
                <td>
                  <span className={`chip ${tones[w.state]}`}>{w.state}</span>
                </td>
                <td>
                  {w.points.length === 0 ? (
                    <span className="quiet">none</span>
                  ) : (
                    w.points.map((point) => (
                      <span className="under nowrap" key={point.period}>
                        {point.period}: {shortNumber(point.value)}, n = {point.n}
                      </span>
                    ))
                  )}
                </td>
                <td>
                  {sentence(w.words)}
                  {w.reference !== null && (
                    <span className="under">
                      reference {shortNumber(w.reference)}, from the first {w.baseline} quarters
                      {w.sum !== null &&
                        `; the sum stands at ${shortNumber(w.sum)}, the alarm at 4`}
                    </span>
                  )}
                  <span className="under">
                    {w.method === 'cusum'
                      ? 'cumulative sum, slack half a deviation'
                      : 'six quarters in a row'}
                    ; a quarter needs {w.leastCases} cases. {w.citation}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
