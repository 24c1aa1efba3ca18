import { type ReactNode, useId } from 'react'
import { counted } from './words.ts'

/** Signs that a page still shows and lets one change; a longer list is told by its length. */
const mostShown = 50_000
/** Signs that the node takes at once. */
export const mostSigns = 900_000

/** A list of identifiers: written, or from a file of text or CSV. */
export function Identifiers(props: {
  label: string
  text: string
  rows: number
  example: string
  onText: (text: string, file?: string) => void
  children?: ReactNode
}) {
  const { label, text, rows, example, onText, children } = props
  const ids = { text: useId(), file: useId() }
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor={ids.text}>{label}</label>
        {text.length > mostShown ? (
          <div className="row">
            <output id={ids.text}>{counted(linesIn(text).length, 'line')} from a file</output>
            <button type="button" className="button button-small" onClick={() => onText('')}>
              Leave it out
            </button>
          </div>
        ) : (
          <textarea
            id={ids.text}
            className="input mono"
            rows={rows}
            spellCheck={false}
            autoComplete="off"
            placeholder={example}
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
        {text.length > mostSigns && (
          <div className="help">
            That is more than the {mostSigns.toLocaleString('en')} signs that are taken at once:
            split the list.
          </div>
        )}
        {children}
      </div>
      <div className="field">
        <label htmlFor={ids.file}>
          Or a file <span className="needed">text or CSV</span>
        </label>
        <input
          id={ids.file}
          className="input"
          type="file"
          accept=".txt,.csv,.tsv,text/plain,text/csv"
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file !== undefined) void file.text().then((read) => onText(read, file.name))
          }}
        />
      </div>
    </div>
  )
}

/** Lines that say something. */
export function linesIn(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
}
