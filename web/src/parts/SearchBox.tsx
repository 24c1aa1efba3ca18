import type { KeyboardEvent } from 'react'

interface Props {
  readonly id: string
  /** What is searched, for those who hear the page. */
  readonly label: string
  /** What can be typed, shown while the box is empty. */
  readonly hint: string
  readonly value: string
  readonly onText: (text: string) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
  /** `/` leads here. */
  readonly slash?: boolean
}

/** The one search box of the workbench. */
export function SearchBox({ id, label, hint, value, onText, onKeyDown, slash = true }: Props) {
  return (
    <div className="search">
      <label className="only-spoken" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="search"
        className="input"
        placeholder={hint}
        value={value}
        onChange={(event) => onText(event.target.value)}
        {...(onKeyDown === undefined ? {} : { onKeyDown })}
      />
      {slash && <kbd title="press / to search">/</kbd>}
    </div>
  )
}
