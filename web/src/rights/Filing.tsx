import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { call, get } from '../api/http.ts'
import { useAct } from '../api/use-act.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNote, Waiting } from '../parts/notes.tsx'
import { when } from '../text/time.ts'
import { askNames, languageNames, type OpenedFiling } from './types.ts'

const proofs = [
  ['shown', 'A paper was shown'],
  ['covered-copy', 'A copy with everything but name and day of birth covered'],
  ['known-lawyer', 'A lawyer who is known here'],
] as const

const returns = [
  ['not-identified', 'The paper did not show that it was this person'],
  ['other-body', 'Another body is competent, and the person was told which'],
  ['asked-back', 'The person asked for it back'],
] as const

/** What one person handed in; the look is on record. Taken up, or given back. */
export function Filing({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useQuery({
    queryKey: ['rights', id],
    queryFn: () => get<OpenedFiling>(`/api/rights/filings/${id}`),
  })
  const [proof, setProof] = useState('')
  const [shownOn, setShownOn] = useState('')
  const [why, setWhy] = useState('')
  const { act, error, busy } = useAct('rights')
  const filing = found.data
  const send = (path: string, body: object) =>
    void act(() => call('POST', `/api/rights/filings/${id}/${path}`, body))
  return (
    <Dialog title={filing === undefined ? 'Handed in' : askNames[filing.ask]} onClose={onClose}>
      <div className="stack">
        {found.error && <ErrorNote error={found.error} />}
        {found.isPending && <Waiting what="Opening what was handed in" />}
        {filing && <Words filing={filing} />}
        {filing && (
          <p>
            <a href={`/api/rights/filings/${id}/letter`} target="_blank" rel="noreferrer">
              Letter in {languageNames[filing.language]}, to be printed
            </a>
            <span className="quiet">: it says what the person reads with the receipt today.</span>
          </p>
        )}
        {filing?.matter !== undefined && (
          <p>
            It became a matter:{' '}
            <Link to="/requests/$id" params={{ id: filing.matter }}>
              open it
            </Link>
            .
          </p>
        )}
        {filing?.state === 'filed' && (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              send('take-up', proof === '' ? {} : { identity: { proof, shownOn } })
            }}
          >
            {filing.ask !== 'complaint' && (
              <Options
                label="How the person showed who they are"
                all={proofs}
                value={proof}
                onChange={setProof}
              />
            )}
            {filing.ask !== 'complaint' && (
              <label className="pick">
                On which day
                <input
                  className="input"
                  type="date"
                  required
                  aria-describedby="counts-from"
                  value={shownOn}
                  onChange={(event) => setShownOn(event.target.value)}
                />
              </label>
            )}
            <p className="quiet" id="counts-from">
              {filing.ask === 'complaint'
                ? 'The limits run from the day on which it was handed in.'
                : 'The limits run from that day, or from the day of handing in where that is later.'}{' '}
              No number and no copy is kept. What proved the identity is erased with this step.
            </p>
            <div className="row row-end">
              <button type="submit" className="button button-main" disabled={busy}>
                Take it up
              </button>
            </div>
          </form>
        )}
        {filing?.state === 'filed' && (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              send('give-back', { why })
            }}
          >
            <Options label="Or give it back" all={returns} value={why} onChange={setWhy} />
            <div className="row row-end">
              <button type="submit" className="button" disabled={busy || why === ''}>
                Give it back and erase it
              </button>
            </div>
          </form>
        )}
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  )
}

function Words({ filing }: { filing: OpenedFiling }) {
  const words = filing.words ?? {}
  const lines = [
    ['Put to', filing.to],
    ['Name', words.name],
    ['Day of birth', words.born],
    ['Country', words.country],
    ['Acts for the person', words.representative],
    ['Address for the answer', words.address],
    ['Paper ends in', filing.paperEnds],
    ['Language', languageNames[filing.language]],
    ['Acknowledge by', when(filing.acknowledgeBy)],
  ] as const
  return (
    <>
      <dl className="facts">
        {lines.map(([label, value]) =>
          value === undefined || value === null ? null : (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd dir="auto">{String(value)}</dd>
            </Fragment>
          ),
        )}
      </dl>
      {filing.words === null ? (
        <p className="quiet">The words were erased.</p>
      ) : (
        <blockquote className="read-aloud" dir="auto">
          {String(words.words ?? '')}
        </blockquote>
      )}
    </>
  )
}

function Options(props: {
  label: string
  all: readonly (readonly [string, string])[]
  value: string
  onChange: (value: string) => void
}) {
  return (
    <label className="pick">
      {props.label}
      <select
        className="input"
        required
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="">choose</option>
        {props.all.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
