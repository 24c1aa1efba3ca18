import { when } from '../text/time.ts'
import { fromCode } from '../text/words.ts'

/** A document's fields as they were signed: nothing left out, names made readable. */
export function Document({ value }: { value: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(value).filter(([, v]) => v !== null && v !== undefined && v !== '')
  if (entries.length === 0) return <p className="quiet">No fields.</p>
  return (
    <dl className="facts document">
      {entries.map(([name, v]) => (
        <div key={name} className="contents">
          <dt>{label(name)}</dt>
          <dd>
            <Value value={v} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ value }: { value: unknown }) {
  if (Array.isArray(value)) {
    return (
      <ul className="flat">
        {value.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a signed list never changes its order
          <li key={at}>
            <Value value={item} />
          </li>
        ))}
      </ul>
    )
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).filter(([, v]) => v !== null && v !== undefined && v !== '')
    return (
      <>
        {parts.map(([name, v], at) => (
          <span key={name}>
            {at > 0 ? ' · ' : ''}
            {name === 'name' ? null : <span className="quiet">{label(name).toLowerCase()} </span>}
            {typeof v === 'object' ? <Value value={v} /> : text(v)}
          </span>
        ))}
      </>
    )
  }
  return <span className="as-written">{text(value)}</span>
}

function text(value: unknown): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  const words = String(value)
  return /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(words) ? when(words) : words
}

function label(name: string): string {
  return fromCode(name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`))
}
