import { createContext, useContext, useId } from 'react'
import type { Common } from './Figures.tsx'

/** Files of the matter whose form this is: a digest is chosen by the title of its file. */
export const MatterFiles = createContext<
  readonly { readonly digest: string; readonly title: string }[]
>([])

/** A digest: chosen among the files of the matter, or written when the file is kept elsewhere. */
export function FileDigest({
  value,
  onChange,
  common,
}: {
  value: string
  onChange: (value: unknown) => void
  common: Common
}) {
  const list = useId()
  const files = useContext(MatterFiles)
  const chosen = files.find((file) => file.digest === value)
  return (
    <>
      <input
        {...common}
        className="input mono"
        placeholder={files.length === 0 ? 'sha256:…' : 'Choose a file of this matter, or sha256:…'}
        spellCheck={false}
        list={list}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {files.map((file) => (
          <option key={file.digest} value={file.digest}>
            {file.title}
          </option>
        ))}
      </datalist>
      {chosen && <div className="under">{chosen.title}</div>}
    </>
  )
}

/** Beside a list that may name files: one press puts the digest of a file on a line of its own. */
export function FilesToName({
  lines,
  onChange,
}: {
  lines: readonly string[]
  onChange: (value: unknown) => void
}) {
  const files = useContext(MatterFiles)
  const left = files.filter((file) => !lines.includes(file.digest))
  if (left.length === 0) return null
  return (
    <div className="row">
      {left.map((file) => (
        <button
          key={file.digest}
          type="button"
          className="button button-small"
          onClick={() => onChange([...lines.filter((line) => line !== ''), file.digest])}
        >
          Add: {file.title}
        </button>
      ))}
    </div>
  )
}
