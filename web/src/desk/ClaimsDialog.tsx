import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api/http.ts'
import type { Tracing } from '../api/types.ts'
import { Progress } from '../parts/bits.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNote, ProblemNote } from '../parts/notes.tsx'
import { useJob } from './jobs.ts'

interface Line {
  readonly claim: string
  readonly how: 'from' | 'to' | 'ids'
  readonly what: string
}

const hows = [
  { value: 'from', label: 'every payment out of account' },
  { value: 'to', label: 'every payment into account' },
  { value: 'ids', label: 'the payments with the ids' },
] as const

/** Whose money is followed, when the ledger does not say. Earlier runs are gone with the old claims. */
export function ClaimsDialog({ tracing, onClose }: { tracing: Tracing; onClose: () => void }) {
  const queries = useQueryClient()
  const [lines, setLines] = useState<readonly Line[]>([{ claim: '', how: 'from', what: '' }])
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const job = useJob()
  const set = (at: number, part: Partial<Line>) =>
    setLines(lines.map((line, i) => (i === at ? { ...line, ...part } : line)))

  async function save() {
    setBusy(true)
    setError(null)
    try {
      const claims = lines
        .filter((line) => line.what.trim() !== '')
        .map((line) => ({
          claim: line.claim.trim() || line.what.trim(),
          ...(line.how === 'ids'
            ? { ids: line.what.split(/[\s,;]+/).filter(Boolean) }
            : { [line.how]: line.what.trim() }),
        }))
      const answer = await call<{ job?: string } | null>(
        'POST',
        `/api/tracings/${tracing.id}/claims`,
        { claims },
      )
      if (answer?.job) {
        const ended = await job.start(() => Promise.resolve({ job: answer.job! }))
        if (ended?.state !== 'done') {
          setBusy(false)
          return
        }
      }
      await queries.invalidateQueries({ queryKey: ['tracing', tracing.id] })
      onClose()
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }

  return (
    <Dialog title="Whose money is followed" onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <p>
          Each line introduces a claim into the ledger. The name appears in every figure and in the
          exhibit.
        </p>
        <datalist id="claim-accounts">
          {(tracing.accounts ?? []).map((row) => (
            <option key={`${row.account} ${row.currency}`} value={row.account} />
          ))}
        </datalist>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity before they are saved
          <div className="claim-line" key={at}>
            <select
              className="input"
              aria-label={`Line ${at + 1}: which payments`}
              value={line.how}
              onChange={(event) => set(at, { how: event.target.value as Line['how'] })}
            >
              {hows.map((how) => (
                <option key={how.value} value={how.value}>
                  {how.label}
                </option>
              ))}
            </select>
            <input
              className="input"
              required
              aria-label={`Line ${at + 1}: ${line.how === 'ids' ? 'ids' : 'account'}`}
              placeholder={line.how === 'ids' ? 'T001, T004' : 'Account'}
              list={line.how === 'ids' ? undefined : 'claim-accounts'}
              value={line.what}
              onChange={(event) => set(at, { what: event.target.value })}
            />
            <span>is claim</span>
            <input
              className="input"
              aria-label={`Line ${at + 1}: name of the claim`}
              placeholder={line.how === 'ids' ? 'Name' : line.what || 'Name'}
              required={line.how === 'ids'}
              value={line.claim}
              onChange={(event) => set(at, { claim: event.target.value })}
            />
            <button
              type="button"
              className="button button-small button-bare"
              disabled={lines.length === 1}
              onClick={() => setLines(lines.filter((_, i) => i !== at))}
            >
              Remove
            </button>
          </div>
        ))}
        <div>
          <button
            type="button"
            className="button button-small"
            onClick={() => setLines([...lines, { claim: '', how: 'from', what: '' }])}
          >
            Add a line
          </button>
        </div>
        {error !== null && <ErrorNote error={error} />}
        {job.problem && <ProblemNote problem={job.problem} />}
        {job.running && (
          <Progress
            what={job.job?.what ?? 'Reading the ledger with these claims'}
            done={job.job?.done ?? 0}
            total={job.job?.total ?? 0}
          />
        )}
        <div className="row row-end">
          <button type="button" className="button" onClick={onClose}>
            Back
          </button>
          <button type="submit" className="button button-main" disabled={busy}>
            Follow these claims
          </button>
        </div>
      </form>
    </Dialog>
  )
}
