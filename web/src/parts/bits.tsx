import { useEffect, useRef, useState } from 'react'
import { shortDigest } from '../text/words.ts'

/** A digest: short to read, whole to copy. */
export function Digest({ value, label = 'digest' }: { value: string; label?: string }) {
  return (
    <span className="digest">
      <span title={value}>{shortDigest(value)}</span>
      <Copy text={value} label={label} />
    </span>
  )
}

export function Copy({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1600)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <button
      type="button"
      className="copy"
      aria-label={`copy ${label}`}
      onClick={() => {
        void copy(text).then(() => setCopied(true))
      }}
    >
      <span aria-live="polite">{copied ? 'copied' : 'copy'}</span>
    </button>
  )
}

/** The clipboard needs a secure context; a node on a plain local address has only the old way. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export function Tile({ country, small }: { country: string; small?: boolean }) {
  return (
    <span className={small ? 'tile tile-small' : 'tile'} data-hue={hue(country)} aria-hidden="true">
      {country}
    </span>
  )
}

function hue(country: string): number {
  let sum = 0
  for (const letter of country) sum += letter.charCodeAt(0)
  return [3, 0, 4, 2, 5, 1][sum % 6] ?? 0
}

export function Progress(props: {
  what: string
  done: number
  total: number
  onCancel?: () => void
}) {
  const share = props.total > 0 ? Math.min(1, props.done / props.total) : 0
  return (
    <div className="progress" role="status">
      <div className="progress-text">
        <span>{props.what}…</span>
        <span>{props.total > 0 ? `${Math.floor(share * 100)} %` : ''}</span>
      </div>
      <progress aria-label={props.what} max={1} {...(props.total > 0 ? { value: share } : {})} />
      {props.onCancel && (
        <div>
          <button type="button" className="button button-small" onClick={props.onCancel}>
            Stop
          </button>
        </div>
      )}
    </div>
  )
}

/** Sets the tab's title and, on arrival, moves focus to the page's heading for those who listen. */
export function Title({ children, of }: { children: string; of?: string }) {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${children}${of ? ` · ${of}` : ''} · Comity`
  }, [children, of])
  return (
    <h1 ref={ref} tabIndex={-1}>
      {children}
    </h1>
  )
}

/** Saves text as a file, from memory, without a request. */
export function saveText(name: string, text: string, type = 'text/csv'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
