import { useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import type { Console, Disparity } from './types.ts'

const said = {
  'too-few': { tone: 'chip chip-line', text: 'too few to say' },
  'no-sign': { tone: 'chip chip-green', text: 'no sign' },
  look: { tone: 'chip chip-amber', text: 'look why' },
} as const

/** Does a detector flag one group more often? By lawful attributes alone, over the own alarms or counts that are brought. */
export function Detectors({ console: { attributes } }: { console: Console }) {
  const { act, error, busy } = useAct()
  const [attribute, setAttribute] = useState('role')
  const [text, setText] = useState('')
  const [found, setFound] = useState<Disparity | undefined>(undefined)
  const counts = text
    .split('\n')
    .map((line) => line.split(','))
    .filter((parts) => parts.length === 3)
    .map(([group = '', flagged, total]) => ({
      group: group.trim(),
      flagged: Number(flagged),
      total: Number(total),
    }))
  return (
    <div className="stack">
      <section className="card stack-s" aria-labelledby="disparity">
        <h2 id="disparity">Disparity test of a detector</h2>
        <p className="quiet">
          Each group against all others together. “Look why” means that the 95 % interval of the
          ratio leaves one out: a question, no verdict. The four fifths are a hint and know nothing
          of chance. Groups below thirty are not compared.
        </p>
        <label className="field">
          <span className="label">By</span>
          <select
            className="input"
            value={attribute}
            onChange={(event) => setAttribute(event.target.value)}
          >
            {attributes.map((a) => (
              <option key={a.id} value={a.id}>
                {a.name} ({a.source})
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="label">
            Counts, one line for each group: name, flagged, total. Empty: the alarms of this node
            against all looks (role, authority, sector)
          </span>
          <textarea
            className="input"
            rows={4}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        {error !== null && <ErrorNote error={error} />}
        <div className="row">
          <button
            type="button"
            className="button button-main"
            disabled={busy}
            onClick={() =>
              void act(async () =>
                setFound(
                  await call<Disparity>('POST', '/api/oversight/disparity', {
                    attribute,
                    ...(counts.length === 0 ? {} : { counts }),
                  }),
                ),
              )
            }
          >
            Test
          </button>
        </div>
      </section>
      {found !== undefined && <Groups groups={found.groups} />}
    </div>
  )
}

function Groups({ groups }: { groups: Disparity['groups'] }) {
  if (groups.length === 0)
    return <p className="quiet">Nothing is on record by this attribute at this node.</p>
  return (
    <section className="card card-flush" aria-label="Groups">
      <Scroll label="Table of groups">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col" className="num">
                Flagged
              </th>
              <th scope="col" className="num">
                Of
              </th>
              <th scope="col" className="num">
                Ratio to the others
              </th>
              <th scope="col">95 % interval</th>
              <th scope="col">Says</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((g) => (
              <tr key={g.group}>
                <td>{g.group}</td>
                <td className="num">{g.flagged}</td>
                <td className="num">{g.total}</td>
                <td className="num">{g.ratio === null ? '–' : g.ratio.toFixed(2)}</td>
                <td>
                  {g.low === null || g.high === null
                    ? '–'
                    : `${g.low.toFixed(2)} to ${g.high.toFixed(2)}`}
                </td>
                <td>
                  <span className={said[g.says].tone}>{said[g.says].text}</span>
                  {g.fourFifths && <div className="quiet">four fifths: hint</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
