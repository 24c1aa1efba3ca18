import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api/http.ts'
import type { InboxItem } from '../api/types.ts'
import { ErrorNote, Waiting } from '../parts/notes.tsx'

/** Matters by tick, of those that the officer sees, and by id, of those that another desk named. */
export function MatterChoice(props: {
  legend: string
  hint: string
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
}) {
  const { chosen, onChoose } = props
  const [more, setMore] = useState('')
  const [sought, setSought] = useState('')
  const inbox = useQuery({
    queryKey: ['inbox', 'all'],
    queryFn: () => get<{ items: readonly InboxItem[] }>('/api/inbox?show=all'),
  })
  const seen = inbox.data?.items ?? []
  const ids = new Set(chosen)
  const known = new Set(seen.map((item) => item.id))
  const words = sought.toLowerCase().split(/\s+/)
  const shown = seen.filter((item) => {
    const text = `${item.reference} ${item.procedure.name} ${item.counterpart.name}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const typed = more.split(/[\s,;]+/).filter((id) => id !== '')
  return (
    <fieldset className="stack">
      <legend>{props.legend}</legend>
      <p className="under">{props.hint}</p>
      {inbox.error && <ErrorNote error={inbox.error} />}
      {inbox.isPending && <Waiting what="Reading your matters" />}
      <label className="field">
        <span className="label">Show those with these words</span>
        <input
          className="input"
          type="search"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      </label>
      <div className="row">
        <button
          type="button"
          className="button button-small"
          disabled={shown.length === 0}
          onClick={() => onChoose([...new Set([...chosen, ...shown.map((item) => item.id)])])}
        >
          Take all {shown.length}
        </button>
        <button type="button" className="button button-small" onClick={() => onChoose([])}>
          Take none
        </button>
        <span className="quiet" role="status">
          {chosen.length} chosen
        </span>
      </div>
      <div className="matter-list">
        {shown.map((item) => (
          <label key={item.id} className="choice">
            <input
              type="checkbox"
              checked={ids.has(item.id)}
              onChange={(event) =>
                onChoose(
                  event.target.checked
                    ? [...chosen, item.id]
                    : chosen.filter((id) => id !== item.id),
                )
              }
            />
            <span>
              {item.reference} {item.procedure.name}, {item.counterpart.name}
            </span>
            <span className="what">{item.stateName}</span>
          </label>
        ))}
      </div>
      <label className="field">
        <span className="label">Ids of further matters, as their desks gave them</span>
        <textarea
          className="input"
          rows={2}
          value={more}
          onChange={(event) => setMore(event.target.value)}
          onBlur={() => onChoose([...chosen.filter((id) => known.has(id)), ...new Set(typed)])}
        />
      </label>
    </fieldset>
  )
}
