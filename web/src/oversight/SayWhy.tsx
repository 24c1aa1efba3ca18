import { useState } from 'react'
import { call } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { ErrorNote } from '../parts/notes.tsx'

/** One thing that can be done, with the words that it needs. */
export interface Choice {
  readonly label: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly danger?: boolean
}

/** A field for the reason and a button for each choice. Nothing here is done without words. */
export function SayWhy({ label, choices }: { label: string; choices: readonly Choice[] }) {
  const { act, error, busy } = useAct('oversight')
  const [words, setWords] = useState('')
  const say = ({ path, body }: Choice) =>
    void act(() => call('POST', path, { ...body, words })).then((ok) => {
      if (ok) setWords('')
    })
  return (
    <div className="stack-s">
      <label className="field">
        <span className="label">{label}</span>
        <textarea
          className="input"
          rows={2}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      {error !== null && <ErrorNote error={error} />}
      <div className="row">
        {choices.map((choice) => (
          <button
            key={choice.label}
            type="button"
            className={choice.danger ? 'button button-danger' : 'button'}
            disabled={busy}
            onClick={() => say(choice)}
          >
            {choice.label}
          </button>
        ))}
      </div>
    </div>
  )
}
