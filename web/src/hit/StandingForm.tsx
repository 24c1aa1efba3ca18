import { type FormEvent, useId, useState } from 'react'
import { Note } from '../parts/notes.tsx'
import { HitError } from './HitError.tsx'
import type { Run } from './types.ts'
import { useHitCall } from './use-hit.ts'

/** Asks for authority to put the question again; somebody else grants it. */
export function StandingForm({ run }: { run: Run }) {
  const ask = useHitCall()
  const ids = { reason: useId(), until: useId() }
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const [sent, setSent] = useState(false)
  if (sent)
    return (
      <Note tone="green" title="Asked for">
        The head of the desk grants a standing question, or does not. It stands in the list of the
        desk.
      </Note>
    )
  function send(event: FormEvent) {
    event.preventDefault()
    ask.mutate(
      { path: `questions/${run.id}/standing`, body: { reason, until: `${until}T23:59:59.000Z` } },
      { onSuccess: () => setSent(true) },
    )
  }
  return (
    <form className="card form no-print" onSubmit={send}>
      <h2>Keep asking</h2>
      <p className="quiet">
        The same question is put again whenever a partner’s index grows or a new epoch begins, until
        a day that you name. It needs a reason, and the head of the desk.
      </p>
      <div className="columns two-columns">
        <div className="field">
          <label htmlFor={ids.reason}>Reason</label>
          <textarea
            id={ids.reason}
            className="input"
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={ids.until}>Until</label>
          <input
            id={ids.until}
            className="input input-short"
            type="date"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
          <div className="help">At most 180 days from now.</div>
        </div>
      </div>
      {ask.error !== null && <HitError error={ask.error} />}
      <div className="row">
        <button
          type="submit"
          className="button"
          disabled={reason.trim().length < 10 || until === '' || ask.isPending}
        >
          Ask for a standing question
        </button>
      </div>
    </form>
  )
}
