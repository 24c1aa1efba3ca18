import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, get } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import { useAct } from '../api/use-act.ts'
import { Digest, Title } from '../parts/bits.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Empty, ErrorNote, Waiting } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { when } from '../text/time.ts'
import { PrepareCase } from './PrepareCase.tsx'
import { Restrictions } from './Restrictions.tsx'
import type { CaseDesk, CaseVersion } from './types.ts'
import { WaitingCase } from './WaitingCase.tsx'

/** Where the page of a case becomes public: after final judgment, victims first, two persons, no court against it. */
export function CasePages() {
  const session = useSession()
  const desk = useQuery({ queryKey: ['cases'], queryFn: () => get<CaseDesk>('/api/case-pages') })
  const role = session.data?.role ?? ''
  const prepares = ['case-officer', 'editor', 'head-of-desk'].includes(role)
  const decides = ['editor', 'head-of-desk'].includes(role)
  const { waiting = [], released = [], withdrawn = [], names = {} } = desk.data ?? {}
  return (
    <div className="page">
      <div className="page-head">
        <div className="titles">
          <Title>Case pages</Title>
          <p className="lead">
            What anybody may read of a case: after final judgment, a day after the victims were
            told, when no court keeps it back. The amounts come from the signed records. One person
            prepares the page, a second one releases it.
          </p>
        </div>
      </div>
      {desk.error && <ErrorNote error={desk.error} />}
      {desk.isPending && <Waiting what="Reading the pages of cases" />}
      {waiting.map((draft) => (
        <WaitingCase
          key={draft.id}
          draft={draft}
          preparer={names[draft.by] ?? draft.by}
          decides={decides}
          own={draft.by === session.data?.id}
        />
      ))}
      {desk.data && released.length === 0 && (
        <Empty title="No case is out">
          A page appears here, and in public, when two persons have looked at it.
        </Empty>
      )}
      {released.length > 0 && (
        <section className="card card-flush" aria-labelledby="out">
          <div className="card-head">
            <h2 id="out">Out</h2>
          </div>
          <Versions list={released} names={names} decides={decides} />
        </section>
      )}
      {withdrawn.length > 0 && (
        <section className="card card-flush" aria-labelledby="taken-back">
          <div className="card-head">
            <h2 id="taken-back">Withdrawn</h2>
          </div>
          <Versions list={withdrawn} names={names} decides={false} />
        </section>
      )}
      {desk.data && (
        <Restrictions list={desk.data.restrictions} names={names} judge={role === 'judge'} />
      )}
      {prepares && desk.data && <PrepareCase out={[...released, ...withdrawn]} />}
    </div>
  )
}

function Versions(props: {
  list: readonly CaseVersion[]
  names: Readonly<Record<string, string>>
  decides: boolean
}) {
  const [asking, setAsking] = useState<string | null>(null)
  return (
    <Scroll label="Pages of cases">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">When, and by whom</th>
            <th scope="col">Digest</th>
            {props.decides && (
              <th scope="col" className="no-print">
                Act
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {props.list.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {props.decides ? <a href={`/public/en/cases/${line.id}`}>{line.id}</a> : line.id}
                <span className="under">version {line.version}</span>
              </th>
              <td>
                {when(line.at)}
                <span className="under">{props.names[line.by] ?? line.by}</span>
                {line.reason && <span className="under">because: {line.reason}</span>}
              </td>
              <td>
                <Digest value={line.digest} label={`digest of ${line.id}`} />
              </td>
              {props.decides && (
                <td className="no-print">
                  <button
                    type="button"
                    className="button button-small"
                    onClick={() => setAsking(line.id)}
                  >
                    Withdraw
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {asking !== null && <Withdraw id={asking} onClose={() => setAsking(null)} />}
    </Scroll>
  )
}

function Withdraw({ id, onClose }: { id: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { act, error, busy } = useAct('cases')
  async function send() {
    if (await act(() => call('POST', `/api/case-pages/${id}/withdraw`, { reason }))) onClose()
  }
  return (
    <Dialog title={`Withdraw the page of ${id}?`} small onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p>It is not shown any more. That it was there stays, with what you write here.</p>
        <label className="field">
          <span className="label">Why, in a sentence that anybody may read</span>
          <textarea
            className="input"
            required
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {error !== null && <ErrorNote error={error} />}
        <div className="row row-end">
          <button type="button" className="button" onClick={onClose}>
            Keep it
          </button>
          <button type="submit" className="button button-danger" disabled={busy}>
            Withdraw it
          </button>
        </div>
      </form>
    </Dialog>
  )
}
