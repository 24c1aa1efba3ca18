import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, get, Refused } from '../api/http.ts'
import { ErrorNote, Note, Waiting } from '../parts/notes.tsx'
import { sentence } from '../text/words.ts'
import type { Purposes } from './types.ts'

const asksPurpose = ['purpose-missing', 'purpose-not-open', 'reason-missing']

/** Why a matter did not open, and what can be done about it: say a purpose, or break the glass. */
export function Unopened({ id, error }: { id: string; error: unknown }) {
  const name = error instanceof Refused ? error.problem.name : undefined
  if (name !== undefined && asksPurpose.includes(name)) return <Purpose id={id} />
  return (
    <>
      <ErrorNote error={error} />
      {name === 'matter-of-others' && <BreakGlass id={id} />}
    </>
  )
}

/** An officer who does not work on a matter says why it is opened; the log of the matter shows it. */
function Purpose({ id }: { id: string }) {
  const queries = useQueryClient()
  const path = `/api/requests/${encodeURIComponent(id)}/purposes`
  const purposes = useQuery({ queryKey: ['purposes', id], queryFn: () => get<Purposes>(path) })
  const [purpose, setPurpose] = useState('')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  if (purposes.error) return <ErrorNote error={purposes.error} />
  if (!purposes.data) return <Waiting />

  async function open() {
    setError(null)
    try {
      await call<Purposes>('POST', path, { purpose, reason })
      await queries.invalidateQueries({ queryKey: ['request', id] })
    } catch (problem) {
      setError(problem)
    }
  }

  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <Note tone="amber" title="Why do you open this matter?">
        You have no step in it. Your purpose and your words stand in the log of the matter, for an
        hour and for good.
      </Note>
      <fieldset className="stack-s">
        <legend>Purpose</legend>
        {purposes.data.purposes.map((row) => (
          <label key={row.id} className="row">
            <input
              type="radio"
              name="purpose"
              value={row.id}
              checked={purpose === row.id}
              onChange={() => setPurpose(row.id)}
            />
            <span>
              {sentence(row.name)} <span className="quiet">{row.citation}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Reason value={reason} onChange={setReason} least={purposes.data.leastReason} />
      {error !== null && <ErrorNote error={error} />}
      <div className="row">
        <button
          type="submit"
          className="button button-main"
          disabled={purpose === '' || reason.trim().length < purposes.data.leastReason}
        >
          Open under this purpose
        </button>
      </div>
    </form>
  )
}

/** Four hours of reading for an emergency; heads and inspectors learn of it at once. */
function BreakGlass({ id }: { id: string }) {
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)

  async function open() {
    setError(null)
    try {
      await call('POST', `/api/requests/${encodeURIComponent(id)}/break-glass`, { reason })
      await queries.invalidateQueries({ queryKey: ['request', id] })
    } catch (problem) {
      setError(problem)
    }
  }

  if (!asked)
    return (
      <div className="row">
        <button type="button" className="button button-danger" onClick={() => setAsked(true)}>
          Break the glass…
        </button>
      </div>
    )
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <Note tone="red" title="Break the glass: for a danger that cannot wait">
        The matter opens to you for four hours, for reading alone. Heads and inspectors are told
        now, and one of them reviews it within a day. Each look is on record.
      </Note>
      <Reason value={reason} onChange={setReason} least={10} />
      {error !== null && <ErrorNote error={error} />}
      <div className="row">
        <button type="button" className="button" onClick={() => setAsked(false)}>
          Leave it closed
        </button>
        <button type="submit" className="button button-danger" disabled={reason.trim().length < 10}>
          Break the glass
        </button>
      </div>
    </form>
  )
}

function Reason(props: { value: string; onChange: (value: string) => void; least: number }) {
  return (
    <label className="field">
      <span className="label">Why, in a sentence</span>
      <textarea
        className="input"
        rows={2}
        maxLength={2000}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        aria-describedby="reason-help"
      />
      <span id="reason-help" className="quiet">
        At least {props.least} letters. Kept in the vault, shown to those who read the log of looks.
      </span>
    </label>
  )
}
