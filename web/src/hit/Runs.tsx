import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import type { HitDesk, Run, RunPartner } from './types.ts'
import { counted } from './words.ts'

/** Questions of this authority, the newest first. Counts; the subjects stand inside. */
export function Runs({ desk }: { desk: HitDesk }) {
  return (
    <section className="card" aria-labelledby="hit-runs">
      <h2 id="hit-runs">Asked by us</h2>
      {desk.runs.length === 0 ? (
        <Empty title="Nothing has been asked yet">
          <p>
            Write identifiers above, choose who is asked and for which case. A partner must have
            agreed to be asked; if it has not, its answer says so.
          </p>
        </Empty>
      ) : (
        <div className="scroll">
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
              {desk.runs.map((run) => (
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
        </div>
      )}
    </section>
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
    case 'refused':
    case 'stopped':
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
