import { useEffect, useState } from 'react'
import { get } from '../api/http.ts'
import type { Values } from '../parts/Fields.tsx'
import { useMatters } from '../parts/fields/Matter.tsx'
import { ErrorNote } from '../parts/notes.tsx'

/** Takes what an earlier matter of the case already says; never writes over what somebody typed. */
export function StartFrom(props: {
  procedure: string
  values: Values
  onValues: (values: Values) => void
  /** Chosen on the page one came from. */
  first?: string
}) {
  const matters = useMatters()
  const [taken, setTaken] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const items = matters.data?.items ?? []
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on arrival
  useEffect(() => {
    if (props.first !== undefined) void take(props.first)
  }, [])
  if (items.length === 0) return null

  async function take(from: string) {
    if (from === '') return
    setError(null)
    try {
      const { document } = await get<{ document: Values }>(
        `/api/forms/defaults?${new URLSearchParams({ procedure: props.procedure, from })}`,
      )
      const fresh = Object.entries(document).filter(([name]) => blank(props.values[name]))
      props.onValues({ ...props.values, ...Object.fromEntries(fresh) })
      setTaken(
        fresh.length === 0
          ? 'That matter says nothing that this form still lacks.'
          : `${fresh.length} ${fresh.length === 1 ? 'field' : 'fields'} filled. Read them before you save.`,
      )
    } catch (problem) {
      setError(problem)
    }
  }

  return (
    <div className="card">
      <div className="field">
        <label htmlFor="start-from">
          Start from an earlier matter <span className="needed">(optional)</span>
        </label>
        <div className="help">What fits this form is copied into the fields that are empty.</div>
        <select
          id="start-from"
          className="input"
          defaultValue={props.first ?? ''}
          onChange={(event) => void take(event.target.value)}
        >
          <option value="">Start with an empty form</option>
          {items.map((item) => (
            <option key={item.id} value={item.id}>
              {`${item.reference || 'no reference yet'} · ${item.procedure.name} · ${item.subject}`}
            </option>
          ))}
        </select>
      </div>
      {taken !== null && (
        <p className="quiet" role="status">
          {taken}
        </p>
      )}
      {error !== null && <ErrorNote error={error} />}
    </div>
  )
}

function blank(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
