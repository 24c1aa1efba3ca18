import { useState } from 'react'
import { call } from '../api/http.ts'
import { useSession } from '../api/queries.ts'
import { useAct } from '../api/use-act.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { Scroll } from '../parts/Scroll.tsx'
import { day, when } from '../text/time.ts'
import { plural } from '../text/words.ts'
import { MatterChoice } from './MatterChoice.tsx'
import type { Restriction } from './types.ts'

/** Orders of courts about what may be told: signed by a judge, lifted by a judge of the same court. */
export function Restrictions(props: {
  list: readonly Restriction[]
  names: Readonly<Record<string, string>>
  judge: boolean
}) {
  const { list, names, judge } = props
  const session = useSession()
  const [lifting, setLifting] = useState<Restriction | null>(null)
  if (list.length === 0 && !judge) return null
  return (
    <section className="card" aria-labelledby="restrictions">
      <div className="card-head">
        <h2 id="restrictions">Restricted by a court</h2>
      </div>
      {list.length === 0 ? (
        <p>No court keeps anything back.</p>
      ) : (
        <Scroll label="Restrictions">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Court and decision</th>
                <th scope="col">Since</th>
                <th scope="col">Until</th>
                <th scope="col">Matters</th>
              </tr>
            </thead>
            <tbody>
              {list.map((order) => (
                <tr key={order.id}>
                  <th scope="row">
                    {order.court}
                    <span className="under">{order.decision}</span>
                  </th>
                  <td>
                    {when(order.at)}
                    <span className="under">{names[order.by] ?? order.by}</span>
                  </td>
                  <td>{order.until === null ? 'a judge lifts it' : day(order.until)}</td>
                  <td>
                    {order.matters.length} {plural(order.matters.length, 'matter')}{' '}
                    {judge && session.data?.authority === order.court && (
                      <button
                        type="button"
                        className="button button-small"
                        onClick={() => setLifting(order)}
                      >
                        Lift
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {judge && <Restrict />}
      {lifting !== null && <Lift order={lifting} onClose={() => setLifting(null)} />}
    </section>
  )
}

function Restrict() {
  const [matters, setMatters] = useState<readonly string[]>([])
  const [decision, setDecision] = useState('')
  const [until, setUntil] = useState('')
  const { act, error, busy } = useAct('cases')
  async function send() {
    const body = { matters, decision, ...(until === '' ? {} : { until }) }
    if (await act(() => call('POST', '/api/case-pages/restrictions', body))) {
      setMatters([])
      setDecision('')
      setUntil('')
    }
  }
  return (
    <form
      className="stack no-print"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h3>Restrict what may be told</h3>
      <MatterChoice
        legend="Matters"
        hint="A page made from one of them is neither prepared nor released, and is not shown if it is out."
        chosen={matters}
        onChoose={setMatters}
      />
      <label className="field">
        <span className="label">Number of the decision</span>
        <input
          className="input"
          required
          maxLength={80}
          value={decision}
          onChange={(event) => setDecision(event.target.value)}
        />
      </label>
      <label className="field">
        <span className="label">Last day; empty until it is lifted</span>
        <input
          className="input"
          type="date"
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </label>
      {error !== null && <ErrorNote error={error} />}
      <div className="row row-end">
        <button
          type="submit"
          className="button button-main"
          disabled={busy || matters.length === 0}
        >
          Sign the restriction
        </button>
      </div>
    </form>
  )
}

function Lift({ order, onClose }: { order: Restriction; onClose: () => void }) {
  const [decision, setDecision] = useState('')
  const { act, error, busy } = useAct('cases')
  async function send() {
    const path = `/api/case-pages/restrictions/${encodeURIComponent(order.id)}/lift`
    if (await act(() => call('POST', path, { decision }))) onClose()
  }
  return (
    <Dialog title={`Lift ${order.decision}?`} small onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <p>Pages that were out are shown again at once; pages that wait can be released.</p>
        <label className="field">
          <span className="label">Number of the decision that lifts it</span>
          <input
            className="input"
            required
            maxLength={80}
            value={decision}
            onChange={(event) => setDecision(event.target.value)}
          />
        </label>
        {error !== null && <ErrorNote error={error} />}
        <div className="row row-end">
          <button type="button" className="button" onClick={onClose}>
            Leave it
          </button>
          <button type="submit" className="button button-main" disabled={busy}>
            Lift it
          </button>
        </div>
      </form>
    </Dialog>
  )
}
