import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { get } from '../api/http.ts'
import type { ProcedureTable, StepRow } from '../api/law-types.ts'
import { saveText, Title } from '../parts/bits.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { fromCode, sentence } from '../text/words.ts'
import { Picture, waits } from './Picture.tsx'

export function ProcedurePage() {
  const { id } = useParams({ from: '/staff/law/procedures/$id' })
  const table = useQuery({
    queryKey: ['procedure', id],
    queryFn: () => get<ProcedureTable>(`/api/procedures/${encodeURIComponent(id)}`),
    staleTime: 300_000,
    retry: false,
  })
  if (table.error)
    return (
      <div className="page">
        <ErrorNote error={table.error} />
      </div>
    )
  if (!table.data)
    return (
      <div className="page">
        <Waiting what="Reading the table" />
      </div>
    )
  return <Whole key={id} table={table.data} />
}

function Whole({ table }: { table: ProcedureTable }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const tracks = [...new Set(table.states.map((state) => state.track))]
  const [track, setTrack] = useState(tracks[0] ?? 'main')
  const states = table.states.filter((state) => state.track === track)
  const steps = table.transitions.filter((step) => step.track === track)
  const state = states.find((one) => one.id === chosen)
  const shown = steps.filter(
    (step) => chosen === null || step.from.includes(chosen) || step.to === chosen,
  )
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <div className="crumbs no-print">
            <Link to="/law/procedures">Procedures</Link>
          </div>
          <Title>{`${table.id}: ${sentence(table.name)}`}</Title>
          <p className="lead">
            {table.citation}. Sides: {table.sides.requesting}
            {table.sides.requested !== table.sides.requesting && `, ${table.sides.requested}`}.
          </p>
        </div>
        <div className="row no-print">
          <button
            type="button"
            className="button"
            onClick={() =>
              saveText(
                `${table.id}.json`,
                `${JSON.stringify(table, null, 2)}\n`,
                'application/json',
              )
            }
          >
            Download the table
          </button>
          <button type="button" className="button" onClick={() => window.print()}>
            Print
          </button>
        </div>
      </div>
      <section className="card card-flush" aria-labelledby="picture">
        <div className="card-head">
          <h2 id="picture">States</h2>
          {tracks.length > 1 && (
            <label className="pick">
              Track
              <select
                className="input"
                value={track}
                onChange={(event) => {
                  setTrack(event.target.value)
                  setChosen(null)
                }}
              >
                {tracks.map((one) => (
                  <option key={one} value={one}>
                    {one === 'main' ? 'Main track' : fromCode(one)}
                  </option>
                ))}
              </select>
            </label>
          )}
          <span className="under">
            Solid lines lead on, broken lines back or sideways. Choose a state to read its steps.
          </span>
        </div>
        <Scroll label="Picture of the states" className="scroll picture">
          <Picture
            label={`States of ${table.name}`}
            states={states}
            steps={steps}
            chosen={chosen}
            onChoose={setChosen}
          />
        </Scroll>
      </section>
      <section className="card card-flush long" aria-labelledby="steps">
        <div className="card-head">
          <h2 id="steps">
            {state ? `Steps that touch “${state.name}”` : `Steps (${steps.length})`}
          </h2>
          {state && (
            <>
              <span className="chip chip-line">{waits(state)}</span>
              <button type="button" className="button button-small" onClick={() => setChosen(null)}>
                Show all steps
              </button>
            </>
          )}
        </div>
        <Steps table={table} steps={shown} />
      </section>
      <ClockTable table={table} />
      <div className="columns two-columns">
        {table.safeguards && (
          <section className="card" aria-labelledby="matrix">
            <h2 id="matrix">Safeguards</h2>
            <dl className="facts">
              {table.safeguards.map((cell) => (
                <div key={cell.column} className="contents">
                  <dt>{sentence(cell.label)}</dt>
                  <dd>{cell.text ?? <span className="quiet">does not apply</span>}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        <section className="card" aria-labelledby="forms">
          <h2 id="forms">Forms</h2>
          {table.forms.map((form) => (
            <details key={form.id}>
              <summary>
                {form.name ?? fromCode(form.id)} ({form.fields.length}{' '}
                {form.fields.length === 1 ? 'field' : 'fields'})
              </summary>
              <ul className="flat form-fields">
                {form.fields.map((field) => (
                  <li key={field.name}>
                    {field.section ? `${field.section}. ` : ''}
                    {sentence(field.label)}{' '}
                    <span className="quiet">
                      {field.kind}
                      {field.required ? ', required' : ''}
                    </span>
                    {field.citation && <span className="under">{field.citation}</span>}
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </section>
      </div>
    </div>
  )
}

function Steps({ table, steps }: { table: ProcedureTable; steps: readonly StepRow[] }) {
  const name = (id: string | null) =>
    id === null
      ? 'the beginning'
      : (table.states.find((state) => state.id === id)?.name ?? toWords[id] ?? id)
  return (
    <Scroll label="Steps">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Who</th>
            <th scope="col">Written in</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.id}>
              <th scope="row">
                {sentence(step.name)}
                <span className="row">
                  {step.coercive && <span className="chip chip-amber">coercive</span>}
                  {step.crosses && <span className="chip chip-line">crosses the border</span>}
                  {step.byClock && <span className="chip chip-line">by the clock</span>}
                </span>
              </th>
              <td>{step.from.map(name).join(', ')}</td>
              <td>{name(step.to)}</td>
              <td>
                {step.byClock ? (
                  'time alone'
                ) : (
                  <>
                    {sentence(step.sideName)}
                    <span className="under">
                      {step.roles.map((role) => fromCode(role).toLowerCase()).join(', ')}
                      {step.kinds.length > 0 && ` of a ${step.kinds.join(' or ')}`}
                    </span>
                    {step.fourEyes.length > 0 && (
                      <span className="under">
                        not the person of:{' '}
                        {step.fourEyes
                          .map((id) => table.transitions.find((one) => one.id === id)?.name ?? id)
                          .join(', ')}
                      </span>
                    )}
                  </>
                )}
              </td>
              <td>{step.citation}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const toWords: Readonly<Record<string, string>> = {
  same: 'stays where it is',
  before: 'back to where it was',
}

function ClockTable({ table }: { table: ProcedureTable }) {
  if (table.clocks.length === 0) return null
  return (
    <section className="card card-flush long" aria-labelledby="clocks">
      <div className="card-head">
        <h2 id="clocks">Clocks ({table.clocks.length})</h2>
      </div>
      <Scroll label="Clocks">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Clock</th>
              <th scope="col">Owed by</th>
              <th scope="col">Limit</th>
              <th scope="col">When it runs out</th>
              <th scope="col">Written in</th>
            </tr>
          </thead>
          <tbody>
            {table.clocks.map((clock) => (
              <tr key={clock.id}>
                <th scope="row">{sentence(clock.name)}</th>
                <td>{fromCode(clock.owedBy)}</td>
                <td>
                  {clock.ruleText}
                  <span className="under">{clock.rule}</span>
                  {(clock.warns?.length ?? 0) > 0 && (
                    <span className="under">warns {clock.warns?.join(' and ')} before</span>
                  )}
                </td>
                <td>{sentence(clock.consequence)}</td>
                <td>{clock.citation}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
