import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { Empty } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { when } from '../text/time.ts'
import type { HitDesk, Run, RunPartner } from './types.ts'
import { counted } from './words.ts'

/** Questions of this authority, the newest first. Counts; the subjects stand inside. */
export function Runs({ desk }: { desk: HitDesk }) {
  const [q, setQ] = useState('')
  const id = useId()
  const found = desk.runs.filter((run) => matches(run, q))
  return (
    <section className="card" aria-labelledby="hit-runs">
      <h2 id="hit-runs">Asked by us</h2>
      {desk.runs.length === 0 ? (
        <Empty title="Nothing has been asked yet">
          <p>
            {desk.may.ask
              ? 'Write identifiers above, choose who is asked and for which case. A partner must have agreed to be asked; if it has not, its answer says so.'
              : 'Questions of the officers who work on cases will stand here, with counts, law and case.'}
          </p>
        </Empty>
      ) : (
        <>
          {desk.runs.length > 5 && (
            <div className="inset">
              <SearchBox
                id={id}
                label="Search the questions"
                hint="Case, partner, officer"
                value={q}
                onText={setQ}
              />
            </div>
          )}
          {found.length === 0 ? (
            <Empty title="No question fits">
              <p>
                Searched are case, partner, officer and offence of the newest {desk.runs.length}.
              </p>
            </Empty>
          ) : (
            <RunTable runs={found} />
          )}
        </>
      )}
    </section>
  )
}

function matches(run: Run, q: string): boolean {
  const wanted = q.trim().toLowerCase()
  const { case: reference, officer, category, partners } = run
  return [reference, officer, category, ...partners.map((p) => p.owner)].some((text) =>
    text.toLowerCase().includes(wanted),
  )
}

function RunTable({ runs }: { runs: readonly Run[] }) {
  return (
    <Scroll label="Table of own questions">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Case</th>
            <th scope="col">Subjects</th>
            <th scope="col">Partners</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td className="nowrap">
                <Link to="/hit/$id" params={{ id: run.id }}>
                  {when(run.at)}
                </Link>
              </td>
              <td>
                {run.case}
                {run.standing !== null && <span className="under">standing question</span>}
              </td>
              <td>{subjects(run)}</td>
              <td>
                {run.partners.map((partner) => (
                  <div key={partner.owner}>
                    {partner.owner} <State partner={partner} keys={run.keys} />
                  </div>
                ))}
              </td>
              <td>{run.officer}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

export function subjects(run: Run): string {
  const of = counted(run.identifiers, 'subject')
  return run.names === 0
    ? of
    : `${of} (${counted(run.keys, 'item')}, ${run.names.toLocaleString('en')} of them keys of names)`
}

/** What became of the question at one partner, in few words. */
export function State({ partner, keys }: { partner: RunPartner; keys: number }) {
  switch (partner.state) {
    case 'waiting':
      return <span className="chip">waiting</span>
    case 'asking':
      return (
        <span className="chip chip-blue">
          asking, {partner.asked} of {keys}
        </span>
      )
    case 'held':
      return (
        <span className="chip chip-amber">
          waits for release{partner.held !== null && ` since ${when(partner.held.since)}`}
        </span>
      )
    case 'stopped':
      return <span className="chip chip-line">taken back</span>
    case 'refused':
      return <span className="chip chip-red">not answered</span>
    case 'done':
      return partner.same + partner.possible === 0 ? (
        <span className="chip chip-line">knows none</span>
      ) : (
        <span className="chip chip-green">
          {counted(partner.same, 'hit')}
          {partner.possible > 0 && `, ${partner.possible} possible`}
        </span>
      )
  }
}
