import { useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote, Note } from '../parts/notes.tsx'
import type { TipInfo } from './types.ts'

/** A tip that was sorted as a lead goes on in words of the unit; where it came from is not told. */
export function PassOn(props: {
  tip: TipInfo
  to: readonly { readonly id: string; readonly name: string }[]
}) {
  const [to, setTo] = useState('')
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [given, setGiven] = useState('')
  const { act, error, busy } = useAct('tips')
  const files = props.tip.pieces.flatMap((piece) =>
    piece.files.map(({ name }) => ({ piece: piece.number, name, key: `${piece.number}/${name}` })),
  )
  async function send() {
    const body = {
      to,
      words,
      files: files
        .filter(({ key }) => chosen.includes(key))
        .map(({ piece, name }) => ({ piece, name })),
    }
    if (!(await act(() => call('POST', `/api/tips/${props.tip.id}/leads`, body)))) return
    setGiven(to)
    setWords('')
    setChosen([])
  }
  return (
    <section className="card" aria-labelledby="pass-on">
      <h2 id="pass-on">Pass on as a lead</h2>
      {given !== '' && (
        <Note tone="green">Passed on to {given}. It names this unit, not the tip.</Note>
      )}
      <form
        className="form stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <div className="field">
          <label htmlFor="lead-to">Office</label>
          <select
            id="lead-to"
            className="input"
            required
            value={to}
            onChange={(event) => setTo(event.target.value)}
          >
            <option value="" />
            {props.to.map(({ id, name }) => (
              <option key={id} value={id}>
                {name} ({id})
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="lead-words">In your words</label>
          <textarea
            id="lead-words"
            className="input"
            rows={4}
            required
            maxLength={20_000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <p className="quiet">Do not copy the source: words can be recognised.</p>
        </div>
        {files.length > 0 && (
          <fieldset className="choices">
            <legend>Files that go with it</legend>
            {files.map(({ key, name, piece }) => (
              <label key={key} className="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(key)}
                  onChange={(event) =>
                    setChosen(
                      event.target.checked ? [...chosen, key] : chosen.filter((k) => k !== key),
                    )
                  }
                />{' '}
                {name}, piece {piece + 1}
              </label>
            ))}
          </fieldset>
        )}
        <div className="row">
          <button type="submit" className="button button-main" disabled={busy}>
            Pass it on
          </button>
        </div>
      </form>
      {error !== null && <ErrorNote error={error} />}
    </section>
  )
}
