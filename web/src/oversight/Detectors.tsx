import { useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote, Note } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { sentence } from '../text/words.ts'
import type { Console, Disparity } from './types.ts'

const said = {
  'too-few': { tone: 'chip chip-line', text: 'too few to say' },
  'no-sign': { tone: 'chip chip-green', text: 'no sign' },
  look: { tone: 'chip chip-amber', text: 'look why' },
} as const

/** Counts that somebody brings, in the place of a detector of this node. */
const brought = 'brought'

/** Does a detector flag one group more often? By lawful attributes alone, over a detector here or counts that are brought. */
export function Detectors({ console: { attributes, detectors, rows } }: { console: Console }) {
  const { act, error, busy } = useAct()
  const [chosen, setChosen] = useState('looks')
  const [asked, setAttribute] = useState('role')
  const [row, setRow] = useState('')
  const [text, setText] = useState('')
  const [found, setFound] = useState<(Disparity & { of: string }) | undefined>(undefined)
  const detector = detectors.find((d) => d.id === chosen)
  const open = attributes.filter((a) => detector?.attributes.includes(a.id) !== false)
  const attribute = open.some((a) => a.id === asked) ? asked : (open[0]?.id ?? '')
  const counts = countsIn(text)
  return (
    <div className="stack">
      <section className="card stack-s" aria-labelledby="disparity">
        <h2 id="disparity">Disparity test of a detector</h2>
        <p className="quiet">
          Each group against all others together. “Look why” means that the 95 % interval of the
          ratio leaves one out: a question, no verdict. The four fifths are a hint and know nothing
          of chance. Groups below thirty are not compared.
        </p>
        <div className="row row-fields">
          <label className="field">
            <span className="label">Detector</span>
            <select
              className="input"
              value={chosen}
              onChange={(event) => setChosen(event.target.value)}
            >
              {detectors.map((d) => (
                <option key={d.id} value={d.id}>
                  {d.name}
                </option>
              ))}
              <option value={brought}>another one, by counts that you bring</option>
            </select>
          </label>
          {chosen === 'looks' && (
            <label className="field">
              <span className="label">Row</span>
              <select
                className="input"
                value={row}
                onChange={(event) => setRow(event.target.value)}
              >
                <option value="">all rows</option>
                {rows.map((r) => (
                  <option key={r.id} value={r.id}>
                    {r.id}, {r.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label className="field">
            <span className="label">By</span>
            <select
              className="input"
              value={attribute}
              onChange={(event) => setAttribute(event.target.value)}
            >
              {open.map((a) => (
                <option key={a.id} value={a.id}>
                  {a.name} ({a.source})
                </option>
              ))}
            </select>
          </label>
        </div>
        {chosen === brought && (
          <label className="field">
            <span className="label">Counts, one line for each group: name, flagged, total</span>
            <textarea
              className="input"
              rows={4}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
        )}
        {error !== null && <ErrorNote error={error} />}
        <div className="row">
          <button
            type="button"
            className="button button-main"
            disabled={busy || (chosen === brought && counts.length === 0)}
            onClick={() =>
              void act(async () => {
                const body =
                  chosen === brought
                    ? { attribute, counts }
                    : {
                        attribute,
                        detector: chosen,
                        ...(chosen === 'looks' && row !== '' ? { row } : {}),
                      }
                const answer = await call<Disparity>('POST', '/api/oversight/disparity', body)
                setFound({ ...answer, of: chosen })
              })
            }
          >
            Test
          </button>
        </div>
      </section>
      {found !== undefined && (
        <>
          <Groups groups={found.groups} unit={detectors.find((d) => d.id === found.of)?.unit} />
          <Note tone="amber" title="What this does not say">
            {sentence(
              detectors.find((d) => d.id === found.of)?.silentOn ??
                'how the counts came about: that stands with whoever brought them',
            )}
            . A difference may have lawful reasons; no difference does not mean that nobody was
            wronged.
          </Note>
        </>
      )}
    </div>
  )
}

function countsIn(text: string) {
  return text
    .split('\n')
    .map((line) => line.split(','))
    .filter((parts) => parts.length === 3)
    .map(([group = '', flagged, total]) => ({
      group: group.trim(),
      flagged: Number(flagged),
      total: Number(total),
    }))
}

function Groups({ groups, unit }: { groups: Disparity['groups']; unit: string | undefined }) {
  if (groups.length === 0)
    return <p className="quiet">Nothing is on record by this attribute at this node.</p>
  return (
    <section className="card card-flush" aria-label="Groups">
      {unit !== undefined && (
        <div className="card-head">
          <p className="quiet">{sentence(unit)}.</p>
        </div>
      )}
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
                Share
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
                <td className="num">
                  {g.says === 'too-few' ? '–' : `${((100 * g.flagged) / g.total).toFixed(1)} %`}
                </td>
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
